// The page of a personal link or of the one link for anybody. Nothing on it says who is asked.
#include "portal/survey_page.h"

#include <charconv>

#include "api/rate_limit.h"
#include "base/text.h"
#include "http/multipart.h"
#include "org/secret.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "regulation/clauses.h"
#include "surveys/survey_api.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

/// By the open link, from one address: a hall full of people, not a script.
constexpr double open_link_burst = 20, open_link_per_minute = 6;
constexpr std::size_t text_limit = decltype(Answer::text)::max_length;

std::string words(Language language, const std::string& zh, const std::string& en) { return language == Language::en && !en.empty() ? en : zh; }
std::string field_of(std::size_t place) { return "q" + std::to_string(place); }

std::vector<std::string> values_of(const Form& form, const std::string& name) {
  std::vector<std::string> values;
  for (const auto& [key, value] : form)
    if (key == name && !value.empty()) values.push_back(value);
  return values;
}

/// What is no number becomes one that no question has.
std::int64_t number_in(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? value : -1;
}

struct ReadForm {
  std::vector<Answer> answers;
  std::vector<Refusal> mistakes;
};

ReadForm answers_in(const Form& form, const Questionnaire& questionnaire) {
  ReadForm read;
  for (std::size_t place = 1; place <= questionnaire.questions.size(); ++place) {
    Answer answer;
    answer.question = static_cast<std::int64_t>(place);
    const auto given = values_of(form, field_of(place));
    if (given.empty()) continue;
    switch (questionnaire.questions[place - 1].kind) {
      case QuestionKind::one_choice:
      case QuestionKind::several_choices:
        for (const std::string& value : given) answer.options.push_back(number_in(value));
        break;
      case QuestionKind::scale:
      case QuestionKind::recommendation: answer.value = number_in(given.front()); break;
      case QuestionKind::text:
        if (is_valid_utf8(given.front())) answer.text.value = clean_text(given.front(), true);
        if (const std::size_t length = count_characters(answer.text.value); length > text_limit)
          read.mistakes.push_back({"public.too_long", "", "/" + field_of(place), {{"limit", std::to_string(text_limit)}, {"length", std::to_string(length)}}});
        break;
    }
    read.answers.push_back(std::move(answer));
  }
  return read;
}

data choice(const std::string& field, const std::string& value, const std::string& name, const Form& form) {
  data row;
  row.set("field", field);
  row.set("value", value);
  row.set("name", name);
  for (const std::string& given : values_of(form, field))
    if (given == value) row.set("chosen", true);
  return row;
}

std::string said_of(const std::vector<Refusal>& refusals, const std::string& field, Language language) {
  for (const Refusal& refusal : refusals)
    if (refusal.field.ends_with('/' + field)) return http::refusal_text(refusal, language);
  return {};
}

data question_data(const SurveyQuestion& question, std::size_t place, const Form& form, Language language) {
  const std::string field = field_of(place);
  data row;
  row.set("field", field);
  row.set("words", words(language, question.zh.value, question.en.value));
  row.set("place", std::to_string(place));
  row.set("required", question.required);
  data choices{data::type::list};
  const bool scale = question.kind == QuestionKind::scale, recommendation = question.kind == QuestionKind::recommendation;
  for (std::size_t i = 0; i < question.options.size(); ++i)
    choices << choice(field, std::to_string(i + 1), words(language, question.options[i].zh.value, question.options[i].en.value), form);
  if (scale || recommendation)
    for (int value = scale ? 1 : 0; value <= (scale ? 5 : 10); ++value) choices << choice(field, std::to_string(value), std::to_string(value), form);
  row.set("choices", choices);
  row.set("is_text", question.kind == QuestionKind::text);
  row.set("is_list", !question.options.empty());
  row.set("is_steps", scale || recommendation);
  row.set("type", question.kind == QuestionKind::several_choices ? "checkbox" : "radio");
  row.set("many", question.kind == QuestionKind::several_choices);
  if (scale) row.set("ends", say("survey_scale_ends", language));
  if (recommendation) row.set("ends", say("survey_recommendation_ends", language));
  const auto given = values_of(form, field);
  row.set("text", given.empty() || !is_valid_utf8(given.front()) ? std::string() : given.front());
  return row;
}

struct FormPage {
  std::string path;       ///< where it is sent; "" = a preview, which is not
  Form form{};
  std::vector<Refusal> refusals{};
};

http::Response form_page(Api& api, const Call& call, const Survey& survey, const FormPage& page) {
  const Language language = wish_of(call.request).language;
  const Questionnaire& asked = survey.questionnaire;
  data values = page_values(call.request);
  const std::string title = words(language, asked.title_zh.value, asked.title_en.value), once = value_of(page.form, "once");
  values.set("survey", title);
  values.set("introduction", words(language, asked.introduction_zh.value, asked.introduction_en.value));
  values.set("kept", say(asked.audience == SurveyAudience::anybody ? "survey_nobody_known" : asked.anonymous ? "survey_is_anonymous" : "survey_is_named", language));
  values.set("once", once.empty() ? new_secret() : once);
  values.set("path", page.path);
  values.set("sendable", !page.path.empty());
  data rows{data::type::list};
  for (std::size_t i = 0; i < asked.questions.size(); ++i) {
    data row = question_data(asked.questions[i], i + 1, page.form, language);
    if (const std::string error = said_of(page.refusals, field_of(i + 1), language); !error.empty()) row.set("error", error);
    rows << row;
  }
  values.set("questions", rows);
  set_errors(values, page.refusals, language);
  const int status = page.refusals.empty() ? 200 : api::status_of(page.refusals.front());
  return write_page(api, call, {"survey", title, status, page.path.empty() ? "/p" : page.path}, values);
}

http::Response unknown(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  return told_page(api, call, say("survey_unknown", language), say("survey_unknown_means", language), 404);
}

http::Response thanks(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  return told_page(api, call, say("survey_thanks", language), say("survey_thanks_means", language), 200);
}

struct Asked {
  SurveyLink link;
  Survey survey;
  std::optional<Invitation> invitation;
};

std::optional<Asked> asked_by(const Call& call, db::Session& session) {
  const auto link = find_link(session, call.request.parameter("token"));
  auto survey = link ? load_survey(session, link->survey_id) : std::nullopt;
  if (!survey) return std::nullopt;
  return Asked{*link, *std::move(survey), link->number == 0 ? std::nullopt : load_invitation(session, link->survey_id, link->number)};
}

std::string path_of(const Call& call) { return "/p/s/" + std::string(call.request.parameter("token")); }

http::Response show(Api& api, const Call& call, db::Session& session) {
  const auto asked = asked_by(call, session);
  if (!asked) return unknown(api, call);
  const Language language = wish_of(call.request).language;
  const bool answered = asked->invitation ? asked->invitation->state == InvitationState::answered : call.request.query_value("sent").has_value();
  if (answered) return thanks(api, call);
  if (asked->survey.stage == SurveyStage::closed) return told_page(api, call, say("survey_over", language), say("survey_over_means", language), 200);
  if (asked->invitation && asked->invitation->state == InvitationState::declined) return told_page(api, call, say("survey_declined", language), say("survey_declined_means", language), 200);
  return form_page(api, call, asked->survey, {path_of(call)});
}

http::Response send(Api& api, const Call& call, db::Session& session, api::RateLimit& open_link_rate) {
  const auto asked = asked_by(call, session);
  if (!asked) return unknown(api, call);
  const auto form = http::parse_form(call.request.body);
  if (!form) return form_page(api, call, asked->survey, {path_of(call), {}, {form.refusal()}});
  const ReadForm read = answers_in(*form, asked->survey.questionnaire);
  if (!read.mistakes.empty()) return form_page(api, call, asked->survey, {path_of(call), *form, read.mistakes});
  const bool open_link = asked->link.number == 0;
  if (open_link)
    if (const std::int64_t wait = open_link_rate.take(call.request.remote_address, call.now); wait > 0)
      return form_page(api, call, asked->survey, {path_of(call), *form, {{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}}}});
  // Sent twice by two phones or a finger that slipped: what counts is there already.
  if (asked->invitation && asked->invitation->state == InvitationState::answered) return go_on(path_of(call));
  const auto refusals = answer_survey(call, session, {asked->link, read.answers, false, open_link ? value_of(*form, "once") : std::string()});
  if (!refusals.empty()) return form_page(api, call, asked->survey, {path_of(call), *form, refusals});
  return go_on(path_of(call) + (open_link ? "?sent=yes" : ""));
}

http::Operation survey_page_operation(const char* method, const char* id, const char* summary) {
  http::Operation made{method, "/p/s/{token}", id, "public pages", summary, clause::art_11_6_2};
  made.is_public = true;
  made.response_content_type = "text/html";
  return made;
}

}  // namespace

void add_survey_pages(Api& api) {
  api.read(survey_page_operation("GET", "public_survey", "The questions of a survey"), [&api](const Call& call, db::Session& session) { return show(api, call, session); });
  http::Operation sending = survey_page_operation("POST", "public_answer_survey", "Send the answers, once");
  sending.request_content_type = "application/x-www-form-urlencoded";
  sending.request_body.schema = R"({"type":"object"})";
  const auto rate = std::make_shared<api::RateLimit>(open_link_burst, open_link_per_minute);
  api.write(sending, [&api, rate](const Call& call, db::Session& session) { return send(api, call, session, *rate); });

  auto preview = survey_operation("GET", "/{survey_id}/preview", "preview_survey", "The page as whoever is asked sees it");
  preview.response_content_type = "text/html";
  api.read(preview, [&api](const Call& call, db::Session& session) {
    return with_survey(call, session, "read_surveys", [&](const Survey& survey) { return form_page(api, call, survey, {}); });
  });
}

}  // namespace shouwen
