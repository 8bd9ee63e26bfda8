// A correction as it is shown, and who may do what to it. Heavy: only for .cpp files of this room.
#pragma once

#include "api/answers.h"
#include "api/names.h"
#include "bill_adjustments/bill_adjustment_describe.h"
#include "bill_adjustments/bill_adjustment_store.h"

namespace shouwen {

struct AdjustedLineView {
  std::string item, name;
  std::int64_t tier = 0;
  std::optional<TariffPeriod> period;
  std::int64_t energy_wh = 0;
  std::string price;                ///< yuan for a kWh, as published
  std::int64_t amount_fen = 0;
  std::string source, clause;
};
BOOST_DESCRIBE_STRUCT(AdjustedLineView, (), (item, name, tier, period, energy_wh, price, amount_fen, source, clause))
struct MonthAdjustmentView {
  std::int64_t month = 0, recorded_wh = 0, adjusted_wh = 0, billed_fen = 0, right_fen = 0;
  std::vector<AdjustedLineView> lines;
};
BOOST_DESCRIBE_STRUCT(MonthAdjustmentView, (), (month, recorded_wh, adjusted_wh, billed_fen, right_fen, lines))
struct AdjustmentResultView {
  std::int64_t adjusted_wh = 0, amount_fen = 0;  ///< above 0: to pay; below: to give back
  std::int64_t counted_percent = 0;
  std::string formula;              ///< what the energy was worked out by, with its numbers
  std::vector<MonthAdjustmentView> months;
};
BOOST_DESCRIBE_STRUCT(AdjustmentResultView, (), (adjusted_wh, amount_fen, counted_percent, formula, months))
struct BillAdjustmentView {
  BillAdjustmentId id;
  std::int64_t version = 0;
  AdjustmentState state{};
  CustomerId customer_id;
  std::string customer_name;        ///< a person's masked
  std::string cause_name, rule, base, period, source, clause, tariff_name;
  AdjustmentBasis basis;
  AdjustmentResultView result;
  std::string reason, proposed_by_name, decided_by_name, words;
  Instant proposed_at;
  std::optional<Instant> decided_at;
  bool may_decide = false, may_withdraw = false;
};
BOOST_DESCRIBE_STRUCT(BillAdjustmentView, (), (id, version, state, customer_id, customer_name, cause_name, rule, base, period, source, clause, tariff_name, basis, result, reason,
                                               proposed_by_name, decided_by_name, words, proposed_at, decided_at, may_decide, may_withdraw))

/// May he, on this customer's records; as every page about the customer asks.
Verdict may_adjust(const api::Call& call, db::Session& session, const char* verb, CustomerId customer);
BillAdjustmentView adjustment_view(const api::Call& call, db::Session& session, const BillAdjustment& adjustment);
AdjustmentResultView result_view(const api::Call& call, const AdjustmentBasis& basis, const AdjustmentResult& result);
/// "10,000.5".
std::string kwh_text(std::int64_t wh);

}  // namespace shouwen
