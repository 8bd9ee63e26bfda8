// Cases brought along from an earlier system: looked up and counted, never worked on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "db/session.h"

namespace shouwen {

struct PastCase {
  std::int64_t id = 0;
  std::string source, number, category, title, place, result;
  Instant opened_at;
  std::optional<Instant> target_at, closed_at;
  bool on_time = false;                    ///< our own verdict
  std::optional<bool> published_on_time;   ///< the earlier system's
};

/// Of all past cases, or of those a search finds.
struct PastCaseFigures {
  std::int64_t cases = 0, on_time = 0;
  std::int64_t published = 0;  ///< cases that carry the earlier system's own flag
  std::int64_t equal = 0;      ///< of these, flags equal to our verdict
};

/// False if the source's number is there already.
bool add_past_case(db::Session& session, const PastCase& past_case, Instant now);
/// Newest import first, ids below `before`. `text`: words, or the beginning of a number; "" = all.
std::vector<PastCase> search_past_cases(db::Session& session, std::string_view text, std::int64_t before, std::int64_t limit);
PastCaseFigures past_case_figures(db::Session& session);
/// Where the earlier system's flag is not our verdict.
std::vector<PastCase> differing_past_cases(db::Session& session, std::int64_t limit);

}  // namespace shouwen
