// Key customers and their managers: the numbers a bureau sets for itself. The regulation gives none (art. 11).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "calendar/due.h"

namespace shouwen {

/// 普通客户 重点客户 特大重点客户, in rising order.
enum class AccountTier { ordinary, key_account, large_account };
/// 一般客户经理 大客户经理.
enum class ManagerKind { general_account_manager, large_account_manager };
/// 非重要 临时性 二级 一级 特级重要客户, in rising order.
enum class CriticalGrade { none, temporary, secondary, primary, special };

/// When a customer belongs to a tier: any one of the thresholds is enough. What is absent the bureau has not set.
struct AccountTierRule {
  AccountTier tier{};
  std::string name_zh, name_en;
  ManagerKind manager{};
  std::string manager_name_zh, manager_name_en;
  std::string clause;
  std::optional<std::int64_t> capacity_kva_from, yearly_use_wh_from;
  std::optional<CriticalGrade> critical_from;
  bool by_influence = false;
  std::optional<Limit> contact_every;

  bool has_threshold() const { return capacity_kva_from || yearly_use_wh_from || critical_from || by_influence; }
};

/// A line of the list both managers sign when a customer changes hands.
struct HandOverItem {
  std::string code, name_zh, name_en;
};

struct AccountManagerRules {
  std::string set_by;                      ///< who set the numbers; empty only if none is set
  std::vector<AccountTierRule> tiers;      ///< highest first; ordinary has no row
  std::optional<Limit> review_every;       ///< a confirmed tier is looked at again
  std::optional<std::int64_t> customers_max;  ///< of one manager
  std::vector<HandOverItem> hand_over_items;

  /// nullptr for ordinary.
  const AccountTierRule* rule(AccountTier tier) const {
    for (const AccountTierRule& row : tiers)
      if (row.tier == tier) return &row;
    return nullptr;
  }
  bool has_thresholds() const {
    for (const AccountTierRule& row : tiers)
      if (row.has_threshold()) return true;
    return false;
  }
};

}  // namespace shouwen
