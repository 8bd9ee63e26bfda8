// How a case stands for its customer, and what he is told to expect.
#include "portal/public_status.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

Duty duty(DutyKind kind, std::int64_t due, DutyState state = DutyState::open) {
  Duty made;
  made.kind = kind;
  made.state = state;
  made.due_at = Instant{due};
  return made;
}

TEST(PublicStatus, Art_10_8_one_state_at_a_time) {
  ServiceCase c;
  EXPECT_EQ(public_state(c), PublicState::working);
  c.offer = Offer{};
  EXPECT_EQ(public_state(c), PublicState::offered);
  c.office_question = OfficeQuestion{};
  EXPECT_EQ(public_state(c), PublicState::asking_office);
  c.suspension = Suspension{};
  EXPECT_EQ(public_state(c), PublicState::waiting) << "what the customer must do comes first";
  c.stage = Stage::resolved;
  c.outcome = Outcome::answered;
  EXPECT_EQ(public_state(c), PublicState::answered);
  c.outcome = Outcome::out_of_scope;
  EXPECT_EQ(public_state(c), PublicState::out_of_scope);
  c.outcome = Outcome::answered;
  c.stage = Stage::closed;
  EXPECT_EQ(public_state(c), PublicState::closed);
  c.outcome = Outcome::withdrawn;
  EXPECT_EQ(public_state(c), PublicState::withdrawn);
}

TEST(PublicStatus, Art_10_7_promises_are_what_the_customer_is_owed_and_nothing_inner) {
  ServiceCase c;
  c.duties = {duty(DutyKind::reply, 500), duty(DutyKind::contact, 100, DutyState::met), duty(DutyKind::progress, 300), duty(DutyKind::acceptance, 50),
              duty(DutyKind::ruling, 60), duty(DutyKind::supervision_reply, 70), duty(DutyKind::arrival, 200, DutyState::breached)};
  const auto promises = promises_of(c, Instant{250});
  ASSERT_EQ(promises.size(), 3U);
  EXPECT_EQ(promises[0].kind, DutyKind::arrival);
  EXPECT_TRUE(promises[0].overdue) << "what was broken is said";
  EXPECT_EQ(promises[1].kind, DutyKind::progress);
  EXPECT_FALSE(promises[1].overdue);
  c.duties[6].fulfilled_at = Instant{260};
  c.duties[0].paused_at = Instant{240};
  const auto later = promises_of(c, Instant{900});
  ASSERT_EQ(later.size(), 2U);
  EXPECT_TRUE(later[1].stands_still && !later[1].overdue) << "a clock that waits for the customer is not late";
  c.stage = Stage::closed;
  EXPECT_TRUE(promises_of(c, Instant{900}).empty());
}

}  // namespace
}  // namespace shouwen
