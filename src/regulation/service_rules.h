// Services for customers: the six kinds are the regulation's (art. 11(6)(4)); what is offered under them, and when somebody is
// reminded, is the bureau's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "regulation/account_manager_rules.h"

namespace shouwen {

/// 电力 安全 营业 信息 节能降耗 其他, in the order of the regulation.
enum class ServiceKind { power, safety, business, information, energy_saving, other };

struct ServiceKindRule {
  ServiceKind kind{};
  std::string name_zh, name_en, clause;
};

/// One service of the bureau's catalogue.
struct ServiceItem {
  std::string code;
  ServiceKind kind{};
  std::string name_zh, name_en;
  std::string covers_zh, covers_en;
  std::string unit_code;                        ///< who usually delivers it; empty = not said
  std::optional<std::int64_t> times_a_year;     ///< how often as a rule; absent = when asked for
  std::vector<AccountTier> tiers;               ///< who may have it; empty = every customer

  bool is_for(AccountTier tier) const {
    for (const AccountTier one : tiers)
      if (one == tier) return true;
    return tiers.empty();
  }
};

struct ServiceRules {
  std::string set_by;                           ///< whose catalogue it is; empty only without items
  std::vector<ServiceKindRule> kinds;           ///< all six, in the regulation's order
  std::vector<ServiceItem> items;

  /// nullptr if the catalogue has none of that code.
  const ServiceItem* item(const std::string& code) const {
    for (const ServiceItem& row : items)
      if (row.code == code) return &row;
    return nullptr;
  }
  const ServiceKindRule& kind(ServiceKind kind) const { return kinds.at(static_cast<std::size_t>(kind)); }
};

/// When the manager is reminded. What is absent the bureau has not set: then nobody is.
struct ServiceReminderRules {
  std::string set_by;
  std::optional<std::int64_t> delivery_notice_days;   ///< before a delivery falls due
  std::optional<std::int64_t> agreement_notice_days;  ///< before an agreement ends
};

}  // namespace shouwen
