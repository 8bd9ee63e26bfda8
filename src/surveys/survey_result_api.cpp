// What was answered: shares and means with intervals, by groups, beside an earlier survey, texts, and the table to take away.
#include <fmt/format.h>

#include <unordered_map>

#include "api/download.h"
#include "api/query.h"
#include "surveys/results.h"
#include "surveys/survey_api.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ResultGrouping, tier, area, station)

struct EstimateView {
  std::int64_t n = 0;
  double value = 0;
  std::optional<double> low, high;     ///< 95 %; absent where chance cannot be judged
};
BOOST_DESCRIBE_STRUCT(EstimateView, (), (n, value, low, high))
struct DifferenceView {
  double earlier = 0, value = 0;       ///< what it was, and now less then
  std::optional<double> low, high;
  bool beyond_chance = false;
};
BOOST_DESCRIBE_STRUCT(DifferenceView, (), (earlier, value, low, high, beyond_chance))
struct ShareLineView {
  std::string name;
  EstimateView share;
  std::optional<DifferenceView> difference;
};
BOOST_DESCRIBE_STRUCT(ShareLineView, (), (name, share, difference))
struct QuestionResultView {
  std::int64_t question = 0;
  QuestionKind kind{};
  std::string words;
  std::int64_t answered = 0;
  std::vector<ShareLineView> shares;
  std::optional<EstimateView> mean, satisfied, net_promoters;
  std::optional<DifferenceView> mean_difference, satisfied_difference, net_promoters_difference;
};
BOOST_DESCRIBE_STRUCT(QuestionResultView, (), (question, kind, words, answered, shares, mean, satisfied, net_promoters, mean_difference,
                                               satisfied_difference, net_promoters_difference))
struct SurveyResultsView {
  std::int64_t population = 0, sample = 0, answered = 0, declined = 0;
  std::optional<double> response_rate;  ///< answered of the sample; absent where nobody was drawn
  bool drawn = false;                   ///< by lot: only then intervals mean something
  std::string earlier_title;            ///< of the survey it is compared with
  std::vector<QuestionResultView> questions;
};
BOOST_DESCRIBE_STRUCT(SurveyResultsView, (), (population, sample, answered, declined, response_rate, drawn, earlier_title, questions))
struct GroupResultView {
  std::string name;
  std::int64_t n = 0;                   ///< 0 where it is withheld
  bool withheld = false;
  std::optional<EstimateView> mean;
};
BOOST_DESCRIBE_STRUCT(GroupResultView, (), (name, n, withheld, mean))
struct GroupResultsView {
  std::int64_t smallest_shown = 0;
  std::vector<GroupResultView> groups;
};
BOOST_DESCRIBE_STRUCT(GroupResultsView, (), (smallest_shown, groups))
struct TextAnswerView {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(TextAnswerView, (), (text))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t texts_a_page = 100;

std::vector<Respondent> respondents_of(db::Session& session, const Survey& survey) {
  std::unordered_map<std::int64_t, Invitation> invitations;
  if (!survey.questionnaire.anonymous)
    for (const Invitation& row : list_invitations(session, survey.id, InvitationState::answered, 0, std::numeric_limits<std::int64_t>::max())) invitations.emplace(row.number, row);
  std::vector<Respondent> respondents;
  read_answers(session, survey.id, [&](const StoredAnswers& stored) {
    Respondent respondent{static_cast<std::size_t>(stored.stratum), false, {}, {}, {}, stored.answers};
    if (const auto found = invitations.find(stored.number); found != invitations.end()) {
      respondent.known = true;
      respondent.tier = found->second.tier;
      respondent.area = found->second.area;
      respondent.station_unit_id = found->second.station_unit_id;
    }
    respondents.push_back(std::move(respondent));
  });
  return respondents;
}

EstimateView estimate_view(const Estimate& estimate) {
  EstimateView view{estimate.n, estimate.value, {}, {}};
  if (estimate.interval) {
    view.low = estimate.interval->low;
    view.high = estimate.interval->high;
  }
  return view;
}
std::optional<EstimateView> estimate_view(const std::optional<Estimate>& estimate) {
  return estimate ? std::optional(estimate_view(*estimate)) : std::nullopt;
}

using Comparing = Difference (*)(const Estimate&, const Estimate&);
std::optional<DifferenceView> difference_view(const std::optional<Estimate>& later, const std::optional<Estimate>& earlier, Comparing compare) {
  if (!later || !earlier) return std::nullopt;
  const Difference difference = compare(*later, *earlier);
  DifferenceView view{earlier->value, difference.value, {}, {}, difference.beyond_chance()};
  if (difference.interval) {
    view.low = difference.interval->low;
    view.high = difference.interval->high;
  }
  return view;
}

const std::string& words(const Call& call, const std::string& zh, const std::string& en) { return en.empty() ? zh : call.said(zh, en); }

std::string line_name(const Call& call, const SurveyQuestion& question, std::int64_t option) {
  if (question.options.empty()) return std::to_string(option);
  const SurveyOption& chosen = question.options[static_cast<std::size_t>(option - 1)];
  return words(call, chosen.zh.value, chosen.en.value);
}

QuestionResultView question_view(const Call& call, const SurveyQuestion& question, const QuestionResult& result, const QuestionResult* earlier) {
  QuestionResultView view;
  view.question = result.question;
  view.kind = question.kind;
  view.words = words(call, question.zh.value, question.en.value);
  view.answered = result.answered;
  for (std::size_t i = 0; i < result.shares.size(); ++i) {
    ShareLineView line{line_name(call, question, result.shares[i].option), estimate_view(result.shares[i].share), {}};
    if (earlier != nullptr && i < earlier->shares.size()) line.difference = difference_view(result.shares[i].share, earlier->shares[i].share, &share_difference);
    view.shares.push_back(std::move(line));
  }
  view.mean = estimate_view(result.mean);
  view.satisfied = estimate_view(result.satisfied);
  view.net_promoters = estimate_view(result.net_promoters);
  if (earlier == nullptr) return view;
  view.mean_difference = difference_view(result.mean, earlier->mean, &mean_difference);
  view.satisfied_difference = difference_view(result.satisfied, earlier->satisfied, &share_difference);
  view.net_promoters_difference = difference_view(result.net_promoters, earlier->net_promoters, &mean_difference);
  return view;
}

/// The earlier survey, if one is asked for and may be looked at. Refusals: query.bad_value, survey.unknown, those of may_show_results.
Result<std::optional<Survey>> earlier_survey(const Call& call, db::Session& session) {
  const auto with = api::query_number(call, "with");
  if (!with) return with.refusal();
  if (!*with) return std::optional<Survey>();
  auto earlier = load_survey(session, SurveyId{**with});
  if (!earlier) return Refusal{"survey.unknown", "", "/with", {}};
  if (const Verdict shown = may_show_results(*earlier, survey_situation(call)); !shown) return shown.refusal();
  return earlier;
}

SurveyResultsView results_view(const Call& call, db::Session& session, const Survey& survey, const std::optional<Survey>& earlier) {
  SurveyResultsView view;
  view.answered = survey.answered;
  view.declined = survey.declined;
  view.drawn = survey.frame.has_value();
  if (survey.frame) {
    view.population = survey.frame->population;
    view.sample = survey.frame->sample;
    view.response_rate = static_cast<double>(survey.answered) / static_cast<double>(survey.frame->sample);
  }
  std::vector<QuestionResult> before;
  if (earlier) {
    before = results_of(*earlier, respondents_of(session, *earlier));
    view.earlier_title = words(call, earlier->questionnaire.title_zh.value, earlier->questionnaire.title_en.value);
  }
  const auto& questions = survey.questionnaire.questions;
  const auto results = results_of(survey, respondents_of(session, survey));
  for (std::size_t i = 0; i < results.size(); ++i) {
    const std::int64_t same = earlier ? same_question(questions[i], earlier->questionnaire) : 0;
    view.questions.push_back(question_view(call, questions[i], results[i], same == 0 ? nullptr : &before[static_cast<std::size_t>(same - 1)]));
  }
  return view;
}

std::string group_name(const Call& call, ResultGrouping by, std::int64_t key) {
  static const std::string tiers_zh[] = {"普通客户", "重点客户", "特大重点客户"}, tiers_en[] = {"Ordinary", "Key account", "Large account"};
  static const std::string areas_zh[] = {"城区", "农村", "边远地区"}, areas_en[] = {"Urban", "Rural", "Remote"};
  const auto at = static_cast<std::size_t>(key);
  switch (by) {
    case ResultGrouping::tier: return call.said(tiers_zh[at], tiers_en[at]);
    case ResultGrouping::area: return call.said(areas_zh[at], areas_en[at]);
    case ResultGrouping::station: break;
  }
  const Unit* unit = call.organisation->unit(UnitId{key});
  return unit == nullptr ? call.said("未定供电所", "No station") : unit->name;
}

/// Goes on with a survey whose figures may be looked at.
template <class Next>
http::Response with_results(const Call& call, db::Session& session, Next&& next) {
  return with_survey(call, session, "read_survey_results", [&](const Survey& survey) {
    const Verdict shown = may_show_results(survey, survey_situation(call));
    return shown ? next(survey) : refused(call, shown.refusal());
  });
}

/// The place of a question of the survey; Refusal query.bad_value.
Result<std::int64_t> asked_question(const Call& call, const Survey& survey, bool text) {
  const auto question = api::query_number(call, "question");
  if (!question) return question.refusal();
  const std::int64_t place = question->value_or(0);
  if (place < 1 || place > static_cast<std::int64_t>(survey.questionnaire.questions.size())) return api::bad_query("question");
  const bool is_text = survey.questionnaire.questions[static_cast<std::size_t>(place - 1)].kind == QuestionKind::text;
  return is_text == text ? Result<std::int64_t>(place) : Result<std::int64_t>(api::bad_query("question"));
}

http::Response groups_answer(const Call& call, db::Session& session, const Survey& survey) {
  const auto question = asked_question(call, survey, false);
  if (!question) return refused(call, question.refusal());
  std::optional<ResultGrouping> by;
  if (const auto refusal = api::read_enum(call, "by", by)) return refused(call, *refusal);
  if (!by) return refused(call, api::bad_query("by"));
  GroupResultsView view;
  view.smallest_shown = survey_situation(call).smallest_shown;
  for (const GroupResult& row : by_group(survey, respondents_of(session, survey), *question, *by, view.smallest_shown))
    view.groups.push_back({group_name(call, *by, row.key), row.mean ? row.n : 0, !row.mean, estimate_view(row.mean)});
  return api::answer(view);
}

http::Response texts_answer(const Call& call, db::Session& session, const Survey& survey) {
  const auto question = asked_question(call, survey, true);
  const auto after = api::query_number(call, "after");
  if (!question || !after) return refused(call, question ? after.refusal() : question.refusal());
  std::vector<TextAnswerView> texts;
  read_answers(session, survey.id, [&](const StoredAnswers& stored) {
    for (const Answer& answer : stored.answers)
      if (answer.question == *question && !answer.text.value.empty()) texts.push_back({answer.text.value});
  });
  const std::size_t begin = std::min(texts.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, after->value_or(0))));
  const std::size_t end = std::min(texts.size(), begin + texts_a_page);
  api::Page<TextAnswerView> page;
  page.items.assign(texts.begin() + static_cast<std::ptrdiff_t>(begin), texts.begin() + static_cast<std::ptrdiff_t>(end));
  if (end < texts.size()) page.next = std::to_string(end);
  return api::answer(page);
}

void add_row(api::TableRows& rows, const QuestionResultView& question, const std::string& line, const EstimateView& estimate, double factor) {
  const auto number = [factor](const std::optional<double>& value) { return value ? fmt::format("{:.2f}", *value * factor) : std::string(); };
  rows.push_back({std::to_string(question.question), question.words, line, std::to_string(estimate.n), number(estimate.value), number(estimate.low), number(estimate.high)});
}

http::Response results_table(const Call& call, const SurveyResultsView& view) {
  const std::vector<std::string> heading = call.language == http::Language::zh ? std::vector<std::string>{"题号", "题目", "项目", "有效作答", "结果", "95%下限", "95%上限"}
                                                                               : std::vector<std::string>{"No.", "Question", "Line", "Answers", "Result", "95 % low", "95 % high"};
  constexpr double percent = 100;
  api::TableRows rows;
  for (const QuestionResultView& question : view.questions) {
    for (const ShareLineView& line : question.shares) add_row(rows, question, line.name + call.said("（%）", " (%)"), line.share, percent);
    if (question.mean) add_row(rows, question, call.said("平均分", "Mean"), *question.mean, 1);
    if (question.satisfied) add_row(rows, question, call.said("满意（4–5分，%）", "Satisfied (4–5, %)"), *question.satisfied, percent);
    if (question.net_promoters) add_row(rows, question, call.said("净推荐值", "Net promoters"), *question.net_promoters, percent);
  }
  return api::download(call, "survey_results", call.said("调查结果", "Survey results"), heading, std::move(rows));
}

http::Operation reading(const char* rest, const char* id, const char* summary) { return survey_operation("GET", rest, id, summary); }

}  // namespace

void add_survey_results_api(Api& api) {
  const http::QueryParameter with{"with", "an earlier survey to compare with", R"({"type":"integer"})"}, question{"question", "its place, from 1", R"({"type":"integer"})", true};
  auto results = reading("/{survey_id}/results", "read_survey_results", "Response rate, shares and means with 95 % intervals, beside an earlier survey");
  results.response_body = json::schema_of<SurveyResultsView>();
  results.query = {with};
  api.slow(results, [](const Call& call, db::Session& session) {
    return with_results(call, session, [&](const Survey& survey) {
      const auto earlier = earlier_survey(call, session);
      return earlier ? api::answer(results_view(call, session, survey, *earlier)) : refused(call, earlier.refusal());
    });
  });

  auto groups = reading("/{survey_id}/results/groups", "read_survey_groups", "The mean of a question by tier, area or station; small groups withheld");
  groups.response_body = json::schema_of<GroupResultsView>();
  groups.query = {question, {"by", "tier, area or station", R"({"type":"string","enum":["tier","area","station"]})", true}};
  api.slow(groups, [](const Call& call, db::Session& session) {
    return with_results(call, session, [&](const Survey& survey) { return groups_answer(call, session, survey); });
  });

  auto texts = reading("/{survey_id}/results/texts", "list_survey_texts", "What was written, in no order");
  texts.response_body = json::schema_of<api::Page<TextAnswerView>>();
  texts.query = {question, {"after", "next page", R"({"type":"integer"})"}};
  api.slow(texts, [](const Call& call, db::Session& session) {
    return with_results(call, session, [&](const Survey& survey) { return texts_answer(call, session, survey); });
  });

  auto exported = reading("/{survey_id}/results/export", "export_survey_results", "The figures as CSV or XLSX");
  exported.response_content_type = "text/csv";
  exported.query = {api::download_format()};
  api.slow(exported, [](const Call& call, db::Session& session) {
    return with_results(call, session, [&](const Survey& survey) {
      return with_permission(call, "export", [&] { return results_table(call, results_view(call, session, survey, std::nullopt)); });
    });
  });
}

}  // namespace shouwen
