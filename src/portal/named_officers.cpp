// Names to officers.
#include "portal/named_officers.h"

#include "portal/page_texts.h"

namespace shouwen {

void name_accused_in(RegisterInput& input, const std::string& who, const std::string& unit_code, const Organisation& organisation) {
  Accused accused;
  for (const Officer& officer : organisation.officers())
    if (!who.empty() && (who.find(officer.name) != std::string::npos || officer.code == who)) accused.officer_ids.push_back(officer.id);
  if (const Unit* unit = organisation.unit_by_code(unit_code)) accused.unit_ids.push_back(unit->id);
  if (!who.empty()) input.text.value += "\n" + say("tip_accused_said", http::Language::zh, {{"name", who}});
  if (!accused.officer_ids.empty()) {
    input.about_officer_id = accused.officer_ids.front();
    accused.officer_ids.erase(accused.officer_ids.begin());
  }
  if (!accused.officer_ids.empty() || !accused.unit_ids.empty()) input.further_accused = std::move(accused);
}

}  // namespace shouwen
