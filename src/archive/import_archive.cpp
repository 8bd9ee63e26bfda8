// Everything is made in a folder of its own inside the data folder; the database takes its place last.
#include "archive/import_archive.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>

#include "archive/csv_cells.h"
#include "archive/journal_lines.h"
#include "archive/left_out.h"
#include "archive/member_names.h"
#include "db/migrate.h"

namespace shouwen {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished_name = "unfinished-import";
constexpr std::size_t entries_at_once = 1000;
constexpr std::int64_t told_each = 50000;

using EachEntry = std::function<void(const db::Entry&)>;

/// Reads the journal, following its chain to the hash and the root of the manifest.
Verdict read_journal(const ArchiveSource& source, const Manifest& manifest, const EachEntry& each) {
  const auto in = source.read(std::string(journal_name));
  if (in == nullptr) return Refusal{"archive.member_missing", "", "", {{"member", std::string(journal_name)}}};
  ChainReader chain;
  db::Entry entry;
  for (std::string line; std::getline(*in, line);) {
    if (!read_journal_line(line, entry) || !chain.add(entry)) return Refusal{"archive.journal_broken", "", "", {{"number", std::to_string(chain.entries() + 1)}}};
    each(entry);
  }
  if (chain.entries() != manifest.entries || chain.last_hash_hex() != manifest.last_hash || chain.root_hex() != manifest.root) return Refusal{"archive.journal_other", "", "", {}};
  return Done{};
}

class Importer {
 public:
  Importer(const ArchiveSource& source, const Manifest& manifest, db::Session& session, const ArchiveProgress& told)
      : source_(source), manifest_(manifest), session_(session), told_(told) {}

  /// In the caller's transaction.
  Verdict put_in() {
    const std::vector<db::TableShape> tables = db::tables_of(session_);
    if (const std::string full = db::first_not_empty(session_, tables); !full.empty()) return Refusal{"archive.target_not_empty", "", "", {{"folder", full}}};
    if (const Verdict whole = has_all(tables); !whole) return whole;
    const std::vector<db::RestingTrigger> resting = db::rest_triggers(session_, tables);
    if (const Verdict journal = put_in_journal(); !journal) return journal;
    for (const ArchiveTable& table : manifest_.tables) {
      const auto shape = std::find_if(tables.begin(), tables.end(), [&table](const db::TableShape& one) { return one.name == table.name; });
      if (const Verdict done = put_in_table(*shape, table.rows); !done) return done;
    }
    db::wake_triggers(session_, tables, resting);
    return Done{};
  }

 private:
  /// A table may be missing only if it holds secrets and the archive says that it left them out; none may come twice.
  Verdict has_all(const std::vector<db::TableShape>& tables) const {
    std::set<std::string> expected;
    for (const db::TableShape& table : tables)
      if (table.name != "event") expected.insert(table.name);
    for (const ArchiveTable& table : manifest_.tables)
      if (expected.erase(table.name) == 0) return Refusal{"archive.member_strange", "", "", {{"member", table_member(table.name)}}};
    for (const std::string& table : expected)
      if (manifest_.with_secrets || !is_left_out(table)) return Refusal{"archive.member_missing", "", "", {{"member", table_member(table)}}};
    return Done{};
  }

  Verdict put_in_journal() {
    std::vector<db::NewEntry> waiting;
    std::int64_t done = 0;
    const auto flush = [&] {
      db::append(session_, waiting);
      waiting.clear();
    };
    const Verdict read = read_journal(source_, manifest_, [&](const db::Entry& entry) {
      waiting.push_back(entry);
      if (waiting.size() == entries_at_once) flush();
      if (++done % told_each == 0) told_(std::string(journal_name), done);
    });
    flush();
    if (read) told_(std::string(journal_name), done);
    return read;
  }

  Verdict put_in_table(const db::TableShape& table, std::int64_t expected) {
    const std::string member = table_member(table.name);
    const auto wrong = [&member](std::int64_t row) { return Refusal{"archive.row_wrong", "", "", {{"member", member}, {"row", std::to_string(row)}}}; };
    const auto in = source_.read(member);
    if (in == nullptr) return Refusal{"archive.member_missing", "", "", {{"member", member}}};
    std::string start(table_start.size(), '\0'), heading;
    in->read(start.data(), static_cast<std::streamsize>(start.size()));
    std::getline(*in, heading);
    if (start != table_start || heading + '\n' != heading_line(table)) return wrong(0);
    CsvRows rows(*in);
    std::vector<CsvCell> cells;
    auto insert = session_.query(db::insert_into(table));
    while (rows.next(cells)) {
      if (!bind_row(insert, table, cells)) return wrong(rows.rows());
      while (insert.step()) {
      }
      insert.again();
      if (rows.rows() % told_each == 0) told_(member, rows.rows());
    }
    if (rows.is_damaged() || rows.rows() != expected) return wrong(rows.rows());
    told_(member, rows.rows());
    return Done{};
  }

  const ArchiveSource& source_;
  const Manifest& manifest_;
  db::Session& session_;
  const ArchiveProgress& told_;
};

void write_kept_files(const ArchiveSource& source, const Manifest& manifest, const fs::path& folder, const ArchiveProgress& told) {
  std::int64_t files = 0;
  for (const ArchiveMember& member : manifest.members) {
    if (!is_kept_file(member.name) && !is_key(member.name)) continue;
    const fs::path file = folder / place_of(member.name);
    fs::create_directories(file.parent_path());
    std::ofstream out;
    out.exceptions(std::ios::failbit | std::ios::badbit);
    out.open(file, std::ios::binary);
    // An empty file has nothing to pass on, which a stream takes for a failure.
    if (member.bytes > 0) out << source.read(member.name)->rdbuf();
    out.close();
    ++files;
  }
  told(std::string(files_before), files);
}

/// Everything of `from` takes its place in `to`, the database last: with it the bureau is there.
void move_in(const fs::path& from, const fs::path& to) {
  std::vector<fs::path> parts;
  for (const auto& entry : fs::directory_iterator(from)) parts.push_back(entry.path());
  std::sort(parts.begin(), parts.end(), [](const fs::path& a, const fs::path& b) { return (a.filename() == "shouwen.db") < (b.filename() == "shouwen.db"); });
  for (const fs::path& part : parts) fs::rename(part, to / part.filename());
}

Verdict fill_database(const ArchiveSource& source, const Manifest& manifest, const db::Address& database, Instant now, const std::function<void()>& before_commit,
                      const ArchiveProgress& told) {
  db::Session session(database, db::OpenMode::read_write_create);
  if (const Verdict migrated = db::migrate(session, now, manifest.schema); !migrated) return migrated;
  // A server's database may be a bureau's already, of this schema or another.
  if (db::schema_of(session) != manifest.schema) return Refusal{"archive.target_not_empty", "", "", {{"folder", "schema_version"}}};
  session.run("BEGIN IMMEDIATE");
  Verdict done = Done{};
  try {
    done = Importer(source, manifest, session, told).put_in();
    if (done) before_commit();
  } catch (...) {
    session.run("ROLLBACK");
    throw;
  }
  session.run(done ? "COMMIT" : "ROLLBACK");
  return done ? db::migrate(session, now) : done;
}

Verdict put_in_all(const ArchiveSource& source, const Manifest& manifest, const ImportOrder& order, Instant now, const ArchiveProgress& told) {
  const fs::path unfinished = order.data / unfinished_name;
  const bool on_server = order.database.is_postgres();
  fs::create_directories(unfinished);
  write_kept_files(source, manifest, unfinished, told);
  // In a file nothing counts before it takes its place; on a server the commit decides, so the files are in place by then.
  const Verdict done = fill_database(source, manifest, on_server ? order.database : db::Address(unfinished / "shouwen.db"), now,
                                     [&] { if (on_server) move_in(unfinished, order.data); }, told);
  if (done && !on_server) move_in(unfinished, order.data);
  return done;
}

/// What a failed import put there: the folder was empty before.
void empty_again(const fs::path& data, bool was_there) {
  std::error_code ignored;
  if (!was_there) {
    fs::remove_all(data, ignored);
    return;
  }
  for (const auto& entry : fs::directory_iterator(data, ignored)) fs::remove_all(entry.path(), ignored);
}

struct OpenedArchive {
  std::unique_ptr<ArchiveSource> source;
  Manifest manifest;
};

Result<OpenedArchive> open_checked(const fs::path& archive, const ArchiveProgress& told) {
  auto source = ArchiveSource::open(archive);
  if (!source) return source.refusal();
  auto manifest = check_members(**source, archive.string(), told);
  if (!manifest) return manifest.refusal();
  if (const Verdict sound = read_journal(**source, *manifest, [](const db::Entry&) {}); !sound) return sound.refusal();
  return OpenedArchive{*std::move(source), *std::move(manifest)};
}

}  // namespace

Result<Manifest> check_archive(const fs::path& archive, const ArchiveProgress& told) {
  auto opened = open_checked(archive, told);
  if (!opened) return opened.refusal();
  return std::move(opened->manifest);
}

Result<Manifest> import_archive(const ImportOrder& order, Instant now, const ArchiveProgress& told) {
  const bool was_there = fs::exists(order.data);
  if (was_there && !fs::is_empty(order.data)) return Refusal{"archive.target_not_empty", "", "", {{"folder", order.data.string()}}};
  auto opened = open_checked(order.archive, [](const std::string&, std::int64_t) {});
  if (!opened) return opened.refusal();
  Verdict done = Done{};
  try {
    done = put_in_all(*opened->source, opened->manifest, order, now, told);
  } catch (...) {
    empty_again(order.data, was_there);
    throw;
  }
  if (!done) {
    empty_again(order.data, was_there);
    return done.refusal();
  }
  fs::remove_all(order.data / unfinished_name);
  return std::move(opened->manifest);
}

}  // namespace shouwen
