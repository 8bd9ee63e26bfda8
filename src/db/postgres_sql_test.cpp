// What the stores say, and what PostgreSQL hears.
#include "db/postgres_sql.h"

#include <gtest/gtest.h>

#include "db/session.h"

namespace shouwen::db {
namespace {

TEST(PostgresSql, a_statement_of_a_store) {
  const std::pair<const char*, const char*> table[] = {
      {"SELECT a FROM t WHERE b = ?2 AND c = ?1", "SELECT a FROM t WHERE b = $2 AND c = $1"},
      {"SELECT a FROM t WHERE b = ? AND c = ?", "SELECT a FROM t WHERE b = $1 AND c = $2"},
      {"SELECT '?1 IS ?', \"MATCH\" FROM t", "SELECT '?1 IS ?', \"MATCH\" FROM t"},
      {"SELECT 'it''s ?1'", "SELECT 'it''s ?1'"},
      {"SELECT a FROM t WHERE b IS ?1", "SELECT a FROM t WHERE b IS NOT DISTINCT FROM $1"},
      {"SELECT a FROM t WHERE b IS NOT ?1 OR (b, c) IS NOT (d, e)", "SELECT a FROM t WHERE b IS DISTINCT FROM $1 OR (b, c) IS DISTINCT FROM (d, e)"},
      {"SELECT a FROM t WHERE b IS NULL AND c IS NOT NULL AND d IS NOT DISTINCT FROM ?1", "SELECT a FROM t WHERE b IS NULL AND c IS NOT NULL AND d IS NOT DISTINCT FROM $1"},
      {"SELECT 1 FROM a CROSS JOIN b ON b.id = a.id", "SELECT 1 FROM a JOIN b ON b.id = a.id"},
      {"SELECT 1 FROM a INDEXED BY a_b WHERE b = ?1", "SELECT 1 FROM a  WHERE b = $1"},
      {"SELECT 1 FROM w WHERE terms MATCH ?3 LIMIT ?1", "SELECT 1 FROM w WHERE terms @@ words_wanted($3) LIMIT $1"},
      {"INSERT INTO case_terms (rowid, terms) VALUES (?1, ?2)", "INSERT INTO case_terms (rowid, terms) VALUES ($1, words($2))"},
      {"SELECT CAST(value AS INTEGER) FROM json_each(?1)", "SELECT CAST(value AS BIGINT) FROM json_each($1)"},
      {"SELECT INTEGERS, 停电 FROM t", "SELECT INTEGERS, 停电 FROM t"},
  };
  for (const auto& [said, heard] : table) EXPECT_EQ(postgres_query(said), heard);
}

TEST(PostgresSql, a_migration) {
  const std::pair<const char*, const char*> table[] = {
      {"CREATE TABLE t (\n  id INTEGER PRIMARY KEY, -- the number; of rows\n  name TEXT NOT NULL UNIQUE,\n  body BLOB\n) STRICT, WITHOUT ROWID;",
       "CREATE TABLE t ( id BIGINT DEFAULT next_id('t', 'id') PRIMARY KEY,   name TEXT COLLATE \"C\" NOT NULL UNIQUE, body BYTEA )"},
      {"CREATE TABLE d (day INTEGER PRIMARY KEY) STRICT", "CREATE TABLE d (day BIGINT DEFAULT next_id('d', 'day') PRIMARY KEY)"},
      {"CREATE INDEX i ON t (a, b IS NOT NULL, coalesce(c, 1), d DESC) WHERE e IS NULL", "CREATE INDEX i ON t (a, (b IS NOT NULL), coalesce(c, 1), d DESC) WHERE e IS NULL"},
      {"CREATE VIRTUAL TABLE w USING fts5(terms, content='', tokenize='ascii')",
       "CREATE TABLE w (rowid BIGINT PRIMARY KEY, terms tsvector NOT NULL); CREATE INDEX w_words ON w USING gin (terms)"},
      {"CREATE TRIGGER g BEFORE DELETE ON t BEGIN SELECT RAISE(ABORT, 'never; gone'); END;",
       "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN IF true THEN RAISE EXCEPTION USING MESSAGE = 'never; gone', ERRCODE = 'check_violation'; END IF; RETURN OLD; END "
       "$body$; CREATE TRIGGER g BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION g()"},
  };
  const auto squeezed = [](std::string text) {
    std::string out;
    for (const char c : text)
      if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    return out;
  };
  for (const auto& [said, heard] : table) {
    const auto statements = postgres_schema(said);
    ASSERT_EQ(statements.size(), 1U) << said;
    EXPECT_EQ(squeezed(statements.front()), squeezed(heard));
  }
}

TEST(PostgresSql, statements_end_where_they_end) {
  EXPECT_EQ(postgres_schema("SELECT ';'; -- one; two\nSELECT 2;\n\n").size(), 2U);
  EXPECT_EQ(postgres_schema("CREATE TRIGGER a BEFORE UPDATE ON t WHEN NEW.a IS NOT OLD.a BEGIN SELECT RAISE(ABORT, 'no'); END; DROP TABLE u;").size(), 2U);
  EXPECT_TRUE(postgres_schema("-- nothing\n").empty());
}

TEST(PostgresSql, a_trigger_that_does_more_than_refuse_is_no_migration_of_ours) {
  EXPECT_THROW(postgres_schema("CREATE TRIGGER a BEFORE UPDATE ON t BEGIN DELETE FROM t; END;"), Fault);
}

}  // namespace
}  // namespace shouwen::db
