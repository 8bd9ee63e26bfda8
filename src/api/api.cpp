// The pipeline: route → caller → CSRF, version, idempotency → reader pool, writer or slow pool → answer.
#include "api/api.h"

#include <fmt/format.h>
#include <sodium.h>
#include <spdlog/spdlog.h>

#include <charconv>
#include <future>

#include "api/answers.h"
#include "api/callers.h"
#include "api/idempotency.h"
#include "api/metrics.h"
#include "api/rate_limit.h"
#include "api/workers.h"
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

/// May be used while the first password must be changed.
bool allowed_before_password_change(const http::Operation& operation) { return operation.tag == "session"; }

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
    if (!says_how_to_cache(running.response)) running.response.headers.emplace_back("Cache-Control", "no-store");
    routes[running.route].metrics->record(running.response.status, std::chrono::steady_clock::now() - running.began);
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

  /// Everything before the call's own work: who calls, and may this kind of call be made at all.
  std::optional<http::Response> admit(const http::Operation& operation, Path path, Call& call, db::Session& session) {
    if (operation.is_public) {
      call.actor.kind = Actor::Kind::customer;
    } else {
      const Result<Caller> caller = find_caller(session, call.request, *call.organisation, call.now);
      if (!caller) return refused(call, caller.refusal());
      call.actor = caller->actor;
      if (caller->token_used != 0) note_use(caller->token_used);
      call.session_id = caller->session_id;
      call.csrf_token = caller->csrf_token;
      call.must_change_password = caller->must_change_password;
      if (call.must_change_password && !allowed_before_password_change(operation))
        return refused(call, Refusal{"session.must_change_password", "", "", {}});
      const bool changes = path == Path::write || operation.method != "GET";
      if (changes)
        if (const Verdict right = check_csrf(*caller, call.request); !right) return refused(call, right.refusal());
    }
    if (operation.needs_version && call.seen_version() == 0) return refused(call, Refusal{"version.missing", "", "", {}});
    return std::nullopt;
  }

  http::Response read_now(const Running& running, db::Session& session) {
    const http::Operation& operation = router.operation(running.route);
    Call call = blank_call(running);
    if (auto stopped = admit(operation, routes[running.route].path, call, session)) return *std::move(stopped);
    return routes[running.route].body(call, session);
  }

  http::Response write_now(const Running& running, db::Session& session) {
    const http::Operation& operation = router.operation(running.route);
    Call call = blank_call(running);
    if (auto stopped = admit(operation, Path::write, call, session)) return *std::move(stopped);
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
      spdlog::error("{} {}: {} [{}]", running->request.method, running->request.path, fault.what(), running->request_id);
      finish_refused(*running, refusal_of(fault));
    } catch (const std::exception& caught) {
      spdlog::error("{} {}: {} [{}]", running->request.method, running->request.path, caught.what(), running->request_id);
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
        spdlog::error("{} {}: {} [{}]", running->request.method, running->request.path, fault->what(), running->request_id);
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
    return reply(std::move(response));
  }
  auto& match = std::get<http::Match>(matched);
  auto running = std::make_shared<Running>();
  running->route = match.route;
  running->request = std::move(request);
  running->request.path_parameters = std::move(match.parameters);
  running->reply = std::move(reply);
  running->request_id = request_id_of(running->request);
  running->began = std::chrono::steady_clock::now();
  const http::Operation& operation = body_->router.operation(running->route);
  if (operation.is_public && operation.method != "GET") {
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
