// What a table may look like, and that a choice is remembered for each officer.
#include "preferences/table_preference.h"

#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

std::string refused(const std::string& table, const TablePreference& preference) {
  const Verdict verdict = check_preference(table, preference);
  return verdict ? "" : verdict.refusal().code + " " + verdict.refusal().field;
}

TEST(TablePreference, only_known_columns_once_and_of_a_sensible_width) {
  EXPECT_EQ(refused("cases", {{{{"due"}, {}}, {{"text"}, 320}}, {7}}), "");
  EXPECT_EQ(refused("cases", {}), "");
  EXPECT_EQ(refused("moons", {}), "preference.unknown_table ");
  EXPECT_EQ(refused("cases", {{{{"due"}, {}}, {{"meter"}, {}}}, {}}), "preference.unknown_column /columns/1/name");
  EXPECT_EQ(refused("customers", {{{{"meter"}, {}}, {{"meter"}, {}}}, {}}), "preference.column_twice /columns/1/name");
  EXPECT_EQ(refused("cases", {{{{"due"}, 39}}, {}}), "preference.width_out_of_range /columns/0/width");
  EXPECT_EQ(refused("cases", {{}, std::vector<std::int64_t>(21)}), "preference.too_many /default_filters");
}

TEST(TablePreference, each_officer_has_his_own) {
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  session.execute_script("BEGIN");
  keep_preference(session, OfficerId{1}, "cases", "one", Instant{1});
  keep_preference(session, OfficerId{2}, "cases", "two", Instant{1});
  keep_preference(session, OfficerId{1}, "cases", "other", Instant{2});
  EXPECT_EQ(load_preference(session, OfficerId{1}, "cases"), "other");
  EXPECT_EQ(load_preference(session, OfficerId{2}, "cases"), "two");
  drop_preference(session, OfficerId{1}, "cases");
  EXPECT_EQ(load_preference(session, OfficerId{1}, "cases"), std::nullopt);
}

}  // namespace
}  // namespace shouwen
