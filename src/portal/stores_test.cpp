// Drafts are sealed, found by their token only and forgotten in time; announcements are dated and journalled.
#include <gtest/gtest.h>

#include <fstream>

#include "cases/attachment_store.h"
#include "db/journal.h"
#include "db/temporary_database_test.h"
#include "portal/draft_store.h"
#include "portal/announcement.h"

namespace shouwen {
namespace {

class PortalStores : public testing::Test {
 protected:
  void SetUp() override {
    auto opened = House::open(database.folder(), [this] { return now; }, 1, database.uri());
    ASSERT_TRUE(opened);
    house = *std::move(opened);
  }
  void write(const std::function<void(db::Session&)>& work) { house->writer().run(work); }
  std::optional<ReportDraft> load(const std::string& token) { return load_draft(*house->readers().borrow(), *house, token, now); }

  Instant now{1'800'000'000};
  db::TemporaryDatabase database;
  std::unique_ptr<House> house;
};

TEST_F(PortalStores, a_draft_is_sealed_and_only_its_token_finds_it) {
  const std::string token = new_draft_token();
  EXPECT_EQ(token.size(), 64U);
  EXPECT_NE(token, new_draft_token());
  ReportDraft draft;
  draft.kind = CaseKind::tip_off;
  draft.name = "欧阳𠮷";
  draft.photos.push_back({"a.png", "image/png", "abc", 3});
  draft.answered = {"kind"};
  write([&](db::Session& session) { save_draft(session, *house, token, draft, now.plus_seconds(60)); });
  const auto read = load(token);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->name, "欧阳𠮷");
  EXPECT_EQ(read->kind, CaseKind::tip_off);
  EXPECT_EQ(read->photos.at(0).hash, "abc");
  EXPECT_FALSE(load(token.substr(1) + "0"));
  EXPECT_FALSE(load(""));
  auto session = house->readers().borrow();
  auto query = session->query("SELECT sealed, hex(token_hash) FROM report_draft");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.text(0).find("欧阳"), std::string_view::npos);
  EXPECT_EQ(query.text(1).find(token.substr(0, 16)), std::string_view::npos) << "the row does not give the token away";
}

TEST_F(PortalStores, a_draft_and_its_photos_are_forgotten_in_time) {
  const std::string old_token = new_draft_token(), token = new_draft_token();
  write([&](db::Session& session) {
    save_draft(session, *house, old_token, {}, now.plus_seconds(10));
    save_draft(session, *house, token, {}, now.plus_seconds(1000));
  });
  const std::string hash = keep_file(draft_folder(*house, old_token), "picture");
  now = now.plus_seconds(11);
  EXPECT_FALSE(load(old_token)) << "even before it is cleared away";
  forget_expired_drafts(*house);
  EXPECT_FALSE(std::filesystem::exists(draft_folder(*house, old_token)));
  EXPECT_TRUE(load(token));
  write([&](db::Session& session) { forget_draft(session, *house, token); });
  EXPECT_FALSE(load(token));
}

TEST_F(PortalStores, a_photo_moves_to_the_case_once) {
  const auto from = draft_folder(*house, new_draft_token());
  const std::string hash = keep_file(from, "picture");
  EXPECT_TRUE(adopt_file(from, house->folder(), hash));
  EXPECT_EQ(read_file(house->folder(), hash), "picture");
  EXPECT_FALSE(read_file(from, hash));
  EXPECT_TRUE(adopt_file(from, house->folder(), hash)) << "it is there already";
  EXPECT_FALSE(adopt_file(from, house->folder(), std::string(64, '0')));
}

Announcement announcement(Instant from, Instant to) {
  Announcement made;
  made.title_zh = "计划停电";
  made.body_zh = "周五检修。";
  made.valid_from = from;
  made.valid_to = to;
  made.author_id = OfficerId{7};
  made.known_at = from;
  return made;
}

TEST_F(PortalStores, Art_8_announcements_are_shown_in_their_time_and_every_change_is_on_record) {
  std::int64_t first = 0;
  write([&](db::Session& session) {
    first = add_announcement(session, announcement(now, now.plus_seconds(100)));
    add_announcement(session, announcement(now.plus_seconds(50), now.plus_seconds(200)));
  });
  const auto shown_at = [&](std::int64_t later) { return shown_announcements(*house->readers().borrow(), now.plus_seconds(later), 10).size(); };
  EXPECT_EQ(shown_at(-1), 0U);
  EXPECT_EQ(shown_at(0), 1U);
  EXPECT_EQ(shown_at(50), 2U);
  EXPECT_EQ(shown_at(100), 1U);
  EXPECT_EQ(shown_at(200), 0U);
  write([&](db::Session& session) {
    EXPECT_TRUE(end_announcement(session, first, OfficerId{8}, now.plus_seconds(60)));
    EXPECT_EQ(end_announcement(session, first, OfficerId{8}, now.plus_seconds(61)).refusal().code, "announcement.ended_already");
    EXPECT_EQ(end_announcement(session, 99, OfficerId{8}, now).refusal().code, "announcement.unknown");
  });
  EXPECT_EQ(shown_at(70), 1U);
  auto session = house->readers().borrow();
  const auto entries = db::read_stream(*session, "announcement");
  ASSERT_EQ(entries.size(), 3U);
  EXPECT_EQ(entries[2].kind, "announcement_ended");
  EXPECT_EQ(entries[2].actor_id, 8);
  EXPECT_TRUE(db::verify_chain(*session).intact);
  EXPECT_EQ(list_announcements(*session, 0, 10).size(), 2U) << "what was told stays listed";
}

TEST(Announcement, Art_8_nobody_publishes_what_nobody_could_see) {
  const Instant now{1000};
  EXPECT_TRUE(check_announcement(announcement(now, now.plus_seconds(1)), now));
  EXPECT_EQ(check_announcement(announcement(now, now), now).refusal().code, "announcement.ends_before_it_begins");
  EXPECT_EQ(check_announcement(announcement(Instant{1}, Instant{999}), now).refusal().code, "announcement.over_already");
  Announcement half = announcement(now, now.plus_seconds(1));
  half.title_en = "Outage";
  EXPECT_EQ(check_announcement(half, now).refusal().field, "/body_en");
}

}  // namespace
}  // namespace shouwen
