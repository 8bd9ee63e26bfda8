// POST /reward_slips/lookups and /payments: a cashier sees a slip and its amount, never the tip; a slip is paid once.
#include "org/tip_code.h"
#include "cases/case_routes.h"
#include "regulation/clauses.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/tip_off_views.h"

namespace shouwen {

struct SlipCodeInput {
  Line<1, 60> code;
};
BOOST_DESCRIBE_STRUCT(SlipCodeInput, (), (code))
struct RewardSlipView {
  std::int64_t amount_fen = 0;
  std::optional<Instant> paid_at;
};
BOOST_DESCRIBE_STRUCT(RewardSlipView, (), (amount_fen, paid_at))

namespace {

using api::Api;
using api::Call;

constexpr std::string_view slip_purpose = "reward_slip";

/// Refusals slip.* that say which slip of the finger it was, slip.unknown.
Result<RewardSlip> slip_for(Api& api, db::Session& session, const std::string& typed) {
  const TypedTipCode code = read_slip_code(typed);
  const std::string position = std::to_string(code.position);
  switch (code.mistake) {
    case TipCodeMistake::none: break;
    case TipCodeMistake::empty: return Refusal{"slip.empty", clause::art_9_5, "/code", {}};
    case TipCodeMistake::too_short:
    case TipCodeMistake::too_long: return Refusal{"slip.wrong_length", clause::art_9_5, "/code", {{"length", std::to_string(code.code.size())}}};
    case TipCodeMistake::foreign_sign: return Refusal{"slip.foreign_sign", clause::art_9_5, "/code", {{"position", position}}};
    case TipCodeMistake::wrong_sign:
    case TipCodeMistake::swapped_signs: return Refusal{"slip.wrong_sign", clause::art_9_5, "/code", {{"position", position}}};
    case TipCodeMistake::wrong: return Refusal{"slip.wrong", clause::art_9_5, "/code", {}};
  }
  const auto slip = find_slip(session, tip_code_hash(code.code, slip_key(api.house())));
  if (!slip) return Refusal{"slip.not_known", clause::art_9_5, "/code", {}};
  return *slip;
}

}  // namespace

std::string slip_key(const House& house) { return house.key().derive("reward_slips"); }

Result<std::string> claim_with_slip(House& house, const CaseDesk& desk, TipHolder holder, bool in_person) {
  const auto performed = perform_tip(desk, holder.case_id, [&](const TipOff& tip, const TipSituation& situation) { return claim_reward(tip, holder.reporter, in_person, situation); });
  if (!performed) return performed.refusal();
  const std::string code = new_slip_code();
  std::int64_t amount_fen = 0;
  for (const RewardPart& part : performed->after.reward->parts)
    if (part.reporter == holder.reporter) amount_fen = part.amount_fen;
  keep_slip(desk.session, {tip_code_hash(code, slip_key(house)), holder.case_id, holder.reporter, amount_fen, desk.now, house.key().seal(slip_purpose, code), {}});
  return code;
}

std::string slip_code_of(House& house, db::Session& session, TipHolder holder) {
  const auto slip = slip_of(session, holder.case_id, holder.reporter);
  return slip ? house.key().unseal(slip_purpose, slip->sealed).value_or("") : std::string();
}

void add_reward_slips_api(Api& api) {
  const auto operation_of = [](const char* rest, const char* id, const char* summary) {
    http::Operation operation{"POST", std::string("/api/v1/reward_slips") + rest, id, "tip_offs", summary, clause::art_9_5};
    operation.request_body = json::schema_of<SlipCodeInput>();
    operation.response_body = json::schema_of<RewardSlipView>();
    operation.success_status = 201;
    return operation;
  };
  api.slow(operation_of("/lookups", "look_up_reward_slip", "What a slip is worth, and whether it was paid"), [&api](const Call& call, db::Session& session) {
    return with_permission(call, "pay_tip_reward", [&] {
      return api::with_body<SlipCodeInput>(call, [&](const SlipCodeInput& input) {
        const auto slip = slip_for(api, session, input.code.value);
        return slip ? api::answer(RewardSlipView{slip->amount_fen, slip->paid_at}, 201) : refused(call, slip.refusal());
      });
    });
  });
  api.write(operation_of("/payments", "pay_reward_slip", "Paid out, once"), [&api](const Call& call, db::Session& session) {
    return with_permission(call, "pay_tip_reward", [&] {
      return api::with_body<SlipCodeInput>(call, [&](const SlipCodeInput& input) {
        const auto slip = slip_for(api, session, input.code.value);
        if (!slip) return refused(call, slip.refusal());
        const auto paid = perform_tip(desk_of(api.house(), call, session), slip->case_id, [&slip](const TipOff& tip, const TipSituation& situation) { return pay_reward(tip, slip->reporter, situation); });
        if (!paid) return refused(call, paid.refusal());
        if (!keep_payment(session, *slip, call.actor.officer_id, call.now)) return refused(call, Refusal{"tip_reward.paid_already", clause::art_9_5, "", {}});
        return api::answer(RewardSlipView{slip->amount_fen, call.now}, 201);
      });
    });
  });
}

}  // namespace shouwen
