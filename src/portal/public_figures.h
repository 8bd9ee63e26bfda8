// How the bureau does, for everybody to see (art. 8): whole-bureau numbers without any person in them. Tip-offs are not counted,
// and numbers too small to hide a person are not published.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "api/api.h"
#include "dashboard/figures.h"

namespace shouwen {

struct KindFigures {
  CaseKind kind{};
  std::optional<std::int64_t> cases;      ///< nothing = too few to publish
  std::optional<double> on_time_rate;     ///< of answers; nothing = too few
  std::optional<std::int64_t> half_within_seconds;  ///< half were answered within
};
struct PublicFigures {
  Instant at;
  Date from, to;
  std::vector<KindFigures> kinds;
  std::optional<double> on_time_rate, satisfaction_rate;
  std::int64_t in_hand = 0, received_today = 0, answered_today = 0;
};

/// n, unless it is so small that somebody might be recognised.
std::optional<std::int64_t> published(std::int64_t n, std::int64_t smallest_shown);
std::optional<double> published_share(std::int64_t part, std::int64_t rest, std::int64_t smallest_shown);

/// Figures are dear to count and asked for by everybody: counted once a minute.
class FigureBoard {
 public:
  /// Nothing if the rulebook does not say what is published.
  std::shared_ptr<const PublicFigures> figures(const api::Call& call, db::Session& session);

 private:
  std::mutex mutex_;
  std::shared_ptr<const PublicFigures> last_;
};

// SQL, in public_figure_store.cpp.
std::int64_t count_in_hand(db::Session& session);
std::int64_t count_received_since(db::Session& session, Instant since);
std::int64_t count_answered_since(db::Session& session, Instant since);

}  // namespace shouwen
