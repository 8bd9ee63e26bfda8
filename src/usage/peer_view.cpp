// Peers are found by their customer rows; their figures are counted as the customer's own.
#include "usage/peer_view.h"

#include "usage/usage_store.h"

namespace shouwen {

namespace {

/// So many are enough for quantiles and are read in some hundredths of a second.
constexpr std::int64_t peers_most = 200;

}  // namespace

PeersView peers_view(db::Session& session, CustomerId customer, const PeerFigures& own, const UsageRules& rules) {
  const Peers found = peers_of(session, customer, peers_most);
  PeersView view{found.by_trade, found.named, static_cast<std::int64_t>(found.customers.size()), rules.peers_least, {}, {}, {}};
  std::vector<PeerFigures> peers;
  for (const Peer& peer : found.customers) {
    const MonthlySeries series = load_usage(session, peer.id, months_per_year);
    if (!series.empty()) peers.push_back(figures_of(describe_use(series), peer.contracted_capacity_kva));
  }
  const PeerComparison compared = compare_with_peers(own, peers, rules.peers_least);
  view.load_factor = compared.load_factor;
  view.wh_per_kva = compared.wh_per_kva;
  view.valley = compared.valley;
  return view;
}

}  // namespace shouwen
