// Reading [representatives] of customer_file.toml: the login of a customer's own representative. Art. 11(4).
#include "regulation/load_parts.h"
#include "regulation/words.h"

namespace shouwen {

void read_representatives(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("representatives", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  RepresentativeRules rules{reader.integer("invitation_days"), reader.integer("session_hours"), reader.integer("visit_days"),
                            reader.words<FilePart>("shown", file_part_of)};
  const auto check = [&reader](const char* key, std::int64_t value) {
    if (value < 1) reader.mistake(key, "rulebook.out_of_range", std::string(key) + " 应大于 0", std::string(key) + " must be greater than 0");
  };
  check("invitation_days", rules.invitation_days);
  check("session_hours", rules.session_hours);
  check("visit_days", rules.visit_days);
  draft.rulebook.representatives = std::move(rules);
}

}  // namespace shouwen
