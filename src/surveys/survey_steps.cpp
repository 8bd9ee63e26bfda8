// What a survey may become, and what its answers must be. Pure.
#include "surveys/survey_steps.h"

#include <algorithm>
#include <set>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::size_t questions_limit = 40;
constexpr std::size_t options_limit = 20;
constexpr std::int64_t sample_limit = 20'000;  ///< what one transaction writes without keeping the desk waiting
constexpr std::int64_t scale_least = 1, scale_most = 5, recommendation_least = 0, recommendation_most = 10;

Refusal refusal(const char* code, std::string field = {}, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_11_6_2, std::move(field), std::move(values)};
}

std::optional<Refusal> refuse_stage(const Survey& survey, SurveyStage wanted) {
  return survey.stage == wanted ? std::nullopt : std::optional(refusal("survey.wrong_stage"));
}
std::optional<Refusal> refuse_version(const Survey& survey, std::int64_t seen) {
  return seen == survey.version ? std::nullopt : std::optional(refusal("survey.changed_meanwhile"));
}

bool is_choice(QuestionKind kind) { return kind == QuestionKind::one_choice || kind == QuestionKind::several_choices; }
bool is_number(QuestionKind kind) { return kind == QuestionKind::scale || kind == QuestionKind::recommendation; }

/// English is given for everything or for nothing.
bool half_translated(const Questionnaire& questionnaire) {
  std::vector<bool> given{!questionnaire.title_en.value.empty()};
  if (!questionnaire.introduction_zh.value.empty()) given.push_back(!questionnaire.introduction_en.value.empty());
  for (const SurveyQuestion& question : questionnaire.questions) {
    given.push_back(!question.en.value.empty());
    for (const SurveyOption& option : question.options) given.push_back(!option.en.value.empty());
  }
  return std::adjacent_find(given.begin(), given.end(), std::not_equal_to<>()) != given.end();
}

std::optional<Refusal> refuse_options(const SurveyQuestion& question, const std::string& field) {
  if (!is_choice(question.kind)) return question.options.empty() ? std::nullopt : std::optional(refusal("survey.options_not_wanted", field));
  if (question.options.size() < 2) return refusal("survey.too_few_options", field);
  if (question.options.size() > options_limit) return refusal("survey.too_many_options", field, {{"limit", std::to_string(options_limit)}});
  std::set<std::string> seen;
  for (const SurveyOption& option : question.options)
    if (!seen.insert(option.zh.value).second) return refusal("survey.option_twice", field, {{"option", option.zh.value}});
  return std::nullopt;
}

std::optional<Refusal> refuse_input(const SurveyInput& input) {
  const Questionnaire& questionnaire = input.questionnaire;
  if (questionnaire.questions.empty()) return refusal("survey.no_question", "/questionnaire/questions");
  if (questionnaire.questions.size() > questions_limit)
    return refusal("survey.too_many_questions", "/questionnaire/questions", {{"limit", std::to_string(questions_limit)}});
  for (std::size_t i = 0; i < questionnaire.questions.size(); ++i)
    if (auto refused = refuse_options(questionnaire.questions[i], "/questionnaire/questions/" + std::to_string(i) + "/options")) return refused;
  if (half_translated(questionnaire)) return refusal("survey.half_translated", "/questionnaire/title_en");
  if (questionnaire.audience == SurveyAudience::anybody) {
    if (!questionnaire.anonymous) return refusal("survey.anybody_is_anonymous", "/questionnaire/anonymous");
    if (input.design.stratification != Stratification::none) return refusal("survey.stratified_for_anybody", "/design/stratification");
    return std::nullopt;
  }
  if (input.design.size < 1 || input.design.size > sample_limit)
    return refusal("survey.sample_size", "/design/size", {{"limit", std::to_string(sample_limit)}});
  return std::nullopt;
}

std::optional<Refusal> refuse_frame(const Survey& survey, const SampleFrame& frame, const SurveySituation& situation) {
  if (frame.sample == 0) return refusal("survey.population_empty", "/design");
  if (!survey.questionnaire.anonymous || frame.strata.size() < 2) return std::nullopt;
  for (const Stratum& stratum : frame.strata)
    if (stratum.sample < situation.smallest_shown)
      return refusal("survey.stratum_recognisable", "/design/stratification", {{"smallest", std::to_string(situation.smallest_shown)}});
  return std::nullopt;
}

std::optional<Refusal> refuse_answer(const SurveyQuestion& question, const Answer& answer, const std::string& field) {
  const bool choice = is_choice(question.kind), number = is_number(question.kind);
  if ((!choice && !answer.options.empty()) || (!number && answer.value) || (question.kind != QuestionKind::text && !answer.text.value.empty()))
    return refusal("survey.answer_not_fitting", field);
  if (question.kind == QuestionKind::one_choice && answer.options.size() > 1) return refusal("survey.one_option_only", field);
  std::set<std::int64_t> chosen;
  for (const std::int64_t option : answer.options)
    if (option < 1 || option > static_cast<std::int64_t>(question.options.size()) || !chosen.insert(option).second) return refusal("survey.unknown_option", field);
  if (!answer.value) return std::nullopt;
  const bool scale = question.kind == QuestionKind::scale;
  const std::int64_t least = scale ? scale_least : recommendation_least, most = scale ? scale_most : recommendation_most;
  if (*answer.value < least || *answer.value > most)
    return refusal("survey.out_of_scale", field, {{"least", std::to_string(least)}, {"most", std::to_string(most)}});
  return std::nullopt;
}

bool is_empty(const Answer& answer) { return answer.options.empty() && !answer.value && answer.text.value.empty(); }

std::optional<Refusal> refuse_settled(const Invitation& invitation) {
  if (invitation.state == InvitationState::answered) return refusal("survey.answered_already");
  if (invitation.state == InvitationState::declined) return refusal("survey.declined_already");
  return std::nullopt;
}

}  // namespace

SurveyDecision draft_survey(const SurveyInput& input, const SurveySituation& situation) {
  if (auto refused = refuse_input(input)) return *std::move(refused);
  SurveyEvent event{"survey_drafted"};
  event.questionnaire = input.questionnaire;
  event.design = input.design;
  event.drafted_by_id = situation.officer_id;
  return event;
}

SurveyDecision change_survey(const Survey& survey, const SurveyInput& input, const SurveySituation&) {
  if (auto refused = refuse_version(survey, input.version)) return *std::move(refused);
  if (auto refused = refuse_stage(survey, SurveyStage::draft)) return *std::move(refused);
  if (auto refused = refuse_input(input)) return *std::move(refused);
  SurveyEvent event{"survey_changed"};
  event.questionnaire = input.questionnaire;
  event.design = input.design;
  return event;
}

SurveyDecision open_survey(const Survey& survey, std::int64_t seen_version, const std::optional<SampleFrame>& frame, const std::string& open_token,
                           const SurveySituation& situation) {
  if (auto refused = refuse_version(survey, seen_version)) return *std::move(refused);
  if (auto refused = refuse_stage(survey, SurveyStage::draft)) return *std::move(refused);
  SurveyEvent event{"survey_opened"};
  if (survey.questionnaire.audience == SurveyAudience::chosen) {
    if (auto refused = refuse_frame(survey, frame.value_or(SampleFrame{}), situation)) return *std::move(refused);
    event.frame = frame;
  } else {
    event.open_token = open_token;
  }
  event.opened_at = situation.now;
  return event;
}

SurveyDecision issue_links(const Survey& survey, std::int64_t links) {
  if (auto refused = refuse_stage(survey, SurveyStage::open)) return *std::move(refused);
  if (survey.questionnaire.audience != SurveyAudience::chosen) return refusal("survey.not_by_link");
  if (links == 0) return refusal("survey.nobody_left");
  SurveyEvent event{"survey_links_issued"};
  event.links = links;
  return event;
}

std::vector<Refusal> check_answers(const Questionnaire& questionnaire, const std::vector<Answer>& answers) {
  std::vector<Refusal> refusals;
  const auto field_of = [](std::int64_t question) { return "/answers/q" + std::to_string(question); };
  std::set<std::int64_t> answered, seen;
  for (const Answer& answer : answers) {
    if (answer.question < 1 || answer.question > static_cast<std::int64_t>(questionnaire.questions.size())) {
      refusals.push_back(refusal("survey.unknown_question", "/answers"));
      continue;
    }
    const std::string field = field_of(answer.question);
    if (!seen.insert(answer.question).second) refusals.push_back(refusal("survey.answer_twice", field));
    else if (auto refused = refuse_answer(questionnaire.questions[static_cast<std::size_t>(answer.question - 1)], answer, field)) refusals.push_back(*std::move(refused));
    if (!is_empty(answer)) answered.insert(answer.question);
  }
  for (std::size_t i = 0; i < questionnaire.questions.size(); ++i)
    if (const auto place = static_cast<std::int64_t>(i + 1); questionnaire.questions[i].required && !answered.contains(place))
      refusals.push_back(refusal("survey.missing_answer", field_of(place), {{"question", std::to_string(place)}}));
  if (refusals.empty() && answered.empty()) refusals.push_back(refusal("survey.nothing_answered", "/answers"));
  return refusals;
}

SurveyDecision take_answers(const Survey& survey, const std::optional<Invitation>& invitation, bool by_phone) {
  if (auto refused = refuse_stage(survey, SurveyStage::open)) return *std::move(refused);
  SurveyEvent event{"survey_answered"};
  event.by_phone = by_phone;
  if (!invitation) return event;
  if (auto refused = refuse_settled(*invitation)) return *std::move(refused);
  event.number = invitation->number;
  return event;
}

SurveyDecision record_call(const Survey& survey, const Invitation& invitation, CallOutcome outcome) {
  if (auto refused = refuse_stage(survey, SurveyStage::open)) return *std::move(refused);
  if (auto refused = refuse_settled(invitation)) return *std::move(refused);
  SurveyEvent event{"survey_called"};
  event.number = invitation.number;
  event.outcome = outcome;
  return event;
}

SurveyDecision close_survey(const Survey& survey, std::int64_t seen_version, const std::string& answers_digest, const SurveySituation& situation) {
  // Answers that came in meanwhile are no reason to keep it open: only its stage counts.
  if (seen_version > survey.version) return refusal("survey.changed_meanwhile");
  if (auto refused = refuse_stage(survey, SurveyStage::open)) return *std::move(refused);
  SurveyEvent event{"survey_closed"};
  event.closed_at = situation.now;
  event.answers_digest = answers_digest;
  return event;
}

Verdict may_show_results(const Survey& survey, const SurveySituation& situation) {
  if (survey.stage == SurveyStage::open && survey.questionnaire.anonymous && survey.questionnaire.audience == SurveyAudience::chosen)
    return refusal("survey.anonymous_while_open");
  if (survey.answered == 0 || survey.answered < situation.smallest_shown)
    return refusal("survey.too_few_answers", "", {{"smallest", std::to_string(situation.smallest_shown)}});
  return Done{};
}

Survey apply(Survey survey, const SurveyEvent& event) {
  ++survey.version;
  if (event.questionnaire) survey.questionnaire = *event.questionnaire;
  if (event.design) survey.design = *event.design;
  if (event.drafted_by_id) survey.drafted_by_id = *event.drafted_by_id;
  if (event.frame) survey.frame = event.frame;
  if (event.open_token) survey.open_token = *event.open_token;
  if (event.opened_at) {
    survey.opened_at = event.opened_at;
    survey.stage = SurveyStage::open;
  }
  if (event.closed_at) {
    survey.closed_at = event.closed_at;
    survey.stage = SurveyStage::closed;
  }
  if (event.answers_digest) survey.answers_digest = *event.answers_digest;
  if (event.links) survey.links_issued += *event.links;
  if (event.kind == "survey_answered") ++survey.answered;
  if (event.by_phone.value_or(false)) ++survey.answered_by_phone;
  if (event.outcome == CallOutcome::declined) ++survey.declined;
  return survey;
}

Invitation apply(Invitation invitation, const SurveyEvent& event) {
  if (event.kind == "survey_answered") invitation.state = InvitationState::answered;
  if (event.outcome == CallOutcome::declined) invitation.state = InvitationState::declined;
  if (event.outcome == CallOutcome::not_reached) ++invitation.calls;
  return invitation;
}

}  // namespace shouwen
