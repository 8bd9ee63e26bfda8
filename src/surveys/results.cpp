// Sorting answers into estimates; who did not answer a question counts for none of its figures.
#include "surveys/results.h"

#include <algorithm>
#include <map>

namespace shouwen {

namespace {

constexpr std::int64_t satisfied_from = 4;
constexpr std::int64_t promoter_from = 9, detractor_to = 6;

struct Given {
  const Respondent* respondent;
  const Answer* answer;
};

bool says_something(const Answer& answer) { return !answer.options.empty() || answer.value || !answer.text.value.empty(); }

std::vector<Given> given_to(const std::vector<Respondent>& respondents, std::int64_t question) {
  std::vector<Given> given;
  for (const Respondent& respondent : respondents)
    for (const Answer& answer : respondent.answers)
      if (answer.question == question && says_something(answer)) given.push_back({&respondent, &answer});
  return given;
}

std::vector<StratumAnswers> strata_of(const Survey& survey, const std::vector<Given>& given) {
  std::vector<StratumAnswers> strata;
  if (survey.frame)
    for (const Stratum& stratum : survey.frame->strata) strata.push_back({stratum.population, 0});
  if (strata.empty()) strata.push_back({});
  for (const Given& one : given) ++strata.at(one.respondent->stratum).answered;
  return strata;
}

template <class Worth>
std::vector<Observed> observed(const std::vector<Given>& given, Worth&& worth) {
  std::vector<Observed> rows;
  for (const Given& one : given) rows.push_back({one.respondent->stratum, worth(*one.answer)});
  return rows;
}

bool chose(const Answer& answer, std::int64_t option) { return std::find(answer.options.begin(), answer.options.end(), option) != answer.options.end(); }
double net(const Answer& answer) { return *answer.value >= promoter_from ? 1 : *answer.value <= detractor_to ? -1 : 0; }

QuestionResult result_of(const Survey& survey, const std::vector<Respondent>& respondents, std::int64_t place) {
  const SurveyQuestion& question = survey.questionnaire.questions[static_cast<std::size_t>(place - 1)];
  const auto given = given_to(respondents, place);
  const auto strata = strata_of(survey, given);
  QuestionResult result;
  result.question = place;
  result.answered = static_cast<std::int64_t>(given.size());
  if (given.empty() || question.kind == QuestionKind::text) return result;
  const auto share = [&](auto&& holds) { return estimate_share(observed(given, [&holds](const Answer& answer) { return holds(answer) ? 1.0 : 0.0; }), strata); };
  if (!question.options.empty()) {
    for (std::int64_t option = 1; option <= static_cast<std::int64_t>(question.options.size()); ++option)
      result.shares.push_back({option, share([option](const Answer& answer) { return chose(answer, option); })});
    return result;
  }
  const bool scale = question.kind == QuestionKind::scale;
  for (std::int64_t value = scale ? 1 : 0; value <= (scale ? 5 : 10); ++value)
    result.shares.push_back({value, share([value](const Answer& answer) { return answer.value == value; })});
  result.mean = estimate_mean(observed(given, [](const Answer& answer) { return static_cast<double>(*answer.value); }), strata);
  if (scale) result.satisfied = share([](const Answer& answer) { return *answer.value >= satisfied_from; });
  else result.net_promoters = estimate_mean(observed(given, &net), strata);
  return result;
}

/// Nothing if it is not known.
std::optional<std::int64_t> key_of(const Survey& survey, const Respondent& respondent, ResultGrouping by) {
  if (respondent.known) {
    switch (by) {
      case ResultGrouping::tier: return static_cast<std::int64_t>(respondent.tier);
      case ResultGrouping::area: return static_cast<std::int64_t>(respondent.area);
      case ResultGrouping::station: return respondent.station_unit_id.value;
    }
  }
  const bool drawn_by = (by == ResultGrouping::tier && survey.design.stratification == Stratification::tier) ||
                        (by == ResultGrouping::area && survey.design.stratification == Stratification::area);
  if (!drawn_by || !survey.frame) return std::nullopt;
  return survey.frame->strata.at(respondent.stratum).key;
}

}  // namespace

std::vector<QuestionResult> results_of(const Survey& survey, const std::vector<Respondent>& respondents) {
  std::vector<QuestionResult> results;
  for (std::size_t i = 0; i < survey.questionnaire.questions.size(); ++i) results.push_back(result_of(survey, respondents, static_cast<std::int64_t>(i) + 1));
  return results;
}

std::vector<GroupResult> by_group(const Survey& survey, const std::vector<Respondent>& respondents, std::int64_t question, ResultGrouping by, std::int64_t smallest_shown) {
  const auto given = given_to(respondents, question);
  const auto strata = strata_of(survey, given);
  std::map<std::int64_t, std::vector<Given>> groups;
  for (const Given& one : given)
    if (const auto key = key_of(survey, *one.respondent, by); key && one.answer->value) groups[*key].push_back(one);
  std::vector<GroupResult> results;
  for (const auto& [key, members] : groups) {
    GroupResult result{key, static_cast<std::int64_t>(members.size()), {}};
    if (result.n >= smallest_shown) result.mean = estimate_mean(observed(members, [](const Answer& answer) { return static_cast<double>(*answer.value); }), strata);
    results.push_back(std::move(result));
  }
  // One group held back could be told from the whole and the others: then the next smallest is held back with it.
  const auto hidden = std::count_if(results.begin(), results.end(), [](const GroupResult& row) { return !row.mean; });
  if (hidden != 1 || results.size() < 2) return results;
  GroupResult* next = nullptr;
  for (GroupResult& row : results)
    if (row.mean && (next == nullptr || row.n < next->n)) next = &row;
  next->mean.reset();
  return results;
}

std::int64_t same_question(const SurveyQuestion& question, const Questionnaire& earlier) {
  for (std::size_t i = 0; i < earlier.questions.size(); ++i) {
    const SurveyQuestion& other = earlier.questions[i];
    const bool options_alike = std::equal(question.options.begin(), question.options.end(), other.options.begin(), other.options.end(),
                                          [](const SurveyOption& a, const SurveyOption& b) { return a.zh == b.zh; });
    if (question.kind == other.kind && question.zh == other.zh && options_alike) return static_cast<std::int64_t>(i) + 1;
  }
  return 0;
}

}  // namespace shouwen
