// The verbs of a survey and what each refuses. Art. 11(6)(2).
#pragma once

#include "surveys/survey.h"

namespace shouwen {

struct SurveySituation {
  OfficerId officer_id;
  Instant now;
  std::int64_t smallest_shown = 0;   ///< fewer answers are not shown: somebody could be recognised
};
struct SurveyInput {
  std::int64_t version = 0;          ///< of the survey that was seen; 0 for a new one
  Questionnaire questionnaire;
  SampleDesign design;
};

using SurveyDecision = Result<SurveyEvent>;
// Refusals survey.…: changed_meanwhile, wrong_stage, and those named beside each.

/// no_question, too_many_questions, too_few_options, too_many_options, options_not_wanted, option_twice, half_translated,
/// anybody_is_anonymous, sample_size, stratified_for_anybody.
SurveyDecision draft_survey(const SurveyInput& input, const SurveySituation& situation);
SurveyDecision change_survey(const Survey& survey, const SurveyInput& input, const SurveySituation& situation);
/// The frame of a survey of chosen customers, or the token of the link for anybody.
/// population_empty, stratum_recognisable: an anonymous answer keeps its stratum, so none may be small.
SurveyDecision open_survey(const Survey& survey, std::int64_t seen_version, const std::optional<SampleFrame>& frame, const std::string& open_token,
                           const SurveySituation& situation);
/// nobody_left: everybody has answered or declined; not_by_link.
SurveyDecision issue_links(const Survey& survey, std::int64_t links);
/// What is wrong with the answers; field "/answers/q3". missing_answer, unknown_option, one_option_only, out_of_scale, answer_not_fitting,
/// answer_twice, unknown_question.
std::vector<Refusal> check_answers(const Questionnaire& questionnaire, const std::vector<Answer>& answers);
/// `invitation` is absent for the open link. answered_already, declined_already.
SurveyDecision take_answers(const Survey& survey, const std::optional<Invitation>& invitation, bool by_phone);
/// answered_already, declined_already.
SurveyDecision record_call(const Survey& survey, const Invitation& invitation, CallOutcome outcome);
SurveyDecision close_survey(const Survey& survey, std::int64_t seen_version, const std::string& answers_digest, const SurveySituation& situation);

/// Whether figures of the answers may be looked at now: too few could name somebody, and while an anonymous survey of chosen
/// customers runs, the difference between two looks would be one person. too_few_answers, anonymous_while_open.
Verdict may_show_results(const Survey& survey, const SurveySituation& situation);

}  // namespace shouwen
