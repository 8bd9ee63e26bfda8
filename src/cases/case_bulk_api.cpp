// One verb on many cases, tried first: per case allowed or the refusal with its clause, and what would take it back.
#include <set>

#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "http/problem.h"
#include "regulation/clauses.h"

namespace shouwen {

struct BulkPreviewInput {
  Line<1, 40> verb;
  std::vector<CaseId> case_ids;
  json::RawJson form;  ///< the verb's own
};
BOOST_DESCRIBE_STRUCT(BulkPreviewInput, (), (verb, case_ids, form))

struct UndoFormView {
  std::optional<OfficerId> officer_id;
  std::optional<CaseId> other_id;
};
BOOST_DESCRIBE_STRUCT(UndoFormView, (), (officer_id, other_id))
/// Taking it back: the verb and what its form needs, or why not.
struct UndoView {
  std::optional<std::string> verb, resource;
  std::optional<UndoFormView> form;
  std::optional<ActionRefusalView> refusal;
};
BOOST_DESCRIBE_STRUCT(UndoView, (), (verb, resource, form, refusal))
struct BulkPreviewRowView {
  CaseId case_id;
  std::optional<std::string> number, text;  ///< of a case the caller may read
  std::int64_t version = 0;
  bool allowed = false;
  std::optional<ActionRefusalView> refusal;
  std::optional<UndoView> undo;
};
BOOST_DESCRIBE_STRUCT(BulkPreviewRowView, (), (case_id, number, text, version, allowed, refusal, undo))
struct BulkPreviewView {
  std::string verb, resource, clause;
  std::int64_t allowed = 0, refused = 0;
  std::vector<BulkPreviewRowView> items;
};
BOOST_DESCRIBE_STRUCT(BulkPreviewView, (), (verb, resource, clause, allowed, refused, items))

namespace {

using api::Call;

constexpr std::size_t most_cases = 200;

ActionRefusalView refusal_view(const Call& call, const Refusal& refusal) { return {refusal.code, refusal.clause, http::refusal_text(refusal, call.language)}; }

const CaseVerb& verb_named(std::string_view name) {
  const auto& verbs = case_verbs();
  const auto found = std::find_if(verbs.begin(), verbs.end(), [name](const CaseVerb& row) { return name == row.verb; });
  SHOUWEN_CHECK(found != verbs.end());
  return *found;
}

UndoView undo_view(const Call& call, const Result<UndoStep>& undo) {
  UndoView view;
  if (!undo) {
    view.refusal = refusal_view(call, undo.refusal());
    return view;
  }
  view.verb = undo->verb;
  view.resource = verb_named(undo->verb).resource;
  view.form.emplace();
  if (undo->officer_id) view.form->officer_id = undo->officer_id;
  if (undo->other_id) view.form->other_id = undo->other_id;
  return view;
}

BulkPreviewRowView preview_row(const Call& call, db::Session& session, CaseId id, const Result<Rehearsed>& rehearsed) {
  BulkPreviewRowView row;
  row.case_id = id;
  if (const auto readable = readable_case(call, session, id)) {
    row.number = readable->number;
    row.text = readable->text;
    row.version = readable->version;
  }
  row.allowed = !rehearsed.refused();
  if (rehearsed) row.undo = undo_view(call, rehearsed->undo);
  else row.refusal = refusal_view(call, rehearsed.refusal());
  return row;
}

http::Response preview_answer(House& house, const Call& call, db::Session& session, const VerbRehearsals& rehearsals, const BulkPreviewInput& input) {
  const auto rehearsal = rehearsals.find(input.verb.value);
  if (rehearsal == rehearsals.end()) return refused(call, Refusal{"bulk.unknown_verb", "", "/verb", {{"verb", input.verb.value}}});
  if (input.case_ids.empty()) return refused(call, Refusal{"bulk.none_chosen", "", "/case_ids", {}});
  if (input.case_ids.size() > most_cases) return refused(call, Refusal{"bulk.too_many", "", "/case_ids", {{"limit", std::to_string(most_cases)}}});
  const CaseVerb& verb = verb_named(rehearsal->first);
  BulkPreviewView view{verb.verb, verb.resource, verb.clause, 0, 0, {}};
  const CaseDesk desk = desk_of(house, call, session);
  std::set<std::int64_t> seen;
  for (const CaseId id : input.case_ids) {
    if (!seen.insert(id.value).second) continue;
    view.items.push_back(preview_row(call, session, id, rehearsal->second(desk, id, input.form.text)));
    ++(view.items.back().allowed ? view.allowed : view.refused);
  }
  return api::answer(view);
}

}  // namespace

void add_case_bulk_api(api::Api& api, VerbRehearsals rehearsals) {
  auto preview = case_operation("POST", "/api/v1/cases/bulk_previews", "preview_bulk", "What a verb would do to many cases; nothing is done", clause::art_10_7);
  preview.request_body = json::schema_of<BulkPreviewInput>();
  preview.response_body = json::schema_of<BulkPreviewView>();
  api.read(std::move(preview), [&api, rehearsals = std::move(rehearsals)](const Call& call, db::Session& session) {
    return api::with_body<BulkPreviewInput>(call, [&](const BulkPreviewInput& input) { return preview_answer(api.house(), call, session, rehearsals, input); });
  });
}

}  // namespace shouwen
