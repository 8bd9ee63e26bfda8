// First whole customers go, then ever smaller pieces.
#include "shrink.h"

#include <algorithm>

namespace shouwen::sim {

namespace {

class Shrinking {
 public:
  Shrinking(std::vector<Step> steps, const StillFails& still_fails, std::int64_t most_runs) : steps_(std::move(steps)), still_fails_(still_fails), runs_left_(most_runs) {}

  std::vector<Step> shrink() {
    drop_customers();
    drop_pieces();
    return std::move(steps_);
  }

 private:
  bool fails_with(const std::vector<Step>& fewer) {
    if (runs_left_ == 0 || fewer.size() == steps_.size()) return false;
    --runs_left_;
    if (!still_fails_(fewer)) return false;
    steps_ = fewer;
    return true;
  }

  /// Halves of the customers, then quarters … each with all their steps.
  void drop_customers() {
    for (std::size_t pieces = 2;;) {
      std::set<std::int64_t> all;
      for (const Step& step : steps_)
        if (step.customer != 0) all.insert(step.customer);
      if (all.empty()) return;
      pieces = std::min(pieces, all.size());
      if (!drop_one_piece_of(all, pieces)) {
        if (pieces == all.size()) return;
        pieces *= 2;
      }
      if (runs_left_ == 0) return;
    }
  }

  bool drop_one_piece_of(const std::set<std::int64_t>& customers, std::size_t pieces) {
    bool dropped = false;
    const std::vector<std::int64_t> all(customers.begin(), customers.end());
    for (std::size_t piece = 0; piece < pieces; ++piece) {
      const std::size_t from = all.size() * piece / pieces, to = all.size() * (piece + 1) / pieces;
      const std::set<std::int64_t> gone(all.begin() + static_cast<std::ptrdiff_t>(from), all.begin() + static_cast<std::ptrdiff_t>(to));
      std::vector<Step> fewer = steps_;
      std::erase_if(fewer, [&gone](const Step& step) { return gone.contains(step.customer); });
      dropped = fails_with(fewer) || dropped;
    }
    return dropped;
  }

  void drop_pieces() {
    std::size_t size = std::max<std::size_t>(steps_.size() / 2, 1);
    while (runs_left_ > 0) {
      bool dropped = false;
      for (std::size_t from = 0; from < steps_.size();) {
        std::vector<Step> fewer = steps_;
        const auto first = fewer.begin() + static_cast<std::ptrdiff_t>(from);
        fewer.erase(first, first + static_cast<std::ptrdiff_t>(std::min(size, fewer.size() - from)));
        if (fails_with(fewer)) dropped = true;
        else from += size;
      }
      if (!dropped && size == 1) return;
      if (!dropped) size = std::max<std::size_t>(size / 2, 1);
      size = std::min(size, std::max<std::size_t>(steps_.size() / 2, 1));
    }
  }

  std::vector<Step> steps_;
  const StillFails& still_fails_;
  std::int64_t runs_left_;
};

}  // namespace

std::vector<Step> shrink(std::vector<Step> failing, const StillFails& still_fails, std::int64_t most_runs) {
  return Shrinking(std::move(failing), still_fails, most_runs).shrink();
}

}  // namespace shouwen::sim
