// Reading participation.toml: quorum, comment periods, social supervisors, press contacts, with each mistake's line. Arts. 5, 6, 8.
#include "regulation/load_parts.h"
#include "regulation/participation_rules.h"

namespace shouwen {

namespace {

constexpr std::int64_t days_of_ten_years = 3653, days_of_a_year = 366;

std::string category(TableReader& reader, const char* key, RulebookDraft& draft) {
  std::string code = reader.text(key);
  draft.refers("category", code, reader);
  return code;
}

}  // namespace

const ParticipationRules* participation_rules(const Rulebook& rulebook) { return rulebook.participation.get(); }

void read_participation(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("participation", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  auto rules = std::make_shared<ParticipationRules>();
  rules->set_by = reader.text("set_by");
  rules->quorum_percent = reader.integer_within("quorum_percent", 1, 100);
  rules->comment_days_least = reader.integer_within("comment_days_least", 1, days_of_a_year);
  rules->answer_days = reader.integer_within("answer_days", 1, days_of_a_year);
  rules->supervisor_days_most = reader.integer_within("supervisor_days_most", 1, days_of_ten_years);
  rules->meeting_days = reader.integer_within("meeting_days", 1, days_of_ten_years);
  rules->suggestion_category = category(reader, "suggestion_category", draft);
  rules->complaint_category = category(reader, "complaint_category", draft);
  rules->press_category = category(reader, "press_category", draft);
  reader.tables("press_contact", [&](TableReader& row) {
    rules->press_contacts.push_back({row.text("code"), row.text("name_zh"), row.text("name_en"), row.text("phone"), row.text("hours_zh", false), row.text("hours_en", false)});
    draft.place("press_contact", rules->press_contacts.back().code, row);
  });
  draft.rulebook.participation = std::move(rules);
}

}  // namespace shouwen
