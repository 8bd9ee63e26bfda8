// Posts, portfolios, hand-overs, substitutes.
#include "accounts/account_fixture_test.h"
#include "accounts/appoint_account_manager.h"
#include "accounts/hand_over.h"
#include "accounts/load_balance.h"
#include "accounts/take_charge.h"

namespace shouwen {
namespace {

using namespace key_bureau;

class AccountManager : public KeyBureau {
 protected:
  std::string appoint(OfficerId officer, ManagerKind kind, Instant from = morning, std::optional<Instant> to = {}) {
    const auto term = appoint_account_manager({officer, kind, Engagement::part_time, from, to}, by(director));
    return term ? "allowed" : term.refusal().code + ' ' + term.refusal().clause;
  }
};

TEST_F(AccountManager, Art_11_5_1_large_ones_only_heads_and_deputies_of_stations_and_the_centre) {
  const std::string refused = "appoint_account_manager.not_head_of_station_or_center art.11(5)(1)";
  for (const auto& [officer, expected] : std::vector<std::pair<OfficerId, std::string>>{{center_head, "allowed"},
                                                                                        {center_deputy, "allowed"},
                                                                                        {station_head, "allowed"},
                                                                                        {station_deputy, "allowed"},
                                                                                        {center_staff, refused},
                                                                                        {station_staff, refused},
                                                                                        {team_head, refused},
                                                                                        {hall_head, refused},
                                                                                        {director, refused}})
    EXPECT_EQ(appoint(officer, ManagerKind::large_account_manager), expected) << officer.value;
}

TEST_F(AccountManager, Art_11_5_2_general_ones_those_and_the_staff_of_them) {
  const std::string refused = "appoint_account_manager.not_of_station_or_center art.11(5)(2)";
  for (const auto& [officer, expected] : std::vector<std::pair<OfficerId, std::string>>{{center_head, "allowed"},
                                                                                        {station_deputy, "allowed"},
                                                                                        {center_staff, "allowed"},
                                                                                        {station_staff, "allowed"},
                                                                                        {team_staff, "allowed"},
                                                                                        {hall_head, refused},
                                                                                        {clerk, refused},
                                                                                        {office_head, refused}})
    EXPECT_EQ(appoint(officer, ManagerKind::general_account_manager), expected) << officer.value;
}

TEST_F(AccountManager, Art_11_3_a_term_has_its_time) {
  using enum ManagerKind;
  EXPECT_EQ(appoint(OfficerId{999}, general_account_manager), "appoint_account_manager.unknown_officer art.11(3)");
  EXPECT_EQ(appoint(team_staff, general_account_manager, morning, morning), "appoint_account_manager.ends_before_it_begins art.11(3)");
  EXPECT_EQ(appoint(team_staff, general_account_manager, morning.plus_seconds(-seconds_per_day)), "appoint_account_manager.into_the_past art.11(3)");
  give_term(station_head, large_account_manager);
  EXPECT_EQ(appoint(station_head, large_account_manager), "appoint_account_manager.holds_it_already art.11(3)");
  EXPECT_EQ(appoint(station_head, general_account_manager), "allowed") << "of both kinds";
  terms_[0].to = morning;
  EXPECT_EQ(appoint(station_head, large_account_manager), "allowed") << "one after the other";
  EXPECT_EQ(end_account_manager(terms_[0], morning, by(director)).refusal().code, "manager_term.over_already");
  terms_[0].to.reset();
  EXPECT_EQ(end_account_manager(terms_[0], morning.plus_seconds(-1), by(director)).refusal().code, "manager_term.ends_before_it_begins");
  EXPECT_EQ(end_account_manager(terms_[0], morning, by(director))->to, morning);
}

TEST_F(AccountManager, Art_11_3_the_tier_decides_which_kind_takes_charge) {
  give_term(center_head, ManagerKind::large_account_manager);
  give_term(team_staff, ManagerKind::general_account_manager);
  EXPECT_EQ(code(take_charge(customer_, 0, {center_head, ""}, by(director))), "take_charge.no_tier");
  tier(AccountTier::large_account);
  EXPECT_EQ(code(take_charge(customer_, 0, {team_staff, ""}, by(director))), "account.wrong_kind");
  EXPECT_EQ(clause(take_charge(customer_, 0, {team_staff, ""}, by(director))), "art.11(5)(1)");
  EXPECT_EQ(code(take_charge(customer_, 0, {OfficerId{}, ""}, by(director))), "account.no_receiver") << "nobody chosen is not somebody who left";
  EXPECT_EQ(code(take_charge(customer_, 0, {OfficerId{999}, ""}, by(director))), "account.receiver_left");
  EXPECT_EQ(code(take_charge(customer_, 2, {center_head, ""}, by(director))), "account.portfolio_full");
  EXPECT_EQ(code(take_charge(customer_, 2, {center_head, "别无人选"}, by(director))), "allowed");
  give_term(clerk, ManagerKind::large_account_manager);
  EXPECT_EQ(code(take_charge(customer_, 0, {clerk, ""}, by(director))), "appoint_account_manager.not_head_of_station_or_center") << "another post since he was appointed";
  take(take_charge(customer_, 1, {center_head, ""}, by(director)));
  EXPECT_EQ(customer_.manager_id, center_head);
  EXPECT_EQ(code(take_charge(customer_, 0, {center_head, ""}, by(director))), "take_charge.in_charge_already");
}

TEST_F(AccountManager, Art_11_3_the_earlier_one_answers_until_both_have_signed) {
  give_term(team_staff, ManagerKind::general_account_manager);
  give_term(station_staff, ManagerKind::general_account_manager);
  tier(AccountTier::key_account);
  const std::vector<SignedItem> all{{"file", ""}, {"promises", "两项"}};
  EXPECT_EQ(code(offer_hand_over(customer_, 0, {station_staff, "调岗", all}, by(team_staff))), "hand_over.no_manager");
  take(take_charge(customer_, 0, {team_staff, ""}, by(director)));
  EXPECT_EQ(code(offer_hand_over(customer_, 0, {team_staff, "", all}, by(team_staff))), "hand_over.to_himself");
  EXPECT_EQ(code(offer_hand_over(customer_, 0, {center_head, "", all}, by(team_staff))), "account.wrong_kind");
  EXPECT_EQ(code(offer_hand_over(customer_, 0, {station_staff, "", {{"file", ""}}}, by(team_staff))), "hand_over.checklist_incomplete");
  EXPECT_EQ(code(offer_hand_over(customer_, 0, {station_staff, "", {{"file", ""}, {"promises", ""}, {"keys", ""}}}, by(team_staff))), "hand_over.unknown_item");
  EXPECT_EQ(code(sign_hand_over(customer_, {{"file", "promises"}}, by(station_staff))), "hand_over.none_open");
  take(offer_hand_over(customer_, 0, {station_staff, "调岗", all}, by(team_staff)));
  EXPECT_EQ(code(offer_hand_over(customer_, 0, {station_staff, "", all}, by(team_staff))), "hand_over.open_already");
  EXPECT_EQ(answerable_for(customer_, terms_, organisation_, morning).officer_id, team_staff);
  EXPECT_EQ(code(sign_hand_over(customer_, {{"file", "promises"}}, by(team_staff))), "hand_over.not_the_receiver");
  EXPECT_EQ(code(sign_hand_over(customer_, {{"file"}}, by(station_staff))), "hand_over.checklist_incomplete");
  take(sign_hand_over(customer_, {{"promises", "file"}}, by(station_staff, morning.plus_seconds(60))));
  EXPECT_EQ(answerable_for(customer_, terms_, organisation_, morning).officer_id, station_staff);
  ASSERT_EQ(customer_.tenures.size(), 2U);
  EXPECT_EQ(customer_.tenures[0].to, customer_.tenures[1].from) << "no gap, no overlap";
  EXPECT_EQ(code(end_hand_over(customer_, {"x"}, by(team_staff))), "hand_over.none_open");
}

TEST_F(AccountManager, Art_11_3_never_nobody) {
  give_term(team_staff, ManagerKind::general_account_manager);
  EXPECT_EQ(answerable_for(customer_, terms_, organisation_, morning).officer_id, OfficerId{}) << "no tier";
  tier(AccountTier::key_account);
  EXPECT_EQ(answerable_for(customer_, terms_, organisation_, morning).officer_id, station_head) << "nobody in charge: the head of the home unit";
  take(take_charge(customer_, 0, {team_staff, ""}, by(director)));
  const Absence away{morning, morning.plus_seconds(seconds_per_day)};
  struct Row {
    const char* what;
    People people;
    OfficerId officer, instead_of;
  };
  for (const Row& row : std::vector<Row>{
           {"here", {}, team_staff, {}},
           {"absent with a deputy", {{{team_staff, away}}, {}, {{team_staff, clerk}}}, clerk, team_staff},
           {"absent without", {{{team_staff, away}}, {}, {}}, team_head, team_staff},
           {"deputy absent too", {{{team_staff, away}, {clerk, away}}, {}, {{team_staff, clerk}}}, team_head, team_staff},
           {"left: no deputy any more", {{}, {team_staff}, {{team_staff, clerk}}}, team_head, team_staff},
           {"head away too", {{{team_head, away}}, {team_staff}, {}}, station_head, team_staff},
           {"head's deputy before the head above", {{{team_head, away}}, {team_staff}, {{team_head, clerk}}}, clerk, team_staff},
           {"the whole line away", {{{team_head, away}, {station_head, away}, {director, away}}, {team_staff}, {}}, team_head, team_staff},
           {"the whole line left", {{}, {team_staff, team_head, station_head, director}, {}}, office_head, team_staff}}) {
    people(row.people);
    const Answerable who = answerable_for(customer_, terms_, organisation_, morning);
    EXPECT_EQ(who.officer_id, row.officer) << row.what;
    EXPECT_EQ(who.instead_of_id, row.instead_of) << row.what;
  }
  people({});
  terms_[0].to = morning;
  EXPECT_EQ(answerable_for(customer_, terms_, organisation_, morning).officer_id, team_head) << "his term is over";
}

TEST_F(AccountManager, Art_11_3_the_load_is_shown) {
  give_term(team_staff, ManagerKind::general_account_manager);
  give_term(station_staff, ManagerKind::general_account_manager);
  tier(AccountTier::key_account);
  const ManagedCustomer alone = customer_;
  take(take_charge(customer_, 0, {team_staff, ""}, by(director)));
  customer_.promises.push_back({1, "x", team_staff, morning, morning, {}, false, true});
  const LoadBalance balance = load_balance({alone, customer_, customer_, ManagedCustomer{}}, by(director, morning.plus_seconds(100 * seconds_per_day)));
  EXPECT_EQ(balance.customers, 3);
  EXPECT_EQ(balance.without_manager, 1);
  EXPECT_EQ(balance.fewest, 0);
  EXPECT_EQ(balance.most, 2);
  EXPECT_EQ(balance.managers[0].officer_id, team_staff);
  EXPECT_TRUE(balance.managers[0].is_full);
  EXPECT_EQ(balance.managers[0].contacts_overdue, 2);
  EXPECT_EQ(balance.managers[0].promises_broken, 2);
}

}  // namespace
}  // namespace shouwen
