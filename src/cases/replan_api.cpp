// Counting deadlines anew over HTTP: what would move, a run by the version in force, how far it is, and its end.
#include <algorithm>
#include <map>

#include "api/answers.h"
#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "cases/replan_run.h"
#include "regulation/clauses.h"
#include "regulation/rulebook_store.h"

namespace shouwen {

using namespace api;

struct ReplanCountView {
  std::string name;
  std::int64_t moved = 0, overdue = 0;
};
BOOST_DESCRIBE_STRUCT(ReplanCountView, (), (name, moved, overdue))
struct ReplanMoveView {
  CaseId case_id;
  std::string case_number, unit_name, duty_name;
  Instant was_due_at, due_at;
  bool overdue = false;  ///< was in time, would not be any more
};
BOOST_DESCRIBE_STRUCT(ReplanMoveView, (), (case_id, case_number, unit_name, duty_name, was_due_at, due_at, overdue))
struct ReplanPreviewView {
  std::int64_t version = 0;
  bool limits = false;
  std::int64_t cases = 0, clocks = 0, moved = 0, earlier = 0, later = 0, overdue_now = 0;
  std::int64_t firm = 0;  ///< were provisional
  std::vector<ReplanCountView> by_kind, by_unit;
  std::vector<ReplanMoveView> moves;  ///< the first ones that the reader may see
};
BOOST_DESCRIBE_STRUCT(ReplanPreviewView, (), (version, limits, cases, clocks, moved, earlier, later, overdue_now, firm, by_kind, by_unit, moves))
struct ReplanInput {
  bool limits = false;  ///< the version's limits too, not its days alone
};
BOOST_DESCRIBE_STRUCT(ReplanInput, (), (limits))
struct ReplanStarted {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(ReplanStarted, (), (id))
struct ReplanRunView {
  std::int64_t id = 0, version = 0;
  bool limits = false;
  std::string state, actor_name;
  Instant started_at;
  std::optional<Instant> ended_at;
  std::int64_t planned = 0, cases = 0, moved = 0, overdue = 0;
};
BOOST_DESCRIBE_STRUCT(ReplanRunView, (), (id, version, limits, state, actor_name, started_at, ended_at, planned, cases, moved, overdue))

namespace {

constexpr std::size_t moves_shown = 200;
constexpr std::int64_t runs_shown = 20;

http::Operation replan_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "rulebook", summary, clause::art_10_7};
}

/// Drafts too: they are on no shelf.
Result<Rulebook> loaded_version(db::Session& session, std::int64_t version) {
  const auto files = rulebook_files(session, version);
  if (files.empty()) return Refusal{"rulebook.unknown_version", clause::art_5, "", {}};
  LoadedRulebook loaded = load_rulebook(files);
  if (!loaded.mistakes.empty()) {
    const RulebookMistake& first = loaded.mistakes.front();
    return Refusal{"rulebook.has_mistakes", clause::art_1, "", {{"file", first.file}, {"line", std::to_string(first.line)}, {"text", first.text_zh}}};
  }
  loaded.rulebook.version = loaded.rulebook.calendars.version = version;
  return std::move(loaded.rulebook);
}

/// Gathers what the rehearsal tells.
class PreviewWriter {
 public:
  PreviewWriter(const Call& call, ReplanPreviewView& view) : call_(call), names_{*call.organisation, *call.rulebook, call.language}, view_(view) {}

  void add(const ServiceCase& service_case, const DeadlineMove& move) {
    view_.firm += move.was_provisional && !move.provisional;
    if (!move.moves()) return;
    ++view_.moved;
    ++(move.due_at < move.was_due_at ? view_.earlier : view_.later);
    const bool overdue = move.is_overdue(call_.now);
    view_.overdue_now += overdue;
    count(kinds_[names_.kind(service_case.kind)], overdue);
    count(units_[names_.unit(service_case.handling_unit_id)], overdue);
    if (view_.moves.size() >= moves_shown || !may(*call_.rulebook, *call_.organisation, call_.actor, "read_case", facts_of(service_case)).allowed) return;
    view_.moves.push_back({service_case.id, service_case.number, names_.unit(service_case.handling_unit_id), names_.duty(move.kind, move.stop), move.was_due_at, move.due_at, overdue});
  }
  void finish() {
    view_.by_kind = rows(kinds_);
    view_.by_unit = rows(units_);
  }

 private:
  using Counts = std::map<std::string, ReplanCountView>;

  static void count(ReplanCountView& row, bool overdue) {
    ++row.moved;
    row.overdue += overdue;
  }
  static std::vector<ReplanCountView> rows(const Counts& counts) {
    std::vector<ReplanCountView> sorted;
    for (const auto& [name, row] : counts) sorted.push_back({name, row.moved, row.overdue});
    std::stable_sort(sorted.begin(), sorted.end(), [](const ReplanCountView& a, const ReplanCountView& b) { return a.moved > b.moved; });
    return sorted;
  }

  const Call& call_;
  const Names names_;
  ReplanPreviewView& view_;
  Counts kinds_, units_;
};

http::Response preview_answer(House& house, const Call& call, db::Session& session) {
  const auto version = loaded_version(session, call.id("version"));
  if (!version) return refused(call, version.refusal());
  ReplanPreviewView view;
  view.version = version->version;
  view.limits = call.request.query_value("limits").value_or("") == "true";
  PreviewWriter writer(call, view);
  const ReplanQuestion question{*version, view.limits ? ReplanScope::limits : ReplanScope::calendars, *call.organisation,
                                [&house](std::int64_t pinned) { return house.rulebook_version(pinned); }, call.now};
  const ReplanReach reach = rehearse_replan(session, question, [&writer](const ServiceCase& service_case, const DeadlineMove& move) { writer.add(service_case, move); });
  view.cases = reach.cases;
  view.clocks = reach.clocks;
  writer.finish();
  return answer(view);
}

void add_preview(Api& api) {
  auto preview = replan_operation("GET", "/api/v1/rulebook/versions/{version}/replan", "preview_replan",
                           "Which open deadlines would move if they were counted anew by this version's calendars, or its limits too");
  preview.response_body = json::schema_of<ReplanPreviewView>();
  preview.query = {{"limits", "by the version's limits too", R"({"type":"boolean"})"}};
  api.slow(preview, [&api](const Call& call, db::Session& session) {
    const bool drafts = may(*call.rulebook, *call.organisation, call.actor, "draft_rulebook").allowed;
    if (drafts) return preview_answer(api.house(), call, session);
    return with_permission(call, "review_rulebook", [&] { return preview_answer(api.house(), call, session); });
  });
}

void add_runs(Api& api) {
  auto start = replan_operation("POST", "/api/v1/rulebook/versions/{version}/replan", "start_replan",
                         "Count the open deadlines of all live cases anew; only by the version in force");
  start.request_body = json::schema_of<ReplanInput>();
  start.response_body = json::schema_of<ReplanStarted>();
  start.success_status = 201;
  api.write(start, [](const Call& call, db::Session& session) {
    return with_permission(call, "review_rulebook", [&] {
      return with_body<ReplanInput>(call, [&](const ReplanInput& input) {
        const ReplanOrder order{call.id("version"), input.limits ? ReplanScope::limits : ReplanScope::calendars, call.actor.officer_id};
        const auto id = start_replan(session, order, call.now);
        return id ? answer(ReplanStarted{*id}, 201) : refused(call, id.refusal());
      });
    });
  });

  auto runs = replan_operation("GET", "/api/v1/replan_runs", "list_replan_runs", "The latest runs and how far they are, newest first");
  runs.response_body = json::schema_of<Page<ReplanRunView>>();
  api.read(runs, [](const Call& call, db::Session& session) {
    Page<ReplanRunView> page;
    for (const ReplanRun& run : list_replan_runs(session, runs_shown)) {
      const Officer* actor = call.organisation->officer(run.actor_id);
      page.items.push_back({run.id, run.version, run.scope == ReplanScope::limits, run.state, actor == nullptr ? "" : actor->name, run.started_at, run.ended_at,
                            run.planned, run.cases, run.moved, run.overdue});
    }
    return answer(page);
  });

  auto cancel = replan_operation("POST", "/api/v1/replan_runs/{run_id}/cancellation", "cancel_replan", "End a run; what was counted anew stays");
  cancel.success_status = 204;
  api.write(cancel, [](const Call& call, db::Session& session) {
    return with_permission(call, "review_rulebook", [&] {
      const Verdict done = cancel_replan(session, call.id("run_id"), call.actor.officer_id, call.now);
      return done ? no_content() : refused(call, done.refusal());
    });
  });
}

}  // namespace

void add_replan_api(Api& api) {
  add_preview(api);
  add_runs(api);
}

}  // namespace shouwen
