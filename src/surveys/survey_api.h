// The routes of the surveys room. Heavy: only for *_api.cpp files and the wiring.
#pragma once

#include "api/answers.h"
#include "surveys/sampling.h"
#include "surveys/survey_describe.h"
#include "surveys/survey_steps.h"
#include "surveys/survey_store.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(SurveyInput, (), (version, questionnaire, design))

void add_surveys_api(api::Api& api);

// Its parts.
void add_survey_reads_api(api::Api& api);
void add_survey_links_api(api::Api& api);
void add_survey_calls_api(api::Api& api);
void add_survey_results_api(api::Api& api);

http::Operation survey_operation(const char* method, const char* rest, const char* id, const char* summary);
SurveyWriter survey_writer(const api::Call& call);
SurveySituation survey_situation(const api::Call& call);
/// Walks all customers through the draw, page by page.
void walk_population(db::Session& session, SampleDraw& draw);
/// Answers of one person, kept and told to the journal; what is wrong with them, or what forbids it.
struct GivenAnswers {
  SurveyLink link;
  std::vector<Answer> answers;
  bool by_phone = false;
  std::string once;       ///< of a form by the open link; see StoredAnswers
};
std::vector<Refusal> answer_survey(const api::Call& call, db::Session& session, const GivenAnswers& given);
/// The address a link opens.
std::string survey_url(const http::Request& request, const std::string& secret);

struct SurveyChanged {
  SurveyId id;
  std::int64_t version = 0;
  SurveyStage stage{};
};
BOOST_DESCRIBE_STRUCT(SurveyChanged, (), (id, version, stage))
inline SurveyChanged changed_view(const Survey& survey) { return {survey.id, survey.version, survey.stage}; }

/// Goes on with a survey the caller may do this with.
template <class Next>
http::Response with_survey(const api::Call& call, db::Session& session, std::string_view verb, Next&& next) {
  return with_permission(call, verb, [&] {
    const auto survey = load_survey(session, SurveyId{call.id("survey_id")});
    return survey ? next(*survey) : refused(call, Refusal{"survey.unknown", "", "", {}});
  });
}

}  // namespace shouwen
