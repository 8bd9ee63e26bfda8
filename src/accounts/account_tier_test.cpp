// Tiers: proposed from facts, confirmed by a person.
#include "accounts/account_fixture_test.h"
#include "accounts/confirm_tier.h"

namespace shouwen {
namespace {

using namespace key_bureau;

TEST(ProposeTier, Art_11_5_1_any_threshold_is_enough_and_is_named) {
  struct Row {
    const char* what;
    TierFacts facts;
    AccountTier tier;
    std::vector<TierReasonKind> reasons;
  };
  using enum AccountTier;
  using enum TierReasonKind;
  for (const Row& row : std::vector<Row>{
           {"nothing known", {}, ordinary, {}},
           {"just below", {314, 999'999'999, CriticalGrade::none, false, "", false}, ordinary, {}},
           {"capacity of a key account", {315, {}, CriticalGrade::none, false, "", false}, key_account, {capacity}},
           {"use of a key account", {{}, 1'000'000'000, CriticalGrade::none, false, "", false}, key_account, {yearly_use}},
           {"temporarily critical", {{}, {}, CriticalGrade::temporary, false, "", false}, key_account, {character}},
           {"influence", {{}, {}, CriticalGrade::none, true, "水厂", false}, key_account, {influence}},
           {"capacity of a large account", {3150, 1'000'000'000, CriticalGrade::none, true, "水厂", false}, large_account, {capacity}},
           {"all of a large account", {8000, 20'000'000'000, CriticalGrade::special, false, "", false}, large_account, {capacity, yearly_use, character}},
           {"affiliated is no reason", {100, {}, CriticalGrade::none, false, "", true}, ordinary, {}}}) {
    const TierProposal proposal = propose_tier(row.facts, rules());
    EXPECT_EQ(proposal.tier, row.tier) << row.what;
    std::vector<TierReasonKind> kinds;
    for (const TierReason& reason : proposal.reasons) kinds.push_back(reason.kind);
    EXPECT_EQ(kinds, row.reasons) << row.what;
  }
  const TierReason reason = propose_tier({4000, {}, CriticalGrade::none, false, "", false}, rules()).reasons[0];
  EXPECT_EQ(reason.value, 4000);
  EXPECT_EQ(reason.threshold, 3150);
}

TEST(ProposeTier, Art_11_5_1_a_bureau_without_thresholds_gets_no_proposal) {
  const TierProposal proposal = propose_tier({99999, 99'000'000'000, CriticalGrade::special, true, "x", false}, AccountManagerRules{});
  EXPECT_FALSE(proposal.thresholds_set);
  EXPECT_EQ(proposal.tier, AccountTier::ordinary);
}

TEST(ProposeTier, Art_11_5_2_the_file_comes_before_what_was_stated) {
  const TierFacts joined = joined_facts({500, {}, CriticalGrade::secondary, false, "", false}, TierFacts{9000, 7, CriticalGrade::temporary, true, "医院", true});
  EXPECT_EQ(joined, (TierFacts{500, 7, CriticalGrade::secondary, true, "医院", true}));
}

class ConfirmTier : public KeyBureau {};

TEST_F(ConfirmTier, Art_11_5_1_a_person_may_differ_with_a_reason) {
  const TierProposal key = propose_tier({315, {}, CriticalGrade::none, false, "", false}, rules_);
  EXPECT_EQ(code(confirm_tier(customer_, key, station, {AccountTier::large_account, ""}, by(director))), "confirm_tier.reason_missing");
  EXPECT_EQ(clause(confirm_tier(customer_, key, station, {AccountTier::large_account, ""}, by(director))), "art.11(5)(1)");
  take(confirm_tier(customer_, key, station, {AccountTier::large_account, "全市唯一水厂"}, by(director)));
  EXPECT_EQ(customer_.present_tier(), AccountTier::large_account);
  EXPECT_EQ(customer_.tier->proposed, AccountTier::key_account);
  EXPECT_EQ(customer_.tier->because, "全市唯一水厂");
}

TEST_F(ConfirmTier, Art_11_5_2_is_reviewed_when_the_bureau_says) {
  take(confirm_tier(customer_, {AccountTier::key_account, {}, true}, station, {AccountTier::key_account, ""}, by(director)));
  EXPECT_EQ(local_date(*customer_.tier->review_due_at), Date::of(2027, 3, 10));
  rules_.review_every.reset();
  take(confirm_tier(customer_, {AccountTier::key_account, {}, true}, station, {AccountTier::key_account, ""}, by(director)));
  EXPECT_FALSE(customer_.tier->review_due_at);
}

TEST_F(ConfirmTier, Art_11_3_nothing_owed_is_lost_with_the_tier) {
  tier(AccountTier::key_account);
  customer_.promises.push_back({1, "x", director, morning, morning, {}, false, false});
  EXPECT_EQ(code(confirm_tier(customer_, {}, station, {AccountTier::ordinary, ""}, by(director))), "confirm_tier.promises_open");
  customer_.hand_over = HandOver{};
  EXPECT_EQ(code(confirm_tier(customer_, {AccountTier::large_account, {}, true}, station, {AccountTier::large_account, ""}, by(director))), "confirm_tier.hand_over_open");
  EXPECT_TRUE(confirm_tier(customer_, {AccountTier::key_account, {}, true}, station, {AccountTier::key_account, ""}, by(director))) << "a review changes nothing";
}

TEST_F(ConfirmTier, Art_11_5_1_stated_facts_are_possible_ones) {
  const auto stated = [&](TierFacts facts, const char* source = "合同") { return code(state_tier_facts({std::move(facts), source}, by(director))); };
  EXPECT_EQ(stated({0, {}, CriticalGrade::none, false, "", false}), "tier_facts.out_of_range");
  EXPECT_EQ(stated({{}, -1, CriticalGrade::none, false, "", false}), "tier_facts.out_of_range");
  EXPECT_EQ(code(state_tier_facts({{2'000'001, {}, CriticalGrade::none, false, "", false}, "合同", 2'000'000}, by(director))), "customer_file.capacity_impossible");
  EXPECT_EQ(code(state_tier_facts({{2'000'000, {}, CriticalGrade::none, false, "", false}, "合同", 2'000'000}, by(director))), "allowed");
  EXPECT_EQ(stated({{}, {}, CriticalGrade::none, true, "", false}), "tier_facts.influence_without_reason");
  EXPECT_EQ(stated({}, ""), "tier_facts.source_missing");
  EXPECT_EQ(stated({100, 0, CriticalGrade::none, false, "", true}), "allowed");
}

}  // namespace
}  // namespace shouwen
