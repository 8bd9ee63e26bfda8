// Bills where they are known, else the arrears as a sum.
#include "bill_adjustments/customer_late_fee.h"

#include "account_records/account_record_store.h"
#include "charges/payer_class.h"
#include "regulation/account_record_rules.h"

namespace shouwen {

namespace {

std::vector<OwedBill> owed(db::Session& session, const Rulebook& rulebook, CustomerId customer, Date paid_on) {
  std::vector<OwedBill> bills;
  const std::int64_t months = rulebook.account_records ? rulebook.account_records->bill_months : 0;
  for (const BillRecord& bill : load_records<BillRecord>(session, customer, 0, months)) {
    const std::int64_t principal = bill.amount_fen - bill.late_fee_fen.value_or(0) - bill.paid_fen;
    if (principal > 0 && bill.due_on && *bill.due_on < paid_on) bills.push_back({bill.month, {principal, *bill.due_on, paid_on}, {}});
  }
  const auto arrears = load_records<ArrearsRecord>(session, customer, 0, 1);
  if (!bills.empty() || arrears.empty() || arrears.front().amount_fen == 0 || !arrears.front().since_on || paid_on <= *arrears.front().since_on) return bills;
  const std::int64_t principal = arrears.front().amount_fen - arrears.front().late_fee_fen.value_or(0);
  if (principal > 0) bills.push_back({0, {principal, *arrears.front().since_on, paid_on}, {}});
  return bills;
}

}  // namespace

std::optional<CustomerLateFee> customer_late_fee(db::Session& session, const Rulebook& rulebook, const CustomerFile& file, Date paid_on) {
  if (!rulebook.charges || !rulebook.charges->late_fee) return std::nullopt;
  const auto possible = possible_classes(file, rulebook);
  // Of classes that are not residential the late fee is the same.
  const bool known = possible.front() != CustomerClass::resident || possible.size() == 1;
  CustomerLateFee found{paid_on, possible.front(), known, {}, 0, 0};
  for (OwedBill& bill : owed(session, rulebook, file.id, paid_on)) {
    bill.question.payer_class = found.payer_class;
    const auto fee = calculate_late_fee(rulebook.charges.get(), bill.question);
    if (!fee || fee->parts.empty()) continue;
    bill.fee = *fee;
    found.principal_fen += bill.question.principal_fen;
    found.fee_fen += fee->fen;
    found.bills.push_back(std::move(bill));
  }
  return found;
}

}  // namespace shouwen
