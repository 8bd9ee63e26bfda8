// Who hears of a correction. Art. 9(2).
#include "bill_adjustments/bill_adjustment_told.h"

#include <gmock/gmock.h>

#include "org/small_bureau_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

TEST(BillAdjustmentTold, Art_9_2_who_may_confirm_is_asked_and_who_proposed_is_answered) {
  CaseFacts facts;
  facts.kind = CaseKind::complaint;
  facts.secrecy = Secrecy::personal;
  facts.handling_unit_id = station;
  const auto confirmers = adjustment_confirmers(rulebook(), organisation(), facts);
  EXPECT_THAT(confirmers, testing::IsSupersetOf({station_head, marketing_head}));
  EXPECT_THAT(confirmers, testing::Not(testing::Contains(clerk)));
  EXPECT_THAT(confirmers, testing::Not(testing::Contains(hall_head))) << "another unit's head";
  BillAdjustment waiting;
  waiting.id = BillAdjustmentId{7};
  waiting.customer_id = CustomerId{9};
  waiting.proposed_by_id = marketing_head;
  const BillAdjustmentEvent proposed{"bill_adjustment_proposed", marketing_head, {}, 0, {}, {}, {}, {}};
  const AdjustmentTold asked = told_of_adjustment(waiting, proposed, confirmers);
  EXPECT_THAT(asked.to, testing::Contains(station_head));
  EXPECT_THAT(asked.to, testing::Not(testing::Contains(marketing_head))) << "never who did it";
  EXPECT_EQ(asked.path, "/customers/9?adjustment=7");
  waiting.state = AdjustmentState::declined;
  waiting.words = {"请附照片"};
  const BillAdjustmentEvent declined{"bill_adjustment_declined", station_head, {}, 0, {}, {}, {}, {}};
  const AdjustmentTold answered = told_of_adjustment(waiting, declined, confirmers);
  EXPECT_THAT(answered.to, testing::ElementsAre(marketing_head));
  EXPECT_THAT(answered.zh, testing::HasSubstr("请附照片"));
  waiting.state = AdjustmentState::withdrawn;
  EXPECT_TRUE(told_of_adjustment(waiting, {"bill_adjustment_withdrawn", marketing_head, {}, 0, {}, {}, {}, {}}, confirmers).to.empty());
}

}  // namespace
}  // namespace shouwen
