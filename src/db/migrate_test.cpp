// Forward only, once each, and never over what somebody changed.
#include "db/migrate.h"

#include "base/embedded.h"
#include "db/temporary_database_test.h"

namespace shouwen::db {
namespace {

TEST(Migrate, the_files_are_numbered_without_gaps) {
  int number = 0;
  for (const EmbeddedFile& file : embedded_migrations()) {
    const std::string digits = std::to_string(++number);
    EXPECT_TRUE(file.name.starts_with(std::string(4 - digits.size(), '0') + digits + '_')) << file.name;
  }
  EXPECT_GT(number, 0);
}

TEST(Migrate, a_second_run_changes_nothing) {
  TemporaryDatabase database;
  Session session(database.file(), OpenMode::read_write_create);
  ASSERT_TRUE(migrate(session, Instant{5}));
  auto query = session.query("SELECT count(*), max(version), max(applied_at) FROM schema_version");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.integer(0), static_cast<std::int64_t>(embedded_migrations().size()));
  EXPECT_EQ(query.integer(1), query.integer(0));
  EXPECT_EQ(query.integer(2), 0);
}

TEST(Migrate, drift_and_newer_data_are_refused) {
  TemporaryDatabase database;
  Session session(database.file(), OpenMode::read_write_create);
  session.run("UPDATE schema_version SET hash = zeroblob(32) WHERE version = 1");
  EXPECT_EQ(migrate(session, Instant{5}).refusal().code, "migrate.changed");
  TemporaryDatabase newer;
  Session other(newer.file(), OpenMode::read_write_create);
  other.run("INSERT INTO schema_version (version, name, hash, applied_at) VALUES (?1, 'x', zeroblob(32), 0)",
            static_cast<std::int64_t>(embedded_migrations().size() + 1));
  EXPECT_EQ(migrate(other, Instant{5}).refusal().code, "migrate.newer_database");
}

TEST(Migrate, one_that_fails_records_nothing) {
  TemporaryDatabase database;
  const auto last = static_cast<std::int64_t>(embedded_migrations().size());
  {
    Session session(database.file(), OpenMode::read_write_create);
    session.run("DELETE FROM schema_version WHERE version = ?1", last);
  }
  // Its tables exist, so applying fails as a whole and records nothing.
  Session session(database.file(), OpenMode::read_write_create);
  EXPECT_THROW(static_cast<void>(migrate(session, Instant{5})), Fault);
  auto query = session.query("SELECT max(version) FROM schema_version");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.integer(0), last - 1);
}

}  // namespace
}  // namespace shouwen::db
