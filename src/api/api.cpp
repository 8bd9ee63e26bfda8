// The pipeline: route → caller → CSRF, version, idempotency → reader pool, writer or slow pool → answer.
#include "api/api.h"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <future>

#include "api/answers.h"
#include "api/callers.h"
#include "api/idempotency.h"
#include "api/metrics.h"
#include "api/rate_limit.h"
#include "api/workers.h"
#include "http/log_line.h"
#include "http/origin.h"
#include "http/trace_context.h"
#include "org/accounts.h"

namespace shouwen::api {

namespace {

enum class Path { read, write, slow };

struct Route {
  Path path{};
  CallBody body;
  std::unique_ptr<RouteMetrics> metrics;
};

/// One call on its way: everything outlives the answer.
struct Running {
  http::Request request;
  http::Reply reply;
  std::string request_id;
  http::TraceContext trace;
  OfficerId officer_id;
  std::size_t route = 0;
  std::chrono::steady_clock::time_point began;
  http::Response response;
  std::vector<std::function<void()>> after_commit;
};

std::string new_request_id() {
  std::array<unsigned char, 8> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  std::string id;
  for (const unsigned char byte : bytes) id += fmt::format("{:02x}", byte);
  return id;
}

/// A request id given by a proxy is kept if it is plain.
std::string request_id_of(const http::Request& request) {
  const std::string_view given = request.header("x-request-id");
  const bool plain = !given.empty() && given.size() <= 64 &&
                     given.find_first_not_of("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_.") == std::string_view::npos;
  return plain ? std::string(given) : new_request_id();
}

Refusal refusal_of(const db::Fault& fault) {
  switch (fault.kind()) {
    case db::FaultKind::disk_full: return {"storage.full", "", "", {}};
    case db::FaultKind::damaged: return {"storage.damaged", "", "", {{"what", fault.what()}}};
    case db::FaultKind::busy: return {"server.busy", "", "", {}};
    case db::FaultKind::unavailable: return {"storage.away", "", "", {}};
    case db::FaultKind::read_only:
    case db::FaultKind::constraint:
    case db::FaultKind::other: break;
  }
  return {"server.failed", "", "", {}};
}

/// What changed something, was refused or failed is worth a line of its own; what only read is for whoever looks closely.
http::LogLevel level_of(const http::Operation& operation, int status) {
  if (status >= 500) return http::LogLevel::error;
  if (status == 401 || status == 403 || status == 429) return http::LogLevel::warn;
  return status >= 400 || operation.method != "GET" ? http::LogLevel::info : http::LogLevel::debug;
}

/// The operation and never the path: links of the public carry secrets.
void log_call(const http::Operation& operation, const Running& running) {
  const http::LogLevel level = level_of(operation, running.response.status);
  if (!http::logs(level)) return;
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - running.began).count();
  http::log_line(level, "call", {{"request_id", running.request_id}, {"trace_id", running.trace.trace_id}, {"span_id", running.trace.span_id},
                                 {"parent_span_id", running.trace.parent_id}, {"operation", operation.operation_id}, {"method", operation.method},
                                 {"route", operation.pattern}, {"status", running.response.status}, {"microseconds", took},
                                 {"officer_id", running.officer_id.value}, {"address", running.request.remote_address}});
}

void log_fault(const http::Operation& operation, const Running& running, const char* what) {
  http::log_line(http::LogLevel::error, "fault", {{"request_id", running.request_id}, {"trace_id", running.trace.trace_id},
                                                  {"operation", operation.operation_id}, {"what", what}});
}

/// Civic programs of others post with their key from where they like; everything else that writes comes from our own pages.
bool is_for_programs(std::string_view path) { return path.starts_with("/open311/"); }

/// Signing in counts only what was wrong (session_api.cpp): an office behind one address signs in within a minute. A gateway knows a
/// token and reports as many messages as it was given.
bool limits_itself(const http::Operation& operation) { return operation.operation_id == "sign_in" || operation.operation_id == "report_messages"; }

/// May be used while the first password must be changed or the second factor switched on.
bool is_about_signing_in(const http::Operation& operation) {
  static constexpr std::array<std::string_view, 5> all{"read_session", "sign_out", "change_password", "offer_second_factor", "set_second_factor"};
  return std::find(all.begin(), all.end(), operation.operation_id) != all.end();
}

/// The public pages: whoever asks there is a person with a browser, who reads no JSON.
bool speaks_to_people(const http::Request& request) { return request.path == "/p" || request.path.starts_with("/p/"); }

bool says_how_to_cache(const http::Response& response) {
  return std::any_of(response.headers.begin(), response.headers.end(), [](const auto& header) { return header.first == "Cache-Control"; });
}

thread_local Running* running_write = nullptr;

}  // namespace

struct Api::Body {
  explicit Body(House& h) : house(h) {}

  House& house;
  http::Router router;
  std::vector<Route> routes;
  std::vector<std::function<std::string()>> more_metrics;
  RateLimit public_rate{60, 120};
  // Destroyed first: nothing runs any more when the rest goes.
  Workers readers{2, 4096};
  Workers slow{2, 64};

  void add(http::Operation operation, Path path, CallBody body) {
    auto metrics = std::make_unique<RouteMetrics>(operation.operation_id);
    router.add(std::move(operation));
    routes.push_back({path, std::move(body), std::move(metrics)});
  }

  Call blank_call(const Running& running) const {
    return {running.request, running.request.language(), {}, "", "", false, house.now(), house.organisation(), house.rulebook_now()};
  }

  void finish(Running& running) {
    running.response.headers.emplace_back("X-Request-Id", running.request_id);
    running.response.headers.emplace_back("traceresponse", http::trace_response(running.trace));
    if (!says_how_to_cache(running.response)) running.response.headers.emplace_back("Cache-Control", "no-store");
    routes[running.route].metrics->record(running.response.status, std::chrono::steady_clock::now() - running.began);
    log_call(router.operation(running.route), running);
    running.reply(std::move(running.response));
  }

  void finish_refused(Running& running, const Refusal& refusal) {
    running.response = speaks_to_people(running.request) ? http::problem_page(status_of(refusal), refusal, running.request.language())
                                                         : http::problem(status_of(refusal), refusal, running.request.language());
    if (refusal.code == "server.failed") running.response.status = 500;
    if (running.response.status == 503) running.response.headers.emplace_back("Retry-After", "1");
    finish(running);
  }

  /// In a command of its own: most calls of tokens only read.
  void note_use(std::int64_t token_id) {
    db::WriteJob job;
    job.repeatable = true;
    job.work = [token_id, now = house.now()](db::Session& session) {
      note_token_use(session, token_id, now);
      return db::WorkOutcome::keep;
    };
    job.done = [](const std::optional<db::Fault>&) {};
    house.writer().submit(std::move(job));
  }

  void note_session(std::string id) {
    db::WriteJob job;
    job.repeatable = true;
    job.work = [id = std::move(id), now = house.now()](db::Session& session) {
      note_session_use(session, id, now);
      return db::WorkOutcome::keep;
    };
    job.done = [](const std::optional<db::Fault>&) {};
    house.writer().submit(std::move(job));
  }

  /// Everything before the call's own work: who calls, and may this kind of call be made at all.
  std::optional<http::Response> admit(const http::Operation& operation, Path path, Call& call, db::Session& session) {
    if (operation.is_public) {
      call.actor.kind = Actor::Kind::customer;
    } else {
      const Result<Caller> caller = find_caller(session, call.request, *call.organisation, call.now, house.session_rules());
      if (!caller) return refused(call, caller.refusal());
      call.actor = caller->actor;
      if (caller->token_used != 0) note_use(caller->token_used);
      if (caller->session_used) note_session(caller->session_id);
      call.session_id = caller->session_id;
      call.csrf_token = caller->csrf_token;
      call.must_change_password = caller->must_change_password;
      if (call.must_change_password && !is_about_signing_in(operation)) return refused(call, Refusal{"session.must_change_password", "", "", {}});
      if (caller->must_set_second_factor && !is_about_signing_in(operation)) return refused(call, Refusal{"session.must_set_second_factor", "", "", {}});
      const bool changes = path == Path::write || operation.method != "GET";
      if (changes)
        if (const Verdict right = check_csrf(*caller, call.request); !right) return refused(call, right.refusal());
    }
    if (operation.needs_version && call.seen_version() == 0) return refused(call, Refusal{"version.missing", "", "", {}});
    return std::nullopt;
  }

  http::Response read_now(Running& running, db::Session& session) {
    const http::Operation& operation = router.operation(running.route);
    Call call = blank_call(running);
    auto stopped = admit(operation, routes[running.route].path, call, session);
    running.officer_id = call.actor.officer_id;
    if (stopped) return *std::move(stopped);
    return routes[running.route].body(call, session);
  }

  http::Response write_now(Running& running, db::Session& session) {
    const http::Operation& operation = router.operation(running.route);
    Call call = blank_call(running);
    auto stopped = admit(operation, Path::write, call, session);
    running.officer_id = call.actor.officer_id;
    if (stopped) return *std::move(stopped);
    if (!operation.idempotent_key) return routes[running.route].body(call, session);
    const std::string_view key = running.request.header("idempotency-key");
    Result<std::optional<http::Response>> recalled = recall_answer(session, call, running.request.path, key);
    if (!recalled) return refused(call, recalled.refusal());
    if (*recalled) return **std::move(recalled);
    http::Response response = routes[running.route].body(call, session);
    if (response.status < 400) remember_answer(session, call, running.request.path, key, response);
    return response;
  }

  void run_read(const std::shared_ptr<Running>& running) {
    try {
      const auto session = house.readers().borrow();
      running->response = read_now(*running, *session);
      finish(*running);
    } catch (const db::Fault& fault) {
      log_fault(router.operation(running->route), *running, fault.what());
      finish_refused(*running, refusal_of(fault));
    } catch (const std::exception& caught) {
      log_fault(router.operation(running->route), *running, caught.what());
      finish_refused(*running, {"server.failed", "", "", {}});
    }
  }

  void run_write(const std::shared_ptr<Running>& running) {
    db::WriteJob job;
    job.repeatable = true;
    job.work = [this, running](db::Session& session) {
      running_write = running.get();
      running->after_commit.clear();
      running->response = write_now(*running, session);
      running_write = nullptr;
      return running->response.status < 400 ? db::WorkOutcome::keep : db::WorkOutcome::undo;
    };
    job.done = [this, running](std::optional<db::Fault> fault) {
      running_write = nullptr;
      if (fault) {
        log_fault(router.operation(running->route), *running, fault->what());
        return finish_refused(*running, refusal_of(*fault));
      }
      if (running->response.status < 400)
        for (const auto& action : running->after_commit) action();
      finish(*running);
    };
    if (!house.writer().submit(std::move(job))) finish_refused(*running, {"server.busy", "", "", {}});
  }
};

Api::Api(House& house) : body_(std::make_unique<Body>(house)) {}
Api::~Api() = default;

void Api::read(http::Operation operation, CallBody body) { body_->add(std::move(operation), Path::read, std::move(body)); }
void Api::write(http::Operation operation, CallBody body) { body_->add(std::move(operation), Path::write, std::move(body)); }
void Api::slow(http::Operation operation, CallBody body) { body_->add(std::move(operation), Path::slow, std::move(body)); }

const http::Router& Api::router() const { return body_->router; }
House& Api::house() { return body_->house; }

void Api::after_commit(std::function<void()> action) {
  SHOUWEN_CHECK(running_write != nullptr);
  running_write->after_commit.push_back(std::move(action));
}

bool Api::work_later(std::function<void()> work) { return body_->slow.submit(std::move(work)); }

void Api::dispatch(http::Request request, http::Reply reply) {
  std::string allow;
  auto matched = body_->router.match(request.method, request.path, &allow);
  if (const auto* failure = std::get_if<http::MatchFailure>(&matched)) {
    const bool known = *failure == http::MatchFailure::method_not_allowed;
    const Refusal refusal{known ? "route.method_not_allowed" : "route.unknown", "", "", {{"path", request.path}}};
    const int status = known ? 405 : 404;
    http::Response response = speaks_to_people(request) ? http::problem_page(status, refusal, request.language()) : http::problem(status, refusal, request.language());
    if (known) response.headers.emplace_back("Allow", allow);
    response.headers.emplace_back("X-Request-Id", request_id_of(request));
    response.headers.emplace_back("Cache-Control", "no-store");
    return reply(std::move(response));
  }
  auto& match = std::get<http::Match>(matched);
  auto running = std::make_shared<Running>();
  running->route = match.route;
  running->request = std::move(request);
  running->request.path_parameters = std::move(match.parameters);
  running->reply = std::move(reply);
  running->request_id = request_id_of(running->request);
  running->trace = http::trace_of(running->request.header("traceparent"));
  running->began = std::chrono::steady_clock::now();
  const http::Operation& operation = body_->router.operation(running->route);
  if (operation.method != "GET" && !is_for_programs(running->request.path) && http::is_from_elsewhere(running->request))
    return body_->finish_refused(*running, {"request.from_elsewhere", "", "", {}});
  if (operation.is_public && operation.method != "GET" && !limits_itself(operation)) {
    const std::int64_t wait = body_->public_rate.take(running->request.remote_address, body_->house.now());
    if (wait > 0) return body_->finish_refused(*running, {"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}});
  }
  const Path path = body_->routes[running->route].path;
  if (path == Path::write) return body_->run_write(running);
  Workers& pool = path == Path::slow ? body_->slow : body_->readers;
  if (!pool.submit([this, running] { body_->run_read(running); })) body_->finish_refused(*running, {"server.busy", "", "", {}});
}

http::Response Api::call(http::Request request) {
  std::promise<http::Response> promise;
  dispatch(std::move(request), [&promise](http::Response response) { promise.set_value(std::move(response)); });
  return promise.get_future().get();
}

void Api::add_metrics(std::function<std::string()> text) { body_->more_metrics.push_back(std::move(text)); }

std::string Api::metrics() const {
  std::string out = "# TYPE shouwen_calls_total counter\n# TYPE shouwen_call_seconds histogram\n";
  for (const Route& route : body_->routes) route.metrics->print(out);
  const db::Writer::Counters counters = body_->house.writer().counters();
  out += fmt::format(
      "# TYPE shouwen_writer_commands_total counter\nshouwen_writer_commands_total {}\n"
      "# TYPE shouwen_writer_groups_total counter\nshouwen_writer_groups_total {}\n"
      "# TYPE shouwen_writer_undone_total counter\nshouwen_writer_undone_total {}\n"
      "# TYPE shouwen_writer_faults_total counter\nshouwen_writer_faults_total {}\n"
      "# TYPE shouwen_writer_waiting gauge\nshouwen_writer_waiting {}\n"
      "# TYPE shouwen_readers_waiting gauge\nshouwen_readers_waiting {}\n"
      "# TYPE shouwen_live_subscribers gauge\nshouwen_live_subscribers {}\n",
      counters.commands, counters.groups, counters.undone, counters.faults, counters.waiting, body_->readers.waiting(),
      body_->house.hub().subscribers());
  for (const auto& text : body_->more_metrics) out += text();
  return out;
}

std::int64_t Call::id(std::string_view name) const {
  const std::string_view text = request.parameter(name);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0 ? value : 0;
}

std::int64_t Call::seen_version() const {
  std::string_view text = request.header("if-match");
  if (text.starts_with("W/")) text.remove_prefix(2);
  if (text.size() < 3 || text.front() != '"' || text.back() != '"') return 0;
  text = text.substr(1, text.size() - 2);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() && value > 0 ? value : 0;
}

}  // namespace shouwen::api
