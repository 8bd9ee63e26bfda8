// Runs, their refused rows and saved mappings are kept as they were.
#include "imports/import_run_store.h"

#include <gtest/gtest.h>

#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

class ImportRunStoreTest : public testing::Test {
 protected:
  std::int64_t upload() {
    ImportRun run;
    run.kind = "customers";
    run.file_name = "客户.csv";
    run.encoding = "GB18030";
    run.heading = {"户号", "\"户名\""};
    run.rows = 3;
    run.officer_id = OfficerId{7};
    run.created_at = Instant{100};
    return add_import_run(session, run);
  }
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(ImportRunStoreTest, a_run_goes_from_uploaded_to_done_and_is_gone_on_with_after_an_interruption) {
  const std::int64_t id = upload();
  EXPECT_EQ(find_import_run(session, id)->heading, (std::vector<std::string>{"户号", "\"户名\""}));
  EXPECT_FALSE(running_import(session));
  start_import_run(session, id, "{}", "营销系统", Instant{200});
  ASSERT_TRUE(running_import(session));
  ImportRun run = *find_import_run(session, id);
  run.done_rows = 2;
  run.added = 1;
  run.refused = 1;
  keep_import_progress(session, run);
  EXPECT_EQ(interrupt_running_imports(session, Instant{300}), 1);
  EXPECT_EQ(find_import_run(session, id)->state, "interrupted");
  start_import_run(session, id, "{}", "营销系统", Instant{400});
  EXPECT_EQ(find_import_run(session, id)->started_at, Instant{200}) << "when it was begun, not when it went on";
  EXPECT_FALSE(find_import_run(session, id)->ended_at);
  end_import_run(session, id, "done", Instant{500});
  EXPECT_EQ(find_import_run(session, id)->done_rows, 2);
  EXPECT_EQ(list_import_runs(session, 1000, 10).size(), 1U);
  EXPECT_TRUE(list_import_runs(session, id, 10).empty());
}

TEST_F(ImportRunStoreTest, refused_rows_and_mappings_come_back_as_they_were) {
  const std::int64_t id = upload();
  add_refused_row(session, id, {4, {"import.bad_row", "", "/area", {{"field", "area"}, {"value", "月\"球"}}}, {"1", "王,五"}});
  const auto rows = refused_rows(session, id, 0, 10);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].refusal.values[1].second, "月\"球");
  EXPECT_EQ(rows[0].cells, (std::vector<std::string>{"1", "王,五"}));
  EXPECT_TRUE(refused_rows(session, id, 4, 10).empty());
  save_mapping(session, {"customers", "甲", "{\"a\":1}", OfficerId{7}, Instant{1}});
  save_mapping(session, {"customers", "甲", "{\"a\":2}", OfficerId{8}, Instant{2}});
  ASSERT_EQ(saved_mappings(session, "customers").size(), 1U);
  EXPECT_EQ(saved_mappings(session, "customers")[0].content, "{\"a\":2}");
  EXPECT_TRUE(saved_mappings(session, "units").empty());
  EXPECT_TRUE(remove_mapping(session, "customers", "甲"));
  EXPECT_FALSE(remove_mapping(session, "customers", "甲"));
}

TEST_F(ImportRunStoreTest, refused_rows_are_forgotten_when_the_run_is_long_over_and_never_while_it_runs) {
  const std::int64_t id = upload();
  start_import_run(session, id, "{}", "", Instant{200});
  add_refused_row(session, id, {4, {"import.bad_row", "", "", {}}, {"1", "王五"}});
  ImportRun run = *find_import_run(session, id);
  run.refused = 1;
  keep_import_progress(session, run);
  EXPECT_TRUE(runs_with_old_refused_rows(session, Instant{9999}, 10).empty()) << "it runs";
  end_import_run(session, id, "done", Instant{500});
  EXPECT_EQ(find_import_run(session, id)->last_at(), Instant{500});
  EXPECT_TRUE(runs_with_old_refused_rows(session, Instant{499}, 10).empty());
  EXPECT_EQ(runs_with_old_refused_rows(session, Instant{500}, 10), std::vector<std::int64_t>{id});
  EXPECT_TRUE(has_refused_rows(session, id));
  forget_refused_rows(session, id);
  EXPECT_FALSE(has_refused_rows(session, id));
  EXPECT_TRUE(runs_with_old_refused_rows(session, Instant{500}, 10).empty());
  EXPECT_EQ(find_import_run(session, id)->refused, 1) << "how many there were stays known";
}

}  // namespace
}  // namespace shouwen
