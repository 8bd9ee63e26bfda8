// SQLite says after each commit how long its log is; what is new of it is copied. Only then the log may be folded into the file.
#include "db/follow.h"

#include <fcntl.h>
#include <sodium.h>
#include <sqlite3.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <chrono>
#include <fstream>
#include <map>
#include <mutex>
#include <sstream>
#include <system_error>
#include <utility>
#include <vector>

#include "base/time.h"
#include "db/backup.h"

namespace shouwen::db {

namespace fs = std::filesystem;

namespace {

/// sqlite.org/fileformat2.html §4.1: the log's header, and that of each page in it.
constexpr std::int64_t log_header_bytes = 32, frame_header_bytes = 24;
/// As many pages as the log of a writer that nobody follows (session.cpp).
constexpr int fold_in_frames = 4000;
constexpr std::int64_t retry_ms = 60'000, settled_ms = 1000, ms_a_day = 86'400'000;
constexpr std::size_t piece_bytes = 1 << 18;

struct Following {
  std::mutex mutex;
  std::vector<FollowOrder> orders;
  std::atomic<std::int64_t> copied_at_ms{0}, broken{0};
};
Following& following() {
  static Following all;
  return all;
}

std::int64_t now_ms() { return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count(); }

[[noreturn]] void fail(const fs::path& file) { throw std::system_error(errno, std::generic_category(), file.string()); }

/// A file that only grows, durable when told.
class GrowingFile {
 public:
  explicit GrowingFile(fs::path file) : file_(std::move(file)), descriptor_(::open(file_.c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0600)) {
    if (descriptor_ < 0) fail(file_);
  }
  ~GrowingFile() { ::close(descriptor_); }
  GrowingFile(const GrowingFile&) = delete;
  void append(std::string_view bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
      if (written < 0) fail(file_);
      bytes.remove_prefix(static_cast<std::size_t>(written));
    }
  }
  void sync() {
    if (::fdatasync(descriptor_) != 0) fail(file_);
  }

 private:
  fs::path file_;
  int descriptor_;
};

/// SQLite's own log, read beside SQLite; no lock of SQLite's lies on it, so closing it lets go of none.
class LogReader {
 public:
  explicit LogReader(fs::path file) : file_(std::move(file)), descriptor_(::open(file_.c_str(), O_RDONLY | O_CLOEXEC)) {
    if (descriptor_ < 0) fail(file_);
  }
  ~LogReader() { ::close(descriptor_); }
  LogReader(const LogReader&) = delete;
  std::string read(std::int64_t from, std::size_t bytes) const {
    std::string found(bytes, '\0');
    const ssize_t read = ::pread(descriptor_, found.data(), bytes, from);
    if (read != static_cast<ssize_t>(bytes)) fail(file_);
    return found;
  }

 private:
  fs::path file_;
  int descriptor_;
};

std::uint32_t salt_of(std::string_view header) {
  std::uint32_t salt = 0;
  for (std::size_t i = 16; i < 20; ++i) salt = salt << 8 | static_cast<unsigned char>(header[i]);
  return salt;
}

std::string log_name(std::int64_t number) {
  std::string digits = std::to_string(number);
  return std::string(6 - std::min<std::size_t>(6, digits.size()), '0') + digits + ".wal";
}

std::string hash_of_file(const fs::path& file) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  std::ifstream in(file, std::ios::binary);
  std::string piece(piece_bytes, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())), in.gcount() > 0)
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(piece.data()), static_cast<std::size_t>(in.gcount()));
  std::array<unsigned char, 32> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::array<char, 65> hex{};
  return sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
}

/// Attachments lie in folders by the first digits of their hash; one is looked into when something was added to it.
class AttachmentCopier {
 public:
  AttachmentCopier(fs::path from, fs::path to) : from_(std::move(from)), to_(std::move(to)) {}

  void copy_new() {
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(from_, none)) {
      if (!entry.is_directory()) continue;
      const auto changed = entry.last_write_time();
      auto& seen = seen_[entry.path().filename().string()];
      if (seen == changed) continue;
      const bool whole = copy_folder(entry.path());
      // Two files in one tick of the disk's clock look like one change, so a fresh one is looked at again.
      if (whole && fs::file_time_type::clock::now() - changed > std::chrono::milliseconds(settled_ms)) seen = changed;
    }
  }

 private:
  /// False if a file in it is still being written: its name is not yet that of its content.
  bool copy_folder(const fs::path& folder) {
    bool whole = true;
    const fs::path target = to_ / folder.filename();
    fs::create_directories(target);
    for (const auto& entry : fs::directory_iterator(folder)) {
      const fs::path copy = target / entry.path().filename();
      if (!entry.is_regular_file() || fs::exists(copy)) continue;
      const fs::path unfinished = to_ / "unfinished";
      fs::copy_file(entry.path(), unfinished, fs::copy_options::overwrite_existing);
      if (hash_of_file(unfinished) == entry.path().filename().string()) fs::rename(unfinished, copy);
      else whole = false;
    }
    return whole;
  }

  fs::path from_, to_;
  std::map<std::string, fs::file_time_type> seen_;
};

std::vector<std::int64_t> runs_of(const fs::path& folder) {
  std::vector<std::int64_t> numbers;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(folder / "runs", none)) {
    const std::string name = entry.path().filename().string();
    if (!name.empty() && name.find_first_not_of("0123456789") == std::string::npos) numbers.push_back(std::stoll(name));
  }
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

fs::path run_folder(const fs::path& folder, std::int64_t number) { return folder / "runs" / std::to_string(number); }

std::int64_t page_bytes_of(Session& session) {
  auto query = session.query("PRAGMA page_size");
  query.step();
  return query.integer(0);
}

std::int64_t number_in(const fs::path& file) {
  std::ifstream in(file);
  std::int64_t number = 0;
  in >> number;
  return number;
}

}  // namespace

struct Follower::Body {
  Body(Session& followed, FollowOrder asked, fs::path database)
      : session(followed), order(std::move(asked)), log_file(database.string() + "-wal"), attachments(order.data / "attachments", order.folder / "attachments") {}

  Session& session;
  const FollowOrder order;
  const fs::path log_file;
  AttachmentCopier attachments;
  int frames = 0;               ///< in SQLite's log, as it said after the last commit
  std::int64_t page_bytes = 0;

  std::int64_t run_began_ms = 0;
  std::unique_ptr<GrowingFile> copy, commits;
  std::int64_t copy_number = 0, copied_bytes = 0;
  std::string copied_header;
  std::int64_t broken_since_ms = 0, tried_ms = 0;

  void begin_run() {
    tried_ms = now_ms();
    const auto runs = runs_of(order.folder);
    // Named by its beginning; a clock set back must not make two of one name, nor an order that never was.
    run_began_ms = std::max(tried_ms, runs.empty() ? 0 : runs.back() + 1);
    const fs::path unfinished = order.folder / "runs" / "unfinished";
    fs::remove_all(unfinished);
    fs::create_directories(unfinished / "base");
    back_up(session, unfinished / "base" / "shouwen.db");
    for (const char* key : {"house.key", "signing.key"})
      if (fs::exists(order.data / key)) fs::copy_file(order.data / key, order.folder / key, fs::copy_options::overwrite_existing);
    attachments.copy_new();
    if (broken_since_ms != 0) GrowingFile(unfinished / "gap").append(std::to_string(broken_since_ms));
    commits = std::make_unique<GrowingFile>(unfinished / "commits");
    copy.reset();
    copy_number = 0;
    copied_header.clear();
    fs::rename(unfinished, run_folder(order.folder, run_began_ms));
    following().copied_at_ms = run_began_ms;
    remove_old();
  }

  /// The newest run that began before the days that are kept is what they go back to.
  void remove_old() {
    const auto runs = runs_of(order.folder);
    for (std::size_t i = 0; i + 1 < runs.size() && runs[i + 1] < now_ms() - order.kept_days * ms_a_day; ++i) fs::remove_all(run_folder(order.folder, runs[i]));
  }

  void copy_commit() {
    const LogReader log(log_file);
    const std::string header = log.read(0, log_header_bytes);
    if (header != copied_header) {
      // SQLite counts this number up when it begins its log anew: one left out was a log nobody copied.
      if (!copied_header.empty() && salt_of(header) != salt_of(copied_header) + 1) {
        broken_since_ms = following().copied_at_ms;
        return begin_run();
      }
      copy = std::make_unique<GrowingFile>(run_folder(order.folder, run_began_ms) / log_name(++copy_number));
      copied_header = header;
      copied_bytes = 0;
    }
    const std::int64_t end = log_header_bytes + frames * (frame_header_bytes + page_bytes);
    while (copied_bytes < end) {
      const auto next = std::min<std::int64_t>(end - copied_bytes, piece_bytes);
      copy->append(log.read(copied_bytes, static_cast<std::size_t>(next)));
      copied_bytes += next;
    }
    copy->sync();
    attachments.copy_new();
    const std::int64_t at = now_ms();
    commits->append(std::to_string(at) + ' ' + std::to_string(copy_number) + ' ' + std::to_string(copied_bytes) + '\n');
    commits->sync();
    following().copied_at_ms = at;
  }

  /// Never in the way of who works: what cannot be copied is told, and a new run begun when it can be again.
  template <class Work>
  void attempt(Work work) {
    try {
      work();
      if (broken_since_ms != 0) order.told("");
      broken_since_ms = 0;
      following().broken = 0;
    } catch (const std::exception& error) {
      if (broken_since_ms == 0) broken_since_ms = now_ms();
      following().broken = 1;
      commits.reset();
      order.told(error.what());
    }
  }

  static int logged(void* body, sqlite3*, const char*, int frames) {
    static_cast<Body*>(body)->frames = frames;
    return SQLITE_OK;
  }
};

void follow(FollowOrder order) {
  const std::lock_guard lock(following().mutex);
  following().orders.push_back(std::move(order));
}

FollowState follow_state() { return {following().copied_at_ms, following().broken}; }

std::unique_ptr<Follower> Follower::of(Session& session, const Address& address) {
  if (address.is_postgres()) return nullptr;
  const std::lock_guard lock(following().mutex);
  for (const FollowOrder& order : following().orders) {
    if (fs::weakly_canonical(order.data / "shouwen.db") != fs::weakly_canonical(address.file())) continue;
    auto body = std::make_unique<Body>(session, order, address.file());
    body->page_bytes = page_bytes_of(session);
    return std::unique_ptr<Follower>(new Follower(std::move(body)));
  }
  return nullptr;
}

Follower::Follower(std::unique_ptr<Body> body) : body_(std::move(body)) {
  // In the place of SQLite's own: when its log is folded into the file is decided here.
  sqlite3_wal_hook(body_->session.handle(), &Body::logged, body_.get());
  body_->attempt([this] { body_->begin_run(); });
}

Follower::~Follower() { sqlite3_wal_hook(body_->session.handle(), nullptr, nullptr); }

void Follower::committed() {
  Body& body = *body_;
  if (body.frames == 0) return;  // nothing was written
  const std::int64_t now = now_ms();
  const auto day_of = [](std::int64_t ms) { return local_date(Instant{ms / 1000}); };
  if (body.commits == nullptr) {
    if (now - body.tried_ms >= retry_ms) body.attempt([&body] { body.begin_run(); });
  } else {
    body.attempt([&body] { body.copy_commit(); });
    // A day a run: a restore reads no more than a day of logs, and what is old goes as a whole.
    if (body.commits != nullptr && day_of(now) != day_of(body.run_began_ms)) body.attempt([&body] { body.begin_run(); });
  }
  if (body.frames > fold_in_frames) sqlite3_wal_checkpoint_v2(body.session.handle(), nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  body.frames = 0;
}

namespace {

struct CopiedCommit {
  std::int64_t at_ms = 0, log = 0, bytes = 0;
};

/// The last one up to that instant; a line that a crash cut off counts for nothing.
CopiedCommit last_commit(const fs::path& run, std::int64_t at_ms) {
  std::ifstream in(run / "commits");
  CopiedCommit last;
  for (std::string line; std::getline(in, line) && !in.eof();) {
    std::istringstream words(line);
    CopiedCommit one;
    if (!(words >> one.at_ms >> one.log >> one.bytes) || one.at_ms > at_ms) break;
    last = one;
  }
  return last;
}

/// SQLite itself reads the log, checks every page's sum and folds it in; false if it believes less of it than was copied.
bool fold_in(const fs::path& database, const fs::path& log, std::int64_t bytes) {
  const fs::path place = database.string() + "-wal";
  fs::copy_file(log, place, fs::copy_options::overwrite_existing);
  fs::resize_file(place, static_cast<std::uintmax_t>(bytes));
  Session session(database, OpenMode::read_write_create);
  const std::int64_t page_bytes = page_bytes_of(session);
  int in_log = 0, folded = 0;
  const int done = sqlite3_wal_checkpoint_v2(session.handle(), nullptr, SQLITE_CHECKPOINT_FULL, &in_log, &folded);
  return done == SQLITE_OK && in_log == folded && log_header_bytes + in_log * (frame_header_bytes + page_bytes) == bytes;
}

}  // namespace

bool is_follow_folder(const fs::path& folder) { return fs::is_directory(folder / "runs"); }

Result<RestoredMoment> restore_at(const fs::path& folder, std::int64_t at_ms, const fs::path& to) {
  const auto runs = runs_of(folder);
  const auto said = [](std::int64_t ms) { return to_iso(Instant{ms / 1000}); };
  const auto after = std::upper_bound(runs.begin(), runs.end(), at_ms);
  if (after == runs.begin()) return Refusal{"restore.too_early", "", "", {{"first", runs.empty() ? "–" : said(runs.front())}}};
  const fs::path run = run_folder(folder, *std::prev(after));
  if (after != runs.end() && fs::exists(run_folder(folder, *after) / "gap"))
    if (const std::int64_t since = number_in(run_folder(folder, *after) / "gap"); since <= at_ms) return Refusal{"restore.gap", "", "", {{"from", said(since)}, {"until", said(*after)}}};
  RestoredMoment restored{*std::prev(after), *std::prev(after)};
  fs::create_directories(to);
  fs::copy_file(run / "base" / "shouwen.db", to / "shouwen.db");
  if (const CopiedCommit last = last_commit(run, at_ms); last.log > 0) {
    restored.commit_at_ms = last.at_ms;
    for (std::int64_t log = 1; log <= last.log; ++log) {
      const fs::path file = run / log_name(log);
      std::error_code missing;
      const std::int64_t whole = static_cast<std::int64_t>(fs::file_size(file, missing));
      const std::int64_t bytes = log < last.log ? whole : last.bytes;
      if (missing || whole < bytes || !fold_in(to / "shouwen.db", file, bytes)) return Refusal{"restore.copy_damaged", "", "", {{"file", file.string()}}};
    }
  }
  if (fs::exists(folder / "attachments")) fs::copy(folder / "attachments", to / "attachments", fs::copy_options::recursive);
  for (const char* key : {"house.key", "signing.key"})
    if (fs::exists(folder / key)) fs::copy_file(folder / key, to / key);
  return restored;
}

}  // namespace shouwen::db
