// LISTEN and NOTIFY on a connection of their own, and an advisory lock for who is first.
#include "db/neighbours.h"

#include <libpq-fe.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "base/check.h"
#include "db/session.h"

namespace shouwen::db {

namespace {

constexpr int try_again_ms = 1000, look_ms = 2000;
/// A message of PostgreSQL holds 8,000 bytes; what is longer is only a hint to look.
constexpr std::size_t message_bytes = 7900;
constexpr const char* look = "changed";

struct Closing {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, Closing>;

bool succeeded(PGresult* result) {
  const ExecStatusType status = PQresultStatus(result);
  PQclear(result);
  return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

}  // namespace

struct Neighbours::Body {
  std::string uri;
  std::function<void(std::string_view)> heard;
  std::function<void()> back;
  const int bell = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  std::atomic<bool> stopping{false};
  std::mutex mutex;
  std::deque<std::string> to_tell;
  Connection connection;
  bool was_there = false;
  std::thread thread;

  ~Body() { ::close(bell); }

  void ring() const {
    const std::uint64_t one = 1;
    SHOUWEN_CHECK(::write(bell, &one, sizeof one) == sizeof one);
  }

  void wait(int socket, int ms) const {
    std::array<pollfd, 2> watched = {{{bell, POLLIN, 0}, {socket, POLLIN, 0}}};
    ::poll(watched.data(), socket < 0 ? 1 : 2, ms);
    std::uint64_t rings = 0;
    while (::read(bell, &rings, sizeof rings) > 0) {
    }
  }

  void drop_what_is_to_tell() {
    const std::lock_guard lock(mutex);
    to_tell.clear();
  }

  /// Whoever listens asks the database, which may be away: then all of it is done again when it is back.
  static bool says(const std::function<void()>& work) {
    try {
      work();
      return true;
    } catch (const Fault&) {
      return false;
    }
  }

  bool connect() {
    const std::array<const char*, 7> words = {"connect_timeout", "keepalives_idle", "keepalives_interval", "keepalives_count", "tcp_user_timeout", "dbname", nullptr};
    const std::array<const char*, 7> values = {"3", "5", "2", "3", "10000", uri.c_str(), nullptr};
    connection.reset(PQconnectdbParams(words.data(), values.data(), 1));
    PQsetNoticeProcessor(connection.get(), [](void*, const char*) {}, nullptr);
    if (PQstatus(connection.get()) != CONNECTION_OK || !succeeded(PQexec(connection.get(), "LISTEN shouwen"))) return false;
    return !std::exchange(was_there, true) || says(back);
  }

  bool tell_all() {
    for (;;) {
      std::string text;
      {
        const std::lock_guard lock(mutex);
        if (to_tell.empty()) return true;
        text = std::move(to_tell.front());
        to_tell.pop_front();
      }
      const char* value = text.size() > message_bytes ? look : text.c_str();
      if (!succeeded(PQexecParams(connection.get(), "SELECT pg_notify('shouwen', $1)", 1, nullptr, &value, nullptr, nullptr, 0))) return false;
    }
  }

  bool hear_all() {
    if (PQconsumeInput(connection.get()) == 0) return false;
    while (PGnotify* said = PQnotifies(connection.get())) {
      const std::string text = said->be_pid == PQbackendPID(connection.get()) ? "" : said->extra;
      PQfreemem(said);
      if (!text.empty() && !says([&] { heard(text); })) return false;
    }
    return true;
  }

  void run() {
    while (!stopping) {
      if (connection == nullptr || PQstatus(connection.get()) != CONNECTION_OK) {
        drop_what_is_to_tell();
        if (!connect()) {
          wait(-1, try_again_ms);
          continue;
        }
      }
      if (!tell_all() || !hear_all()) {
        connection.reset();
        continue;
      }
      wait(PQsocket(connection.get()), look_ms);
    }
    if (connection != nullptr) tell_all();
  }
};

Neighbours::Neighbours(const Address& address, std::function<void(std::string_view)> heard, std::function<void()> back) : body_(std::make_unique<Body>()) {
  body_->uri = address.text();
  body_->heard = std::move(heard);
  body_->back = std::move(back);
  body_->thread = std::thread([body = body_.get()] { body->run(); });
}

Neighbours::~Neighbours() {
  body_->stopping = true;
  body_->ring();
  body_->thread.join();
}

void Neighbours::tell(std::string text) {
  {
    const std::lock_guard lock(body_->mutex);
    body_->to_tell.push_back(std::move(text));
  }
  body_->ring();
}

struct Turn::Body {
  Address address;
  std::optional<Session> session;
};

Turn::Turn(const Address& address) : body_(new Body{address, {}}) {}
Turn::~Turn() = default;

bool Turn::is_mine() {
  if (!body_->address.is_postgres()) return true;
  try {
    if (!body_->session) body_->session.emplace(body_->address, OpenMode::read_only);
    // Asked each time: a connection that was lost and made again has lost the lock as well.
    auto query = body_->session->query(
        "SELECT CASE WHEN EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7598830 AND pid = pg_backend_pid() AND granted"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) THEN true ELSE pg_try_advisory_lock(7598830) END");
    return query.step() && query.integer(0) == 1;
  } catch (const Fault&) {
    body_->session.reset();
    return false;
  }
}

}  // namespace shouwen::db
