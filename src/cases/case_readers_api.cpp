// "Why can X see this?": every officer's reasons to read a case, or the refusal that keeps it closed to him.
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/situation.h"
#include "http/problem.h"
#include "regulation/clauses.h"

namespace shouwen {

struct CaseReaderView {
  OfficerId officer_id;
  std::string officer_name, unit_name;
  bool allowed = false;
  std::vector<WhyVisibleView> why_visible;
  std::optional<ActionRefusalView> refusal;
};
BOOST_DESCRIBE_STRUCT(CaseReaderView, (), (officer_id, officer_name, unit_name, allowed, why_visible, refusal))

namespace {

using api::Call;

CaseReaderView reader_view(const Call& call, const Officer& officer, const CaseFacts& facts) {
  const Unit* unit = call.organisation->unit(officer.unit_id);
  const Permission permission = may(*call.rulebook, *call.organisation, {Actor::Kind::officer, officer.id, {}}, "read_case", facts);
  CaseReaderView view{officer.id, officer.name, unit == nullptr ? "" : unit->name, permission.allowed, why_visible(call, permission), {}};
  if (!permission.allowed)
    view.refusal = ActionRefusalView{permission.refusal.code, permission.refusal.clause, http::refusal_text(permission.refusal, call.language)};
  return view;
}

}  // namespace

void add_case_readers_api(api::Api& api) {
  auto readers = case_operation("GET", "/api/v1/cases/{case_id}/readers", "list_case_readers", "Who may read a case, and why", clause::art_6);
  readers.response_body = json::schema_of<api::Page<CaseReaderView>>();
  readers.query = {{"officer_id", "only this officer, also if he may not", R"({"type":"integer"})"}};
  api.read(std::move(readers), [](const Call& call, db::Session& session) {
    const auto wanted = api::query_number(call, "officer_id");
    if (!wanted) return refused(call, wanted.refusal());
    const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
    if (!found) return refused(call, found.refusal());
    const CaseFacts facts = facts_of(*found);
    api::Page<CaseReaderView> page;
    for (const Officer& officer : call.organisation->officers()) {
      if (!officer.active || (*wanted && officer.id.value != **wanted)) continue;
      CaseReaderView view = reader_view(call, officer, facts);
      if (view.allowed || *wanted) page.items.push_back(std::move(view));
    }
    return api::answer(page);
  });
}

}  // namespace shouwen
