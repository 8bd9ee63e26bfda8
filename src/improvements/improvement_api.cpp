// GET and POST /improvements, POST /improvements/{improvement_id}/decisions: the register and a year's review.
#include "improvements/improvement_api.h"

#include "api/answers.h"
#include "improvements/improvement_describe.h"
#include "improvements/improvement_store.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ImprovementView {
  ImprovementId id;
  std::int64_t version = 0;
  ImprovementState state{};
  std::string text, clause;
  OfficerId proposed_by_id;
  std::string proposed_by_name;
  Date proposed_on;
  std::string decision, decided_by_name;
  std::optional<Date> decided_on;
  bool may_decide = false;                    ///< this reader
};
BOOST_DESCRIBE_STRUCT(ImprovementView, (), (id, version, state, text, clause, proposed_by_id, proposed_by_name, proposed_on, decision, decided_by_name, decided_on, may_decide))
struct ImprovementReviewView {
  std::int64_t year = 0;
  std::int64_t proposed = 0, adopted = 0, declined = 0, undecided = 0;  ///< proposed that year; undecided: of every year up to it
  std::vector<ImprovementView> items;         ///< newest first
};
BOOST_DESCRIBE_STRUCT(ImprovementReviewView, (), (year, proposed, adopted, declined, undecided, items))
struct ImprovementChanged {
  ImprovementId id;
  std::int64_t version = 0;
  ImprovementState state{};
};
BOOST_DESCRIBE_STRUCT(ImprovementChanged, (), (id, version, state))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t first_year = 1970, last_year = 9999;

ImprovementWriter writer_of(const Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version}; }
ImprovementSituation situation_of(const Call& call) { return {call.actor.officer_id, call.now, *call.rulebook}; }

http::Operation operation_of(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/improvements") + rest, id, "improvements", summary, clause::art_11_6_1};
}

ImprovementView view_of(const Call& call, const Improvement& improvement) {
  const auto name = [&call](OfficerId id) {
    const Officer* officer = call.organisation->officer(id);
    return officer == nullptr ? std::string() : officer->name;
  };
  const bool may_decide = improvement.state == ImprovementState::proposed && improvement.proposed_by_id != call.actor.officer_id &&
                          may(*call.rulebook, *call.organisation, call.actor, "decide_improvement").allowed;
  return {improvement.id, improvement.version, improvement.state, improvement.text.value, improvement.clause.value, improvement.proposed_by_id, name(improvement.proposed_by_id),
          improvement.proposed_on, improvement.decision.value, name(improvement.decided_by_id), improvement.decided_on, may_decide};
}

ImprovementReviewView review_of(const Call& call, db::Session& session, int year) {
  ImprovementReviewView view;
  view.year = year;
  for (const Improvement& improvement : list_improvements(session, Date::of(year, 1, 1), Date::of(year, 12, 31))) {
    view.items.push_back(view_of(call, improvement));
    view.undecided += improvement.state == ImprovementState::proposed ? 1 : 0;
    if (improvement.proposed_on.year() != year) continue;
    ++view.proposed;
    view.adopted += improvement.state == ImprovementState::adopted ? 1 : 0;
    view.declined += improvement.state == ImprovementState::declined ? 1 : 0;
  }
  return view;
}

void add_review(Api& api) {
  auto review = operation_of("GET", "", "read_improvements", "A year's proposals, what became of them, and what is still undecided");
  review.response_body = json::schema_of<ImprovementReviewView>();
  review.query = {{"year", "this year, if absent", R"({"type":"integer"})"}};
  api.read(review, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_improvements", [&] {
      const auto year = api::query_number(call, "year");
      if (!year) return refused(call, year.refusal());
      const std::int64_t wanted = year->value_or(local_date(call.now).year());
      if (wanted < first_year || wanted > last_year) return refused(call, Refusal{"query.bad_value", "", "", {{"name", "year"}}});
      return api::answer(review_of(call, session, static_cast<int>(wanted)));
    });
  });
}

void add_writes(Api& api) {
  auto propose = operation_of("POST", "", "propose_improvement", "What should be better, and which clause it concerns");
  propose.request_body = json::schema_of<ProposeImprovementInput>();
  propose.response_body = json::schema_of<ImprovementChanged>();
  propose.success_status = 201;
  propose.idempotent_key = true;
  api.write(propose, [](const Call& call, db::Session& session) {
    return with_permission(call, "propose_improvement", [&] {
      return api::with_body<ProposeImprovementInput>(call, [&](const ProposeImprovementInput& input) {
        const ImprovementDecision decision = propose_improvement(input, situation_of(call));
        if (!decision) return refused(call, decision.refusal());
        const Improvement after = add_improvement(session, *decision, writer_of(call));
        return api::answer(ImprovementChanged{after.id, after.version, after.state}, 201);
      });
    });
  });

  auto decide = operation_of("POST", "/{improvement_id}/decisions", "decide_improvement", "Adopted with what changes, or declined with the reason");
  decide.request_body = json::schema_of<DecideImprovementInput>();
  decide.response_body = json::schema_of<ImprovementChanged>();
  decide.success_status = 201;
  decide.idempotent_key = true;
  api.write(decide, [](const Call& call, db::Session& session) {
    return with_permission(call, "decide_improvement", [&] {
      return api::with_body<DecideImprovementInput>(call, [&](const DecideImprovementInput& input) {
        const auto improvement = load_improvement(session, ImprovementId{call.id("improvement_id")});
        if (!improvement) return refused(call, Refusal{"improvement.unknown", "", "", {}});
        const ImprovementDecision decision = decide_improvement(*improvement, input, situation_of(call));
        if (!decision) return refused(call, decision.refusal());
        const Improvement after = save_improvement(session, *improvement, *decision, writer_of(call));
        return api::answer(ImprovementChanged{after.id, after.version, after.state}, 201);
      });
    });
  });
}

}  // namespace

void add_improvements_api(Api& api) {
  add_review(api);
  add_writes(api);
}

}  // namespace shouwen
