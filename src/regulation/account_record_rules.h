// Bills, arrears and outages of a customer's file: how much is shown, to whom, and from when arrears are pointed out. Art. 11(6)(3).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace shouwen {

enum class AccountRecordKind { bills, arrears, outages };

/// rulebook/account_records.toml. The regulation gives no number; all are the bureau's.
struct AccountRecordRules {
  std::int64_t bill_months = 0;                         ///< shown on the customer's page
  std::int64_t outage_years = 0;                        ///< shown, the present one included
  std::optional<std::int64_t> arrears_of_interest_fen;  ///< pointed out from here on; absent: not set, none is pointed out
  std::vector<AccountRecordKind> representative_sees;   ///< on the representative's own pages
};

}  // namespace shouwen
