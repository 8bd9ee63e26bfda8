// Saved filters: own names, who sees a shared one, who may share.
#include "cases/saved_filter.h"

#include "db/temporary_database_test.h"
#include "org/small_bureau_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

class SavedFilterTest : public testing::Test {
 protected:
  SavedFilterTest() { session.execute_script("BEGIN"); }
  std::string keeps(OfficerId who, const char* name, SharedWith with = SharedWith::nobody, UnitId unit = {}) {
    const auto kept = keep_filter(session, {{}, who, name, "list=all", with, unit}, Instant{1});
    return kept ? "" : kept.refusal().code;
  }
  std::vector<std::string> seen_by(OfficerId who) {
    std::vector<std::string> names;
    for (const SavedFilter& filter : filters_of(session, bureau_now, who)) names.push_back(filter.name);
    return names;
  }
  static std::string shares(OfficerId who, SharedWith with) {
    Actor actor;
    actor.officer_id = who;
    const Verdict verdict = may_share(rulebook(), organisation(), actor, with);
    return verdict ? "" : verdict.refusal().code;
  }
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  Organisation bureau_now = organisation();
};

TEST_F(SavedFilterTest, own_ones_first_then_what_is_shared) {
  using Names = std::vector<std::string>;
  EXPECT_EQ(keeps(station_head, "所内超时", SharedWith::unit, station), "");
  EXPECT_EQ(keeps(director, "全局投诉", SharedWith::bureau), "");
  EXPECT_EQ(keeps(clerk, "我的"), "");
  EXPECT_EQ(seen_by(crew), (Names{"全局投诉", "所内超时"})) << "a team below the unit";
  EXPECT_EQ(seen_by(clerk), (Names{"我的", "全局投诉"}));
  EXPECT_EQ(seen_by(director), (Names{"全局投诉"})) << "what is the station's stays there";
}

TEST_F(SavedFilterTest, a_name_is_used_once_by_each) {
  EXPECT_EQ(keeps(clerk, "我的"), "");
  EXPECT_EQ(keeps(clerk, "我的"), "saved_filter.name_taken");
  EXPECT_EQ(keeps(other_clerk, "我的"), "");
  SavedFilter mine = filters_of(session, bureau_now, clerk).front();
  mine.query = "list=desk";
  ASSERT_TRUE(keep_filter(session, mine, Instant{2}));
  EXPECT_EQ(load_filter(session, mine.id)->query, "list=desk");
  drop_filter(session, mine.id);
  EXPECT_FALSE(load_filter(session, mine.id));
}

TEST_F(SavedFilterTest, nobody_fills_the_file) {
  for (int i = 0; i < 100; ++i) EXPECT_EQ(keeps(clerk, std::to_string(i).c_str()), "");
  EXPECT_EQ(keeps(clerk, "one more"), "saved_filter.too_many");
}

TEST_F(SavedFilterTest, Art_6_sharing_needs_its_permission) {
  EXPECT_EQ(shares(clerk, SharedWith::nobody), "");
  EXPECT_EQ(shares(clerk, SharedWith::unit), "permission.denied");
  EXPECT_EQ(shares(hall_head, SharedWith::unit), "");
  EXPECT_EQ(shares(hall_head, SharedWith::bureau), "saved_filter.not_for_the_bureau");
  EXPECT_EQ(shares(marketing_head, SharedWith::bureau), "");
}

}  // namespace
}  // namespace shouwen
