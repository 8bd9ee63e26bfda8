// A link of a feed: shown once, kept as a hash, over when it is revoked, its officer leaves or his account is locked.
#include "feeds/feed_store.h"

#include <gtest/gtest.h>

#include "db/temporary_database_test.h"
#include "org/secret.h"

namespace shouwen {
namespace {

constexpr OfficerId officer{7};
constexpr Instant now{1'800'000'000};

struct House {
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  House() {
    session.run("INSERT INTO officer (id, code, name, phone, valid_from, known_at) VALUES (7, 'A', 'A', '', 0, 0)");
    session.run("INSERT INTO account (officer_id, password_hash, must_change) VALUES (7, 'x', 0)");
  }
  std::string link(FeedKind kind = FeedKind::deadlines) { return create_feed(session, {officer, kind, UnitId{kind == FeedKind::roster ? 3 : 0}, "手机"}, now); }
};

TEST(Feeds, a_link_is_256_random_bits_and_only_its_hash_is_kept) {
  House house;
  const std::string secret = house.link(), other = house.link();
  EXPECT_EQ(secret.size(), 43U);
  EXPECT_NE(secret, other);
  auto query = house.session.query("SELECT secret_hash FROM calendar_feed ORDER BY id");
  ASSERT_TRUE(query.step());
  EXPECT_EQ(query.blob(0), secret_hash(secret));
  EXPECT_EQ(query.blob(0).find(secret), std::string::npos);
  const auto found = find_feed(house.session, secret);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->officer_id, officer);
  EXPECT_FALSE(find_feed(house.session, secret + "x"));
  EXPECT_FALSE(find_feed(house.session, ""));
}

TEST(Feeds, a_revoked_one_is_over_and_nobody_revokes_another_officers) {
  House house;
  const std::string secret = house.link(FeedKind::roster);
  const auto found = find_feed(house.session, secret);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->unit_id, UnitId{3});
  EXPECT_FALSE(revoke_feed(house.session, OfficerId{8}, found->id, now));
  EXPECT_TRUE(revoke_feed(house.session, officer, found->id, now));
  EXPECT_FALSE(revoke_feed(house.session, officer, found->id, now));
  EXPECT_FALSE(find_feed(house.session, secret));
  EXPECT_EQ(count_live_feeds(house.session, officer), 0);
  EXPECT_EQ(feeds_of(house.session, officer, now).size(), 1U);
  EXPECT_TRUE(feeds_of(house.session, officer, now.plus_seconds(60 * seconds_per_day)).empty());
}

TEST(Feeds, who_left_has_none) {
  House house;
  const std::string secret = house.link();
  EXPECT_TRUE(find_feed(house.session, secret));
  house.session.run("UPDATE officer SET valid_to = ?1", now);
  EXPECT_FALSE(find_feed(house.session, secret));
}

TEST(Feeds, use_is_noted_to_the_hour) {
  House house;
  const std::string secret = house.link();
  auto found = *find_feed(house.session, secret);
  EXPECT_TRUE(wants_note(found, now));
  note_feed_use(house.session, found.id, now);
  found = *find_feed(house.session, secret);
  EXPECT_FALSE(wants_note(found, now.plus_seconds(3599)));
  EXPECT_TRUE(wants_note(found, now.plus_seconds(3600)));
}

}  // namespace
}  // namespace shouwen
