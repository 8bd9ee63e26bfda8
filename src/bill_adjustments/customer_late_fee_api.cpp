// GET /customers/{id}/late_fees: what the unpaid bills of a customer cost beside, if paid on a day. The reading is logged.
#include "api/answers.h"
#include "api/query.h"
#include "bill_adjustments/bill_adjustment_api.h"
#include "bill_adjustments/bill_adjustment_view.h"
#include "bill_adjustments/customer_late_fee.h"
#include "customers/customer_file_store.h"
#include "org/accounts.h"
#include "prices/late_fee_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

struct OwedBillView {
  std::int64_t month = 0;                   ///< yyyymm; 0 = only the sum of the arrears is known
  std::int64_t principal_fen = 0;
  Date last_day_on;
  std::vector<LateFeePartView> parts;
  std::int64_t fee_fen = 0;
};
BOOST_DESCRIBE_STRUCT(OwedBillView, (), (month, principal_fen, last_day_on, parts, fee_fen))
struct CustomerLateFeeView {
  bool set_up = false;                      ///< the rulebook has late fees
  Date paid_on;
  CustomerClass payer_class{};
  bool class_known = false;                 ///< by the customer's file
  std::vector<OwedBillView> bills;
  std::int64_t principal_fen = 0, fee_fen = 0;
  bool day_of_payment_counts = false;
  std::string rates_source, rates_confidence, range_source, clause;
};
BOOST_DESCRIBE_STRUCT(CustomerLateFeeView, (), (set_up, paid_on, payer_class, class_known, bills, principal_fen, fee_fen, day_of_payment_counts, rates_source, rates_confidence, range_source,
                                                clause))

namespace {

using api::Call;

CustomerLateFeeView view_of(const Call& call, const std::optional<CustomerLateFee>& found) {
  CustomerLateFeeView view;
  if (!found) return view;
  const LateFeeRules& rules = *call.rulebook->charges->late_fee;
  view.set_up = true;
  view.paid_on = found->paid_on;
  view.payer_class = found->payer_class;
  view.class_known = found->class_known;
  for (const OwedBill& bill : found->bills)
    view.bills.push_back({bill.month, bill.question.principal_fen, bill.question.last_day_on, late_fee_parts(rules, bill.question, bill.fee), bill.fee.fen});
  view.principal_fen = found->principal_fen;
  view.fee_fen = found->fee_fen;
  view.day_of_payment_counts = rules.day_of_payment_counts;
  view.rates_source = rules.rates_source;
  view.rates_confidence = rules.rates_confidence;
  view.range_source = rules.range_source;
  view.clause = rules.clause;
  return view;
}

}  // namespace

void add_customer_late_fee_api(api::Api& api) {
  http::Operation read{"GET", "/api/v1/customers/{customer_id}/late_fees", "read_customer_late_fees", "bill_adjustments", "Late fees of the customer's unpaid bills, if paid on a day; the reading is logged",
                       clause::art_9_2};
  read.response_body = json::schema_of<CustomerLateFeeView>();
  read.query = {{"paid_on", "the day of payment; absent = today", R"({"type":"string","format":"date"})"}};
  api.slow(read, [&api](const Call& call, db::Session& session) {
    const CustomerId customer{call.id("customer_id")};
    if (const Verdict allowed = may_adjust(call, session, "read_account_records", customer); !allowed) return refused(call, allowed.refusal());
    std::optional<Date> paid_on;
    if (const auto bad = api::read_date(call, "paid_on", paid_on)) return refused(call, *bad);
    const auto file = load_file(session, standing_for(session, customer));
    if (!file) return refused(call, Refusal{"customer.unknown", "", "", {}});
    api.house().writer().run([&](db::Session& writing) {
      log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer.value), "late_fees", "", call.request.remote_address});
    });
    return api::answer(view_of(call, customer_late_fee(session, *call.rulebook, *file, paid_on.value_or(local_date(call.now)))));
  });
}

}  // namespace shouwen
