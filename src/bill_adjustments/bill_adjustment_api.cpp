// Corrections read: of one customer, and the register. Who read what of a customer is on record. Art. 9(2).
#include "bill_adjustments/bill_adjustment_api.h"

#include <algorithm>

#include "api/query.h"
#include "bill_adjustments/bill_adjustment_view.h"
#include "org/accounts.h"
#include "regulation/clauses.h"

namespace shouwen {

struct AdjustmentCauseView {
  AdjustmentCause cause{};
  std::string rule, name, base, period;
  std::int64_t counted_percent = 0;
  std::string source, confidence, clause;
};
BOOST_DESCRIBE_STRUCT(AdjustmentCauseView, (), (cause, rule, name, base, period, counted_percent, source, confidence, clause))
struct AdjustableTariffView {
  std::string code, name;
  bool by_period = false, has_super_peak = false;
};
BOOST_DESCRIBE_STRUCT(AdjustableTariffView, (), (code, name, by_period, has_super_peak))
struct BillAdjustmentsView {
  std::vector<BillAdjustmentView> items;        ///< newest first
  bool may_propose = false;
  std::vector<AdjustmentCauseView> causes;      ///< what a correction may rest on; empty: the rulebook has none
  std::vector<AdjustableTariffView> tariffs;
  std::string settled, settled_source;          ///< R-ADJ-07
  std::int64_t most_months = 0;
};
BOOST_DESCRIBE_STRUCT(BillAdjustmentsView, (), (items, may_propose, causes, tariffs, settled, settled_source, most_months))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t shown_of_customer = 50, page_size = 50;

http::Operation bill_adjustment_operation(const char* path, const char* id, const char* summary) { return {"GET", std::string("/api/v1") + path, id, "bill_adjustments", summary, clause::art_9_2}; }

void set_rules(const Call& call, BillAdjustmentsView& view) {
  if (!call.rulebook->bill_corrections) return;
  const BillCorrectionRules& rules = *call.rulebook->bill_corrections;
  view.most_months = rules.most_months;
  view.settled = call.said(rules.settled_zh, rules.settled_en);
  view.settled_source = rules.settled_source;
  for (const AdjustmentCauseRule& cause : rules.causes)
    view.causes.push_back({cause.cause, cause.rule, call.said(cause.name_zh, cause.name_en), call.said(cause.base_zh, cause.base_en), call.said(cause.period_zh, cause.period_en),
                           cause.counted_percent, cause.source, cause.confidence, cause.clause});
  for (const Tariff& tariff : price_book_of(*call.rulebook).tariffs)
    if (tariff.region.empty() && tariff.price_set)
      view.tariffs.push_back({tariff.code, call.said(tariff.name_zh, tariff.name_en), tariff.by_period(), !tariff.period_prices[static_cast<std::size_t>(TariffPeriod::super_peak)].empty()});
}

void add_of_customer(Api& api) {
  auto read = bill_adjustment_operation("/customers/{customer_id}/bill_adjustments", "read_bill_adjustments", "Corrections of a customer's bills, and what one may rest on; the reading is logged");
  read.response_body = json::schema_of<BillAdjustmentsView>();
  api.slow(read, [&api](const Call& call, db::Session& session) {
    const CustomerId customer{call.id("customer_id")};
    if (const Verdict allowed = may_adjust(call, session, "read_account_records", customer); !allowed) return refused(call, allowed.refusal());
    BillAdjustmentsView view;
    for (const BillAdjustment& adjustment : bill_adjustments_of(session, customer, shown_of_customer)) view.items.push_back(adjustment_view(call, session, adjustment));
    view.may_propose = static_cast<bool>(may_adjust(call, session, "propose_bill_adjustment", customer));
    set_rules(call, view);
    if (!view.items.empty())
      api.house().writer().run([&](db::Session& writing) {
        log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer.value), "bill_adjustments", "", call.request.remote_address});
      });
    return api::answer(view);
  });
}

void add_register(Api& api) {
  auto list = bill_adjustment_operation("/bill_adjustments", "list_bill_adjustments", "Corrections of all customers, newest first; names of persons masked");
  list.response_body = json::schema_of<api::Page<BillAdjustmentView>>();
  list.query = {{"after", "next page", R"({"type":"integer"})"}, {"waiting", "only those that wait for a second person", R"({"type":"boolean"})"}};
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "list_bill_adjustments", [&] {
      const auto after = api::query_number(call, "after");
      if (!after) return refused(call, after.refusal());
      const auto which = call.request.query_value("waiting").value_or("") == "true" ? WhichAdjustments::waiting : WhichAdjustments::all;
      auto rows = list_bill_adjustments(session, which, BillAdjustmentId{after->value_or(0)}, page_size + 1);
      api::Page<BillAdjustmentView> page;
      if (static_cast<std::int64_t>(rows.size()) > page_size) {
        rows.pop_back();
        page.next = std::to_string(rows.back().id.value);
      }
      for (const BillAdjustment& row : rows) page.items.push_back(adjustment_view(call, session, row));
      return api::answer(page);
    });
  });
}

}  // namespace

void add_bill_adjustments_api(Api& api) {
  add_of_customer(api);
  add_register(api);
  add_bill_adjustment_writes_api(api);
  add_bill_adjustment_papers_api(api);
  add_customer_late_fee_api(api);
}

}  // namespace shouwen
