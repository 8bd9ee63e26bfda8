// Who is seen on a case, and for how long.
#include "cases/presence.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

constexpr OfficerId li{1}, chen{2};
constexpr CaseId one{7}, other{8};

TEST(Presence, OthersAreSeenNotOneself) {
  PresenceBoard board;
  EXPECT_TRUE(board.note(one, li, "", Instant{100}));
  EXPECT_TRUE(board.note(one, chen, "reply", Instant{100}));
  ASSERT_EQ(board.others(one, li, Instant{100}).size(), 1U);
  EXPECT_EQ(board.others(one, li, Instant{100}).front().officer_id, chen);
  EXPECT_EQ(board.others(one, li, Instant{100}).front().doing, "reply");
  EXPECT_TRUE(board.others(other, li, Instant{100}).empty());
}

TEST(Presence, OnlyNewsIsNews) {
  PresenceBoard board;
  EXPECT_TRUE(board.note(one, li, "", Instant{100}));
  EXPECT_FALSE(board.note(one, li, "", Instant{120}));
  EXPECT_TRUE(board.note(one, li, "reply", Instant{121}));
  EXPECT_TRUE(board.leave(one, li));
  EXPECT_FALSE(board.leave(one, li));
}

TEST(Presence, WhoIsNotHeardOfHasLeft) {
  PresenceBoard board;
  board.note(one, li, "", Instant{100});
  EXPECT_EQ(board.others(one, chen, Instant{100 + PresenceBoard::fades_after_seconds}).size(), 1U);
  EXPECT_TRUE(board.others(one, chen, Instant{101 + PresenceBoard::fades_after_seconds}).empty());
  EXPECT_TRUE(board.note(one, li, "", Instant{300})) << "coming back is news";
}

TEST(Presence, ForgottenCasesAreSwept) {
  PresenceBoard board;
  for (std::int64_t i = 1; i <= 10001; ++i) board.note(CaseId{i}, li, "", Instant{100});
  board.note(CaseId{20000}, li, "", Instant{500});
  EXPECT_TRUE(board.others(CaseId{1}, chen, Instant{110}).empty());
  EXPECT_EQ(board.others(CaseId{20000}, chen, Instant{500}).size(), 1U);
}

}  // namespace
}  // namespace shouwen
