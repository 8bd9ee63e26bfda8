// Opening a data folder and keeping its snapshots.
#include "api/house.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <mutex>

#include "db/migrate.h"
#include "db/neighbours.h"
#include "org/organisation_store.h"
#include "org/signing_key.h"

namespace shouwen {

namespace {

/// flock on a file of its own: held until the process ends, however it ends.
class FolderLock {
 public:
  explicit FolderLock(const std::filesystem::path& file) : descriptor_(::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600)) {
    held_ = descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0;
  }
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  bool held() const { return held_; }

 private:
  int descriptor_;
  bool held_ = false;
};

struct Snapshots {
  std::shared_ptr<const Organisation> organisation;
  std::shared_ptr<const Rulebook> rulebook;
  std::string bureau_name;
};

}  // namespace

struct House::Body {
  std::filesystem::path folder;
  db::Address database{std::filesystem::path()};
  std::unique_ptr<FolderLock> lock;
  Clock clock;
  HouseKey key;
  SessionRules session_rules;
  RulebookShelf shelf;
  http::EventHub hub;
  std::unique_ptr<db::Readers> readers;
  std::unique_ptr<db::Writer> writer;
  mutable std::mutex mutex;
  Snapshots snapshots;
  Hearing hearing;
  /// Last, so that it is gone before what it speaks to.
  std::unique_ptr<db::Neighbours> neighbours;

  void tell(const http::LiveEvent& event) {
    neighbours->tell(fmt::format("live {} {} {} {}", event.number, event.may_hear ? 1 : 0, event.topic, event.data));
  }

  /// "live NUMBER LIMITED TOPIC DATA", as told above.
  void hear(std::string_view text) {
    const auto word = [&text] {
      const std::size_t end = text.find(' ');
      const std::string_view found = text.substr(0, end);
      text.remove_prefix(std::min(text.size(), end == std::string_view::npos ? end : end + 1));
      return found;
    };
    http::LiveEvent event;
    const std::string_view number = word();
    std::from_chars(number.data(), number.data() + number.size(), event.number);
    const bool limited = word() != "0";
    event.topic = word();
    event.data = text;
    if (limited) {
      Hearing decides;
      {
        const std::lock_guard lock(mutex);
        decides = hearing;
      }
      event.may_hear = decides ? decides(event) : [](std::int64_t) { return false; };
    }
    hub.hear(std::move(event));
  }
};

Instant wall_clock() {
  const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::seconds>(since_epoch).count()};
}

House::House(std::unique_ptr<Body> body) : body_(std::move(body)) {}
House::~House() = default;

Result<std::unique_ptr<House>> House::open(const std::filesystem::path& folder, Clock clock, std::size_t readers, std::string_view database) {
  if (!std::filesystem::is_directory(folder)) return Refusal{"house.folder_missing", "", "", {{"folder", folder.string()}}};
  auto body = std::make_unique<Body>();
  body->folder = folder;
  body->clock = std::move(clock);
  body->database = db::Address::of(database, folder);
  if (!body->database.is_postgres()) {
    body->lock = std::make_unique<FolderLock>(folder / "lock");
    if (!body->lock->held()) return Refusal{"house.in_use", "", "", {{"folder", folder.string()}}};
  }
  {
    db::Session session(body->database, db::OpenMode::read_write_create);
    if (const Verdict migrated = db::migrate(session, body->clock()); !migrated) return migrated.refusal();
  }
  body->key = HouseKey::open(folder / "house.key");
  SigningKey::open(folder / signing_key_file);  // made with the folder, read by whoever signs
  body->readers = std::make_unique<db::Readers>(body->database, readers);
  body->writer = std::make_unique<db::Writer>(body->database);
  std::unique_ptr<House> house(new House(std::move(body)));
  house->look_again();
  if (house->database().is_postgres()) house->join_others();
  return house;
}

void House::join_others() {
  static constexpr std::string_view live = "live ";
  body_->hub.share([body = body_.get()](const http::LiveEvent& event) { body->tell(event); });
  body_->neighbours = std::make_unique<db::Neighbours>(
      body_->database,
      [this](std::string_view text) {
        if (text.starts_with(live)) body_->hear(text.substr(live.size()));
        else look_again();
      },
      [this] {
        look_again();
        body_->hub.reset();
      });
}

void House::set_hearing(Hearing hearing) {
  const std::lock_guard lock(body_->mutex);
  body_->hearing = std::move(hearing);
}

const std::filesystem::path& House::folder() const { return body_->folder; }
const db::Address& House::database() const { return body_->database; }
db::Writer& House::writer() { return *body_->writer; }
db::Readers& House::readers() { return *body_->readers; }
http::EventHub& House::hub() { return body_->hub; }
const HouseKey& House::key() const { return body_->key; }
Instant House::now() const { return body_->clock(); }
const SessionRules& House::session_rules() const { return body_->session_rules; }
void House::set_session_rules(const SessionRules& rules) { body_->session_rules = rules; }

std::shared_ptr<const Organisation> House::organisation() const {
  const std::lock_guard lock(body_->mutex);
  return body_->snapshots.organisation;
}

std::shared_ptr<const Rulebook> House::rulebook_now() const {
  const std::lock_guard lock(body_->mutex);
  return body_->snapshots.rulebook;
}

std::string House::bureau_name() const {
  const std::lock_guard lock(body_->mutex);
  return body_->snapshots.bureau_name;
}

std::shared_ptr<const Rulebook> House::rulebook_version(std::int64_t version) {
  if (auto known = body_->shelf.find(version)) return known;
  const auto session = body_->readers->borrow();
  return body_->shelf.get(*session, version);
}

void House::reload() {
  look_again();
  if (body_->neighbours) body_->neighbours->tell("changed");
}

void House::look_again() {
  const Instant at = now();
  Snapshots fresh;
  {
    const auto session = body_->readers->borrow();
    fresh.organisation = std::make_shared<const Organisation>(load_organisation(*session, at));
    if (const std::int64_t version = rulebook_version_at(*session, at); version != 0) fresh.rulebook = body_->shelf.get(*session, version);
    fresh.bureau_name = shouwen::bureau_name(*session);
  }
  const std::lock_guard lock(body_->mutex);
  body_->snapshots = std::move(fresh);
}

}  // namespace shouwen
