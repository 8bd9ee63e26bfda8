// Papers, times and figures out of rulebook and counts; nothing here is known by itself.
#include "portal/service_page.h"

#include <fmt/format.h>

#include <array>

#include "cases/case_words.h"
#include "portal/announcement.h"
#include "portal/data_page.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "portal/report_draft.h"
#include "portal/shown_prices.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t announcements_on_home = 5;

std::string name_of(const KindRule& kind, Language language) { return language == Language::zh ? kind.name_zh : kind.name_en; }

/// One line where all areas have the same time, else one an area.
data times_of(const Rulebook& rulebook, DutyKind duty, CaseKind kind, const std::string& category, Instant now, Language language) {
  struct Timed { std::string area; PromisedTime time; };
  std::vector<Timed> found;
  for (const Area area : {Area::urban, Area::rural, Area::remote})
    if (auto time = promised_time(rulebook, {duty, kind, category, area}, now, language)) found.push_back({words_of(area, language), *std::move(time)});
  const bool same = std::all_of(found.begin(), found.end(), [&found](const Timed& row) {
    return row.time.limit == found.front().time.limit && row.time.source == found.front().time.source;
  });
  if (same && found.size() == 3) {
    found.resize(1);
    found.front().area.clear();
  }
  data rows{data::type::list};
  for (const Timed& timed : found) {
    data row;
    if (!timed.area.empty()) row.set("area", timed.area);
    row.set("limit", timed.time.limit);
    row.set("source", plain_source(timed.time.source));
    rows << row;
  }
  return rows;
}

void set_times(data& values, const Rulebook& rulebook, Instant now, Language language) {
  data kinds{data::type::list};
  for (const KindRule* kind : offered_kinds(rulebook)) {
    data row;
    row.set("name", name_of(*kind, language));
    row.set("reply", times_of(rulebook, DutyKind::reply, kind->kind, "", now, language));
    if (kind->needs_arrival) {
      row.set("visited", true);
      row.set("arrival", times_of(rulebook, DutyKind::arrival, kind->kind, "", now, language));
    }
    kinds << row;
  }
  values.set("kinds", kinds);
}

void set_papers(data& values, const Rulebook& rulebook, Instant now, Language language) {
  const bool zh = language == Language::zh;
  data rows{data::type::list};
  for (const PaperRule& paper : rulebook.papers) {
    const CaseCategory* category = rulebook.category(paper.category);
    if (category == nullptr) continue;
    data names{data::type::list};
    for (const std::string& name : zh ? paper.papers_zh : paper.papers_en) names << data("name", data(name));
    data row;
    row.set("name", zh ? category->name_zh : category->name_en);
    row.set("kind", name_of(rulebook.kind(category->kind), language));
    const std::string& plain = zh ? category->plain_zh : category->plain_en;
    if (!plain.empty()) row.set("plain", plain);
    row.set("papers", names);
    if (const std::string& note = zh ? paper.note_zh : paper.note_en; !note.empty()) row.set("note", note);
    row.set("source", plain_source(paper.source));
    row.set("times", times_of(rulebook, DutyKind::reply, category->kind, category->code, now, language));
    rows << row;
  }
  values.set("businesses", rows);
}

void set_prices(data& values, db::Session& session, const Rulebook& rulebook, Instant now, Language language) {
  const bool zh = language == Language::zh;
  const ShownPrices shown = shown_prices(session, rulebook, local_date(now));
  if (shown.number != 0) values.set("price_list", say("prices_full", language, {{"number", std::to_string(shown.number)}}));
  data rows{data::type::list};
  for (const ListedPrice& price : shown.body.prices) {
    data row;
    row.set("name", zh ? price.name_zh : price.name_en);
    row.set("value", price.price + ' ' + (zh ? price.unit_zh : price.unit_en));
    row.set("applies", zh ? price.applies_zh : price.applies_en);
    row.set("source", plain_source(price.source));
    row.set("since", say("price_since", language, {{"date", public_date(price.effective_from, language)}}));
    rows << row;
  }
  values.set("prices", rows);
  values.set("has_prices", !shown.body.prices.empty());
  values.set("prices_count", say("items_shown", language, {{"n", std::to_string(shown.body.prices.size())}}));
  data fees{data::type::list};
  for (const ListedFee& fee : shown.body.fees) {
    data row;
    row.set("name", zh ? fee.name_zh : fee.name_en);
    row.set("value", fee.state == FeeState::abolished ? say("fee_abolished", language)
                     : fee.state == FeeState::not_set ? say("fee_not_set", language)
                     : !fee.price.empty()             ? fee.price + ' ' + (zh ? fee.unit_zh : fee.unit_en)
                                                      : say("fee_by_document", language));
    row.set("covers", zh ? fee.covers_zh : fee.covers_en);
    if (fee.payer_zh != "—") row.set("payer", say("fee_payer", language, {{"payer", zh ? fee.payer_zh : fee.payer_en}}));
    row.set("source", plain_source(fee.source));
    fees << row;
  }
  values.set("fees", fees);
  values.set("has_fees", !shown.body.fees.empty());
  values.set("fees_count", say("items_shown", language, {{"n", std::to_string(shown.body.fees.size())}}));
}

std::string duration(std::int64_t seconds, Language language) {
  if (seconds < 2 * 3600) return say("minutes", language, {{"n", std::to_string(std::max<std::int64_t>(1, seconds / 60))}});
  if (seconds < 2 * seconds_per_day) return say("hours", language, {{"n", fmt::format("{:.1f}", static_cast<double>(seconds) / 3600)}});
  return say("days", language, {{"n", fmt::format("{:.1f}", static_cast<double>(seconds) / seconds_per_day)}});
}

void set_figures(data& values, const PublicFigures& figures, const Rulebook& rulebook, Instant now, Language language) {
  const std::string few = say("too_few", language);
  const auto rate = [&few](const std::optional<double>& share) { return share ? percent(*share) : few; };
  data rows{data::type::list};
  for (const KindFigures& kind : figures.kinds) {
    data row;
    row.set("name", name_of(rulebook.kind(kind.kind), language));
    row.set("cases", kind.cases ? std::to_string(*kind.cases) : few);
    row.set("rate", rate(kind.on_time_rate));
    row.set("time", kind.half_within_seconds ? duration(*kind.half_within_seconds, language) : few);
    rows << row;
  }
  values.set("figures", rows);
  values.set("has_figures", true);
  values.set("on_time_rate", rate(figures.on_time_rate));
  values.set("satisfaction_rate", rate(figures.satisfaction_rate));
  values.set("figures_about", say("figures_about", language,
                                  {{"from", public_date(figures.from, language)},
                                   {"to", public_date(figures.to, language)},
                                   {"at", public_time(figures.at, now, language)},
                                   {"smallest", std::to_string(rulebook.public_rules->smallest_shown)}}));
}

void set_directory(data& values, const Call& call, Language language) {
  const bool zh = language == Language::zh;
  data rows{data::type::list};
  for (const DirectoryEntry& entry : call.rulebook->directory) {
    data row;
    row.set("name", zh ? entry.name_zh : entry.name_en);
    row.set("about", zh ? entry.about_zh : entry.about_en);
    const bool no_number = entry.phone.find_first_of("0123456789") == std::string::npos;
    row.set("phone", no_number && !zh ? say("phone_on_site", language) : entry.phone);
    row.set("phone_lang", no_number && !zh ? "en" : "zh-CN");
    row.set("dialable", is_dialable(entry.phone));
    rows << row;
  }
  values.set("directory", rows);
}

void set_rules(data& values, const Rulebook& rulebook, Language language) {
  data rows{data::type::list};
  for (const char* cite : {clause::art_10_1, clause::art_10_3, clause::art_10_7, clause::art_10_8})
    if (const ClauseText* text = rulebook.clause(cite)) {
      data row;
      row.set("text", language == Language::zh ? text->asks_zh : text->asks_en);
      row.set("clause", clause_in_words(text->cite, language));
      rows << row;
    }
  values.set("rules", rows);
}

void set_announcements(data& values, db::Session& session, Instant now, Language language) {
  data rows{data::type::list};
  const auto shown = shown_announcements(session, now, announcements_on_home);
  for (const Announcement& announcement : shown) {
    const bool translated = language == Language::en && !announcement.title_en.empty();
    data row;
    row.set("title", translated ? announcement.title_en : announcement.title_zh);
    row.set("body", translated ? announcement.body_en : announcement.body_zh);
    row.set("lang", translated ? "en" : "zh-CN");
    row.set("since", public_date(local_date(announcement.valid_from), language));
    rows << row;
  }
  values.set("announcements", rows);
  values.set("has_announcements", !shown.empty());
}

}  // namespace

std::optional<PromisedTime> promised_time(const Rulebook& rulebook, const DutyScope& scope, Instant now, Language language) {
  const auto sources = due_by_source(rulebook, rulebook.calendars, scope, now);
  if (sources.empty()) return std::nullopt;
  const LimitRule* rule = rulebook.limit(sources.front().limit_id);
  return PromisedTime{limit_in_words(sources.front().limit, language), rule == nullptr ? std::string() : rule->source};
}

http::Response home_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  set_announcements(values, session, call.now, language);
  set_rules(values, *call.rulebook, language);
  set_directory(values, call, language);
  if (const std::string words = card_text(*call.rulebook, "danger", language); !words.empty()) values.set("danger_words", words);
  if (const Hotline hotline = hotline_of(call, language); !hotline.phone.empty()) values.set("hotline", hotline.phone);
  return write_page(api, call, {"home", say("home_title", language)}, values);
}

http::Response service_page(Api& api, const Call& call, db::Session& session, FigureBoard& board) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  set_times(values, *call.rulebook, call.now, language);
  set_prices(values, session, *call.rulebook, call.now, language);
  set_papers(values, *call.rulebook, call.now, language);
  set_directory(values, call, language);
  if (const auto figures = board.figures(call, session)) set_figures(values, *figures, *call.rulebook, call.now, language);
  set_latest_edition(values, session, language);
  return write_page(api, call, {"service", say("service_title", language)}, values);
}

}  // namespace shouwen
