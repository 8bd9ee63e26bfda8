// What a survey may become, what its answers must be, when its figures may be seen.
#include <gtest/gtest.h>

#include "surveys/survey_steps.h"

namespace shouwen {
namespace {

const SurveySituation situation{OfficerId{3}, {1'800'000'000}, 10};

SurveyQuestion question(QuestionKind kind, bool required = false, std::vector<SurveyOption> options = {}) {
  SurveyQuestion made;
  made.kind = kind;
  made.zh.value = "您对供电服务满意吗？";
  made.required = required;
  made.options = std::move(options);
  return made;
}
const std::vector<SurveyOption> two{{{"有"}, {}}, {{"没有"}, {}}};

SurveyInput input() {
  SurveyInput made;
  made.questionnaire.title_zh.value = "年度满意度调查";
  made.questionnaire.questions = {question(QuestionKind::scale, true), question(QuestionKind::one_choice, false, two),
                                  question(QuestionKind::several_choices, false, two), question(QuestionKind::recommendation), question(QuestionKind::text)};
  made.design.size = 50;
  return made;
}
Survey survey_in(SurveyStage stage) {
  Survey survey;
  survey.version = 4;
  survey.stage = stage;
  survey.questionnaire = input().questionnaire;
  survey.design = input().design;
  return survey;
}
SampleFrame frame(std::vector<std::int64_t> samples) {
  SampleFrame made;
  for (const std::int64_t sample : samples) {
    made.strata.push_back({static_cast<std::int64_t>(made.strata.size()), 100, sample});
    made.sample += sample;
  }
  return made;
}
std::string said(const SurveyDecision& decision) { return decision ? decision->kind : decision.refusal().code; }

TEST(DraftSurvey, Art_11_6_2_what_a_questionnaire_must_be) {
  struct Row {
    const char* wanted;
    void (*spoil)(SurveyInput&);
  };
  const Row table[] = {
      {"survey_drafted", [](SurveyInput&) {}},
      {"survey.no_question", [](SurveyInput& i) { i.questionnaire.questions.clear(); }},
      {"survey.too_many_questions", [](SurveyInput& i) { i.questionnaire.questions.assign(41, question(QuestionKind::text)); }},
      {"survey.too_few_options", [](SurveyInput& i) { i.questionnaire.questions[1].options.pop_back(); }},
      {"survey.too_many_options", [](SurveyInput& i) { i.questionnaire.questions[1].options.assign(21, {{"同"}, {}}); }},
      {"survey.option_twice", [](SurveyInput& i) { i.questionnaire.questions[1].options[1] = i.questionnaire.questions[1].options[0]; }},
      {"survey.options_not_wanted", [](SurveyInput& i) { i.questionnaire.questions[0].options = two; }},
      {"survey.half_translated", [](SurveyInput& i) { i.questionnaire.title_en.value = "Survey"; }},
      {"survey.half_translated", [](SurveyInput& i) { i.questionnaire.questions[1].options[0].en.value = "Yes"; }},
      {"survey.sample_size", [](SurveyInput& i) { i.design.size = 0; }},
      {"survey.sample_size", [](SurveyInput& i) { i.design.size = 20'001; }},
      {"survey.anybody_is_anonymous", [](SurveyInput& i) { i.questionnaire.audience = SurveyAudience::anybody; }},
      {"survey.stratified_for_anybody", [](SurveyInput& i) {
         i.questionnaire.audience = SurveyAudience::anybody;
         i.questionnaire.anonymous = true;
         i.design.stratification = Stratification::tier;
       }},
  };
  for (const Row& row : table) {
    SurveyInput spoilt = input();
    row.spoil(spoilt);
    EXPECT_EQ(said(draft_survey(spoilt, situation)), row.wanted);
  }
}

TEST(SurveySteps, Art_11_6_2_each_verb_only_in_its_stage) {
  struct Row {
    const char* verb;
    std::string allowed;  ///< draft, open, closed
    SurveyDecision (*run)(const Survey&);
  };
  const Row table[] = {
      {"change", "+--", [](const Survey& s) { return change_survey(s, [] { SurveyInput i = input(); i.version = 4; return i; }(), situation); }},
      {"open", "+--", [](const Survey& s) { return open_survey(s, 4, frame({50}), "", situation); }},
      {"links", "-+-", [](const Survey& s) { return issue_links(s, 3); }},
      {"answer", "-+-", [](const Survey& s) { return take_answers(s, Invitation{}, false); }},
      {"answer by the open link", "-+-", [](const Survey& s) { return take_answers(s, std::nullopt, false); }},
      {"call", "-+-", [](const Survey& s) { return record_call(s, {}, CallOutcome::not_reached); }},
      {"close", "-+-", [](const Survey& s) { return close_survey(s, 4, "ab", situation); }},
  };
  for (const Row& row : table)
    for (const SurveyStage stage : {SurveyStage::draft, SurveyStage::open, SurveyStage::closed}) {
      const auto decision = row.run(survey_in(stage));
      EXPECT_EQ(static_cast<bool>(decision), row.allowed[static_cast<std::size_t>(stage)] == '+') << row.verb << ' ' << static_cast<int>(stage);
      if (!decision) { EXPECT_EQ(decision.refusal().code, "survey.wrong_stage") << row.verb; }
    }
}

TEST(OpenSurvey, Art_11_6_2_frozen_with_its_frame) {
  const Survey draft = survey_in(SurveyStage::draft);
  const Survey open = apply(draft, *open_survey(draft, 4, frame({30, 20}), "", situation));
  EXPECT_EQ(open.stage, SurveyStage::open);
  EXPECT_EQ(open.frame->sample, 50);
  EXPECT_EQ(said(open_survey(draft, 3, frame({50}), "", situation)), "survey.changed_meanwhile");
  EXPECT_EQ(said(open_survey(draft, 4, frame({}), "", situation)), "survey.population_empty");
  SurveyInput later = input();
  later.version = open.version;
  EXPECT_EQ(said(change_survey(open, later, situation)), "survey.wrong_stage");
}

TEST(OpenSurvey, Art_11_6_2_no_anonymous_answer_in_a_small_stratum) {
  Survey draft = survey_in(SurveyStage::draft);
  EXPECT_EQ(said(open_survey(draft, 4, frame({40, 9}), "", situation)), "survey_opened");
  draft.questionnaire.anonymous = true;
  EXPECT_EQ(said(open_survey(draft, 4, frame({40, 9}), "", situation)), "survey.stratum_recognisable");
  EXPECT_EQ(said(open_survey(draft, 4, frame({40, 10}), "", situation)), "survey_opened");
  EXPECT_EQ(said(open_survey(draft, 4, frame({9}), "", situation)), "survey_opened") << "one stratum says nothing of anybody";
}

TEST(TakeAnswers, Art_11_6_2_once) {
  const Survey open = survey_in(SurveyStage::open);
  Invitation invitation;
  invitation.number = 7;
  const SurveyDecision taken = take_answers(open, invitation, true);
  ASSERT_TRUE(taken);
  EXPECT_EQ(apply(open, *taken).answered_by_phone, 1);
  invitation = apply(invitation, *taken);
  EXPECT_EQ(said(take_answers(open, invitation, false)), "survey.answered_already");
  EXPECT_EQ(said(record_call(open, invitation, CallOutcome::declined)), "survey.answered_already");
}

TEST(RecordCall, Art_11_6_2_who_declines_is_left_in_peace) {
  const Survey open = survey_in(SurveyStage::open);
  Invitation invitation;
  invitation = apply(invitation, *record_call(open, invitation, CallOutcome::not_reached));
  EXPECT_EQ(invitation.calls, 1);
  EXPECT_EQ(invitation.state, InvitationState::waiting);
  const auto declined = record_call(open, invitation, CallOutcome::declined);
  EXPECT_EQ(apply(open, *declined).declined, 1);
  EXPECT_EQ(said(take_answers(open, apply(invitation, *declined), true)), "survey.declined_already");
}

TEST(CheckAnswers, Art_11_6_2_table) {
  struct Row {
    const char* wanted;  ///< "" = fine
    std::vector<Answer> answers;
  };
  const Answer content{1, {}, 5, {}};
  const Row table[] = {
      {"", {content}},
      {"", {content, {2, {2}, {}, {}}, {3, {1, 2}, {}, {}}, {4, {}, 0, {}}, {5, {}, {}, {"都好"}}}},
      {"survey.missing_answer", {{2, {1}, {}, {}}}},
      {"survey.missing_answer", {}},
      {"survey.out_of_scale", {{1, {}, 6, {}}}},
      {"survey.out_of_scale", {{1, {}, 0, {}}}},
      {"survey.out_of_scale", {content, {4, {}, 11, {}}}},
      {"survey.out_of_scale", {content, {4, {}, -1, {}}}},
      {"survey.one_option_only", {content, {2, {1, 2}, {}, {}}}},
      {"survey.unknown_option", {content, {2, {3}, {}, {}}}},
      {"survey.unknown_option", {content, {3, {1, 1}, {}, {}}}},
      {"survey.answer_not_fitting", {content, {2, {}, 3, {}}}},
      {"survey.answer_not_fitting", {content, {4, {}, {}, {"很好"}}}},
      {"survey.answer_twice", {content, content}},
      {"survey.unknown_question", {content, {6, {}, 1, {}}}},
      {"survey.unknown_question", {content, {0, {}, 1, {}}}},
  };
  for (const Row& row : table) {
    const auto refusals = check_answers(input().questionnaire, row.answers);
    EXPECT_EQ(refusals.empty() ? "" : refusals.front().code, row.wanted);
  }
  SurveyInput free = input();
  free.questionnaire.questions[0].required = false;
  EXPECT_EQ(check_answers(free.questionnaire, {{5, {}, {}, {}}}).front().code, "survey.nothing_answered");
}

TEST(MayShowResults, Art_11_6_2_few_answers_and_running_anonymous_surveys_are_withheld) {
  Survey survey = survey_in(SurveyStage::open);
  const auto code = [&] {
    const Verdict verdict = may_show_results(survey, situation);
    return verdict ? std::string() : verdict.refusal().code;
  };
  survey.answered = 9;
  EXPECT_EQ(code(), "survey.too_few_answers");
  survey.answered = 10;
  EXPECT_EQ(code(), "");
  survey.questionnaire.anonymous = true;
  EXPECT_EQ(code(), "survey.anonymous_while_open") << "two looks would tell one answer";
  survey.stage = SurveyStage::closed;
  EXPECT_EQ(code(), "");
  survey.stage = SurveyStage::open;
  survey.questionnaire.audience = SurveyAudience::anybody;
  EXPECT_EQ(code(), "");
}

}  // namespace
}  // namespace shouwen
