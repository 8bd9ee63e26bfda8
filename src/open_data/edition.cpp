// Out of cases an edition.
#include "open_data/edition.h"

#include "base/check.h"
#include "regulation/clauses.h"

namespace shouwen {

Date month_after(Date month) {
  const bool december = month.month() == 12;
  return Date::of(month.year() + (december ? 1 : 0), december ? 1 : month.month() + 1, 1);
}

Instant known_at_of(Date month, std::int64_t wait_days) { return at_local(month_after(month).plus_days(static_cast<std::int32_t>(wait_days)), 0); }

MadeEdition make_edition(std::int64_t number, Date month, Instant known_at, const std::vector<OpenCase>& cases, const OpenDataRules& rules) {
  const std::vector<OpenRow> rows = open_rows(cases, known_at, {rules.smallest_group, rules.time_step_minutes * 60, rules.about_persons});
  MadeEdition made;
  made.files = {figures_csv({number, month, known_at}, figures_of(rows, known_at)), rows_csv(rows)};
  made.issued.number = number;
  made.issued.month = month;
  made.issued.known_at = known_at;
  made.issued.smallest_group = rules.smallest_group;
  made.issued.time_step_minutes = rules.time_step_minutes;
  made.issued.rows = static_cast<std::int64_t>(rows.size());
  made.issued.figures_sha256 = sha256_of(made.files.figures_csv);
  made.issued.rows_sha256 = sha256_of(made.files.rows_csv);
  return made;
}

Result<MadeEdition> correct_edition(std::int64_t number, const Edition& before, const EditionFiles& files, const EditionCorrectionInput& input, const std::vector<OpenCase>& cases,
                                    const OpenDataRules& rules) {
  MadeEdition made = make_edition(number, before.issued.month, before.issued.known_at, cases, rules);
  const auto old_figures = read_figures_file(files.figures_csv), new_figures = read_figures_file(made.files.figures_csv);
  SHOUWEN_CHECK(old_figures && new_figures);
  made.issued.changes = changes_between(old_figures->figures, new_figures->figures);
  if (made.issued.changes.empty() && made.issued.rows_sha256 == before.issued.rows_sha256) return Refusal{"open_data.nothing_changed", clause::art_8, "", {}};
  made.issued.corrects_number = before.issued.number;
  made.issued.reason_zh = input.reason_zh.value;
  made.issued.reason_en = input.reason_en.value;
  return made;
}

}  // namespace shouwen
