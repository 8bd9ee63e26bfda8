// How the key customers are spread over their managers. Art. 11(3).
#pragma once

#include "accounts/contact_plan.h"

namespace shouwen {

struct ManagerLoad {
  OfficerId officer_id;
  std::vector<ManagerKind> kinds;        ///< of his running terms; none = his term is over or he only stands in
  std::int64_t large_accounts = 0, key_accounts = 0, stands_in = 0;
  std::int64_t contacts_overdue = 0, promises_open = 0, promises_broken = 0, hand_overs_to_sign = 0;
  bool is_full = false;                  ///< has the bureau's maximum or more

  std::int64_t customers() const { return large_accounts + key_accounts; }
};
struct LoadBalance {
  std::vector<ManagerLoad> managers;     ///< most customers first
  std::int64_t customers = 0, without_manager = 0;
  std::int64_t fewest = 0, most = 0;     ///< customers of one manager with a running term
};

LoadBalance load_balance(const std::vector<ManagedCustomer>& customers, const AccountSituation& situation);

}  // namespace shouwen
