// A month as it was given out: numbered, hashed, in the journal; corrected only by a newer edition that says why and what (art. 8).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "json/field_types.h"
#include "open_data/open_files.h"
#include "regulation/open_data_rules.h"

namespace shouwen {

/// What stands in the journal, in full and for everybody.
struct EditionIssued {
  std::int64_t number = 0;
  Date month;                      ///< its first day
  Instant known_at;                ///< what was not known then is not in it
  std::int64_t smallest_group = 0, time_step_minutes = 0;
  std::int64_t rows = 0;
  std::string figures_sha256, rows_sha256;
  std::optional<std::int64_t> corrects_number;
  std::string reason_zh, reason_en;  ///< of a correction
  std::vector<FigureChange> changes; ///< from the edition it corrects
  bool operator==(const EditionIssued&) const = default;
};

struct Edition {
  EditionIssued issued;
  Instant issued_at;
  std::int64_t journal_number = 0;
};
struct EditionFiles {
  std::string figures_csv, rows_csv;
};
struct MadeEdition {
  EditionIssued issued;
  EditionFiles files;
};

struct EditionCorrectionInput {
  Text<5, 500> reason_zh, reason_en;
};

/// The last instant that counts for a month frozen `wait_days` after its end.
Instant known_at_of(Date month, std::int64_t wait_days);
/// The month after.
Date month_after(Date month);

/// The first edition of a month.
MadeEdition make_edition(std::int64_t number, Date month, Instant known_at, const std::vector<OpenCase>& cases, const OpenDataRules& rules);
/// The same month as known at the same instant, told by what is known of it now. Refusal open_data.nothing_changed: neither rows nor
/// figures differ from `before`.
Result<MadeEdition> correct_edition(std::int64_t number, const Edition& before, const EditionFiles& files, const EditionCorrectionInput& input, const std::vector<OpenCase>& cases,
                                    const OpenDataRules& rules);

}  // namespace shouwen
