// A survey: its questions, whom it asks, how far it is. Plain values. Art. 11(6)(2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"
#include "regulation/rulebook.h"

namespace shouwen {

using SurveyId = Id<struct SurveyTag>;

enum class SurveyStage { draft, open, closed };
/// 单选 多选 五分量表 推荐意愿（0–10） 文字.
enum class QuestionKind { one_choice, several_choices, scale, recommendation, text };
/// Chosen customers by personal links and phone, or anybody by one link.
enum class SurveyAudience { chosen, anybody };

struct SurveyOption {
  Line<1, 100> zh;
  Line<0, 200> en;
  bool operator==(const SurveyOption&) const = default;
};
struct SurveyQuestion {
  QuestionKind kind{};
  Line<1, 200> zh;
  Line<0, 400> en;
  bool required = false;
  std::vector<SurveyOption> options;  ///< of choices only; answered by their place, 1, 2, 3 …
  bool operator==(const SurveyQuestion&) const = default;
};
struct Questionnaire {
  Line<1, 80> title_zh;
  Line<0, 160> title_en;
  Text<0, 2000> introduction_zh, introduction_en;
  Text<0, 2000> call_script;          ///< what an agent says first on the phone
  SurveyAudience audience{};
  bool anonymous = false;             ///< answers are kept without any way back to the customer
  std::vector<SurveyQuestion> questions;
  bool operator==(const Questionnaire&) const = default;
};

enum class Stratification { none, tier, area };
enum class SampleAllocation { proportional, equal };
/// Whom to draw from, how many, in which groups.
struct SampleDesign {
  std::optional<AccountTier> tier;
  std::optional<Area> area;
  std::optional<UnitId> station_unit_id;
  Line<0, 40> usage_category;         ///< empty = all
  Stratification stratification{};
  SampleAllocation allocation{};
  std::int64_t size = 0;              ///< of the sample; the whole population if that is smaller
  bool operator==(const SampleDesign&) const = default;
};

struct Stratum {
  std::int64_t key = 0;               ///< AccountTier or Area; 0 if there is but one
  std::int64_t population = 0, sample = 0;
  bool operator==(const Stratum&) const = default;
};
/// What was drawn, as it is frozen with the survey.
struct SampleFrame {
  std::int64_t seed = 0;
  std::int64_t population = 0, sample = 0;
  std::vector<Stratum> strata;
  std::string digest;                 ///< hex, over all drawn rows
  bool operator==(const SampleFrame&) const = default;
};

struct Survey {
  SurveyId id;
  std::int64_t version = 0;           ///< number of its last event
  SurveyStage stage{};
  Questionnaire questionnaire;
  SampleDesign design;
  OfficerId drafted_by_id;
  std::optional<SampleFrame> frame;   ///< of open and closed surveys of chosen customers
  std::string open_token;             ///< of the one link for anybody
  std::optional<Instant> opened_at, closed_at;
  std::int64_t answered = 0, answered_by_phone = 0, declined = 0, links_issued = 0;
  std::string answers_digest;         ///< hex, over all answers; when it is closed
  bool operator==(const Survey&) const = default;
};

/// A customer in the sample.
enum class InvitationState { waiting, answered, declined };
struct Invitation {
  std::int64_t number = 0;            ///< in the survey, 1, 2, 3 … in an order drawn by lot
  CustomerId customer_id;
  std::int64_t stratum = 0;           ///< place in SampleFrame::strata
  AccountTier tier{};
  Area area{};
  UnitId station_unit_id;
  InvitationState state{};
  std::int64_t calls = 0;             ///< without an answer
  bool operator==(const Invitation&) const = default;
};

/// What somebody answered to one question.
struct Answer {
  std::int64_t question = 0;          ///< its place, 1, 2, 3 …
  std::vector<std::int64_t> options;  ///< places of the chosen ones
  std::optional<std::int64_t> value;  ///< of scale and recommendation
  Text<0, 1000> text;
  bool operator==(const Answer&) const = default;
};

enum class CallOutcome { not_reached, declined };

/// What happened to a survey: a past participle and what it brought.
struct SurveyEvent {
  std::string kind;                   ///< survey_drafted, _changed, _opened, survey_links_issued, survey_answered, survey_called, survey_closed
  std::optional<Questionnaire> questionnaire = {};
  std::optional<SampleDesign> design = {};
  std::optional<SampleFrame> frame = {};
  std::optional<std::string> open_token = {};
  std::optional<OfficerId> drafted_by_id = {};
  std::optional<Instant> opened_at = {}, closed_at = {};
  std::optional<std::int64_t> number = {};    ///< of the invitation; absent for the open link
  std::optional<bool> by_phone = {};
  std::optional<CallOutcome> outcome = {};
  std::optional<std::int64_t> links = {};
  std::optional<std::string> answers_digest = {};
};

/// The survey after the event; one version on.
Survey apply(Survey survey, const SurveyEvent& event);
/// The invitation after an event about it.
Invitation apply(Invitation invitation, const SurveyEvent& event);

}  // namespace shouwen
