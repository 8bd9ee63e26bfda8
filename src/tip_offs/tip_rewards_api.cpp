// /tip_rewards: what the leading group decides, without the tip's words, its talk or its photos; each member's vote is an event.
#include "cases/case_routes.h"
#include "regulation/clauses.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/tip_off_views.h"

namespace shouwen {

struct TipRewardCaseView {
  CaseId case_id;
  std::string number, category_name;
  std::int64_t version = 0;
  Instant registered_at;
  std::optional<TipVerdict> verdict;
  std::string finding;
  std::int64_t recovered_fen = 0;
  std::int64_t reporters = 1;
  TipRewardView reward;
  bool may_vote = false;
};
BOOST_DESCRIBE_STRUCT(TipRewardCaseView, (), (case_id, number, category_name, version, registered_at, verdict, finding, recovered_fen, reporters, reward, may_vote))

struct RewardVoted {
  CaseId case_id;
  std::int64_t version = 0;
  RewardStage stage{};
};
BOOST_DESCRIBE_STRUCT(RewardVoted, (), (case_id, version, stage))

namespace {

using api::Api;
using api::Call;

constexpr const char* verb = "vote_tip_reward";
constexpr std::int64_t page_size = 50;

http::Operation rewards_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/tip_rewards") + rest, id, "tip_offs", summary, clause::art_9_5};
}

/// The tip if this member of the group may vote on it: none of the accused's line; else tip.unknown, which says no more.
std::optional<ServiceCase> tip_to_vote_on(const Call& call, db::Session& session, CaseId id) {
  auto found = id ? load_case(session, id) : std::nullopt;
  if (!found || found->kind != CaseKind::tip_off) return std::nullopt;
  const CaseFacts facts = facts_of(*found);
  if (is_in_accused_line(*call.organisation, facts, call.actor.officer_id) || !may(*call.rulebook, *call.organisation, call.actor, verb, facts).allowed) return std::nullopt;
  return found;
}

TipRewardCaseView row_of(const Call& call, db::Session& session, const ServiceCase& c, const TipOff& tip, const TipOffRules& rules) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  TipRewardCaseView row;
  row.case_id = c.id;
  row.number = c.number;
  row.category_name = names.category(c.category);
  row.version = tip.version;
  row.registered_at = c.registered_at;
  if (tip.finding) row.verdict = tip.finding->verdict, row.finding = tip.finding->reason.value, row.recovered_fen = tip.finding->recovered_fen;
  if (!tip.reporters.empty()) row.reporters = static_cast<std::int64_t>(tip.reporters.size());
  row.reward = reward_view(call, session, tip, rules);
  const TipSituation situation{call.actor.officer_id, call.now, c, *call.organisation, rules};
  row.may_vote = !vote_on_reward(tip, {0, true, {}}, voting_group(*call.rulebook, *call.organisation, facts_of(c)), situation).refused();
  return row;
}

http::Response list_answer(const Call& call, db::Session& session) {
  const auto after = api::query_number(call, "after");
  if (!after) return refused(call, after.refusal());
  if (after->value_or(0) < 0) return refused(call, Refusal{"query.bad_value", "", "", {{"name", "after"}}});
  api::Page<TipRewardCaseView> page;
  const TipOffRules* rules = tip_off_rules(*call.rulebook);
  CaseId before{after->value_or(0)};
  while (rules != nullptr) {
    const std::vector<TipRow> rows = list_rewarded_tips(session, before, page_size);
    for (const TipRow& row : rows) {
      before = row.case_id;
      const auto found = tip_to_vote_on(call, session, row.case_id);
      if (!found) continue;
      page.items.push_back(row_of(call, session, *found, row.tip, *rules));
      if (static_cast<std::int64_t>(page.items.size()) < page_size) continue;
      page.next = std::to_string(row.case_id.value);
      return api::answer(page);
    }
    if (static_cast<std::int64_t>(rows.size()) < page_size) break;
  }
  return api::answer(page);
}

}  // namespace

void add_tip_rewards_api(Api& api) {
  auto list = rewards_operation("GET", "", "list_tip_rewards", "Rewards the leading group decides, newest first; nothing of the tip but its finding");
  list.response_body = json::schema_of<api::Page<TipRewardCaseView>>();
  list.query = {{"after", "the last id of the page before", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) { return with_permission(call, verb, [&] { return list_answer(call, session); }); });

  auto voting = rewards_operation("POST", "/{case_id}/votes", "vote_on_tip_reward", "A member of the leading group agrees, or not with his reason; once");
  voting.request_body = json::schema_of<RewardVoteInput>();
  voting.response_body = json::schema_of<RewardVoted>();
  voting.success_status = 201;
  voting.idempotent_key = true;
  api.write(voting, [&api](const Call& call, db::Session& session) {
    return with_permission(call, verb, [&] {
      const auto found = tip_to_vote_on(call, session, CaseId{call.id("case_id")});
      if (!found) return refused(call, Refusal{"tip.unknown", clause::art_9_5, "", {}});
      return api::with_body<RewardVoteInput>(call, [&](const RewardVoteInput& input) {
        const auto group = voting_group(*call.rulebook, *call.organisation, facts_of(*found));
        const auto performed = perform_tip(desk_of(api.house(), call, session), found->id, [&](const TipOff& tip, const TipSituation& situation) { return vote_on_reward(tip, input, group, situation); });
        if (!performed) return refused(call, performed.refusal());
        return api::answer(RewardVoted{found->id, performed->after.version, performed->after.reward->stage}, 201);
      });
    });
  });
}

}  // namespace shouwen
