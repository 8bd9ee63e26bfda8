// One template a question; what they share is set here.
#include "portal/report_pages.h"

#include <algorithm>

#include "cases/case_words.h"
#include "json/traits.h"
#include "portal/page_texts.h"
#include "portal/public_words.h"
#include "regulation/describe.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

const std::string& pick(Language language, const std::string& zh, const std::string& en, const std::string& otherwise_zh, const std::string& otherwise_en) {
  const std::string& wanted = language == Language::zh ? zh : en;
  if (!wanted.empty()) return wanted;
  return language == Language::zh ? otherwise_zh : otherwise_en;
}

std::string plain_name(const KindRule& kind, Language language) { return pick(language, kind.plain_zh, kind.plain_en, kind.name_zh, kind.name_en); }
std::string plain_name(const CaseCategory& row, Language language) { return pick(language, row.plain_zh, row.plain_en, row.name_zh, row.name_en); }

data choice(const std::string& code, const std::string& name, const std::string& about, bool selected) {
  data row;
  row.set("code", code);
  row.set("name", name);
  if (!about.empty()) row.set("about", about);
  row.set("selected", selected);
  return row;
}

void set_kinds(data& values, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  data rows{data::type::list};
  for (const KindRule* kind : offered_kinds(rulebook))
    rows << choice(json::name_of(kind->kind), plain_name(*kind, language), language == Language::zh ? kind->about_zh : kind->about_en, draft.kind == kind->kind);
  values.set("kinds", rows);
}

void set_danger(data& values, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  if (const std::string signs = card_text(rulebook, "danger_signs", language); !signs.empty()) values.set("signs", signs);
  values.set("danger_yes", is_answered(draft, ReportStep::danger) && draft.danger);
  values.set("danger_no", is_answered(draft, ReportStep::danger) && !draft.danger);
}

void set_categories(data& values, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  data rows{data::type::list};
  for (const CaseCategory& category : rulebook.categories)
    if (category.kind == draft.kind && !category.internal) {
      const std::string name = language == Language::zh ? category.name_zh : category.name_en, plain = plain_name(category, language);
      rows << choice(category.code, plain, plain == name ? std::string() : name, draft.category == category.code);
    }
  values.set("categories", rows);
}

void set_places(data& values, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  data districts{data::type::list};
  const auto other = [&](Area area, const std::string& name) {
    const std::string code = std::string("~") + json::name_of(area);
    return choice(code, name, "", draft.place == code);
  };
  for (const District& district : rulebook.districts) {
    const std::string name = language == Language::zh ? district.name_zh : district.name_en;
    data places{data::type::list};
    for (const std::string& place : district.places) places << choice(place, place, "", draft.place == place);
    places << other(district.area, say("place_other", language, {{"district", name}}));
    data row;
    row.set("name", name);
    row.set("places", places);
    districts << row;
  }
  values.set("districts", districts);
  data areas{data::type::list};
  if (rulebook.districts.empty())
    for (const Area area : {Area::urban, Area::rural, Area::remote}) areas << other(area, words_of(area, language));
  values.set("areas", areas);
  const bool visited = rulebook.kind(*draft.kind).needs_arrival;
  values.set("visited", visited);
  values.set("anywhere", !visited);
  values.set("no_place", draft.place == "~none");
  values.set("place_title", say(visited ? "place_title_visited" : "place_title", language));
  values.set("address", draft.address);
  values.set("position", draft.position);
  values.set("has_position", !draft.position.empty());
}

void set_text(data& values, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  values.set("text", draft.text);
  values.set("may_name", draft.kind == CaseKind::complaint);
  values.set("officer", draft.officer);
  for (const PaperRule& paper : rulebook.papers) {
    if (paper.category != draft.category) continue;
    data rows{data::type::list};
    for (const std::string& name : language == Language::zh ? paper.papers_zh : paper.papers_en) rows << data("name", data(name));
    values.set("papers", rows);
    values.set("has_papers", true);
    if (const std::string& note = language == Language::zh ? paper.note_zh : paper.note_en; !note.empty()) values.set("papers_note", note);
  }
}

void set_photos(data& values, const ReportDraft& draft, Language language) {
  data photos{data::type::list};
  for (std::size_t i = 0; i < draft.photos.size(); ++i) {
    data row;
    row.set("hash", draft.photos[i].hash);
    row.set("position", std::to_string(i + 1));
    photos << row;
  }
  values.set("photos", photos);
  values.set("has_photos", !draft.photos.empty());
  values.set("photos_hint", say("photos_hint", language, {{"count", std::to_string(photo_count_limit)}, {"size", std::to_string(photo_limit_bytes >> 20)}}));
  values.set("may_add_photos", draft.photos.size() < photo_count_limit);
}

void set_contact(data& values, const ReportDraft& draft, const Rulebook& rulebook) {
  const KindRule& kind = rulebook.kind(*draft.kind);
  values.set("anonymous_allowed", kind.anonymous_allowed);
  values.set("anonymous", draft.anonymous);
  values.set("named", !draft.anonymous);
  values.set("name", draft.name);
  values.set("phone", draft.phone);
}

data line(const std::string& question, const std::string& answer, ReportStep step, const char* missing, Language language) {
  data row;
  row.set("question", question);
  row.set("answer", answer.empty() ? say(missing, language) : answer);
  row.set("step", name_of(step));
  return row;
}

std::string said_place(const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  const std::string address = whole_address(draft);
  if (!draft.place.starts_with('~') || draft.place == "~none") return address;
  const std::string area = words_of(area_of_place(draft, rulebook), language);
  return address.empty() ? area : area + ' ' + address;
}

void set_check(data& values, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  data lines{data::type::list};
  const auto add = [&](const char* question, const std::string& answer, ReportStep step) {
    lines << line(say(question, language), answer, step, "not_given", language);
  };
  add("check_kind", plain_name(rulebook.kind(*draft.kind), language), ReportStep::kind);
  if (rulebook.kind(*draft.kind).needs_arrival) add("check_danger", say(draft.danger ? "yes" : "no", language), ReportStep::danger);
  if (const CaseCategory* category = rulebook.category(draft.category)) add("check_category", plain_name(*category, language), ReportStep::category);
  add("check_place", said_place(draft, rulebook, language), ReportStep::place);
  add("check_text", draft.text, ReportStep::text);
  if (!draft.officer.empty()) add("check_officer", draft.officer, ReportStep::text);
  if (!draft.photos.empty()) add("check_photos", say("photo_number", language, {{"count", std::to_string(draft.photos.size())}}), ReportStep::photos);
  if (draft.anonymous) {
    add("check_contact", say("anonymous_answer", language), ReportStep::contact);
  } else {
    add("check_name", draft.name, ReportStep::contact);
    add("check_phone", draft.phone, ReportStep::contact);
  }
  values.set("lines", lines);
  values.set("offer_photos", draft.photos.empty());
  values.set("privacy", say(draft.anonymous ? "privacy_anonymous" : "privacy", language));
}

struct StepPage {
  const char* name;   ///< of its template
  const char* title;  ///< of its text
};

StepPage page_of(ReportStep step) {
  switch (step) {
    case ReportStep::kind: return {"report_kind", "kind_title"};
    case ReportStep::danger: return {"report_danger", "danger_title"};
    case ReportStep::category: return {"report_category", "category_title"};
    case ReportStep::place: return {"report_place", "place_title"};
    case ReportStep::text: return {"report_text", "text_title"};
    case ReportStep::photos: return {"report_photos", "photos_title"};
    case ReportStep::contact: return {"report_contact", "contact_title"};
    case ReportStep::check: return {"report_check", "check_title"};
  }
  return {"", ""};
}

void set_step(data& values, ReportStep step, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  switch (step) {
    case ReportStep::kind: return set_kinds(values, draft, rulebook, language);
    case ReportStep::danger: return set_danger(values, draft, rulebook, language);
    case ReportStep::category: return set_categories(values, draft, rulebook, language);
    case ReportStep::place: return set_places(values, draft, rulebook, language);
    case ReportStep::text: return set_text(values, draft, rulebook, language);
    case ReportStep::photos: return set_photos(values, draft, language);
    case ReportStep::contact: return set_contact(values, draft, rulebook);
    case ReportStep::check: return set_check(values, draft, rulebook, language);
  }
}

/// "第 2 步，共 6 步"; how many there are depends on the first answer. Photos are not counted.
std::string progress_words(ReportStep step, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  if (!draft.kind) {
    const auto [fewest, most] = step_counts(rulebook);
    return say(fewest == most ? "progress" : "progress_first", language, {{"step", "1"}, {"steps", std::to_string(fewest)}, {"most", std::to_string(most)}});
  }
  const auto steps = steps_of(draft, rulebook);
  const auto found = std::find(steps.begin(), steps.end(), step);
  if (found == steps.end()) return {};
  return say("progress", language, {{"step", std::to_string(found - steps.begin() + 1)}, {"steps", std::to_string(steps.size())}});
}

}  // namespace

void set_tip_questions(data& values, const ReportDraft& draft, const Rulebook& rulebook, Language language) {
  set_categories(values, draft, rulebook, language);
  set_places(values, draft, rulebook, language);
  set_text(values, draft, rulebook, language);
  set_contact(values, draft, rulebook);
}

http::Response question_page(Api& api, const Call& call, ReportStep step, const ReportDraft& draft, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  const Rulebook& rulebook = *call.rulebook;
  data values = page_values(call.request);
  set_step(values, step, draft, rulebook, language);
  set_errors(values, refusals, language);
  if (const std::string words = progress_words(step, draft, rulebook, language); !words.empty()) values.set("progress", words);
  if (const auto before = step_before(step, draft, rulebook)) values.set("back_url", std::string("/p/report/") + name_of(*before));
  // Whoever came from the last page to change one thing goes back there.
  const bool changing = call.request.query_value("change").has_value();
  if (changing) values.set("change", "?change=yes");
  if (changing && step != ReportStep::check) values.set("back_url", "/p/report/check");
  const StepPage page = page_of(step);
  return write_page(api, call, {page.name, say(page.title, language), refusals.empty() ? 200 : 422}, values);
}

}  // namespace shouwen
