// Files of a case: who hands in when, what stays, who looks at what.
#include "conduct/conduct_file.h"

#include "conduct/conduct_fixture_test.h"

namespace shouwen {
namespace {

using namespace conduct_test;

HandedInFile file(const char* hash) { return {0, "照片 𠮷.jpg", "image/jpeg", hash, 10, "购物卡两张"}; }

TEST(ConductFile, Art_9_4_evidence_by_investigators_until_the_finding_stands_then_of_the_hearing) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::accepted), "");
  EXPECT_EQ(w.take(attach_conduct_file(w.state, file("a"), w.by(first))), "conduct.wrong_stage");
  ASSERT_EQ(w.take(appoint_conduct_investigators(w.state, {0, {first, second}}, w.by(auditor))), "");
  EXPECT_EQ(w.take(attach_conduct_file(w.state, file("a"), w.by(auditor))), "conduct.not_investigator");
  EXPECT_EQ(w.take(attach_conduct_file(w.state, file("a"), w.by(other_clerk))), "conduct.recused");
  HandedInFile stale = file("a");
  stale.version = 1;
  EXPECT_EQ(w.take(attach_conduct_file(w.state, stale, w.by(first))), "conduct.changed_meanwhile");
  ASSERT_EQ(w.take(attach_conduct_file(w.state, file("a"), w.by(first))), "");
  EXPECT_EQ(w.take(attach_conduct_file(w.state, file("a"), w.by(second))), "conduct.file_there_already");
  ConductFindingInput finding = facts();
  finding.facts[0].file_numbers = {{2}};
  EXPECT_EQ(w.take(record_conduct_finding(w.state, finding, w.by(first))), "conduct.unknown_file");
  finding.facts[0].file_numbers = {{1}};
  ASSERT_EQ(w.take(record_conduct_finding(w.state, finding, w.by(first))), "");
  ASSERT_EQ(w.take(confirm_conduct_finding(w.state, {}, w.by(second))), "");
  ASSERT_EQ(w.take(attach_conduct_file(w.state, file("b"), w.by(second))), "");
  EXPECT_EQ(w.state.files[0].part, ConductFilePart::evidence);
  EXPECT_EQ(w.state.files[1].part, ConductFilePart::hearing);
  EXPECT_EQ(w.state.finding->facts[0].file_numbers, std::vector<std::int64_t>{1});
}

TEST(ConductFile, Art_9_4_the_accused_hands_in_while_he_is_asked_and_sees_his_own_alone) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::investigating), "");
  ASSERT_EQ(w.take(attach_conduct_file(w.state, file("a"), w.by(first))), "");
  EXPECT_EQ(w.take(attach_own_conduct_file(w.state, file("b"), w.by(accused))), "conduct.wrong_stage");
  ASSERT_EQ(w.take(record_conduct_finding(w.state, facts(), w.by(first))), "");
  ASSERT_EQ(w.take(confirm_conduct_finding(w.state, {}, w.by(second))), "");
  ASSERT_EQ(w.take(ask_hearing(w.state, {0, {"请说明。"}}, w.by(first))), "");
  EXPECT_EQ(w.take(attach_own_conduct_file(w.state, file("b"), w.by(other_clerk))), "conduct.not_the_accused");
  ASSERT_EQ(w.take(attach_own_conduct_file(w.state, file("a"), w.by(accused))), "") << "he must not find out that it is there";
  EXPECT_EQ(w.take(attach_own_conduct_file(w.state, file("a"), w.by(accused))), "conduct.file_there_already");
  EXPECT_EQ(w.state.files[1].part, ConductFilePart::answer);
  EXPECT_FALSE(may_look_at_own_file(w.state, w.state.files[0], accused));
  EXPECT_TRUE(may_look_at_own_file(w.state, w.state.files[1], accused));
  EXPECT_FALSE(may_look_at_own_file(w.state, w.state.files[1], other_clerk));
  ASSERT_EQ(own_conduct_files(w.state, accused).size(), 1u);
  EXPECT_FALSE(may_look_at_files(w.state, ReadersPart::none, w.by(accused)));
  EXPECT_FALSE(may_look_at_files(w.state, ReadersPart::decides, w.by(hall_head)));
}

TEST(ConductFile, Art_9_5_files_of_a_tips_case_are_for_who_works_on_it) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::to_decide), "");
  EXPECT_TRUE(may_look_at_files(w.state, ReadersPart::none, w.by(director)));
  w.state.lead.kind = LeadKind::tip_off;
  EXPECT_FALSE(may_look_at_files(w.state, ReadersPart::none, w.by(director)));
  EXPECT_TRUE(may_look_at_files(w.state, ReadersPart::decides, w.by(director)));
  for (const OfficerId id : {first, second, auditor, audit_head}) EXPECT_TRUE(may_look_at_files(w.state, ReadersPart::none, w.by(id))) << id.value;
}

TEST(ConductFile, Art_9_4_so_many_and_no_more) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::investigating), "");
  for (int i = 0; i < 100; ++i) ASSERT_EQ(w.take(attach_conduct_file(w.state, file(std::to_string(i).c_str()), w.by(first))), "");
  EXPECT_EQ(w.take(attach_conduct_file(w.state, file("more"), w.by(first))), "conduct.too_many_files");
  ASSERT_EQ(w.state.files.back().number, 100);
}

}  // namespace
}  // namespace shouwen
