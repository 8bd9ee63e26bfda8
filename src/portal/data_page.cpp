// Editions, data sets and their dictionary as a page; everything stands in it without script.
#include "portal/data_page.h"

#include "base/grouped.h"
#include "open_data/dictionary.h"
#include "open_data/edition_store.h"
#include "portal/page_texts.h"
#include "portal/public_words.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t editions_shown = 24;

const std::string& said(Language language, const std::string& zh, const std::string& en) { return language == Language::zh ? zh : en; }

data edition_row(const Edition& edition, Language language) {
  const EditionIssued& issued = edition.issued;
  const std::string number = std::to_string(issued.number);
  data row;
  row.set("number", number);
  row.set("title", say("data_edition", language, {{"month", month_text(issued.month)}, {"number", number}}));
  row.set("facts", say("data_edition_facts", language, {{"rows", grouped(issued.rows)}, {"date", public_date(local_date(edition.issued_at), language)}}));
  row.set("base", "/api/v1/open_data/editions/" + number);
  row.set("figures_sha256", issued.figures_sha256);
  row.set("rows_sha256", issued.rows_sha256);
  row.set("entry", std::to_string(edition.journal_number));
  row.set("entry_words", say("data_entry", language, {{"number", grouped(edition.journal_number)}}));
  if (issued.corrects_number)
    row.set("correction", say("data_corrects", language, {{"number", std::to_string(*issued.corrects_number)}, {"reason", said(language, issued.reason_zh, issued.reason_en)},
                                                          {"changes", std::to_string(issued.changes.size())}}));
  return row;
}

void set_editions(data& values, const Call& call, db::Session& session, Language language) {
  data rows{data::type::list};
  const auto editions = list_editions(session, 0, editions_shown);
  for (const Edition& edition : editions) {
    data row = edition_row(edition, language);
    if (const auto newer = corrected_by(session, edition.issued.number)) row.set("replaced", say("data_replaced", language, {{"number", std::to_string(*newer)}}));
    rows << row;
  }
  values.set("editions", rows);
  values.set("has_editions", !editions.empty());
  if (!editions.empty()) values.set("example", own_url(call.request, "/api/v1/open_data/editions/" + std::to_string(editions.front().issued.number)));
}

void set_dictionary(data& values, Language language) {
  data sets{data::type::list};
  for (const DataSet& set : data_sets()) {
    data row;
    row.set("code", set.code);
    row.set("name", said(language, set.name_zh, set.name_en));
    row.set("about", said(language, set.about_zh, set.about_en));
    if (set.code != "figures" && set.code != "cases") row.set("base", "/api/v1/open_data/" + set.code);
    data columns{data::type::list};
    for (const DataColumn& column : set.columns) {
      data line;
      line.set("column", column.name);
      line.set("name", said(language, column.name_zh, column.name_en));
      if (!column.unit_zh.empty()) line.set("unit", said(language, column.unit_zh, column.unit_en));
      line.set("meaning", said(language, column.meaning_zh, column.meaning_en));
      if (!column.redaction_zh.empty()) line.set("redaction", said(language, column.redaction_zh, column.redaction_en));
      columns << line;
    }
    row.set("columns", columns);
    sets << row;
  }
  values.set("sets", sets);
}

}  // namespace

http::Response data_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  if (const auto& rules = call.rulebook->open_data)
    values.set("limits", say("data_limits", language, {{"group", std::to_string(rules->smallest_group)}, {"minutes", std::to_string(rules->time_step_minutes)}}));
  set_editions(values, call, session, language);
  set_dictionary(values, language);
  values.set("feed_language", std::string(language == Language::en ? "en" : "zh"));
  return write_page(api, call, {"data", say("data_title", language)}, values);
}

void set_latest_edition(data& values, db::Session& session, Language language) {
  const auto latest = latest_month_edition(session);
  if (!latest) return;
  data row = edition_row(*latest, language);
  const auto figures = read_figures_file(load_edition_files(session, latest->issued.number).figures_csv);
  if (figures && !figures->figures.empty()) {
    const OpenFigures& all = figures->figures.front();
    const std::string few = say("too_few", language);
    const auto rate = [&few](std::optional<std::int64_t> tenths) { return tenths ? percent_text(tenths) + '%' : few; };
    row.set("on_time", rate(share_in_tenths(all.in_time, all.due)));
    row.set("satisfaction", rate(share_in_tenths(all.satisfied, all.satisfied + all.not_satisfied)));
    row.set("counted", say("data_counted", language, {{"registered", grouped(all.registered)}, {"due", grouped(all.due)}, {"in_time", grouped(all.in_time)}}));
  }
  values.set("edition", row);
}

}  // namespace shouwen
