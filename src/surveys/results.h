// What the answers of a survey say, and how sure that is. Pure. Art. 11(6)(2).
#pragma once

#include "surveys/estimate.h"
#include "surveys/survey.h"

namespace shouwen {

/// One person's answers and the groups he is of; an anonymous one has no group but his stratum.
struct Respondent {
  std::size_t stratum = 0;
  bool known = false;              ///< the three below are
  AccountTier tier{};
  Area area{};
  UnitId station_unit_id;
  std::vector<Answer> answers;
};

/// One line of a question: an option, a step of the scale, satisfied, promoters …
struct ShareLine {
  std::int64_t option = 0;         ///< its place, or the step's value
  Estimate share;
};
struct QuestionResult {
  std::int64_t question = 0, answered = 0;
  std::vector<ShareLine> shares;   ///< of choices and numbers
  std::optional<Estimate> mean;    ///< of scale and recommendation
  std::optional<Estimate> satisfied;       ///< share of 4 and 5 on a scale
  std::optional<Estimate> net_promoters;   ///< share of 9 and 10 less share of 0 to 6, in [-1, 1]
};
std::vector<QuestionResult> results_of(const Survey& survey, const std::vector<Respondent>& respondents);

enum class ResultGrouping { tier, area, station };
struct GroupResult {
  std::int64_t key = 0;            ///< AccountTier, Area or a unit's id
  std::int64_t n = 0;
  std::optional<Estimate> mean;    ///< absent: fewer than may be shown
};
/// A question with numbers, by groups; in order of keys. Groups an anonymous survey knows nothing of: empty.
std::vector<GroupResult> by_group(const Survey& survey, const std::vector<Respondent>& respondents, std::int64_t question, ResultGrouping by, std::int64_t smallest_shown);

/// The same question of an earlier survey: same kind, words and options. 0 = none.
std::int64_t same_question(const SurveyQuestion& question, const Questionnaire& earlier);

}  // namespace shouwen
