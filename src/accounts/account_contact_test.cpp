// Contacts with substance, promises with due times, marks both ways, and the day made of them.
#include "accounts/account_fixture_test.h"
#include "accounts/contact_plan.h"
#include "accounts/record_contact.h"
#include "accounts/take_charge.h"

namespace shouwen {
namespace {

using namespace key_bureau;

class AccountContact : public KeyBureau {
 protected:
  AccountContact() {
    give_term(team_staff, ManagerKind::general_account_manager);
    tier(AccountTier::key_account);
    take(take_charge(customer_, 0, {team_staff, ""}, by(director)));
  }
  static RecordContactInput visit(Instant at) {
    RecordContactInput input;
    input.client_id = "phone-1";
    input.at = at;
    input.channel = Channel::visit;
    input.representative = "钱工";
    input.representative_role = "电气主管";
    return input;
  }
  AccountDecision contact(const RecordContactInput& input, ContactEvidence evidence = {}) { return record_contact(customer_, input, evidence, true, by(team_staff)); }
};

TEST_F(AccountContact, Art_11_3_counts_only_with_substance) {
  RecordContactInput input = visit(morning);
  EXPECT_EQ(code(contact(input)), "record_contact.without_substance");
  EXPECT_EQ(clause(contact(input)), "art.11(3)");
  input.file_changed = true;
  EXPECT_EQ(code(contact(input)), "record_contact.file_not_changed") << "claimed, but the file says otherwise";
  EXPECT_EQ(code(contact(input, {true, false})), "allowed");
  input = visit(morning);
  input.need_id = 9;
  EXPECT_EQ(code(contact(input)), "record_contact.need_not_opened");
  EXPECT_EQ(code(contact(input, {false, true})), "allowed");
  input = visit(morning);
  input.service_id = 9;
  EXPECT_EQ(code(contact(input)), "record_contact.service_not_delivered") << "Art. 11(6)(4): claimed, but nothing was delivered";
  EXPECT_EQ(code(contact(input, {false, false, true})), "allowed");
  input = visit(morning);
  input.promise = PromiseInput{"换表", {}, "5wd"};
  EXPECT_EQ(code(contact(input)), "allowed");
  input = visit(morning);
  input.evaluation = EvaluateInput{4, "配合", ""};
  EXPECT_EQ(code(contact(input)), "allowed");
  input = visit(morning);
  input.no_change_confirmed_by = "钱工";
  take(contact(input));
  EXPECT_EQ(customer_.contacts, 1);
  EXPECT_EQ(customer_.last_contact_at, morning);
}

TEST_F(AccountContact, Art_11_4_with_a_registered_representative_or_somebody_by_name_and_role) {
  RecordContactInput input = visit(morning);
  input.no_change_confirmed_by = "钱工";
  input.representative_role.clear();
  EXPECT_EQ(code(contact(input)), "record_contact.representative_role_missing");
  EXPECT_EQ(clause(contact(input)), "art.11(4)");
  input.representative.clear();
  EXPECT_EQ(code(contact(input)), "record_contact.representative_missing");
  input.representative_id = 2;
  EXPECT_EQ(code(contact(input)), "record_contact.representative_unknown") << "of another customer, or of nobody";
  const RegisteredRepresentative over{"钱国梁", "电气主管", false}, holds{"钱国梁", "电气主管", true};
  EXPECT_EQ(code(contact(input, {false, false, false, over})), "record_contact.representative_not_valid");
  const AccountDecision good = contact(input, {false, false, false, holds});
  ASSERT_TRUE(good);
  const auto& recorded = std::get<ContactRecorded>(good->back().body);
  EXPECT_EQ(recorded.representative, "钱国梁") << "as the file had him that day";
  EXPECT_EQ(recorded.representative_id, 2);
  EXPECT_EQ(recorded.representative_role, "电气主管");
}

TEST_F(AccountContact, Art_11_3_in_the_field_has_its_own_earlier_time) {
  RecordContactInput input = visit(morning.plus_seconds(1));
  input.no_change_confirmed_by = "钱工";
  EXPECT_EQ(code(contact(input)), "record_contact.in_the_future");
  input.at = morning;
  take(contact(input));
  input.at = morning.plus_seconds(-3600);
  take(contact(input));
  EXPECT_EQ(customer_.last_contact_at, morning) << "an older one that arrives later does not turn the plan back";
  EXPECT_EQ(code(record_contact(customer_, input, {}, false, by(clerk))), "record_contact.not_yours_then");
  customer_.tenures = {{station_staff, Instant{}, morning}, {team_staff, morning, {}}};
  EXPECT_EQ(code(record_contact(customer_, input, {}, false, by(station_staff))), "allowed") << "he was the manager then";
  input.at = morning;
  EXPECT_EQ(code(record_contact(customer_, input, {}, false, by(station_staff))), "record_contact.not_yours_then");
  EXPECT_EQ(code(record_contact(ManagedCustomer{}, input, {}, true, by(team_staff))), "record_contact.no_tier");
}

TEST_F(AccountContact, Art_11_3_a_promise_is_due_by_the_working_calendar) {
  struct Row {
    PromiseInput input;
    const char* outcome;
  };
  for (const Row& row : std::vector<Row>{{{"x", {}, "2wd"}, "2026-03-12"},
                                         {{"x", Date::of(2026, 3, 13), ""}, "2026-03-13"},
                                         {{"x", Date::of(2026, 3, 14), ""}, "2026-03-16"},  // a Saturday
                                         {{"x", {}, ""}, "promise.due_missing"},
                                         {{"x", Date::of(2026, 3, 13), "2wd"}, "promise.due_missing"},
                                         {{"x", Date::of(2026, 3, 9), ""}, "promise.due_in_the_past"},
                                         {{"x", {}, "soon"}, "limit.malformed"}}) {
    const auto made = make_promise(customer_, row.input, by(team_staff));
    EXPECT_EQ(made ? to_iso(local_date(made->due_at)) : made.refusal().code, row.outcome);
  }
}

TEST_F(AccountContact, Art_11_3_a_promise_is_warned_of_broken_and_kept_late) {
  take(promise(customer_, {"换表", {}, "2wd"}, by(team_staff)));
  const AccountPromise made = customer_.promises[0];
  ASSERT_EQ(made.warn_at.size(), 2U);
  EXPECT_EQ(next_moment(customer_), made.warn_at[0]);
  EXPECT_TRUE(strike_promises(customer_, by({}, morning)).empty());
  const auto strike = [&](Instant at) { return AccountDecision(strike_promises(customer_, by({}, at))); };
  take(strike(made.warn_at[0]));
  EXPECT_TRUE(customer_.promises[0].warned);
  EXPECT_EQ(next_moment(customer_), made.warn_at[1]);
  EXPECT_TRUE(strike(made.warn_at[0])->empty()) << "once";
  const auto broken = strike(made.due_at);
  EXPECT_EQ(std::get<PromiseBroken>(broken->at(0).body).told_officer_id, team_head);
  take(broken);
  EXPECT_FALSE(next_moment(customer_));
  EXPECT_EQ(code(keep_promise(customer_, 2, {"x"}, by(team_staff))), "promise.unknown");
  EXPECT_EQ(code(keep_promise(customer_, 1, {""}, by(team_staff))), "promise.words_missing");
  take(keep_promise(customer_, 1, {"已换"}, by(team_staff, made.due_at.plus_seconds(1))));
  EXPECT_TRUE(customer_.promises.empty());
  EXPECT_EQ(customer_.promises_kept_late, 1);
  take(promise(customer_, {"巡视", {}, "2wd"}, by(team_staff)));
  EXPECT_EQ(customer_.promises[0].number, 2);
  take(keep_promise(customer_, 2, {"已巡视"}, by(team_staff)));
  EXPECT_EQ(customer_.promises_kept, 1);
}

TEST_F(AccountContact, Art_11_3_evaluation_goes_both_ways) {
  EXPECT_EQ(code(evaluate_customer(customer_, {0, "", ""}, by(team_staff))), "evaluate.score_out_of_range");
  EXPECT_EQ(code(evaluate_customer(customer_, {6, "", ""}, by(team_staff))), "evaluate.score_out_of_range");
  EXPECT_EQ(code(evaluate_customer(ManagedCustomer{}, {3, "", ""}, by(team_staff))), "evaluate.no_tier");
  take(evaluate_customer(customer_, {4, "配合", ""}, by(team_staff)));
  EXPECT_EQ(code(evaluate_service(customer_, {5, "", "钱工"}, by(team_staff))), "evaluate.own_service");
  EXPECT_EQ(code(evaluate_service(customer_, {5, "", ""}, by(team_head))), "evaluate.by_whom_missing");
  take(evaluate_service(customer_, {5, "及时", "钱工"}, by(team_head)));
  EXPECT_EQ(customer_.customer_evaluation->score, 4);
  EXPECT_EQ(customer_.service_evaluation->officer_id, team_staff);
  customer_.manager_id = {};
  EXPECT_EQ(code(evaluate_service(customer_, {5, "", "钱工"}, by(team_head))), "evaluate.nobody_served");
}

TEST_F(AccountContact, Art_11_6_3_the_day_says_whom_to_call_and_why) {
  const auto day = [&](OfficerId officer, Instant now) { return work_list({customer_}, officer, local_date(now), by(officer, now)); };
  EXPECT_TRUE(day(team_staff, morning).empty());
  const Instant due = *next_contact_at(customer_, rules_, calendar());
  EXPECT_EQ(local_date(due), Date::of(2026, 6, 10));
  EXPECT_EQ(day(team_staff, due.plus_seconds(-60)).at(0).reasons, std::vector{WorkReason::contact_due});
  EXPECT_EQ(day(team_staff, due.plus_seconds(seconds_per_day)).at(0).reasons, std::vector{WorkReason::contact_overdue});
  EXPECT_TRUE(day(team_head, due).empty()) << "not his while the manager is here";
  people({{{team_staff, {morning, due.plus_seconds(seconds_per_day)}}}, {}, {}});
  EXPECT_EQ(day(team_head, due).at(0).instead_of_id, team_staff);
  EXPECT_EQ(stood_in_for({customer_}, team_head, by(team_head)).size(), 1U);
  people({});
  rules_.tiers[1].contact_every.reset();
  EXPECT_TRUE(day(team_staff, due).empty()) << "a frequency the bureau did not set is nobody's duty";
  take(promise(customer_, {"换表", {}, "2wd"}, by(team_staff)));
  EXPECT_EQ(day(team_staff, customer_.promises[0].due_at).at(0).reasons, std::vector{WorkReason::promise_due});
  customer_.hand_over = HandOver{team_staff, station_staff, "", {}, morning};
  EXPECT_EQ(day(station_staff, morning).at(0).reasons, std::vector{WorkReason::hand_over_to_sign});
  terms_[0].to = morning;
  EXPECT_EQ(day(team_head, morning).at(0).reasons, std::vector{WorkReason::term_over});
  customer_.manager_id = {};
  EXPECT_EQ(day(station_head, morning).at(0).reasons, std::vector{WorkReason::no_manager});
}

TEST_F(AccountContact, Art_11_5_1_another_tier_asks_for_another_manager) {
  tier(AccountTier::large_account);
  EXPECT_EQ(answerable_for(customer_, terms_, organisation_, morning).officer_id, team_staff) << "answers until he hands over";
  EXPECT_EQ(work_list({customer_}, team_staff, local_date(morning), by(team_staff)).at(0).reasons, std::vector{WorkReason::wrong_kind});
}

}  // namespace
}  // namespace shouwen
