// Cells, names, meanings and secrets of an archive; a database out and in again, of today's schema and of earlier ones.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <sstream>

#include "archive/csv_cells.h"
#include "archive/dictionary.h"
#include "archive/export_archive.h"
#include "archive/import_archive.h"
#include "archive/journal_lines.h"
#include "archive/left_out.h"
#include "archive/member_names.h"
#include "base/embedded.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

namespace fs = std::filesystem;

const ArchiveProgress silent = [](const std::string&, std::int64_t) {};
constexpr Instant now{1795000000};

std::vector<CsvCell> cells_of(const std::string& text, bool& damaged) {
  std::istringstream in(text);
  CsvRows rows(in);
  std::vector<CsvCell> cells;
  if (!rows.next(cells)) cells.clear();
  damaged = rows.is_damaged();
  return cells;
}

TEST(CsvRows, tells_nothing_empty_and_text_apart) {
  bool damaged = false;
  const auto cells = cells_of(",\"\",12,\"a\"\"b,\nc\",\n", damaged);
  ASSERT_EQ(cells.size(), 5U);
  EXPECT_FALSE(damaged);
  EXPECT_EQ(std::pair(cells[0].quoted, cells[0].text), std::pair(false, std::string()));
  EXPECT_EQ(std::pair(cells[1].quoted, cells[1].text), std::pair(true, std::string()));
  EXPECT_EQ(cells[2].text, "12");
  EXPECT_EQ(cells[3].text, "a\"b,\nc");
  EXPECT_EQ(std::pair(cells[4].quoted, cells[4].text), std::pair(false, std::string()));
}

TEST(CsvRows, what_is_cut_off_or_none_of_ours_is_damaged) {
  for (const char* text : {"12", "12,\"a", "\"a\"b\n", "\"a\"", "1,2"}) {
    bool damaged = false;
    EXPECT_TRUE(cells_of(text, damaged).empty()) << text;
    EXPECT_TRUE(damaged) << text;
  }
}

RC_GTEST_PROP(CsvRows, whatever_a_row_holds_comes_back, (const std::string& raw, const std::string& bytes, std::int64_t number)) {
  static const db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  std::string text;
  for (const char c : raw)
    if (c != '\0' && static_cast<unsigned char>(c) < 128) text += c;
  const db::TableShape shape{"kept", false, {{"number", db::ColumnKind::integer}, {"words", db::ColumnKind::text}, {"raw", db::ColumnKind::blob}, {"none", db::ColumnKind::text}}};
  session.execute_script("CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY, words TEXT NOT NULL, raw BLOB NOT NULL, none TEXT) STRICT");
  {
    session.run("DELETE FROM kept");
    auto insert = session.query("INSERT INTO kept (number, words, raw) VALUES (?1, ?2, ?3)");
    insert.bind(1, number).bind(2, std::string_view(text)).bind_blob(3, bytes);
    insert.step();
  }
  session.run("BEGIN");
  std::string line;
  db::read_rows(session, shape, [&](const db::Query& row) { append_row(line, shape, row, {}); });
  session.run("DELETE FROM kept");
  std::istringstream in(line);
  CsvRows rows(in);
  std::vector<CsvCell> cells;
  RC_ASSERT(rows.next(cells));
  {
    auto insert = session.query(db::insert_into(shape));
    RC_ASSERT(bind_row(insert, shape, cells));
    insert.step();
  }
  auto found = session.query("SELECT number, words, raw, none FROM kept");
  RC_ASSERT(found.step());
  RC_ASSERT(found.integer(0) == number);
  RC_ASSERT(found.text(1) == text);
  RC_ASSERT(found.blob(2) == bytes);
  RC_ASSERT(found.is_null(3));
  RC_ASSERT(!rows.next(cells) && !rows.is_damaged());
}

TEST(JournalLines, an_entry_comes_back_byte_for_byte) {
  db::Entry entry;
  entry.number = 1;
  entry.stream = "case/7";
  entry.stream_number = 3;
  entry.at = now;
  entry.actor_id = -1;
  entry.kind = "replied";
  entry.clause = "art.10(7)";
  entry.rulebook_version = 2;
  entry.payload = "{\"text\":\"a\\\"\\n㛃\u2028\"}";
  entry.hash = db::entry_hash("", 1, entry);
  const std::string line = journal_line(entry);
  EXPECT_EQ(line.find('\n'), line.size() - 1);
  db::Entry read;
  ASSERT_TRUE(read_journal_line(line.substr(0, line.size() - 1), read));
  EXPECT_EQ(read.payload, entry.payload);
  ChainReader chain;
  EXPECT_TRUE(chain.add(read));
  EXPECT_FALSE(chain.add(read)) << "the same once more does not follow on";
  EXPECT_EQ(chain.last_hash_hex(), hex_of(entry.hash));
  for (const char* bad : {"", "[]", "{\"number\":\"1\"}", "{"}) EXPECT_FALSE(read_journal_line(bad, read)) << bad;
}

TEST(MemberNames, only_names_that_lead_nowhere_else_are_known) {
  const std::string hash(64, 'a');
  EXPECT_TRUE(is_known_member(kept_file_member(hash)));
  EXPECT_EQ(place_of(kept_file_member(hash)), fs::path("attachments/aa") / hash);
  EXPECT_TRUE(is_known_member("keys/house.key"));
  EXPECT_EQ(place_of("keys/house.key"), fs::path("house.key"));
  EXPECT_TRUE(is_known_member("tables/case_duty.csv"));
  for (const std::string& name : {std::string("../x"), std::string("/etc/passwd"), std::string("tables/../x.csv"), "files/bb/" + hash, "files/aa/../" + hash, std::string("keys/lock"),
                                  std::string("tables/.csv"), std::string("files/aa/") + std::string(64, 'A'), std::string("manifest.json")})
    EXPECT_FALSE(is_known_member(name)) << name;
}

TEST(Dictionary, meanings_come_from_the_comments) {
  const auto found = meanings_of({"-- What it is.\nCREATE TABLE one (\n  id INTEGER PRIMARY KEY,  -- its number\n  day INTEGER NOT NULL,         -- days since\n"
                                  "                                -- 1970\n  PRIMARY KEY (id)\n) STRICT;\n\n-- Of the change.\nALTER TABLE one ADD COLUMN late INTEGER; -- how late\nCREATE TABLE two (x TEXT) STRICT;\n"});
  const auto text = [&found](const std::string& table, const std::string& column) {
    for (const Meaning& one : found)
      if (one.table == table && one.column == column) return one.text;
    return std::string();
  };
  EXPECT_EQ(text("one", ""), "What it is.");
  EXPECT_EQ(text("one", "id"), "its number");
  EXPECT_EQ(text("one", "day"), "days since 1970");
  EXPECT_EQ(text("one", "late"), "how late");
  EXPECT_EQ(text("two", ""), "");
  EXPECT_EQ(unit_of("total_fen"), "0.01 yuan");
}

TEST(Dictionary, most_tables_of_the_house_are_explained) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_only);
  std::vector<std::string_view> migrations;
  for (const EmbeddedFile& file : embedded_migrations()) migrations.push_back(file.content);
  const auto meanings = meanings_of(migrations);
  std::size_t tables = 0, explained = 0;
  for (const db::TableShape& table : db::tables_of(session)) {
    ++tables;
    for (const Meaning& one : meanings) explained += one.table == table.name && one.column.empty() ? 1U : 0U;
  }
  EXPECT_GT(tables, 90U);
  EXPECT_GT(explained * 2, tables);
}

/// A secret added to the schema is decided on, or this fails.
TEST(LeftOut, every_column_that_sounds_like_a_secret_is_decided) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_only);
  const auto sounds_secret = [](const db::TableColumn& column) {
    if (column.kind == db::ColumnKind::blob) return true;
    for (const char* word : {"secret", "token", "sealed", "password", "csrf", "salt", "_hash", "inner", "for_asker"})
      if (column.kind == db::ColumnKind::text && column.name.find(word) != std::string::npos) return true;
    return false;
  };
  for (const db::TableShape& table : db::tables_of(session))
    for (const db::TableColumn& column : table.columns) {
      if (!sounds_secret(column)) continue;
      const auto& open = no_secrets();
      const bool known = std::find(open.begin(), open.end(), std::pair<std::string_view, std::string_view>(table.name, column.name)) != open.end();
      EXPECT_TRUE(known || is_left_out(table.name) || is_emptied(table.name, column.name)) << table.name << '.' << column.name;
    }
}

void append_some(db::Session& session, int count) {
  session.run("BEGIN IMMEDIATE");
  for (int i = 1; i <= count; ++i) {
    db::NewEntry entry;
    entry.stream = "org";
    entry.stream_number = i;
    entry.at = now;
    entry.kind = "tested";
    entry.payload = "{\"i\":" + std::to_string(i) + "}";
    db::append(session, {entry});
  }
  session.run("COMMIT");
}

/// The first schema that has all an archive speaks of.
constexpr std::int64_t first_schema = 5, schemas_between = 8;

class ArchiveOfSchema : public testing::TestWithParam<std::int64_t> {};

TEST_P(ArchiveOfSchema, comes_in_as_it_was_and_is_of_today_then) {
  const fs::path folder = fs::temp_directory_path() / ("shouwen_archive_" + std::to_string(::getpid()) + '_' + std::to_string(GetParam()));
  fs::create_directories(folder / "old");
  {
    db::Session session(folder / "old" / "shouwen.db", db::OpenMode::read_write_create);
    ASSERT_TRUE(db::migrate(session, now, GetParam()));
    ASSERT_EQ(db::schema_of(session), GetParam());
    append_some(session, 300);
    session.run("INSERT INTO bureau (id, name, created_at) VALUES (1, ?1, ?2)", "某某供电局", now);
    session.run("INSERT INTO officer (code, name, phone, valid_from, known_at) VALUES ('A1', '王\"芳', '', 0, 0)");
    session.run("INSERT INTO customer_terms (rowid, terms) VALUES (1, '王芳 小区')");
  }
  const ExportOrder out{folder / "old", db::Address(folder / "old" / "shouwen.db"), folder / "archive.zip"};
  const auto written = export_archive(out, now, silent);
  ASSERT_TRUE(written);
  EXPECT_EQ(written->manifest.schema, GetParam());
  const ImportOrder in{folder / "archive.zip", folder / "new", db::Address(folder / "new" / "shouwen.db")};
  const auto imported = import_archive(in, now, silent);
  ASSERT_TRUE(imported) << imported.refusal().code;
  {
    db::Session session(folder / "new" / "shouwen.db", db::OpenMode::read_only);
    EXPECT_EQ(db::schema_of(session), static_cast<std::int64_t>(embedded_migrations().size()));
    EXPECT_EQ(db::verify_chain(session).last_hash_hex, written->manifest.last_hash);
    auto officer = session.query("SELECT name FROM officer WHERE code = 'A1'");
    ASSERT_TRUE(officer.step());
    EXPECT_EQ(officer.text(0), "王\"芳");
    auto found = session.query("SELECT rowid FROM customer_terms WHERE customer_terms MATCH '小区'");
    EXPECT_TRUE(found.step());
    auto kept = session.query("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'");
    ASSERT_TRUE(kept.step());
    EXPECT_GT(kept.integer(0), 5) << "the guards are back";
  }
  fs::remove_all(folder);
}

INSTANTIATE_TEST_SUITE_P(SeveralSchemas, ArchiveOfSchema, testing::Range<std::int64_t>(first_schema, static_cast<std::int64_t>(embedded_migrations().size()) + 1, schemas_between));

}  // namespace
}  // namespace shouwen
