// Reading surveys: the list, one with what may be done and how far it is, the sample as it would be.
#include "api/qr_code.h"
#include "surveys/survey_api.h"

namespace shouwen {

struct SurveyRowView {
  SurveyId id;
  std::int64_t version = 0;
  SurveyStage stage{};
  std::string title;
  SurveyAudience audience{};
  bool anonymous = false;
  std::string drafted_by_name;
  std::optional<Instant> opened_at, closed_at;
  std::int64_t sample = 0, answered = 0;
};
BOOST_DESCRIBE_STRUCT(SurveyRowView, (), (id, version, stage, title, audience, anonymous, drafted_by_name, opened_at, closed_at, sample, answered))

struct SurveyProgressView {
  std::int64_t sample = 0, answered = 0, answered_by_phone = 0, declined = 0, waiting = 0, called_in_vain = 0, links_issued = 0;
};
BOOST_DESCRIBE_STRUCT(SurveyProgressView, (), (sample, answered, answered_by_phone, declined, waiting, called_in_vain, links_issued))

struct StratumView {
  std::string name;
  std::int64_t population = 0, sample = 0;
};
BOOST_DESCRIBE_STRUCT(StratumView, (), (name, population, sample))
struct SamplePlanView {
  std::int64_t population = 0, sample = 0;
  std::vector<StratumView> strata;
};
BOOST_DESCRIBE_STRUCT(SamplePlanView, (), (population, sample, strata))

struct SurveyView {
  SurveyRowView survey;
  Questionnaire questionnaire;
  SampleDesign design;
  std::optional<std::int64_t> seed;        ///< of the lot that was drawn
  std::optional<SamplePlanView> frame;     ///< what was drawn
  SurveyProgressView progress;
  std::string open_url, open_qr;           ///< of the link for anybody; the code as SVG
  std::vector<std::string> actions;        ///< what stage and grants allow this reader
};
BOOST_DESCRIBE_STRUCT(SurveyView, (), (survey, questionnaire, design, seed, frame, progress, open_url, open_qr, actions))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50;

const std::string& name_of_stratum(const Call& call, Stratification by, std::int64_t key) {
  static const std::string all_zh = "全部客户", all_en = "All customers";
  static const std::string tiers_zh[] = {"普通客户", "重点客户", "特大重点客户"}, tiers_en[] = {"Ordinary", "Key account", "Large account"};
  static const std::string areas_zh[] = {"城区", "农村", "边远地区"}, areas_en[] = {"Urban", "Rural", "Remote"};
  const auto at = static_cast<std::size_t>(key);
  switch (by) {
    case Stratification::none: break;
    case Stratification::tier: return call.said(tiers_zh[at], tiers_en[at]);
    case Stratification::area: return call.said(areas_zh[at], areas_en[at]);
  }
  return call.said(all_zh, all_en);
}

SamplePlanView plan_view(const Call& call, const SampleDesign& design, const SampleFrame& frame) {
  SamplePlanView view{frame.population, frame.sample, {}};
  for (const Stratum& stratum : frame.strata) view.strata.push_back({name_of_stratum(call, design.stratification, stratum.key), stratum.population, stratum.sample});
  return view;
}

SurveyRowView row_view(const Call& call, const Survey& survey) {
  const Officer* author = call.organisation->officer(survey.drafted_by_id);
  const Questionnaire& asked = survey.questionnaire;
  return {survey.id, survey.version, survey.stage,
          call.language == http::Language::en && !asked.title_en.value.empty() ? asked.title_en.value : asked.title_zh.value,
          asked.audience, asked.anonymous, author == nullptr ? std::string() : author->name, survey.opened_at, survey.closed_at,
          survey.frame ? survey.frame->sample : 0, survey.answered};
}

std::vector<std::string> actions_of(const Call& call, const Survey& survey) {
  std::vector<std::string> actions;
  const auto offer = [&](const char* action, const char* verb, bool possible) {
    if (possible && may(*call.rulebook, *call.organisation, call.actor, verb).allowed) actions.emplace_back(action);
  };
  const bool draft = survey.stage == SurveyStage::draft, open = survey.stage == SurveyStage::open;
  const bool chosen = survey.questionnaire.audience == SurveyAudience::chosen;
  offer("change_survey", "draft_survey", draft);
  offer("open_survey", "open_survey", draft);
  offer("issue_links", "issue_survey_links", open && chosen);
  offer("answer_by_phone", "answer_by_phone", open && chosen);
  offer("close_survey", "open_survey", open);
  offer("read_results", "read_survey_results", !draft);
  offer("copy_survey", "draft_survey", true);
  return actions;
}

SurveyView survey_view(const Call& call, db::Session& session, const Survey& survey) {
  SurveyView view{row_view(call, survey), survey.questionnaire, survey.design, {}, {}, {}, {}, {}, actions_of(call, survey)};
  const InvitationCounts counts = count_invitations(session, survey.id);
  view.progress = {view.survey.sample, survey.answered, survey.answered_by_phone, survey.declined, counts.waiting, counts.called_in_vain, survey.links_issued};
  if (survey.frame) {
    view.seed = survey.frame->seed;
    view.frame = plan_view(call, survey.design, *survey.frame);
  }
  if (!survey.open_token.empty()) {
    view.open_url = survey_url(call.request, survey.open_token);
    view.open_qr = qr_svg(view.open_url);
  }
  return view;
}

}  // namespace

void add_survey_reads_api(Api& api) {
  auto list = survey_operation("GET", "", "list_surveys", "Surveys, newest first");
  list.response_body = json::schema_of<api::Page<SurveyRowView>>();
  list.query = {{"after", "next page", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_surveys", [&] {
      const auto after = api::query_number(call, "after");
      if (!after) return refused(call, after.refusal());
      auto surveys = list_surveys(session, SurveyId{after->value_or(0)}, page_size + 1);
      api::Page<SurveyRowView> page;
      const bool more = static_cast<std::int64_t>(surveys.size()) > page_size;
      if (more) surveys.pop_back();
      for (const Survey& survey : surveys) page.items.push_back(row_view(call, survey));
      if (more) page.next = std::to_string(surveys.back().id.value);
      return api::answer(page);
    });
  });

  auto read = survey_operation("GET", "/{survey_id}", "read_survey", "One survey, what may be done, how far it is");
  read.response_body = json::schema_of<SurveyView>();
  api.read(read, [](const Call& call, db::Session& session) {
    return with_survey(call, session, "read_surveys", [&](const Survey& survey) { return api::answer(survey_view(call, session, survey)); });
  });

  auto plan = survey_operation("GET", "/{survey_id}/sample_plan", "plan_sample", "How many there are and would be asked, before the lot is drawn");
  plan.response_body = json::schema_of<SamplePlanView>();
  api.slow(plan, [](const Call& call, db::Session& session) {
    return with_survey(call, session, "draft_survey", [&](const Survey& survey) {
      SampleDraw draw(survey.design, 0);
      walk_population(session, draw);
      return api::answer(plan_view(call, survey.design, draw.frame()));
    });
  });
}

}  // namespace shouwen
