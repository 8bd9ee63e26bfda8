// Corrections written: worked out for looking at, proposed, decided by another, taken back by who proposed it. Art. 9(2).
#include "bill_adjustments/bill_adjustment_api.h"
#include "accounts/customer_care.h"
#include "bill_adjustments/bill_adjustment_told.h"
#include "bill_adjustments/bill_adjustment_view.h"
#include "cases/notice_store.h"
#include "customers/customer_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;

AdjustmentSituation situation_of(const Call& call) { return {call.actor.officer_id, call.now, *call.rulebook}; }

http::Operation bill_adjustment_write_operation(const char* path, const char* id, const char* summary) {
  return {"POST", std::string("/api/v1") + path, id, "bill_adjustments", summary, clause::art_9_2};
}

/// What the rule says of the basis stands below `basis` in a proposal.
http::Response refused_basis(const Call& call, Refusal refusal, const char* below) {
  if (!refusal.field.empty()) refusal.field = below + refusal.field;
  return refused(call, refusal);
}

/// Whoever waited for it hears of it, and those who were asked need not any more. In the writer's transaction.
http::Response kept(const Call& call, db::Session& session, const SavedAdjustment& saved, const BillAdjustmentEvent& event) {
  const BillAdjustment& after = saved.after;
  if (after.state != AdjustmentState::proposed) settle_house_notices(session, NoticeKind::bill_adjustment, adjustment_path(after), call.now);
  const auto customer = load_customer(session, after.customer_id);
  const CaseFacts facts = care_facts(session, *call.organisation, call.now, after.customer_id, customer ? customer->station_unit_id : UnitId{});
  const AdjustmentTold told = told_of_adjustment(after, event, adjustment_confirmers(*call.rulebook, *call.organisation, facts));
  if (!told.to.empty()) write_house_notice(session, saved.journal_number, told.to, {NoticeKind::bill_adjustment, told.path, clause::art_9_2, told.zh, told.en}, call.now);
  return api::answer(adjustment_view(call, session, after), 201);
}

void add_preview(Api& api) {
  auto preview = bill_adjustment_write_operation("/customers/{customer_id}/bill_adjustment_previews", "preview_bill_adjustment", "What a correction would come to, month by month and line by line; nothing is kept");
  preview.request_body = json::schema_of<AdjustmentBasis>();
  preview.response_body = json::schema_of<AdjustmentResultView>();
  api.read(preview, [](const Call& call, db::Session& session) {
    if (const Verdict allowed = may_adjust(call, session, "propose_bill_adjustment", CustomerId{call.id("customer_id")}); !allowed) return refused(call, allowed.refusal());
    return api::with_body<AdjustmentBasis>(call, [&](const AdjustmentBasis& basis) {
      const auto result = adjust_bills(*call.rulebook, basis, local_date(call.now));
      return result ? api::answer(result_view(call, basis, *result)) : refused_basis(call, result.refusal(), "");
    });
  });
}

void add_proposal(Api& api) {
  auto propose = bill_adjustment_write_operation("/customers/{customer_id}/bill_adjustments", "propose_bill_adjustment", "A correction with its reason, kept for a second person to confirm");
  propose.request_body = json::schema_of<ProposeAdjustmentInput>();
  propose.response_body = json::schema_of<BillAdjustmentView>();
  propose.success_status = 201;
  propose.idempotent_key = true;
  api.write(propose, [](const Call& call, db::Session& session) {
    const CustomerId customer{call.id("customer_id")};
    if (const Verdict allowed = may_adjust(call, session, "propose_bill_adjustment", customer); !allowed) return refused(call, allowed.refusal());
    return api::with_body<ProposeAdjustmentInput>(call, [&](const ProposeAdjustmentInput& input) {
      const auto event = propose_bill_adjustment(customer, input, situation_of(call));
      if (!event) return refused_basis(call, event.refusal(), "/basis");
      return kept(call, session, add_bill_adjustment(session, *event), *event);
    });
  });
}

/// POST /bill_adjustments/{bill_adjustment_id}/<resource>; `verb`: asked of the customer, "" = the rule itself says who.
template <class Input, class Rule>
void add_verb(Api& api, const char* verb, http::Operation made, Rule rule) {
  made.request_body = json::schema_of<Input>();
  made.response_body = json::schema_of<BillAdjustmentView>();
  made.success_status = 201;
  made.idempotent_key = true;
  api.write(made, [verb, rule](const Call& call, db::Session& session) {
    const auto before = load_bill_adjustment(session, BillAdjustmentId{call.id("bill_adjustment_id")});
    if (!before) return refused(call, Refusal{"bill_adjustment.unknown", "", "", {}});
    if (const Verdict allowed = may_adjust(call, session, verb, before->customer_id); !allowed) return refused(call, allowed.refusal());
    return api::with_body<Input>(call, [&](const Input& input) {
      const Result<BillAdjustmentEvent> event = rule(*before, input, situation_of(call));
      if (!event) return refused(call, event.refusal());
      return kept(call, session, save_bill_adjustment(session, *before, *event), *event);
    });
  });
}

}  // namespace

void add_bill_adjustment_writes_api(Api& api) {
  add_preview(api);
  add_proposal(api);
  add_verb<DecideAdjustmentInput>(api, "decide_bill_adjustment", bill_adjustment_write_operation("/bill_adjustments/{bill_adjustment_id}/decisions", "decide_bill_adjustment", "A second person confirms or declines"),
                                  &decide_bill_adjustment);
  add_verb<WithdrawAdjustmentInput>(api, "propose_bill_adjustment",
                                    bill_adjustment_write_operation("/bill_adjustments/{bill_adjustment_id}/withdrawals", "withdraw_bill_adjustment", "Who proposed it takes it back"), &withdraw_bill_adjustment);
}

}  // namespace shouwen
