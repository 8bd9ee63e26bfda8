// What-ifs over HTTP: ask, watch, cancel, read the figures, the single duties and take them away.
#include "what_if/what_if_api.h"

#include <fmt/format.h>

#include "api/download.h"
#include "api/query.h"
#include "base/text.h"
#include "cases/case_store.h"
#include "cases/case_words.h"
#include "cases/situation.h"
#include "http/multipart.h"
#include "imports/importer.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "what_if/describe.h"
#include "what_if/roster_file.h"
#include "what_if/what_if_jobs.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(WhatIfState, running, done, cancelled, failed)
BOOST_DESCRIBE_STRUCT(Endings, (), (owed, met, late, running, lifted))

struct WhatIfInput {
  Date from, to;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(WhatIfInput, (), (from, to, version))
struct WhatIfRowView {
  std::string key, name;
  Endings was, would;
  std::int64_t newly_late = 0, no_longer_late = 0;
};
BOOST_DESCRIBE_STRUCT(WhatIfRowView, (), (key, name, was, would, newly_late, no_longer_late))
struct WhatIfRouteView {
  std::string key, name;
  std::int64_t was = 0, would = 0;
};
BOOST_DESCRIBE_STRUCT(WhatIfRouteView, (), (key, name, was, would))
/// Moments at which somebody of the unit was needed, and how many of them found nobody on duty.
struct WhatIfCoverView {
  std::string key, name;
  std::int64_t moments_was = 0, nobody_was = 0, moments_would = 0, nobody_would = 0;
};
BOOST_DESCRIBE_STRUCT(WhatIfCoverView, (), (key, name, moments_was, nobody_was, moments_would, nobody_would))
struct WhatIfResultView {
  std::int64_t cases = 0, changed_cases = 0, rerouted = 0, changes = 0;
  bool changes_are_whole = true;
  WhatIfRowView total;
  std::vector<WhatIfRowView> by_unit, by_kind, by_duty, by_officer;
  std::vector<WhatIfRouteView> by_route;
  std::vector<WhatIfCoverView> by_cover;  ///< only with a roster
};
BOOST_DESCRIBE_STRUCT(WhatIfResultView, (), (cases, changed_cases, rerouted, changes, changes_are_whole, total, by_unit, by_kind, by_duty, by_officer, by_route, by_cover))
struct WhatIfView {
  std::int64_t id = 0;
  Date from, to;
  std::int64_t version = 0;
  std::string title;
  std::optional<std::string> roster_file;  ///< absent: nobody asked who was on duty
  Instant started_at;
  WhatIfState state{};
  std::int64_t cases = 0, done = 0;
  std::optional<WhatIfResultView> result;
};
BOOST_DESCRIBE_STRUCT(WhatIfView, (), (id, from, to, version, title, roster_file, started_at, state, cases, done, result))
struct WhatIfChangeView {
  CaseId case_id;
  std::string number, kind_name;
  std::optional<std::string> duty_name;  ///< absent: the case would have gone elsewhere
  std::optional<std::string> unit_name, officer_name;
  std::optional<DutyEnding> was, would;
  std::optional<Instant> was_due, would_due;
  std::optional<std::string> routed_was, routed_would;
};
BOOST_DESCRIBE_STRUCT(WhatIfChangeView, (), (case_id, number, kind_name, duty_name, unit_name, officer_name, was, would, was_due, would_due, routed_was, routed_would))

namespace {

using api::Api;
using api::Call;
using Jobs = std::shared_ptr<WhatIfJobs>;

constexpr std::int64_t page_size = 50, largest_page = 200;
constexpr std::size_t export_batch = 500, roster_limit_bytes = 20 << 20;

WhatIfRowView row_view(std::string key, std::string name, const SideBySide& row) {
  return {std::move(key), std::move(name), row.was, row.would, row.newly_late, row.no_longer_late};
}

/// A unit of the routing table; "" is asked of the bureau office.
std::string name_of_route(const Call& call, const std::string& code) {
  if (code.empty()) return call.said("提请局办裁定", "The office is asked");
  if (code == "@station") return call.said("客户所在供电所", "The station of the place");
  const Unit* unit = call.organisation->unit_by_code(code);
  return unit == nullptr ? code : unit->name;
}

WhatIfResultView result_view(const Call& call, const WhatIfFigures& figures) {
  const Names names{*call.organisation, *call.rulebook, call.language};
  WhatIfResultView view;
  view.cases = figures.cases;
  view.changed_cases = figures.changed_cases;
  view.rerouted = figures.rerouted;
  view.changes = static_cast<std::int64_t>(figures.changed.size());
  view.changes_are_whole = figures.changed_is_whole;
  view.total = row_view("", call.said("合计", "Total"), figures.all);
  for (const auto& [id, row] : figures.by_unit) view.by_unit.push_back(row_view(std::to_string(id.value), names.unit(id), row));
  for (const auto& [kind, row] : figures.by_kind) view.by_kind.push_back(row_view(json::name_of(kind), names.kind(kind), row));
  for (const auto& [kind, row] : figures.by_duty) view.by_duty.push_back(row_view(json::name_of(kind), words_of(kind, call.language), row));
  for (const auto& [id, row] : figures.by_officer) view.by_officer.push_back(row_view(std::to_string(id.value), names.officer(id), row));
  for (const auto& [code, row] : figures.by_route) view.by_route.push_back({code, name_of_route(call, code), row.was, row.would});
  for (const auto& [id, row] : figures.by_cover)
    view.by_cover.push_back({std::to_string(id.value), names.unit(id), row.moments_was, row.nobody_was, row.moments_would, row.nobody_would});
  return view;
}

WhatIfView view_of(const Call& call, const WhatIfJob& job) {
  const Period& period = job.question.period;
  const WhatIfState state = job.state;
  WhatIfView view{job.id, local_date(period.from), local_date(period.to).plus_days(-1), job.question.draft->version, job.title, {}, job.question.until, state,
                  job.progress.cases, job.progress.done, std::nullopt};
  if (job.question.roster) view.roster_file = job.question.roster_file;
  if (state == WhatIfState::done) view.result = result_view(call, job.figures);
  return view;
}

/// The figures count every case; a single one is shown only to who may read it.
std::optional<WhatIfChangeView> change_view(const Call& call, db::Session& session, const ChangedDuty& row) {
  const auto found = load_case(session, row.case_id);
  if (!found || !may(*call.rulebook, *call.organisation, call.actor, "read_case", facts_of(*found)).allowed) return std::nullopt;
  const Names names{*call.organisation, *call.rulebook, call.language};
  WhatIfChangeView view{row.case_id, found->number, names.kind(row.case_kind), {}, {}, {}, {}, {}, {}, {}, {}, {}};
  if (!row.duty) {
    view.routed_was = name_of_route(call, row.routed_was);
    view.routed_would = name_of_route(call, row.routed_would);
    return view;
  }
  const auto due = [](Instant at) { return at.seconds == 0 ? std::nullopt : std::optional(at); };
  view.duty_name = names.duty(row.duty->kind, row.duty->stop);
  view.unit_name = names.unit(row.duty->unit_id);
  if (row.duty->officer_id) view.officer_name = names.officer(row.duty->officer_id);
  view.was = row.duty->was;
  view.would = row.duty->would;
  view.was_due = due(row.duty->was_due);
  view.would_due = due(row.duty->would_due);
  return view;
}

/// At most `most` rows from `at` on, which is moved behind them.
std::vector<WhatIfChangeView> next_changes(const Call& call, db::Session& session, const WhatIfFigures& figures, std::size_t& at, std::size_t most) {
  std::vector<WhatIfChangeView> rows;
  for (; at < figures.changed.size() && rows.size() < most; ++at)
    if (auto view = change_view(call, session, figures.changed[at])) rows.push_back(*std::move(view));
  return rows;
}

std::string words_of_ending(const Call& call, DutyEnding ending) {
  switch (ending) {
    case DutyEnding::none: return call.said("无此时限", "not owed");
    case DutyEnding::running: return call.said("未到期", "running");
    case DutyEnding::met: return call.said("按时", "on time");
    case DutyEnding::late: return call.said("超时", "late");
    case DutyEnding::lifted: return call.said("解除", "lifted");
  }
  SHOUWEN_CHECK(false);
}

std::vector<std::string> cells_of(const Call& call, const WhatIfChangeView& row) {
  const auto ending = [&call](const std::optional<DutyEnding>& value) { return value ? words_of_ending(call, *value) : std::string(); };
  const auto due = [](const std::optional<Instant>& at) { return at ? to_iso(*at) : std::string(); };
  return {row.number, row.kind_name, row.duty_name.value_or(""), row.unit_name.value_or(""), row.officer_name.value_or(""), ending(row.was), due(row.was_due),
          ending(row.would), due(row.would_due), row.routed_was.value_or(""), row.routed_would.value_or("")};
}

std::vector<std::string> heading_of(const Call& call) {
  if (call.language == http::Language::zh)
    return {"工单编号", "类别", "时限", "部门", "人员", "实际结果", "实际到期", "假设结果", "假设到期", "原归口", "假设归口"};
  return {"Case", "Kind", "Clock", "Unit", "Person", "Happened", "Due", "Would have been", "Would be due", "Routed to", "Would be routed to"};
}

http::Operation what_if_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "what_if", summary, clause::art_11_6_1};
}

/// The caller's run; then `next(job)`.
template <class Next>
http::Response with_job(const Call& call, const Jobs& jobs, Next&& next) {
  return with_permission(call, "what_if", [&] {
    const auto job = jobs->find(call.actor.officer_id, call.id("run_id"));
    if (job == nullptr) return refused(call, Refusal{"what_if_run.unknown", "", "", {}});
    return next(job);
  });
}
template <class Next>
http::Response with_figures(const Call& call, const Jobs& jobs, Next&& next) {
  return with_job(call, jobs, [&](const auto& job) {
    if (job->state != WhatIfState::done) return refused(call, Refusal{"what_if_run.not_done", "", "", {}});
    return next(job);
  });
}

Result<std::shared_ptr<const Rulebook>> rulebook_to_try(const Call& call, db::Session& session, std::int64_t version) {
  const auto files = rulebook_files(session, version);
  if (files.empty()) return Refusal{"rulebook.unknown_version", clause::art_5, "/version", {}};
  LoadedRulebook loaded = load_rulebook(files);
  if (!loaded.mistakes.empty()) {
    const RulebookMistake& first = loaded.mistakes.front();
    return Refusal{"what_if.draft_has_mistakes", clause::art_5, "/version",
                   {{"file", first.file}, {"line", std::to_string(first.line)}, {"text", call.said(first.text_zh, first.text_en)}}};
  }
  loaded.rulebook.version = loaded.rulebook.calendars.version = version;
  return std::make_shared<const Rulebook>(std::move(loaded.rulebook));
}

/// A roster somebody sent, and what its file is called.
struct SentRoster {
  std::vector<DutyShift> shifts;
  std::string file_name;
};

Result<SentRoster> roster_of(const Call& call, const http::Part& file) {
  const auto table = tables::parse_table(file.content);
  if (!table) return table.refusal();
  SentRoster sent{{}, clean_text(file.file_name, false)};
  DraftedRoster roster = read_roster(*table, *call.organisation);
  if (!roster.mistakes.empty()) {
    const RosterMistake& first = roster.mistakes.front();
    return Refusal{"what_if.roster_has_mistakes", clause::art_4, "/file",
                   {{"file", sent.file_name}, {"line", std::to_string(first.line)}, {"text", told(first.refusal, *import_kind("roster"), call.language)}}};
  }
  sent.shifts = std::move(roster.shifts);
  return sent;
}

http::Response start_answer(Api& api, const Jobs& jobs, const Call& call, db::Session& session, const WhatIfInput& input, std::optional<SentRoster> roster) {
  if (input.from > input.to) return refused(call, Refusal{"what_if.period_backwards", "", "/from", {{"from", to_iso(input.from)}, {"to", to_iso(input.to)}}});
  const auto draft = rulebook_to_try(call, session, input.version);
  if (!draft) return refused(call, draft.refusal());
  WhatIfQuestion question;
  question.period = {at_local(input.from, 0), at_local(input.to.plus_days(1), 0)};
  question.until = call.now;
  question.draft = *draft;
  question.organisation = call.organisation;
  question.rulebook_version = [&house = api.house()](std::int64_t version) { return house.rulebook_version(version); };
  if (roster) {
    if (const Verdict fits = check_roster_period(roster->shifts, question.period.from, question.until); !fits) return refused(call, fits.refusal());
    question.roster = std::move(roster->shifts);
    question.roster_file = std::move(roster->file_name);
  }
  const auto job = jobs->start(call.actor.officer_id, std::move(question), find_rulebook_version(session, input.version)->title);
  return job ? api::answer(view_of(call, **job), 201) : refused(call, job.refusal());
}

http::Response start_with_roster_answer(Api& api, const Jobs& jobs, const Call& call, db::Session& session) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, roster_limit_bytes, 2);
  if (!parts) return refused(call, parts.refusal());
  const auto part = [&parts](const char* name) { return std::find_if(parts->begin(), parts->end(), [name](const http::Part& row) { return row.name == name; }); };
  const auto asked = part("question"), file = part("file");
  if (file == parts->end() || file->content.empty()) return refused(call, Refusal{"attachment.empty", "", "/file", {}});
  const json::Parsed<WhatIfInput> input = json::parse_body<WhatIfInput>(asked == parts->end() ? "" : asked->content);
  if (!input.mistakes.empty()) return refused(call, input.mistakes);
  auto roster = roster_of(call, *file);
  return roster ? start_answer(api, jobs, call, session, input.value, *std::move(roster)) : refused(call, roster.refusal());
}

void add_asking(Api& api, const Jobs& jobs) {
  auto start = what_if_operation("POST", "/api/v1/what_if", "start_what_if", "Replay a past period under a version of the rulebook; writes nothing");
  start.request_body = json::schema_of<WhatIfInput>();
  start.response_body = json::schema_of<WhatIfView>();
  start.success_status = 201;
  api.slow(start, [&api, jobs](const Call& call, db::Session& session) {
    return with_permission(call, "what_if", [&] {
      return api::with_body<WhatIfInput>(call, [&](const WhatIfInput& input) { return start_answer(api, jobs, call, session, input, std::nullopt); });
    });
  });

  auto with_roster = what_if_operation("POST", "/api/v1/what_if/roster_runs", "start_what_if_with_roster", "The same under a roster too: a table of shifts as roster imports take it");
  with_roster.request_content_type = "multipart/form-data";
  with_roster.request_body.schema =
      R"({"type":"object","properties":{"question":{"type":"string","description":"JSON as start_what_if takes it"},"file":{"type":"string","format":"binary"}},"required":["question","file"]})";
  with_roster.response_body = start.response_body;
  with_roster.success_status = 201;
  api.slow(with_roster, [&api, jobs](const Call& call, db::Session& session) {
    return with_permission(call, "what_if", [&] { return start_with_roster_answer(api, jobs, call, session); });
  });

  auto list = what_if_operation("GET", "/api/v1/what_if", "list_what_ifs", "The caller's run, if there is one");
  list.response_body = json::schema_of<api::Page<WhatIfView>>();
  api.read(list, [jobs](const Call& call, db::Session&) {
    return with_permission(call, "what_if", [&] {
      api::Page<WhatIfView> page;
      if (const auto job = jobs->run_of(call.actor.officer_id)) page.items.push_back(view_of(call, *job));
      return api::answer(page);
    });
  });

  auto read = what_if_operation("GET", "/api/v1/what_if/{run_id}", "read_what_if", "How far a run is, and its figures once it is done");
  read.response_body = json::schema_of<WhatIfView>();
  api.read(read, [jobs](const Call& call, db::Session&) {
    return with_job(call, jobs, [&](const auto& job) { return api::answer(view_of(call, *job)); });
  });

  auto cancel = what_if_operation("DELETE", "/api/v1/what_if/{run_id}", "cancel_what_if", "Stop a run");
  cancel.success_status = 204;
  api.slow(cancel, [jobs](const Call& call, db::Session&) {
    return with_job(call, jobs, [&](const auto& job) {
      if (!jobs->cancel(call.actor.officer_id, job->id)) return refused(call, Refusal{"what_if_run.not_running", "", "", {}});
      return api::no_content();
    });
  });
}

void add_changes(Api& api, const Jobs& jobs) {
  auto changes = what_if_operation("GET", "/api/v1/what_if/{run_id}/changes", "list_what_if_changes", "The single duties that would have ended otherwise, of cases the reader may see");
  changes.response_body = json::schema_of<api::Page<WhatIfChangeView>>();
  changes.query = {{"limit", "rows", R"({"type":"integer"})"}, {"after", "next page", R"({"type":"integer"})"}};
  api.read(changes, [jobs](const Call& call, db::Session& session) {
    return with_figures(call, jobs, [&](const auto& job) {
      const auto limit = api::query_number(call, "limit"), after = api::query_number(call, "after");
      if (!limit) return refused(call, limit.refusal());
      if (!after) return refused(call, after.refusal());
      std::size_t at = static_cast<std::size_t>(std::max<std::int64_t>(0, after->value_or(0)));
      const auto most = static_cast<std::size_t>(std::clamp<std::int64_t>(limit->value_or(page_size), 1, largest_page));
      api::Page<WhatIfChangeView> page;
      page.items = next_changes(call, session, job->figures, at, most);
      if (at < job->figures.changed.size()) page.next = std::to_string(at);
      return api::answer(page);
    });
  });

  auto exported = what_if_operation("GET", "/api/v1/what_if/{run_id}/download", "export_what_if_changes", "The same as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query = {api::download_format()};
  api.slow(exported, [&api, jobs](const Call& call, db::Session&) {
    return with_figures(call, jobs, [&](const auto& job) {
      return with_permission(call, "export", [&] {
        // Pieces are made while they are sent: the request is gone by then, and nothing here looks at it.
        static const http::Request none;
        const auto reader = std::make_shared<const Call>(Call{none, call.language, call.actor, "", "", false, call.now, call.organisation, call.rulebook});
        const auto next_rows = [&house = api.house(), job, reader, at = std::size_t{0}]() mutable {
          const auto reading = house.readers().borrow();
          api::TableRows rows;
          for (const WhatIfChangeView& row : next_changes(*reader, *reading, job->figures, at, export_batch)) rows.push_back(cells_of(*reader, row));
          return rows;
        };
        const std::string name = fmt::format("what-if-{}-{}-version-{}", to_iso(local_date(job->question.period.from)),
                                             to_iso(local_date(job->question.period.to).plus_days(-1)), job->question.draft->version);
        return api::download(call, {name, call.said("推演", "What-if"), heading_of(call), next_rows});
      });
    });
  });
}

}  // namespace

void add_what_if_api(api::Api& api) {
  const Jobs jobs = std::make_shared<WhatIfJobs>(api.house());
  add_asking(api, jobs);
  add_changes(api, jobs);
}

}  // namespace shouwen
