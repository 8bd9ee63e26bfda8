// POST below /tip_offs/{case_id}: verifying, talking, naming the accused, proposing and deciding the reward.
#include "cases/case_routes.h"
#include "regulation/clauses.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/tip_off_views.h"

namespace shouwen {

struct RewardCodeView {
  std::string code;
};
BOOST_DESCRIBE_STRUCT(RewardCodeView, (), (code))
struct EmptyTipInput {};
BOOST_DESCRIBE_STRUCT(EmptyTipInput, (), ())

namespace {

using api::Api;
using api::Call;

http::Response changed(Api& api, const Call& call, const Result<TipPerformed>& performed) {
  if (!performed) return refused(call, performed.refusal());
  if (performed->clocks) announce(api, *performed->clocks);
  return api::answer(TipChanged{performed->after.case_id, performed->after.version, performed->after.stage}, 201);
}

template <class Input>
http::Operation step_operation(const char* rest, const char* id, const char* summary) {
  http::Operation operation = tip_operation("POST", rest, id, summary);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<TipChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

template <class Input, class Rule>
void add_step(Api& api, const char* verb, const char* rest, const char* id, const char* summary, Rule rule) {
  api.write(step_operation<Input>(rest, id, summary), [&api, verb, rule](const Call& call, db::Session& session) {
    const auto found = tip_for(call, session, CaseId{call.id("case_id")}, verb);
    if (!found) return refused(call, found.refusal());
    return api::with_body<Input>(call, [&](const Input& input) {
      return changed(api, call, perform_tip(desk_of(api.house(), call, session), found->id, [&](const TipOff& tip, const TipSituation& situation) { return rule(tip, input, situation); }));
    });
  });
}

void add_rewards(Api& api) {
  api.write(step_operation<ProposeRewardInput>("/{case_id}/reward_proposals", "propose_tip_reward", "What the table gives, or why none is due; the leading group decides"), [&api](const Call& call, db::Session& session) {
    const auto found = tip_for(call, session, CaseId{call.id("case_id")}, "propose_tip_reward");
    if (!found) return refused(call, found.refusal());
    return api::with_body<ProposeRewardInput>(call, [&](const ProposeRewardInput& input) {
      const CaseDesk desk = desk_of(api.house(), call, session);
      const RewardSetting setting = reward_setting(desk, found->id);
      return changed(api, call, perform_tip(desk, found->id, [&](const TipOff& tip, const TipSituation& situation) { return propose_reward(tip, input, setting, situation); }));
    });
  });

  auto claim = step_operation<EmptyTipInput>("/{case_id}/claims", "claim_tip_reward_in_person", "A named reporter came himself: the pay-out slip, shown once");
  claim.response_body = json::schema_of<RewardCodeView>();
  claim.idempotent_key = false;
  api.write(claim, [&api](const Call& call, db::Session& session) {
    const auto found = tip_for(call, session, CaseId{call.id("case_id")}, "propose_tip_reward");
    if (!found) return refused(call, found.refusal());
    if (found->contact.anonymous) return refused(call, Refusal{"tip_reward.by_code_only", clause::art_9_5, "", {}});
    const auto code = claim_with_slip(api.house(), desk_of(api.house(), call, session), {found->id, 1}, true);
    return code ? api::answer(RewardCodeView{*code}, 201) : refused(call, code.refusal());
  });
}

/// Linked or not after all; of a tip this officer may not see he learns nothing.
void add_same_facts_steps(Api& api) {
  const auto add = [&api](const char* rest, const char* id, const char* summary, bool linked) {
    api.write(step_operation<SameFactsInput>(rest, id, summary), [&api, linked](const Call& call, db::Session& session) {
      const auto found = tip_for(call, session, CaseId{call.id("case_id")}, "verify_tip");
      if (!found) return refused(call, found.refusal());
      return api::with_body<SameFactsInput>(call, [&](const SameFactsInput& input) {
        std::optional<CaseId> other = find_tip_by_number(session, input.number.value);
        if (other && !tip_for(call, session, *other, "verify_tip")) other.reset();
        return changed(api, call, perform_same_facts(desk_of(api.house(), call, session), found->id, input, other, linked));
      });
    });
  };
  add("/{case_id}/same_facts", "link_same_facts", "Another tip, by its number, is about the same facts; the first valid one is rewarded", true);
  add("/{case_id}/same_facts_withdrawals", "withdraw_same_facts", "It is about other facts after all", false);
}

}  // namespace

void add_tip_off_steps(Api& api) {
  add_step<AcceptTipInput>(api, "verify_tip", "/{case_id}/acceptances", "accept_tip", "受理: the tip is taken on", &accept_tip);
  add_step<PreCheckInput>(api, "verify_tip", "/{case_id}/pre_checks", "pre_check_tip", "初核: taken up or not, with the reason", &pre_check);
  add_step<AppointInvestigatorsInput>(api, "verify_tip", "/{case_id}/investigators", "appoint_investigators", "Two people who look into it", &appoint_investigators);
  add_step<InvestigationReportInput>(api, "verify_tip", "/{case_id}/investigation_reports", "report_investigation", "What one of the two found", &report_investigation);
  add_step<FindingInput>(api, "verify_tip", "/{case_id}/findings", "find_tip", "认定: verified, partly, not, false, malicious", &find_tip);
  add_step<TipMessageInput>(api, "talk_with_reporter", "/{case_id}/messages", "tell_reporter", "A word to whoever gave the tip", &say_to_reporter);
  add_same_facts_steps(api);
  add_rewards(api);

  auto naming = step_operation<NameAccusedInput>("/{case_id}/accused", "name_accused", "Whom it accuses: the tip is kept from them and their line");
  api.write(naming, [&api](const Call& call, db::Session& session) {
    const auto found = tip_for(call, session, CaseId{call.id("case_id")}, "verify_tip");
    if (!found) return refused(call, found.refusal());
    return api::with_body<NameAccusedInput>(call, [&](const NameAccusedInput& input) {
      const CaseDesk desk = desk_of(api.house(), call, session);
      const auto performed = perform(desk, found->id, 0, "verify_tip", [&input](const ServiceCase& c, const Situation& s) { return name_accused(c, input, s); });
      if (!performed) return refused(call, performed.refusal());
      announce(api, *performed);
      const TipOff tip = load_tip_off(session, found->id);
      return api::answer(TipChanged{tip.case_id, tip.version, tip.stage}, 201);
    });
  });
}

void add_tip_offs_api(Api& api) {
  add_tip_off_reads(api);
  add_tip_off_steps(api);
  add_take_tip_api(api);
  add_tip_rewards_api(api);
  add_openings_api(api);
  add_supervision_key_api(api);
  add_reward_slips_api(api);
}

}  // namespace shouwen
