// What other systems know of a customer: bills, arrears as of a day, outages met. As they sent it, in whole fen and Wh.
#pragma once

#include <optional>

#include "base/id.h"
#include "base/time.h"
#include "json/field_types.h"

namespace shouwen {

/// One month's bill. Parts the source does not give are absent; parts may be less than the whole.
struct BillRecord {
  std::int64_t month = 0;               ///< yyyymm
  std::optional<std::int64_t> energy_wh;
  std::int64_t amount_fen = 0;
  std::optional<std::int64_t> energy_charge_fen, capacity_charge_fen;
  std::optional<std::int64_t> power_factor_adjustment_fen;  ///< may be negative
  std::optional<std::int64_t> surcharge_fen, late_fee_fen;
  std::optional<std::int64_t> other_fen;                    ///< 退补 and the rest; may be negative
  std::optional<Date> due_on;
  std::int64_t paid_fen = 0;
  std::optional<Date> paid_on;
  Line<0, 200> note;
  bool operator==(const BillRecord&) const = default;
};

/// What was owed at the end of a day; 0 = nothing.
struct ArrearsRecord {
  Date as_of_on;
  std::int64_t amount_fen = 0;
  std::optional<Date> since_on;         ///< the oldest unpaid bill was due
  std::optional<std::int64_t> bills;    ///< unpaid ones
  std::optional<std::int64_t> late_fee_fen;
  Line<0, 200> note;
  bool operator==(const ArrearsRecord&) const = default;
};

enum class OutageKind { planned, unplanned };
/// An outage the customer met: [from_at, to_at).
struct OutageRecord {
  Instant from_at;
  std::optional<Instant> to_at;         ///< absent: not over yet, or not known
  OutageKind outage_kind{};
  Line<0, 200> cause;
  Line<0, 40> outage_number;            ///< the outage's own, in the system that runs the grid
  bool operator==(const OutageRecord&) const = default;
};

}  // namespace shouwen
