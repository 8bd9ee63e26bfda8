// The one pipeline every API call goes through: find the route, know the caller, check CSRF and limits, run it on a reader
// or inside the writer's transaction, answer. Calls themselves are plain synchronous functions without sockets.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "api/house.h"
#include "http/router.h"
#include "http/server.h"
#include "org/permissions.h"

namespace shouwen::api {

/// What a call knows. Snapshots stay the same during one call.
struct Call {
  const http::Request& request;
  http::Language language = http::Language::zh;
  Actor actor;                 ///< an officer unless the route is public
  std::string session_id;      ///< "" for tokens and the public
  std::string csrf_token;      ///< of the session
  bool must_change_password = false;
  Instant now;
  std::shared_ptr<const Organisation> organisation;
  std::shared_ptr<const Rulebook> rulebook;   ///< in force now

  /// The path parameter as an id; 0 if it is not a positive whole number (answer 404).
  std::int64_t id(std::string_view name) const;
  /// Version the client saw, from If-Match: "\"7\"" -> 7; 0 = absent or malformed.
  std::int64_t seen_version() const;
  /// In the reader's language.
  const std::string& said(const std::string& zh, const std::string& en) const { return language == http::Language::zh ? zh : en; }
};

using CallBody = std::function<http::Response(const Call&, db::Session&)>;

class Api {
 public:
  explicit Api(House& house);
  ~Api();

  /// Reads run on a pool with a read-only connection; writes inside the writer's transaction: a status of 400 or more
  /// undoes everything the call wrote. Write routes need a CSRF header (X-CSRF-Token = the session's token) unless a bearer
  /// token is used; with idempotent_key they honour Idempotency-Key per caller for 24 h; with needs_version they need
  /// If-Match (428 without).
  void read(http::Operation operation, CallBody body);
  void write(http::Operation operation, CallBody body);
  /// Long work (exports, password hashing, uploads): on a small pool of its own with a read-only connection; what it
  /// must write goes through the house's writer in short commands of its own.
  void slow(http::Operation operation, CallBody body);

  const http::Router& router() const;
  /// Everything under /api/ and the health pages is answered here, from any thread. Unknown paths get 404 problem+json.
  void dispatch(http::Request request, http::Reply reply);
  /// For tests and command lines: the answer, after durability.
  http::Response call(http::Request request);

  /// Done after the commit of the write call that is running: live events, fresh snapshots. Only inside a write call.
  void after_commit(std::function<void()> action);
  /// Work without a caller waiting, on the pool of slow calls; long work comes back in pieces, so that others get in between.
  /// False if the pool is full or the server is ending.
  bool work_later(std::function<void()> work);

  std::string metrics() const;  ///< Prometheus text of calls, durations, queue lengths, and what others add
  /// Further lines of Prometheus text, asked for at each scrape. Before anything is served.
  void add_metrics(std::function<std::string()> text);
  House& house();

 private:
  struct Body;
  std::unique_ptr<Body> body_;
};

}  // namespace shouwen::api
