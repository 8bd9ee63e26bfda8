// The ceiling: how many registrations' rows a second SQLite takes in group commit with FULL durability, and nothing else done.
// bench_raw <bureau.db> <folder for a new database> <seconds>
#include <fmt/format.h>
#include <sodium.h>

#include <chrono>
#include <filesystem>
#include <algorithm>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "db/migrate.h"
#include "db/session.h"

using namespace shouwen;

namespace {

struct Cell {
  enum class Type { null, integer, text, blob } type = Type::null;
  std::int64_t number = 0;
  std::string text;
};
struct Row {
  const char* insert;
  std::vector<Cell> cells;
};

Cell integer(std::int64_t value) { return {Cell::Type::integer, value, {}}; }
Cell text(std::string value) { return {Cell::Type::text, 0, std::move(value)}; }
Cell blob(std::string value) { return {Cell::Type::blob, 0, std::move(value)}; }

/// The rows of so many real registrations, prepared before the time is taken.
constexpr std::int64_t registrations = 20000;

/// The rows one registration wrote. The first cell is the key that is made new each time.
std::vector<Row> rows_of_registration(db::Session& from, std::int64_t id) {
  std::vector<Row> rows;
  const auto copy = [&](const char* select, const char* insert, int columns, const std::vector<int>& blobs) {
    auto query = from.query(select);
    query.bind(1, id);
    while (query.step()) {
      Row row{insert, {}};
      for (int i = 0; i < columns; ++i) {
        const bool is_blob = std::find(blobs.begin(), blobs.end(), i) != blobs.end();
        if (query.is_null(i)) row.cells.push_back({});
        else if (is_blob) row.cells.push_back(blob(std::string(query.blob(i))));
        else if (std::string(query.text(i)).find_first_not_of("-0123456789") == std::string::npos && !query.text(i).empty()) row.cells.push_back(integer(query.integer(i)));
        else row.cells.push_back(text(std::string(query.text(i))));
      }
      rows.push_back(std::move(row));
    }
  };
  copy("SELECT number, stream_kind, stream_id, stream_number, at, actor_id, on_behalf_of_id, kind, clause, rulebook_version, payload, hash FROM event"
       " WHERE stream_kind = 'case' AND stream_id = ?1",
       "INSERT INTO event VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)", 12, {11});
  copy("SELECT case_id, state FROM case_state WHERE case_id = ?1", "INSERT INTO case_state VALUES (?1,?2)", 2, {});
  copy("SELECT case_id, number, kind, state, armed_at, due_at, ended_at, limit_id, owner_officer_id, owner_unit_id FROM case_duty WHERE case_id = ?1",
       "INSERT INTO case_duty VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)", 10, {});
  copy("SELECT * FROM service_case WHERE id = ?1",
       "INSERT INTO service_case VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24,?25,?26,?27,?28,?29,?30,?31,?32)", 32, {});
  auto words = from.query("SELECT json_extract(state, '$.text') || ' ' || json_extract(state, '$.number') || ' ' || json_extract(state, '$.contact.name') || ' ' ||"
                          " json_extract(state, '$.contact.address') || ' ' || json_extract(state, '$.contact.phone') FROM case_state WHERE case_id = ?1");
  words.bind(1, id);
  words.step();
  rows.push_back({"INSERT INTO case_terms (rowid, terms) VALUES (?1, ?2)", {integer(0), text(search_terms(words.text(0)))}});
  std::string hash(32, ' ');
  randombytes_buf(hash.data(), hash.size());
  rows.push_back({"INSERT INTO case_receipt VALUES (?1, ?2)", {integer(0), blob(hash)}});
  return rows;
}

/// Another hash for each case, as scattered as the real ones.
std::string fresh_hash(std::string hash, std::int64_t id) {
  for (std::size_t i = 0; i < sizeof id; ++i) hash[hash.size() - 1 - i] = static_cast<char>(static_cast<unsigned char>(hash[hash.size() - 1 - i]) ^ static_cast<unsigned char>(id >> (8 * i)));
  return hash;
}

void write(db::Session& to, const std::vector<Row>& rows, std::int64_t id, std::int64_t& event_number) {
  for (const Row& row : rows) {
    auto query = to.query(row.insert);
    const std::string_view insert = row.insert;
    const bool is_event = insert.starts_with("INSERT INTO event"), is_case = insert.starts_with("INSERT INTO service_case"), is_receipt = insert.starts_with("INSERT INTO case_receipt");
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const Cell& cell = row.cells[i];
      const int position = static_cast<int>(i) + 1;
      if (i == 0) query.bind(position, is_event ? ++event_number : id);
      else if (is_event && i == 2) query.bind(position, id);
      else if (is_case && i == 1) query.bind(position, std::string_view(std::to_string(id)));
      else if (is_receipt) query.bind_blob(position, fresh_hash(cell.text, id));
      else if (cell.type == Cell::Type::integer) query.bind(position, cell.number);
      else if (cell.type == Cell::Type::text) query.bind(position, std::string_view(cell.text));
      else if (cell.type == Cell::Type::blob) query.bind_blob(position, cell.text);
      else query.bind_null(position);
    }
    query.step();
  }
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) return 2;
  db::Session from(std::filesystem::path(arguments[1]), db::OpenMode::read_only);
  std::vector<std::vector<Row>> cases;
  {
    auto ids = from.query("SELECT id FROM service_case WHERE version <= 2 ORDER BY id DESC LIMIT " + std::to_string(registrations));
    std::vector<std::int64_t> found;
    while (ids.step()) found.push_back(ids.integer(0));
    for (const std::int64_t id : found) cases.push_back(rows_of_registration(from, id));
  }
  if (cases.empty()) return 1;
  db::Session to(std::filesystem::path(arguments[2]) / "raw.db", db::OpenMode::read_write_create);
  if (!db::migrate(to, Instant{0})) return 1;
  const auto begin = std::chrono::steady_clock::now();
  const std::chrono::duration<double> wanted(std::stod(arguments[3]));
  std::int64_t id = 0, event_number = 0;
  while (std::chrono::steady_clock::now() - begin < wanted) {
    to.run("BEGIN IMMEDIATE");
    for (int i = 0; i < 256; ++i, ++id) write(to, cases[static_cast<std::size_t>(id) % cases.size()], id + 1, event_number);
    to.run("COMMIT");
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  fmt::print("{:.0f}\n", static_cast<double>(id) / took.count());
}
