// Readable without script; each printed or shown list carries its number, hash and a code that leads to exactly this one.
#include "portal/price_page.h"

#include <map>

#include "api/qr_code.h"
#include "portal/page_shelf.h"
#include "portal/page_files.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "portal/shown_prices.h"
#include "price_lists/price_list_content.h"
#include "price_lists/price_list_difference.h"
#include "price_lists/price_list_store.h"
#include "price_lists/price_list_words.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t history_shown = 60;

template <class Row>
bool is_in_force(const Row& row, Date on) { return row.effective_from <= on && (!row.effective_to || on <= *row.effective_to); }

const std::string& said(const Said& words, Language language) { return language == Language::zh ? words.zh : words.en; }

/// How far each row was checked, once for the whole list: what holds for most is said without names.
class Doubts {
 public:
  explicit Doubts(Language language) : language_(language) {}

  template <class Row>
  void add(const std::vector<Row>& rows) {
    for (const Row& row : rows) names_[row.confidence == "F1" || row.confidence == "F2" || row.confidence == "example" ? row.confidence : "OK"].push_back(language_ == Language::zh ? row.name_zh : row.name_en);
  }
  std::vector<std::string> sentences() const {
    std::vector<std::string> said;
    const bool all_cited = names_.size() == 1 || (names_.size() == 2 && names_.contains("example"));
    if (const std::string names = joined("F1"); !names.empty()) said.push_back(say("doubt_checked", language_, {{"names", names}}));
    if (names_.contains("F2")) said.push_back(say(all_cited ? "doubt_cited" : "doubt_others_cited", language_));
    if (const std::string names = joined("OK"); !names.empty()) said.push_back(say("doubt_unverified", language_, {{"names", names}}));
    if (const std::string names = joined("example"); !names.empty()) said.push_back(say("doubt_example", language_, {{"names", names}}));
    return said;
  }

 private:
  std::string joined(const char* confidence) const {
    std::string text;
    if (const auto found = names_.find(confidence); found != names_.end())
      for (const std::string& name : found->second) text += (text.empty() ? "" : language_ == Language::zh ? "、" : ", ") + name;
    return text;
  }

  Language language_;
  std::map<std::string, std::vector<std::string>> names_;
};

template <class Row>
data source_row(const Row& listed, Language language) {
  data row;
  row.set("name", language == Language::zh ? listed.name_zh : listed.name_en);
  row.set("source", plain_source(listed.source));
  row.set("term", said(term_words(listed.effective_from, listed.effective_to), language));
  return row;
}

data prices_of(const PriceListBody& body, Language language) {
  const bool zh = language == Language::zh;
  data rows{data::type::list};
  for (const ListedPrice& price : body.prices) {
    data row = source_row(price, language);
    row.set("value", price.price);
    row.set("unit", zh ? price.unit_zh : price.unit_en);
    row.set("applies", zh ? price.applies_zh : price.applies_en);
    rows << row;
  }
  return rows;
}

data lines_of(const std::vector<std::string>& lines) {
  data list{data::type::list};
  for (const std::string& line : lines) list << data("line", data(line));
  return list;
}

data tariffs_of(const PriceListBody& body, Date on, Language language) {
  data rows{data::type::list};
  for (const ListedTariff& tariff : body.tariffs) {
    data row = source_row(tariff, language);
    row.set("about", language == Language::zh ? tariff.about_zh : tariff.about_en);
    std::vector<std::string> lines;
    if (!is_priced(body, tariff, on)) lines.push_back(say("prices_unpriced", language));
    for (const ListedSeason& season : tariff.seasons)
      if (!season.tier_limits_kwh.empty()) lines.push_back(said(tier_words(season), language));
    if (tariff.basic_charge) lines.push_back(said(basic_charge_words(*tariff.basic_charge), language));
    row.set("lines", lines_of(lines));
    rows << row;
  }
  return rows;
}

data hours_of(const PriceListBody& body, Language language) {
  data rows{data::type::list};
  for (const ListedTimeOfUse& use : body.times_of_use) {
    data row = source_row(use, language);
    std::vector<std::string> lines;
    for (const ListedWindow& window : use.windows) lines.push_back(said(window_words(window), language));
    lines.push_back(say("prices_rest_flat", language));
    if (!use.hot_days_zh.empty()) lines.push_back(say("prices_hot_days", language, {{"days", language == Language::zh ? use.hot_days_zh : use.hot_days_en}}));
    row.set("lines", lines_of(lines));
    rows << row;
  }
  return rows;
}

data fees_of(const PriceListBody& body, Language language) {
  const bool zh = language == Language::zh;
  data rows{data::type::list};
  for (const ListedFee& fee : body.fees) {
    data row = source_row(fee, language);
    row.set("value", said(fee_words(fee), language));
    row.set("covers", zh ? fee.covers_zh : fee.covers_en);
    if (fee.payer_zh != "—") row.set("payer", say("fee_payer", language, {{"payer", zh ? fee.payer_zh : fee.payer_en}}));
    rows << row;
  }
  return rows;
}

data factor_of(const ListedPowerFactor& rules, Language language) {
  std::vector<std::string> lines;
  for (const ListedStandard& standard : rules.standards)
    lines.push_back(said(standard_words(standard), language));
  return lines_of(lines);
}

/// `on`: the day whose prices must be there.
void set_body(data& values, const PriceListBody& body, Date on, Language language) {
  values.set("prices", prices_of(body, language));
  values.set("tariffs", tariffs_of(body, on, language));
  values.set("hours", hours_of(body, language));
  values.set("fees", fees_of(body, language));
  Doubts doubts(language);
  doubts.add(body.prices);
  doubts.add(body.tariffs);
  doubts.add(body.times_of_use);
  doubts.add(body.fees);
  values.set("doubts", lines_of(doubts.sentences()));
  if (!body.power_factor) return;
  values.set("has_factor", true);
  values.set("factor", factor_of(*body.power_factor, language));
  values.set("factor_source", body.power_factor->source);
}

/// "现行", "2026年12月1日起执行", "已由第3期接替".
std::string standing_of(db::Session& session, const PriceList& list, Date today, Language language) {
  if (list.in_force_from > today) return say("prices_planned", language, {{"date", said(day_words(list.in_force_from), language)}});
  const std::int64_t in_force = price_list_in_force(session, today).value_or(0);
  if (in_force == list.number) return say("prices_in_force", language, {{"date", said(day_words(list.in_force_from), language)}});
  return say("prices_replaced", language, {{"number", std::to_string(in_force)}});
}

void set_changes(data& values, db::Session& session, const PriceList& list, Language language) {
  const auto before = price_list_held_before(session, list.in_force_from, list.number);
  if (!before) return;
  data rows{data::type::list};
  const auto changes = price_list_difference(load_issued_price_list(session, *before)->body, list.body, list.in_force_from);
  for (const PriceChange& change : changes) rows << data("text", data(language == Language::zh ? change.zh : change.en));
  values.set("compared", say("prices_compared", language, {{"number", std::to_string(*before)}}));
  values.set("changes", rows);
  values.set("has_changes", !changes.empty());
}

void set_list(data& values, const Call& call, db::Session& session, const PriceList& list, Language language) {
  const std::string number = std::to_string(list.number), url = own_url(call.request, "/p/prices/" + number);
  values.set("has_list", true);
  values.set("number", number);
  values.set("edition", say("prices_number", language, {{"number", number}}));
  values.set("standing", standing_of(session, list, local_date(call.now), language));
  values.set("issued", say("prices_issued", language, {{"date", said(day_words(local_date(*list.issued_at)), language)}}));
  if (list.corrects_number) {
    values.set("corrects", say("prices_corrects", language, {{"number", std::to_string(*list.corrects_number)}}));
    values.set("correction", language == Language::en && !list.correction_en.value.empty() ? list.correction_en.value : list.correction_zh.value);
  }
  set_body(values, list.body, std::max(list.in_force_from, local_date(call.now)), language);
  set_changes(values, session, list, language);
  values.set("hash", list.content->hash);
  values.set("public_key", list.content->public_key);
  values.set("url", url);
  const std::string entry = std::to_string(issue_entry_number(session, list.id));
  values.set("entry", entry);
  values.set("entry_words", say("prices_entry_words", language, {{"entry", entry}, {"url", own_url(call.request, "/p/journal?entry=" + entry)}}));
  values.set("qr", qr_svg(url));
  values.set("qr_about", say("prices_qr", language, {{"number", number}}));
}

void set_history(data& values, const Call& call, db::Session& session, std::int64_t number, Language language) {
  data rows{data::type::list};
  for (const IssuedRow& issued : list_issued_price_lists(session, 0, history_shown)) {
    const auto list = load_price_list(session, issued.id);
    data row;
    row.set("number", std::to_string(issued.number));
    row.set("name", say("prices_number", language, {{"number", std::to_string(issued.number)}}));
    row.set("standing", standing_of(session, *list, local_date(call.now), language));
    row.set("from", said(day_words(issued.in_force_from), language));
    row.set("shown", issued.number == number);
    rows << row;
  }
  values.set("history", rows);
}

http::Response answer_page(Api& api, const Call& call, db::Session& session, std::int64_t number) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  const auto list = load_issued_price_list(session, number);
  if (list) set_list(values, call, session, *list, language);
  set_history(values, call, session, number, language);
  values.set("has_history", last_price_list_number(session) > 0);
  const bool unknown = !list && number != 0;
  values.set("unknown", unknown);
  return write_page(api, call, {"prices", say("prices_page_title", language), unknown ? 404 : 200}, values);
}

http::Response current_page(Api& api, const Call& call, db::Session& session) {
  return answer_page(api, call, session, price_list_in_force(session, local_date(call.now)).value_or(last_price_list_number(session)));
}

/// An id of the path that is none becomes a number no price list has.
std::int64_t number_of(const Call& call) {
  const std::int64_t number = call.id("number");
  return number == 0 ? -1 : number;
}

http::Response print_page(Api& api, const Call& call, db::Session& session) {
  const auto list = load_issued_price_list(session, number_of(call));
  if (!list) return answer_page(api, call, session, number_of(call));
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  const bool large = call.request.query_value("paper").value_or("a3") != "a4";
  values.set("lang", language == Language::zh ? "zh-CN" : "en");
  values.set("paper", large ? "a3" : "a4");
  values.set("is_a3", large);
  values.set("bureau", api.house().bureau_name());
  values.set("version", asset_version());
  set_list(values, call, session, *list, language);
  // Paper outlives the day it is printed on: it says from when, never that it still holds.
  values.set("first_day", say("prices_planned", language, {{"date", said(day_words(list->in_force_from), language)}}));
  kainjow::mustache::mustache page{std::string(page_file("prices_print.html"))};
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = page.render(values);
  forbid_foreign_content(response);
  return response;
}

http::Operation page_operation(const char* pattern, const char* id, const char* summary) {
  http::Operation made{"GET", pattern, id, "public pages", summary, clause::art_9_1};
  made.is_public = true;
  made.response_content_type = "text/html";
  return made;
}

}  // namespace

ShownPrices shown_prices(db::Session& session, const Rulebook& rulebook, Date on) {
  ShownPrices shown;
  if (const auto list = load_issued_price_list(session, price_list_in_force(session, on).value_or(0))) {
    shown.number = list->number;
    shown.body = list->body;
  } else {
    shown.body = price_list_body(rulebook, on);
  }
  std::erase_if(shown.body.prices, [on](const ListedPrice& price) { return !is_in_force(price, on); });
  std::erase_if(shown.body.fees, [on](const ListedFee& fee) { return !is_in_force(fee, on); });
  return shown;
}

void add_price_pages(Api& api) {
  api.read(page_operation("/p/prices", "public_prices", "The price list in force, what changed with it, and all before"),
           shelved(api, [&api](const Call& call, db::Session& session) { return current_page(api, call, session); }));
  api.read(page_operation("/p/prices/{number}", "public_price_list", "Exactly this price list"),
           shelved(api, [&api](const Call& call, db::Session& session) { return answer_page(api, call, session, number_of(call)); }));
  api.read(page_operation("/p/prices/{number}/print", "public_price_list_print", "The price list for the wall (paper=a3) or the counter (paper=a4)"),
           [&api](const Call& call, db::Session& session) { return print_page(api, call, session); });
}

}  // namespace shouwen
