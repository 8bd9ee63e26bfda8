// What stores ask of SQL answers the same on both: SQLite has these functions, on PostgreSQL they are made by the first migration.
#include <gtest/gtest.h>

#include "db/temporary_database_test.h"

namespace shouwen::db {
namespace {

struct Asked {
  const char* sql;
  std::int64_t expected;
};

TEST(SqlFunctions, answer_the_same_on_both_stores) {
  TemporaryDatabase database;
  Session session(database.file(), OpenMode::read_write_create);
  const Asked table[] = {
      {"SELECT iif(1 = 1, 7, 8)", 7},
      {"SELECT max(3, 9)", 9},
      {"SELECT min(3, 9)", 3},
      {"SELECT max(3, 9, 5)", 9},
      {"SELECT instr('供电局', '电')", 2},
      {"SELECT length(hex(zeroblob(3)))", 6},
      {"SELECT CAST(json_extract('{\"a\":{\"b\":5}}', '$.a.b') AS INTEGER)", 5},
      {"SELECT count(*) FROM json_each('[4,5,6]')", 3},
      {"SELECT json_array_length('{\"a\":[1,2]}', '$.a')", 2},
      {"SELECT json_array_length('{\"a\":[]}', '$.a')", 0},
      {"SELECT coalesce(json_array_length('{}', '$.a'), -1)", -1},
  };
  for (const auto& [sql, expected] : table) {
    auto query = session.query(sql);
    ASSERT_TRUE(query.step()) << sql;
    EXPECT_EQ(query.integer(0), expected) << sql;
  }
}

}  // namespace
}  // namespace shouwen::db
