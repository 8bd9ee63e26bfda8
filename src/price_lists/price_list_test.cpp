// The verbs of a price list and of the posting register, stored and verified.
#include "db/temporary_database_test.h"
#include "org/signing_key.h"
#include "price_lists/price_list_fixture_test.h"
#include "price_lists/price_list_steps.h"
#include "price_lists/price_posting_store.h"
#include "price_lists/price_list_store.h"
#include "price_lists/published_item.h"
#include "price_lists/signed_price_list.h"

namespace shouwen {
namespace {

const OfficerId author{11}, reviewer{12}, leader{13};
const Instant now = at_local(Date::of(2026, 6, 20), 9 * 3600);

PriceListSituation situation(OfficerId officer, Date on = first_day) { return {officer, now, 1, shipped_body(on), 0, "示范供电局"}; }
DraftPriceListInput input(Date on = first_day) {
  DraftPriceListInput made;
  made.in_force_from = on;
  return made;
}
JudgePriceListInput accept(const PriceList& list) { return {list.version, PriceListVerdict::accepted, {}}; }
JudgePriceListInput send_back(const PriceList& list, const char* reason) { return {list.version, PriceListVerdict::returned, {reason}}; }

PriceList drafted() { return apply(PriceList{}, *draft_price_list(input(), situation(author))); }
PriceList submitted() {
  const PriceList list = drafted();
  return apply(list, *submit_price_list(list, {list.version}, situation(author)));
}
PriceList reviewed() {
  const PriceList list = submitted();
  return apply(list, *review_price_list(list, accept(list), situation(reviewer)));
}

template <class Decision>
std::string code_of(const Decision& decision) { return decision ? "done" : decision.refusal().code; }

TEST(DraftPriceList, Art_9_1_first_day_content_and_correction) {
  EXPECT_EQ(code_of(draft_price_list(input(Date::of(2026, 6, 19)), situation(author))), "price_list.first_day_over");
  EXPECT_EQ(code_of(draft_price_list(input(Date::of(2026, 6, 20)), situation(author))), "done");
  PriceListSituation empty = situation(author);
  empty.body.prices.clear();
  EXPECT_EQ(code_of(draft_price_list(input(), empty)), "price_list.nothing_listed");
  DraftPriceListInput correcting = input();
  correcting.corrects_number = 1;
  EXPECT_EQ(code_of(draft_price_list(correcting, situation(author))), "price_list.unknown_number");
  PriceListSituation second = situation(author);
  second.last_number = 1;
  EXPECT_EQ(code_of(draft_price_list(correcting, second)), "price_list.correction_missing");
  correcting.correction_zh.value = "第一档价格印错";
  EXPECT_EQ(code_of(draft_price_list(correcting, second)), "done");
  correcting.corrects_number.reset();
  EXPECT_EQ(code_of(draft_price_list(correcting, second)), "price_list.correction_without_number");
}

TEST(ChangePriceList, Art_9_1_by_its_author_while_a_draft) {
  const PriceList list = drafted();
  DraftPriceListInput later = input(Date::of(2026, 8, 1));
  EXPECT_EQ(code_of(change_price_list(list, later, situation(author))), "price_list.changed_meanwhile");
  later.version = list.version;
  EXPECT_EQ(code_of(change_price_list(list, later, situation(reviewer))), "price_list.author_only");
  const PriceList after = apply(list, *change_price_list(list, later, situation(author, later.in_force_from)));
  EXPECT_EQ(after.in_force_from, later.in_force_from);
  EXPECT_LT(after.body.prices.size(), list.body.prices.size());
  const PriceList sent = submitted();
  later.version = sent.version;
  EXPECT_EQ(code_of(change_price_list(sent, later, situation(author))), "price_list.wrong_stage");
}

TEST(ApprovePriceList, Art_9_1_three_different_people) {
  const PriceList draft = drafted();
  EXPECT_EQ(code_of(submit_price_list(draft, {draft.version}, situation(reviewer))), "price_list.author_only");
  EXPECT_EQ(code_of(review_price_list(draft, accept(draft), situation(reviewer))), "price_list.wrong_stage");
  const PriceList sent = submitted();
  EXPECT_EQ(code_of(review_price_list(sent, accept(sent), situation(author))), "price_list.own_review");
  EXPECT_EQ(code_of(review_price_list(sent, send_back(sent, ""), situation(reviewer))), "price_list.reason_missing");
  EXPECT_EQ(code_of(review_price_list(sent, {sent.version - 1, PriceListVerdict::accepted, {}}, situation(reviewer))), "price_list.changed_meanwhile");
  const PriceList seen = reviewed();
  EXPECT_EQ(code_of(approve_price_list(seen, accept(seen), situation(author))), "price_list.own_approval");
  EXPECT_EQ(code_of(approve_price_list(seen, accept(seen), situation(reviewer))), "price_list.own_approval");
  EXPECT_EQ(code_of(approve_price_list(seen, send_back(seen, ""), situation(leader))), "price_list.reason_missing");
  EXPECT_EQ(code_of(approve_price_list(seen, accept(seen), situation(leader))), "done");
  const PriceList back = apply(seen, *approve_price_list(seen, send_back(seen, "附注要改"), situation(leader)));
  EXPECT_EQ(back.state, PriceListState::draft);
  EXPECT_EQ(back.returned_reason, "附注要改");
  EXPECT_EQ(back.returned_by_id, leader);
}

TEST(ApprovePriceList, Art_9_1_only_what_the_bill_kernel_will_use) {
  const PriceList sent = submitted(), seen = reviewed();
  PriceListSituation moved = situation(leader);
  moved.body.prices.front().yuan_e8 += 1;
  EXPECT_EQ(code_of(approve_price_list(seen, accept(seen), moved)), "price_list.content_outdated");
  moved.officer_id = reviewer;
  EXPECT_EQ(code_of(review_price_list(sent, accept(sent), moved)), "price_list.content_outdated");
  EXPECT_EQ(code_of(review_price_list(sent, send_back(sent, "价格已变"), moved)), "done") << "returning is how it is put right";
  PriceListSituation late = situation(leader);
  late.now = at_local(Date::of(2026, 7, 2), 0);
  EXPECT_EQ(code_of(approve_price_list(seen, accept(seen), late)), "price_list.first_day_over");
}

TEST(ApprovePriceList, Art_9_1_numbered_and_frozen) {
  PriceListSituation third = situation(leader);
  third.last_number = 2;
  const PriceList seen = reviewed();
  const PriceList done = apply(seen, *approve_price_list(seen, accept(seen), third));
  EXPECT_EQ(done.number, 3);
  EXPECT_EQ(done.state, PriceListState::issued);
  EXPECT_EQ(code_of(discard_price_list(done, {done.version}, situation(author))), "price_list.wrong_stage");
  EXPECT_EQ(code_of(approve_price_list(done, accept(done), third)), "price_list.wrong_stage");
  const PriceList draft = drafted();
  EXPECT_EQ(apply(draft, *discard_price_list(draft, {draft.version}, situation(reviewer))).state, PriceListState::discarded);
}

class StoredPriceList : public ::testing::Test {
 protected:
  /// Through all steps, as the API does.
  PriceList issue(Date on) {
    const auto at = [&](OfficerId officer) {
      PriceListSituation made = situation(officer, on);
      made.last_number = last_price_list_number(session_);
      return made;
    };
    PriceList list = add_price_list(session_, *draft_price_list(input(on), at(author)), {author, now, 1});
    list = save_price_list(session_, list, *submit_price_list(list, {list.version}, at(author)), {author, now, 1});
    list = save_price_list(session_, list, *review_price_list(list, accept(list), at(reviewer)), {reviewer, now, 1});
    PriceListEvent event = *approve_price_list(list, accept(list), at(leader));
    for (auto* text : {&event.content, &event.csv}) *text = sign_text((*text)->text, key_);
    return save_price_list(session_, list, event, {leader, now, 1});
  }
  std::vector<std::string> verified() {
    std::vector<std::string> all = verify_price_list_numbers(session_);
    for (const IssuedRow& row : list_issued_price_lists(session_, 0, 100))
      for (std::string& text : verify_price_list(session_, row.id)) all.push_back(std::move(text));
    return all;
  }

  db::TemporaryDatabase database_;
  db::Session session_{database_.file(), db::OpenMode::read_write_create};
  SigningKey key_ = SigningKey::open(database_.folder() / signing_key_file);
};

TEST_F(StoredPriceList, Art_9_1_issued_with_its_items_and_found_by_day) {
  EXPECT_EQ(published_item_on(session_, "residential.tier_1", first_day), std::nullopt);
  const PriceList one = issue(first_day), two = issue(Date::of(2026, 8, 1)), between = issue(Date::of(2026, 7, 15));
  EXPECT_EQ((std::vector{one.number, two.number, between.number}), (std::vector<std::int64_t>{1, 2, 3}));
  const auto in_force = [&](int month, int day) { return price_list_in_force(session_, Date::of(2026, month, day)).value_or(0); };
  EXPECT_EQ(in_force(6, 30), 0);
  EXPECT_EQ(in_force(7, 14), 1);
  EXPECT_EQ(in_force(7, 31), 3);
  EXPECT_EQ(in_force(8, 1), 2);
  EXPECT_EQ(price_list_held_before(session_, two.in_force_from, two.number), 3);
  EXPECT_EQ(price_list_held_before(session_, one.in_force_from, one.number), std::nullopt);
  EXPECT_EQ(price_list_held_before(session_, one.in_force_from, 0), 1) << "a draft for the same day follows";
  EXPECT_EQ(published_item_on(session_, "commercial.flat", Date::of(2026, 7, 31))->yuan_e8, 66'096'875);
  EXPECT_EQ(published_item_on(session_, "commercial.flat", Date::of(2026, 8, 1)), std::nullopt) << "not published for August";
  EXPECT_EQ(load_issued_price_list(session_, 3), between);
  EXPECT_EQ(verified(), std::vector<std::string>{});
}

TEST_F(StoredPriceList, Art_9_1_verify_finds_what_was_changed) {
  issue(first_day);
  for (const char* sql : {"UPDATE published_item SET yuan_e8 = yuan_e8 + 1 WHERE code = 'residential.tier_1'", "UPDATE published_item SET name_zh = 'x' WHERE code = 'residential.tier_2'",
                          "DELETE FROM published_item_payer WHERE code = 'residential.tier_1'", "UPDATE price_list SET state = replace(state, '0.58886875', '0.59')",
                          "UPDATE price_list SET in_force_from = in_force_from - 1", "UPDATE price_list SET version = 9"}) {
    session_.execute_script("SAVEPOINT damage; PRAGMA foreign_keys = OFF;");
    session_.execute_script(sql);
    EXPECT_FALSE(verified().empty()) << sql;
    session_.execute_script("ROLLBACK TO damage; RELEASE damage;");
    EXPECT_TRUE(verified().empty()) << sql;
  }
}

// Postings.

const UnitId hall{5};
const OfficerId clerk{21}, auditor{22};
PostingProof proof(Date on) {
  PostingProof made;
  made.posted_on = on;
  made.photo_hash = "00";
  return made;
}
PostingSituation at(OfficerId officer, Date today, std::optional<std::int64_t> followed_by = {}) { return {officer, at_local(today, 9 * 3600), Date::of(2026, 6, 25), followed_by}; }
PricePosting empty_posting() {
  PricePosting posting;
  posting.number = 2;
  posting.unit_id = hall;
  return posting;
}

TEST(ProvePosting, Art_9_1_day_and_price_list) {
  const Date today = Date::of(2026, 7, 1);
  EXPECT_EQ(code_of(prove_posting(empty_posting(), proof(today.plus_days(1)), at(clerk, today))), "price_posting.later_than_today");
  EXPECT_EQ(code_of(prove_posting(empty_posting(), proof(Date::of(2026, 6, 24)), at(clerk, today))), "price_posting.before_issue");
  EXPECT_EQ(code_of(prove_posting(empty_posting(), proof(today), at(clerk, today, 3))), "price_posting.outdated");
  const PricePosting posted = apply(empty_posting(), *prove_posting(empty_posting(), proof(today), at(clerk, today)));
  EXPECT_EQ(posted.state, PostingState::posted);
  EXPECT_EQ(posted.proof->officer_id, clerk);
  EXPECT_EQ(code_of(reject_posting(posted, {posted.version, {"看不清"}}, at(clerk, today))), "price_posting.own_photo");
  EXPECT_EQ(code_of(reject_posting(posted, {0, {"看不清"}}, at(auditor, today))), "price_posting.changed_meanwhile");
  EXPECT_EQ(code_of(reject_posting(empty_posting(), {0, {"看不清"}}, at(auditor, today))), "price_posting.nothing_to_reject");
  const PricePosting rejected = apply(posted, *reject_posting(posted, {posted.version, {"看不清期号"}}, at(auditor, today)));
  EXPECT_EQ(rejected.state, PostingState::rejected);
  EXPECT_EQ(rejected.rejection->reason, "看不清期号");
  const PricePosting again = apply(rejected, *prove_posting(rejected, proof(today), at(clerk, today)));
  EXPECT_EQ(again.state, PostingState::posted);
  EXPECT_EQ(again.rejection, std::nullopt);
  EXPECT_EQ(again.proofs, 2);
}

TEST(TellOverduePosting, Art_9_1_once_and_only_without_a_good_photo) {
  const Instant due = at_local(Date::of(2026, 7, 4), 0);
  EXPECT_FALSE(tell_overdue_posting(empty_posting(), due, due.plus_seconds(-1)));
  const PricePosting told = apply(empty_posting(), *tell_overdue_posting(empty_posting(), due, due));
  EXPECT_EQ(told.told_at, due);
  EXPECT_FALSE(tell_overdue_posting(told, due, due.plus_seconds(99)));
  const PricePosting posted = apply(empty_posting(), *prove_posting(empty_posting(), proof(Date::of(2026, 7, 1)), at(clerk, Date::of(2026, 7, 1))));
  EXPECT_FALSE(tell_overdue_posting(posted, due, due));
  const PricePosting rejected = apply(posted, *reject_posting(posted, {posted.version, {"看不清"}}, at(auditor, Date::of(2026, 7, 2))));
  EXPECT_TRUE(tell_overdue_posting(rejected, due, due));
}

TEST(PostingDue, Art_9_1_from_the_first_day_or_the_issue) {
  ASSERT_NE(shipped_rulebook().price_lists, nullptr);
  const PriceListRules& rules = *shipped_rulebook().price_lists;
  const auto due = [&](Date issued_on) { return local_date(posting_due_at(rules, shipped_rulebook().calendars.bureau, at_local(issued_on, 9 * 3600), first_day)); };
  EXPECT_EQ(due(Date::of(2026, 6, 1)), Date::of(2026, 7, 6)) << "three working days after Wednesday 1 July";
  EXPECT_EQ(due(first_day), due(Date::of(2026, 6, 1)));
  EXPECT_GT(due(Date::of(2026, 7, 10)), due(first_day)) << "issued late";
}

}  // namespace
}  // namespace shouwen
