// PUT /cases/{id}/presence: I am here, who else is? DELETE: I have left.
#include "api/answers.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/presence.h"
#include "regulation/clauses.h"

namespace shouwen {

struct PresenceInput {
  Line<0, 40> doing;  ///< the verb whose form is open
};
BOOST_DESCRIBE_STRUCT(PresenceInput, (), (doing))
struct PresentView {
  OfficerId officer_id;
  std::string officer_name, unit_name, doing;
};
BOOST_DESCRIBE_STRUCT(PresentView, (), (officer_id, officer_name, unit_name, doing))

namespace {

using api::Call;

void tell_others(api::Api& api, db::Session& session, CaseId id) {
  http::LiveEvent event{0, "presence", R"({"case_id":)" + std::to_string(id.value) + "}", {}};
  if (const auto found = load_case(session, id))
    event.may_hear = [facts = facts_of(*found), rulebook = api.house().rulebook_now(), organisation = api.house().organisation()](std::int64_t officer_id) {
      return may(*rulebook, *organisation, {Actor::Kind::officer, OfficerId{officer_id}, {}}, "read_case", facts).allowed;
    };
  api.house().hub().publish(std::move(event));
}

http::Response others_answer(const Call& call, PresenceBoard& board, CaseId id) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  api::Page<PresentView> page;
  for (const Present& row : board.others(id, call.actor.officer_id, call.now)) {
    const Officer* officer = call.organisation->officer(row.officer_id);
    page.items.push_back({row.officer_id, names.officer(row.officer_id), officer == nullptr ? "" : names.unit(officer->unit_id), row.doing});
  }
  return api::answer(page);
}

}  // namespace

void add_presence_api(api::Api& api) {
  const auto board = std::make_shared<PresenceBoard>();

  auto coming = case_operation("PUT", "/api/v1/cases/{case_id}/presence", "note_presence", "I am on this case; who else is?", clause::art_10_7);
  coming.request_body = json::schema_of<PresenceInput>();
  coming.response_body = json::schema_of<api::Page<PresentView>>();
  api.read(std::move(coming), [&api, board](const Call& call, db::Session& session) {
    return api::with_body<PresenceInput>(call, [&](const PresenceInput& input) {
      const CaseId id{call.id("case_id")};
      const Result<ServiceCase> found = readable_case(call, session, id);
      if (!found) return refused(call, found.refusal());
      if (board->note(id, call.actor.officer_id, input.doing.value, call.now)) tell_others(api, session, id);
      return others_answer(call, *board, id);
    });
  });

  auto leaving = case_operation("DELETE", "/api/v1/cases/{case_id}/presence", "end_presence", "I have left this case", clause::art_10_7);
  leaving.success_status = 204;
  api.read(std::move(leaving), [&api, board](const Call& call, db::Session& session) {
    const CaseId id{call.id("case_id")};
    if (board->leave(id, call.actor.officer_id)) tell_others(api, session, id);
    return api::no_content();
  });
}

}  // namespace shouwen
