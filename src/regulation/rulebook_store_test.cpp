// A rulebook changes by draft, submission, another person's review and a date; what was in force stays readable.
#include "regulation/rulebook_store.h"

#include <gtest/gtest.h>

#include "db/journal.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

constexpr OfficerId author{1}, reviewer{2};
constexpr Instant day_one{1000}, day_two{2000}, day_three{3000};

class RulebookStoreTest : public testing::Test {
 protected:
  RulebookStoreTest() {
    const auto version = install_rulebook(session, read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"), day_one, day_one);
    EXPECT_TRUE(version) << version.refusal().values[2].second;
  }
  static std::string code(const Verdict& verdict) { return verdict ? "" : verdict.refusal().code; }
  std::string file_text(std::int64_t version, const std::string& name) {
    for (const RulebookFile& file : rulebook_files(session, version))
      if (file.name == name) return file.text;
    return {};
  }
  RulebookFile with_budget(std::int64_t version, const std::string& budget) {
    std::string text = file_text(version, "handling.toml");
    const std::string before = "return_budget = 2";
    return {"handling.toml", text.replace(text.find(before), before.size(), "return_budget = " + budget)};
  }
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(RulebookStoreTest, Art_1_a_change_goes_through_draft_review_and_date) {
  EXPECT_EQ(rulebook_version_at(session, day_two), 1);
  EXPECT_EQ(rulebook_version_at(session, Instant{999}), 0);
  const std::int64_t draft = *start_draft(session, {"预算改为3次", 0}, author, day_two);
  EXPECT_EQ(code(change_draft_file(session, draft, with_budget(draft, "3"), author, day_two)), "");
  EXPECT_EQ(code(submit_draft(session, draft, author, day_two)), "");
  EXPECT_EQ(code(review_draft(session, draft, {true, ""}, reviewer, day_two)), "");
  EXPECT_EQ(code(put_in_force(session, draft, day_three, reviewer, day_two)), "");
  EXPECT_EQ(rulebook_version_at(session, day_two), 1);
  EXPECT_EQ(rulebook_version_at(session, day_three), draft);
  RulebookShelf shelf;
  EXPECT_EQ(shelf.get(session, 1)->hand_over.return_budget, 2);
  EXPECT_EQ(shelf.get(session, draft)->hand_over.return_budget, 3);
  EXPECT_EQ(shelf.find(draft)->version, draft);
  EXPECT_EQ(db::read_stream(session, "rulebook/" + std::to_string(draft)).size(), 5U);
  EXPECT_TRUE(db::verify_chain(session).intact);
}

TEST_F(RulebookStoreTest, Art_5_nobody_approves_his_own_draft) {
  const std::int64_t draft = *start_draft(session, {"x", 0}, author, day_two);
  EXPECT_EQ(code(submit_draft(session, draft, reviewer, day_two)), "rulebook.not_your_draft");
  EXPECT_EQ(code(submit_draft(session, draft, author, day_two)), "");
  EXPECT_EQ(code(review_draft(session, draft, {true, ""}, author, day_two)), "rulebook.own_draft");
}

TEST_F(RulebookStoreTest, Art_5_steps_come_in_order) {
  const std::int64_t draft = *start_draft(session, {"x", 0}, author, day_two);
  EXPECT_EQ(code(review_draft(session, draft, {true, ""}, reviewer, day_two)), "rulebook.wrong_state");
  EXPECT_EQ(code(put_in_force(session, draft, day_three, reviewer, day_two)), "rulebook.wrong_state");
  EXPECT_EQ(code(put_in_force(session, 99, day_three, reviewer, day_two)), "rulebook.unknown_version");
  EXPECT_EQ(code(change_draft_file(session, 1, {"handling.toml", ""}, author, day_two)), "rulebook.wrong_state");
  EXPECT_EQ(code(change_draft_file(session, draft, {"other.toml", ""}, author, day_two)), "rulebook.unknown_file");
  EXPECT_EQ(code(change_draft_file(session, draft, {"handling.toml", ""}, reviewer, day_two)), "rulebook.not_your_draft");
  EXPECT_EQ(code(submit_draft(session, draft, author, day_two)), "");
  EXPECT_EQ(code(review_draft(session, draft, {false, "理由不足"}, reviewer, day_two)), "");
  EXPECT_EQ(code(put_in_force(session, draft, day_three, reviewer, day_two)), "rulebook.wrong_state");
}

TEST_F(RulebookStoreTest, Art_1_a_draft_with_mistakes_is_not_submitted) {
  const std::int64_t draft = *start_draft(session, {"x", 0}, author, day_two);
  ASSERT_EQ(code(change_draft_file(session, draft, with_budget(draft, "0"), author, day_two)), "");
  const Verdict refused = submit_draft(session, draft, author, day_two);
  ASSERT_EQ(code(refused), "rulebook.has_mistakes");
  EXPECT_EQ(refused.refusal().values[0].second, "handling.toml");
}

TEST_F(RulebookStoreTest, Art_5_verdicts_already_given_stay) {
  const std::int64_t draft = *start_draft(session, {"x", 0}, author, day_two);
  ASSERT_EQ(code(submit_draft(session, draft, author, day_two)), "");
  ASSERT_EQ(code(review_draft(session, draft, {true, ""}, reviewer, day_two)), "");
  EXPECT_EQ(code(put_in_force(session, draft, day_one, reviewer, day_two)), "rulebook.into_the_past");
}

TEST_F(RulebookStoreTest, Art_5_nothing_made_meanwhile_is_undone_unseen) {
  const auto reviewed = [&](std::int64_t from) {
    const std::int64_t draft = *start_draft(session, {"x", from}, author, day_two);
    EXPECT_EQ(code(submit_draft(session, draft, author, day_two)), "");
    EXPECT_EQ(code(review_draft(session, draft, {true, ""}, reviewer, day_two)), "");
    return draft;
  };
  const std::int64_t first = reviewed(0), second = reviewed(0);
  ASSERT_EQ(code(put_in_force(session, first, day_three, reviewer, day_two)), "");
  EXPECT_EQ(code(put_in_force(session, second, Instant{4000}, reviewer, day_two)), "rulebook.base_moved");
  EXPECT_EQ(code(put_in_force(session, second, Instant{2500}, reviewer, day_two)), "rulebook.later_planned");
  EXPECT_EQ(code(put_in_force(session, reviewed(first), Instant{4000}, reviewer, day_two)), "") << "begun from what will be in force";
  EXPECT_EQ(start_draft(session, {"x", 99}, author, day_two).refusal().code, "rulebook.unknown_version");
}

TEST_F(RulebookStoreTest, Art_5_a_draft_is_taken_back_sent_back_and_taken_up_again) {
  const std::int64_t draft = *start_draft(session, {"x", 0}, author, day_two);
  ASSERT_EQ(code(change_draft_file(session, draft, with_budget(draft, "3"), author, day_two)), "");
  ASSERT_EQ(code(submit_draft(session, draft, author, day_two)), "");
  EXPECT_EQ(code(recall_draft(session, draft, reviewer, day_two)), "rulebook.not_your_draft");
  EXPECT_EQ(code(recall_draft(session, draft, author, day_two)), "");
  ASSERT_EQ(code(submit_draft(session, draft, author, day_two)), "");
  EXPECT_EQ(code(review_draft(session, draft, {false, ""}, reviewer, day_two)), "rulebook.comment_missing");
  ASSERT_EQ(code(review_draft(session, draft, {false, "理由不足"}, reviewer, day_two)), "");
  const auto steps = version_steps(session, draft);
  EXPECT_EQ(steps[1].file, "handling.toml");
  EXPECT_EQ(steps.back().comment, "理由不足");
  const std::int64_t again = *start_draft(session, {"x", draft}, author, day_two);
  EXPECT_NE(file_text(again, "handling.toml").find("return_budget = 3"), std::string::npos);
  EXPECT_EQ(earlier_version_of(session, *find_rulebook_version(session, again), day_two), 1);
}

}  // namespace
}  // namespace shouwen
