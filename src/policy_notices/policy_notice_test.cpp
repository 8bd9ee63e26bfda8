// Drafted by one, approved by another, frozen when sent, read by name; never changed in silence. Art. 11(6)(2).
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "policy_notices/policy_notice_steps.h"

namespace shouwen {
namespace {

const Instant noon = at_local(Date::of(2026, 11, 27), 12 * 3600);
const Date today = Date::of(2026, 11, 27);
const PolicyNoticeRules rules{"示例", 7, 3};
const OfficerId author{1}, other{2}, manager{3};
PolicyNoticeSituation by(OfficerId officer, Instant at = noon) { return {officer, at, rules, {}}; }
PolicyNoticeSituation of_manager(std::vector<CustomerId> portfolio) { return {manager, noon, rules, std::move(portfolio)}; }

PolicyNoticeInput input(std::int64_t version = 0) {
  PolicyNoticeInput made;
  made.version = version;
  made.content.title.value = "分时电价调整𠮷";
  made.content.text.value = "自下月起执行。";
  made.audience.tier = AccountTier::key_account;
  return made;
}
std::string code(const PolicyNoticeDecision& decision) { return decision ? "" : decision.refusal().code; }
PolicyNotice take(const PolicyNotice& before, const PolicyNoticeDecision& decision) { return apply(before, decision.value()); }
std::vector<FrozenRecipient> people(int n) {
  std::vector<FrozenRecipient> made;
  for (int i = 1; i <= n; ++i) made.push_back({CustomerId{i}, manager});
  return made;
}
PolicyNotice drafted() { return take({}, draft_policy_notice(input(), {}, by(author))); }
PolicyNotice submitted() { return take(drafted(), submit_policy_notice(drafted(), 0, by(author))); }
PolicyNotice approved() { return take(submitted(), approve_policy_notice(submitted(), 0, by(other))); }
PolicyNotice sent() {
  PolicyNotice notice = take(approved(), send_policy_notice(approved(), 0, people(2), {}, by(author)));
  notice.id = PolicyNoticeId{1};
  return notice;
}
PolicyRecipient recipient() {
  PolicyRecipient row;
  row.number = 1;
  row.customer_id = CustomerId{1};
  return row;
}

TEST(PolicyNotice, Art_11_6_2_a_draft_says_for_whom_and_how_long) {
  struct Row {
    const char* code;
    std::function<void(PolicyNoticeInput&)> change;
  };
  const Row rows[] = {
      {"", [](PolicyNoticeInput&) {}},
      {"", [](PolicyNoticeInput& one) { one.content.valid_to = today; }},
      {"policy_notice.over_already", [](PolicyNoticeInput& one) { one.content.valid_to = today.plus_days(-1); }},
      {"policy_notice.validity_backwards", [](PolicyNoticeInput& one) { one.content.valid_from = today.plus_days(2), one.content.valid_to = today.plus_days(1); }},
      {"policy_notice.nobody_chosen", [](PolicyNoticeInput& one) { one.audience = {}; }},
      {"", [](PolicyNoticeInput& one) { one.audience = {}, one.audience.customer_ids = {CustomerId{4}}; }},
      {"policy_notice.too_many_single", [](PolicyNoticeInput& one) { one.audience.customer_ids.assign(501, CustomerId{4}); }},
      {"policy_notice.nothing_to_correct", [](PolicyNoticeInput& one) { one.corrects_id = PolicyNoticeId{9}; }},
  };
  for (const Row& row : rows) {
    PolicyNoticeInput made = input();
    row.change(made);
    EXPECT_EQ(code(draft_policy_notice(made, {}, by(author))), row.code);
    if (made.corrects_id) continue;
    EXPECT_EQ(code(change_policy_notice(drafted(), made, by(author))), row.code);
  }
}

TEST(PolicyNotice, Art_11_6_2_an_account_manager_writes_to_his_own_customers) {
  PolicyNoticeInput made = input();
  EXPECT_EQ(code(draft_policy_notice(made, {}, of_manager({CustomerId{4}}))), "policy_notice.not_your_customers");
  made.audience.account_manager_id = manager;
  EXPECT_EQ(code(draft_policy_notice(made, {}, of_manager({CustomerId{4}}))), "");
  made.audience.customer_ids = {CustomerId{4}, CustomerId{5}};
  EXPECT_EQ(draft_policy_notice(made, {}, of_manager({CustomerId{4}})).refusal().field, "/audience/customer_ids");
  made.audience = {};
  made.audience.customer_ids = {CustomerId{4}};
  EXPECT_EQ(code(draft_policy_notice(made, {}, of_manager({CustomerId{4}}))), "");
}

TEST(PolicyNotice, Art_11_6_2_whoever_wrote_at_it_does_not_approve_it) {
  EXPECT_EQ(approve_policy_notice(submitted(), 0, by(author)).refusal().clause, "art.11(6)(2)");
  EXPECT_EQ(code(approve_policy_notice(submitted(), 0, by(author))), "policy_notice.own_notice");
  EXPECT_EQ(code(return_policy_notice(submitted(), 0, "改", by(author))), "policy_notice.own_notice");
  const PolicyNotice changed = take(drafted(), change_policy_notice(drafted(), input(1), by(other)));
  const PolicyNotice waiting = take(changed, submit_policy_notice(changed, 0, by(other)));
  EXPECT_EQ(code(approve_policy_notice(waiting, 0, by(other))), "policy_notice.own_notice") << "a helper is an author too";
  EXPECT_EQ(take(waiting, approve_policy_notice(waiting, 0, by(manager))).approved_by_id, manager);
  const PolicyNotice back = take(submitted(), return_policy_notice(submitted(), 2, "日期不对", by(other)));
  EXPECT_EQ(back.stage, PolicyNoticeStage::draft);
  EXPECT_EQ(back.returned_because, "日期不对");
  EXPECT_EQ(take(back, submit_policy_notice(back, 0, by(author))).returned_because, "");
}

TEST(PolicyNotice, Art_11_6_2_each_step_at_its_stage_and_as_it_was_seen) {
  EXPECT_EQ(code(change_policy_notice(submitted(), input(), by(author))), "policy_notice.wrong_stage");
  EXPECT_EQ(code(attach_to_policy_notice(approved(), 0, {}, by(author))), "policy_notice.wrong_stage");
  EXPECT_EQ(code(submit_policy_notice(sent(), 0, by(author))), "policy_notice.wrong_stage");
  EXPECT_EQ(code(approve_policy_notice(drafted(), 0, by(other))), "policy_notice.wrong_stage");
  EXPECT_EQ(code(send_policy_notice(submitted(), 0, people(1), {}, by(author))), "policy_notice.wrong_stage");
  EXPECT_EQ(code(submit_policy_notice(drafted(), 7, by(author))), "policy_notice.changed_meanwhile");
  EXPECT_EQ(code(withdraw_policy_notice(sent(), 1, "错", by(author))), "policy_notice.changed_meanwhile");
  PolicyNotice attached = take(drafted(), attach_to_policy_notice(drafted(), 1, {"政策.pdf", "application/pdf", "ab", 3}, by(other)));
  EXPECT_EQ(attached.attachment->file_name, "政策.pdf");
  EXPECT_EQ(attached.written_by_ids, (std::vector{author, other}));
  PolicyNoticeInput without = input();
  without.remove_attachment = true;
  EXPECT_FALSE(take(attached, change_policy_notice(attached, without, by(author))).attachment);
}

TEST(PolicyNotice, Art_11_6_2_recipients_are_frozen_when_it_is_sent) {
  EXPECT_EQ(code(send_policy_notice(approved(), 0, {}, {}, by(author))), "policy_notice.nobody_fits");
  EXPECT_EQ(code(send_policy_notice(approved(), 0, people(4), {}, by(author))), "policy_notice.too_many_recipients");
  const PolicyNotice notice = sent();
  EXPECT_EQ(notice.recipients, 2);
  EXPECT_EQ(notice.remind_on, today.plus_days(8)) << "seven whole days to read it";
  const PolicyNoticeRules none;
  EXPECT_FALSE(take(approved(), send_policy_notice(approved(), 0, people(4), {}, {author, noon, none, {}})).remind_on) << "no number of the bureau's: nobody is reminded";
  PolicyNotice late = approved();
  late.content.valid_to = today.plus_days(-1);
  EXPECT_EQ(code(send_policy_notice(late, 0, people(1), {}, by(author))), "policy_notice.over_already");
}

TEST(PolicyNotice, Art_11_6_2_a_correction_takes_the_place_of_what_was_sent) {
  PolicyNoticeInput made = input();
  made.corrects_id = PolicyNoticeId{1};
  EXPECT_EQ(code(draft_policy_notice(made, drafted(), by(author))), "policy_notice.nothing_to_correct");
  PolicyNotice correction = take({}, draft_policy_notice(made, sent(), by(author)));
  EXPECT_EQ(correction.corrects_id, PolicyNoticeId{1});
  correction = take(correction, submit_policy_notice(correction, 0, by(author)));
  correction = take(correction, approve_policy_notice(correction, 0, by(other)));
  const PolicyNotice withdrawn = take(sent(), withdraw_policy_notice(sent(), 0, "作废", by(author)));
  EXPECT_EQ(code(send_policy_notice(correction, 0, people(2), withdrawn, by(author))), "policy_notice.nothing_to_correct");
  EXPECT_EQ(code(send_policy_notice(correction, 0, people(2), sent(), by(author))), "");
  const PolicyNotice gone = apply(sent(), supersede_policy_notice(PolicyNoticeId{2}, by(author)));
  EXPECT_EQ(gone.stage, PolicyNoticeStage::superseded);
  EXPECT_EQ(gone.superseded_by_id, PolicyNoticeId{2});
  EXPECT_EQ(code(withdraw_policy_notice(gone, 0, "错", by(author))), "policy_notice.wrong_stage");
}

TEST(PolicyNotice, Art_11_6_2_opening_and_confirming_are_two_facts) {
  const PolicyNotice notice = sent();
  const auto opening = open_policy_notice(notice, recipient(), ReadingWay::link, by({}));
  ASSERT_TRUE(opening);
  const PolicyRecipient opened = apply(recipient(), *opening);
  EXPECT_EQ(opened.opened_at, noon);
  EXPECT_FALSE(opened.confirmed_at);
  EXPECT_FALSE(open_policy_notice(notice, opened, ReadingWay::link, by({}))) << "the first one is kept";
  const PolicyNotice counted = apply(notice, *opening);
  EXPECT_EQ(counted.opened, 1);
  EXPECT_EQ(counted.version, notice.version) << "a reading is no new version";
  EXPECT_EQ(code(confirm_policy_notice(notice, opened, {ReadingWay::link, {""}}, by({}))), "policy_notice.read_by_missing");
  const PolicyNoticeEvent reading = confirm_policy_notice(notice, opened, {ReadingWay::link, {"孔㛃"}}, by({})).value();
  const PolicyRecipient read = apply(opened, reading);
  EXPECT_EQ(read.read_by, "孔㛃");
  EXPECT_FALSE(read.recorded_by_id);
  EXPECT_EQ(apply(counted, reading).confirmed, 1);
  EXPECT_EQ(code(confirm_policy_notice(notice, read, {ReadingWay::link, {"孔㛃"}}, by({}))), "policy_notice.confirmed_already");
  const PolicyNotice withdrawn = take(notice, withdraw_policy_notice(notice, 0, "作废", by(author)));
  EXPECT_EQ(code(confirm_policy_notice(withdrawn, opened, {ReadingWay::link, {"孔㛃"}}, by({}))), "policy_notice.not_in_force");
  EXPECT_FALSE(open_policy_notice(withdrawn, recipient(), ReadingWay::link, by({})));
}

TEST(PolicyNotice, Art_11_6_2_a_receipt_written_down_came_by_phone_or_on_a_visit) {
  const PolicyNotice notice = sent();
  const auto record = [&](PolicyReceiptInput given, Instant at = noon) { return confirm_policy_notice(notice, recipient(), given, by(manager, at)); };
  EXPECT_EQ(code(record({ReadingWay::link, {"钱工"}})), "policy_notice.way_not_by_officer");
  EXPECT_EQ(code(record({ReadingWay::phone, {"钱工"}, today.plus_days(-1)})), "policy_notice.read_before_sent");
  EXPECT_EQ(code(record({ReadingWay::phone, {"钱工"}, today.plus_days(1)})), "policy_notice.read_later");
  const PolicyRecipient read = apply(recipient(), record({ReadingWay::visit, {"钱工"}, today, Text<0, 500>{"当面说明"}}).value());
  EXPECT_EQ(read.recorded_by_id, manager);
  EXPECT_EQ(read.read_on, today);
  EXPECT_EQ(read.words, "当面说明");
  EXPECT_FALSE(read.opened_at);
}

TEST(PolicyNotice, Art_11_6_2_links_for_those_who_wait_a_reminder_once) {
  EXPECT_EQ(code(issue_policy_links(approved(), {1}, by(author))), "policy_notice.not_in_force");
  EXPECT_EQ(code(issue_policy_links(sent(), {}, by(author))), "policy_notice.nobody_waits");
  EXPECT_EQ(apply(sent(), issue_policy_links(sent(), {1, 2}, by(author)).value()).links_issued, 2);
  EXPECT_FALSE(is_overdue(sent(), recipient(), today.plus_days(7)));
  EXPECT_TRUE(is_overdue(sent(), recipient(), today.plus_days(8)));
  const PolicyNoticeEvent reminder = remind_of_policy_notice({1}, manager, noon);
  EXPECT_EQ(apply(recipient(), reminder).reminded_at, noon);
  EXPECT_EQ(apply(sent(), reminder), sent()) << "of the notice itself nothing changed";
}

RC_GTEST_PROP(PolicyNotice, Art_11_6_2_counts_are_never_more_than_recipients, (const std::vector<std::pair<bool, bool>>& acts)) {
  PolicyNotice notice = sent();
  std::vector<PolicyRecipient> rows(2, recipient());
  rows[1].number = 2;
  for (const auto& [second, confirms] : acts) {
    PolicyRecipient& row = rows[second ? 1 : 0];
    std::optional<PolicyNoticeEvent> event;
    if (!confirms) event = open_policy_notice(notice, row, ReadingWay::link, by({}));
    else if (const auto decision = confirm_policy_notice(notice, row, {ReadingWay::link, {"甲"}}, by({}))) event = *decision;
    if (!event) continue;
    notice = apply(notice, *event);
    row = apply(row, *event);
  }
  std::int64_t opened = 0, confirmed = 0;
  for (const PolicyRecipient& row : rows) opened += row.opened_at ? 1 : 0, confirmed += row.confirmed_at ? 1 : 0;
  RC_ASSERT(notice.opened == opened && notice.confirmed == confirmed);
}

}  // namespace
}  // namespace shouwen
