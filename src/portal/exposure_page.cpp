// Exposures as the public reads them. A number keeps its page for ever: what was taken down says when and by which rule.
#include "portal/exposure_page.h"

#include "api/answers.h"
#include "conduct/conduct_api.h"
#include "conduct/exposure_words.h"
#include "portal/matter_parts.h"
#include "portal/page_shelf.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t exposures_a_page = 20;

std::string day_of(Instant at) { return to_iso(local_date(at)); }

std::string taken_down_words(const ShownExposure& shown, Language language) {
  const TextValues days{{"day", day_of(*shown.taken_down_at)}, {"since", day_of(*shown.published_at)}};
  return shown.taken_down_by == TakeDownRule::term_over ? say("exposure_term_over", language, days) : say("exposure_decision_lifted", language, days);
}

void set_facts(data& values, const ShownExposureText& text) {
  data facts{data::type::list};
  for (const std::string& fact : text.facts) {
    data row;
    row.set("text", fact);
    facts << row;
  }
  values.set("facts", facts);
  values.set("title", text.title);
  values.set("measure", text.measure);
}

void set_exposure(data& values, const ShownExposure& shown, Language language) {
  values.set("number", shown.number);
  if (shown.taken_down_at) {
    values.set("taken_down", taken_down_words(shown, language));
    return;
  }
  set_facts(values, shown.now);
  values.set("shown", true);
  values.set("unit", shown.unit);
  values.set("person", shown.person);
  values.set("violation", shown.violation);
  values.set("decided_on", to_iso(shown.decided_on));
  if (shown.published_at) values.set("published", say("exposure_since", language, {{"day", day_of(*shown.published_at)}, {"last", to_iso(*shown.last_day)}}));
  if (!shown.now.because.empty()) values.set("corrected", say("exposure_corrected", language, {{"day", day_of(shown.now.at)}, {"because", shown.now.because}}));
  data earlier{data::type::list};
  for (const ShownExposureText& text : shown.earlier) {
    data row;
    set_facts(row, text);
    row.set("until", say("exposure_old_text", language, {{"day", day_of(text.at)}}));
    earlier << row;
  }
  values.set("earlier", earlier);
  values.set("has_earlier", !shown.earlier.empty());
}

http::Response list_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  const std::int64_t before = before_of(call);
  data rows{data::type::list};
  const ConductRules* rules = conduct_rules(*call.rulebook);
  std::vector<ConductCase> found;
  if (rules != nullptr) found = published_exposures(session, true, before, exposures_a_page + 1);
  const bool more = static_cast<std::int64_t>(found.size()) > exposures_a_page;
  if (more) found.pop_back();
  for (const ConductCase& c : found) {
    const ShownExposure shown = shown_exposure(c, *call.organisation, *rules, language, ShownText::published);
    data row;
    row.set("url", "/p/exposures/" + std::to_string(c.exposure->number));
    row.set("number", shown.number);
    row.set("day", day_of(*shown.published_at));
    if (shown.taken_down_at) row.set("taken_down", say("exposure_taken_down", language));
    else {
      row.set("title", shown.now.title);
      row.set("unit", shown.unit);
      row.set("violation", shown.violation);
      if (!shown.earlier.empty()) row.set("corrected", say("exposure_is_corrected", language));
    }
    rows << row;
  }
  values.set("exposures", rows);
  values.set("has_exposures", !found.empty());
  if (more) values.set("older_url", "/p/exposures?before=" + std::to_string(found.back().exposure->number));
  return write_page(api, call, {"exposures", say("exposures_title", language)}, values);
}

http::Response one_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  const ConductRules* rules = conduct_rules(*call.rulebook);
  const std::int64_t number = call.id("number");
  const auto found = rules != nullptr && number > 0 ? conduct_case_of_exposure(session, true, number) : std::nullopt;
  if (!found) return told_page(api, call, say("exposure_unknown", language), say("exposure_unknown_means", language), 404);
  const ShownExposure shown = shown_exposure(*found, *call.organisation, *rules, language, ShownText::published);
  data values = page_values(call.request);
  set_exposure(values, shown, language);
  return write_page(api, call, {"exposure", shown.taken_down_at ? shown.number : shown.now.title}, values);
}

/// The very page, with the draft as its text: what two bodies approve is what will be read.
http::Response preview(Api& api, const Call& call, db::Session& session) {
  const auto found = conduct_for(call, session, "read_conduct");
  if (!found) return api::refused(call, found.refusal());
  if (!found->exposure || (!found->exposure->draft && found->exposure->texts.empty())) return api::refused(call, Refusal{"conduct.no_draft", clause::art_9_4, "", {}});
  const Language language = wish_of(call.request).language;
  const ShownExposure shown = shown_exposure(*found, *call.organisation, *conduct_rules(*call.rulebook), language, ShownText::with_draft);
  data values = page_values(call.request);
  set_exposure(values, shown, language);
  values.set("preview", found->exposure->draft.has_value());
  return write_page(api, call, {"exposure", shown.now.title, 200, "/p/exposures", {}, {}, say("exposure_preview", language)}, values);
}

http::Operation exposure_page_operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made{"GET", pattern, id, "public pages", summary, clause::art_9_4};
  made.is_public = true;
  made.response_content_type = "text/html";
  return made;
}

}  // namespace

void add_exposure_pages(Api& api) {
  api.read(exposure_page_operation("/p/exposures", "public_exposures", "What was exposed to society, newest first"), shelved(api, [&api](const Call& call, db::Session& session) { return list_page(api, call, session); }));
  api.read(exposure_page_operation("/p/exposures/{number}", "public_exposure", "One exposure, its corrections, or when and why it was taken down"),
           shelved(api, [&api](const Call& call, db::Session& session) { return one_page(api, call, session); }));
  http::Operation previewing = exposure_page_operation("/api/v1/conduct_cases/{conduct_id}/exposure_preview", "preview_exposure", "The page as the public will read it");
  previewing.is_public = false;
  previewing.tag = "conduct";
  api.read(previewing, [&api](const Call& call, db::Session& session) { return preview(api, call, session); });
}

}  // namespace shouwen
