// What a customer's unpaid bills cost him beside what they are, if paid on a day (rules.md R-ARR-01 to 03). Art. 9(2), 11(6)(3).
#pragma once

#include "customers/customer_file.h"
#include "db/session.h"
#include "prices/late_fee.h"

namespace shouwen {

/// One unpaid bill; month 0: only the sum of the arrears is known, counted from the oldest due day, so that the fee is the most it can be.
struct OwedBill {
  std::int64_t month = 0;           ///< yyyymm
  LateFeeQuestion question;         ///< without a late fee that was billed before: none is taken of a late fee
  LateFee fee;
};
struct CustomerLateFee {
  Date paid_on;
  CustomerClass payer_class{};
  bool class_known = false;         ///< the file proves it; else it is the first it leaves possible
  std::vector<OwedBill> bills;      ///< newest first
  std::int64_t principal_fen = 0, fee_fen = 0;
};
/// Empty bills: nothing is late by then. By the rates for who agreed no other: contracts are not on file. Nothing where the rulebook has no
/// late fee.
std::optional<CustomerLateFee> customer_late_fee(db::Session& session, const Rulebook& rulebook, const CustomerFile& file, Date paid_on);

}  // namespace shouwen
