// By the rates for who agreed none, or by a contract's, which must be within the law.
#include "prices/late_fee_api.h"

#include "api/answers.h"
#include "prices/late_fee_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

struct LateFeeInput {
  std::int64_t amount_fen = 0;              ///< what was to be paid
  Date last_day_on;                         ///< to pay it without a late fee
  Date paid_on;
  CustomerClass payer_class{};
  std::optional<std::int64_t> agreed_permille;        ///< a day, by the supply contract
  std::optional<std::int64_t> agreed_later_permille;  ///< of arrears carried over a year end, if the contract says another
};
BOOST_DESCRIBE_STRUCT(LateFeeInput, (), (amount_fen, last_day_on, paid_on, payer_class, agreed_permille, agreed_later_permille))
struct LateFeeView {
  std::vector<LateFeePartView> parts;       ///< empty: nothing is owed
  std::int64_t amount_fen = 0;
  bool raised_to_smallest = false;
  bool day_of_payment_counts = false;
  std::int64_t lowest_permille = 0, highest_permille = 0;  ///< the law's
  std::string range_source, range_confidence, rates_source, rates_confidence, clause;
};
BOOST_DESCRIBE_STRUCT(LateFeeView, (), (parts, amount_fen, raised_to_smallest, day_of_payment_counts, lowest_permille, highest_permille, range_source, range_confidence, rates_source,
                                        rates_confidence, clause))

namespace {

using api::Api;
using api::Call;

http::Response calculated(const Call& call, const LateFeeInput& input) {
  const LateFeeQuestion question{input.amount_fen, input.last_day_on, input.paid_on, input.payer_class, input.agreed_permille, input.agreed_later_permille};
  const auto fee = calculate_late_fee(call.rulebook->charges.get(), question);
  if (!fee) return refused(call, fee.refusal());
  const LateFeeRules& rules = *call.rulebook->charges->late_fee;
  return api::answer(LateFeeView{late_fee_parts(rules, question, *fee), fee->fen, fee->raised_to_smallest, rules.day_of_payment_counts, rules.lowest_permille, rules.highest_permille,
                                 rules.range_source, rules.range_confidence, rules.rates_source, rules.rates_confidence, rules.clause});
}

}  // namespace

void add_late_fee_api(Api& api) {
  http::Operation calculate{"POST", "/api/v1/late_fee_calculations", "calculate_late_fee", "prices", "What paying late costs, day by day and rate by rate; nothing is kept", clause::art_9_1};
  calculate.is_public = true;
  calculate.request_body = json::schema_of<LateFeeInput>();
  calculate.response_body = json::schema_of<LateFeeView>();
  api.read(calculate, [](const Call& call, db::Session&) {
    return api::with_body<LateFeeInput>(call, [&](const LateFeeInput& input) { return calculated(call, input); });
  });
}

}  // namespace shouwen
