// Verbs on surveys as resources: POST /surveys, POST /surveys/{survey_id}/openings …
#include "surveys/survey_api.h"

#include <sodium.h>

#include <unordered_map>

#include "accounts/account_store.h"
#include "customers/customer_store.h"
#include "org/secret.h"
#include "regulation/clauses.h"

namespace shouwen {

struct OpenSurveyInput {
  std::int64_t version = 0;
  std::optional<std::int64_t> seed = {};  ///< the lot; drawn if it is not given
};
BOOST_DESCRIBE_STRUCT(OpenSurveyInput, (), (version, seed))
struct CloseSurveyInput {
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(CloseSurveyInput, (), (version))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t customers_a_page = 2000;
/// Seeds are written into JSON and typed by hand: below 2^53.
constexpr std::int64_t seeds = std::int64_t{1} << 53;

std::int64_t new_seed() {
  std::uint64_t bits = 0;
  randombytes_buf(&bits, sizeof bits);
  return static_cast<std::int64_t>(bits % static_cast<std::uint64_t>(seeds));
}

http::Operation writing(const char* rest, const char* id, const char* summary) {
  auto operation = survey_operation("POST", rest, id, summary);
  operation.response_body = json::schema_of<SurveyChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  return operation;
}

void add_drafts(Api& api) {
  auto draft = writing("", "draft_survey", "Draft a survey");
  draft.request_body = json::schema_of<SurveyInput>();
  api.write(draft, [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_survey", [&] {
      return api::with_body<SurveyInput>(call, [&](const SurveyInput& input) {
        const SurveyDecision decision = draft_survey(input, survey_situation(call));
        if (!decision) return refused(call, decision.refusal());
        return api::answer(changed_view(add_survey(session, *decision, survey_writer(call))), 201);
      });
    });
  });

  auto change = writing("/{survey_id}/changes", "change_survey", "Change a draft");
  change.request_body = json::schema_of<SurveyInput>();
  api.write(change, [](const Call& call, db::Session& session) {
    return with_survey(call, session, "draft_survey", [&](const Survey& survey) {
      return api::with_body<SurveyInput>(call, [&](const SurveyInput& input) {
        const SurveyDecision decision = change_survey(survey, input, survey_situation(call));
        if (!decision) return refused(call, decision.refusal());
        return api::answer(changed_view(save_survey(session, survey, *decision, survey_writer(call))), 201);
      });
    });
  });
}

/// The sample is drawn while others go on writing; only keeping it is a command. The draft must still be the one that was seen.
http::Response open(Api& api, const Call& call, db::Session& session, const Survey& seen, const OpenSurveyInput& input) {
  if (input.seed && (*input.seed < 0 || *input.seed >= seeds)) return refused(call, Refusal{"survey.seed", clause::art_11_6_2, "/seed", {}});
  std::optional<SampleFrame> frame;
  std::vector<Invitation> invitations;
  const bool chosen = seen.questionnaire.audience == SurveyAudience::chosen;
  const std::string token = chosen ? std::string() : new_secret();
  // What is refused anyway is refused before a million customers are walked through.
  if (seen.stage == SurveyStage::draft && seen.version == input.version && chosen) {
    SampleDraw draw(seen.design, input.seed ? *input.seed : new_seed());
    walk_population(session, draw);
    std::tie(frame, invitations) = draw.finish();
  }
  std::optional<Refusal> refusal;
  Survey after;
  api.house().writer().run([&](db::Session& writing) {
    const auto survey = load_survey(writing, seen.id);
    const SurveyDecision decision = open_survey(*survey, input.version, frame, token, survey_situation(call));
    if (!decision) {
      refusal = decision.refusal();
      return;
    }
    after = save_survey(writing, *survey, *decision, survey_writer(call));
    add_invitations(writing, survey->id, invitations);
    if (!token.empty()) add_link(writing, token, {survey->id, 0});
  });
  return refusal ? refused(call, *refusal) : api::answer(changed_view(after), 201);
}

void add_stages(Api& api) {
  auto opening = writing("/{survey_id}/openings", "open_survey", "Draw the sample, freeze the questions and take answers");
  opening.request_body = json::schema_of<OpenSurveyInput>();
  opening.idempotent_key = false;
  api.slow(opening, [&api](const Call& call, db::Session& session) {
    return with_survey(call, session, "open_survey", [&](const Survey& survey) {
      return api::with_body<OpenSurveyInput>(call, [&](const OpenSurveyInput& input) { return open(api, call, session, survey, input); });
    });
  });

  auto closing = writing("/{survey_id}/closings", "close_survey", "Take no more answers and seal those there are");
  closing.request_body = json::schema_of<CloseSurveyInput>();
  api.write(closing, [](const Call& call, db::Session& session) {
    return with_survey(call, session, "open_survey", [&](const Survey& survey) {
      return api::with_body<CloseSurveyInput>(call, [&](const CloseSurveyInput& input) {
        const SurveyDecision decision = close_survey(survey, input.version, answers_digest(session, survey.id), survey_situation(call));
        if (!decision) return refused(call, decision.refusal());
        return api::answer(changed_view(save_survey(session, survey, *decision, survey_writer(call))), 201);
      });
    });
  });
}

}  // namespace

http::Operation survey_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/surveys") + rest, id, "surveys", summary, clause::art_11_6_2};
}

SurveyWriter survey_writer(const Call& call) {
  return {call.actor.officer_id, call.now, call.rulebook->version, call.actor.kind == Actor::Kind::customer};
}

SurveySituation survey_situation(const Call& call) {
  return {call.actor.officer_id, call.now, call.rulebook->public_rules ? call.rulebook->public_rules->smallest_shown : 0};
}

std::string survey_url(const http::Request& request, const std::string& secret) {
  return std::string(request.header("x-forwarded-proto") == "https" ? "https" : "http") + "://" + std::string(request.header("host")) + "/p/s/" + secret;
}

void walk_population(db::Session& session, SampleDraw& draw) {
  // Key customers are few; everybody else is ordinary.
  std::unordered_map<std::int64_t, AccountTier> tiers;
  for (const ManagedCustomer& customer : managed_customers(session))
    if (customer.tier) tiers.emplace(customer.id.value, customer.tier->tier);
  for (CustomerId after;;) {
    const auto page = search_customers(session, "", after, customers_a_page);
    if (page.empty()) return;
    for (const Customer& customer : page) {
      after = customer.id;
      if (customer.merged_into_id) continue;
      const auto tier = tiers.find(customer.id.value);
      draw.add({customer.id, tier == tiers.end() ? AccountTier::ordinary : tier->second, customer.area, customer.station_unit_id, customer.usage_category});
    }
  }
}

std::vector<Refusal> answer_survey(const Call& call, db::Session& session, const GivenAnswers& given) {
  const auto survey = load_survey(session, given.link.survey_id);
  if (!survey) return {Refusal{"survey.unknown", "", "", {}}};
  std::optional<Invitation> invitation;
  if (given.link.number != 0) invitation = load_invitation(session, survey->id, given.link.number);
  if (given.link.number != 0 && !invitation) return {Refusal{"survey.invitation_unknown", "", "/number", {}}};
  const SurveyDecision decision = take_answers(*survey, invitation, given.by_phone);
  if (!decision) return {decision.refusal()};
  if (auto refusals = check_answers(survey->questionnaire, given.answers); !refusals.empty()) return refusals;
  // A button pressed twice sends one answer.
  if (!given.once.empty() && has_answers(session, survey->id, given.once)) return {};
  save_survey(session, *survey, *decision, survey_writer(call));
  if (invitation) save_invitation(session, survey->id, apply(*invitation, *decision));
  add_answers(session, survey->id, {survey->questionnaire.anonymous ? 0 : given.link.number, invitation ? invitation->stratum : 0, given.answers, given.once});
  return {};
}

void add_surveys_api(Api& api) {
  add_survey_reads_api(api);
  add_drafts(api);
  add_stages(api);
  add_survey_links_api(api);
  add_survey_calls_api(api);
  add_survey_results_api(api);
}

}  // namespace shouwen
