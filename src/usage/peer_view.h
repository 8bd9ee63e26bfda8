// A customer beside others of his trade, as API and report show it. Heavy: only for .cpp files.
#pragma once

#include "customers/customer_store.h"
#include "json/json.h"
#include "usage/peers.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(PeerStanding, (), (peers, tenth, quarter, middle, three_quarters, nine_tenths, own, below_permille))
struct PeersView {
  bool by_trade = false;                ///< else by tariff class
  std::string named;                    ///< the trade or class; "": the file names neither, nobody is compared
  std::int64_t customers = 0;           ///< of the same, at most so many as are looked at
  std::int64_t peers_least = 0;         ///< with fewer known a figure is not compared: one could be recognised
  std::optional<PeerStanding> load_factor, wh_per_kva, valley;  ///< permille, Wh a year, permille
};
BOOST_DESCRIBE_STRUCT(PeersView, (), (by_trade, named, customers, peers_least, load_factor, wh_per_kva, valley))

/// The peers nearest in capacity by their own last twelve months. `own`: of the customer.
PeersView peers_view(db::Session& session, CustomerId customer, const PeerFigures& own, const UsageRules& rules);

}  // namespace shouwen
