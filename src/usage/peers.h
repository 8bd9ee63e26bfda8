// A customer beside the others of his trade.
#pragma once

#include "usage/indicators.h"

namespace shouwen {

/// What of a customer is compared; what is not known of him is absent.
struct PeerFigures {
  std::optional<std::int64_t> load_factor_permille, wh_per_kva, valley_permille;
};
/// `capacity_kva` of 0 = not known: then there is no use per kVA. Wh of the last twelve months.
PeerFigures figures_of(const UseIndicators& indicators, std::int64_t capacity_kva);

/// Where one figure stands among the peers'.
struct PeerStanding {
  std::int64_t peers = 0;
  std::int64_t tenth = 0, quarter = 0, middle = 0, three_quarters = 0, nine_tenths = 0;  ///< quantiles of the peers
  std::optional<std::int64_t> own;
  std::optional<std::int64_t> below_permille;  ///< peers below the customer, equal ones counted half
};
struct PeerComparison {
  std::optional<PeerStanding> load_factor, wh_per_kva, valley;  ///< absent with fewer peers than `peers_least`
};
/// `peers` without the customer himself; so few that one could be recognised are not shown.
PeerComparison compare_with_peers(const PeerFigures& own, const std::vector<PeerFigures>& peers, std::int64_t peers_least);

}  // namespace shouwen
