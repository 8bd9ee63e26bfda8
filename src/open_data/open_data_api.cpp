// Open data over HTTP: everything but correcting is everybody's.
#include "open_data/open_data_api.h"

#include "api/answers.h"
#include "open_data/data_table.h"
#include "open_data/edition_describe.h"
#include "open_data/edition_store.h"
#include "price_lists/published_item.h"
#include "price_lists/published_item_describe.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "regulation/price.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ColumnType, text, integer, decimal, date, time, flag)
BOOST_DESCRIBE_STRUCT(DataColumn, (), (name, type, name_zh, name_en, unit_zh, unit_en, meaning_zh, meaning_en, redaction_zh, redaction_en))

struct DataSetView {
  std::string code, name_zh, name_en, about_zh, about_en;
  std::string csv_url, json_url;           ///< {number} = of an edition
  std::vector<DataColumn> columns;
};
BOOST_DESCRIBE_STRUCT(DataSetView, (), (code, name_zh, name_en, about_zh, about_en, csv_url, json_url, columns))
struct OpenDataView {
  std::string page_url, editions_url;
  std::int64_t smallest_group = 0, time_step_minutes = 0;
  std::vector<DataSetView> data_sets;
};
BOOST_DESCRIBE_STRUCT(OpenDataView, (), (page_url, editions_url, smallest_group, time_step_minutes, data_sets))

struct EditionView {
  std::int64_t number = 0;
  std::string month;                       ///< "2026-10"
  Instant known_at, issued_at;
  std::int64_t rows = 0, smallest_group = 0, time_step_minutes = 0;
  std::string figures_sha256, rows_sha256, figures_csv_url, figures_json_url, cases_csv_url, cases_json_url;
  std::int64_t journal_number = 0;
  std::string proof_url;
  std::optional<std::int64_t> corrects_number, corrected_by_number;
  std::string reason_zh, reason_en;
  std::vector<FigureChange> changes;
};
BOOST_DESCRIBE_STRUCT(EditionView, (),
                      (number, month, known_at, issued_at, rows, smallest_group, time_step_minutes, figures_sha256, rows_sha256, figures_csv_url, figures_json_url, cases_csv_url,
                       cases_json_url, journal_number, proof_url, corrects_number, corrected_by_number, reason_zh, reason_en, changes))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_length = 50;

std::string edition_url(const std::string& number) { return "/api/v1/open_data/editions/" + number; }

EditionView view_of(db::Session& session, const Edition& edition) {
  const EditionIssued& issued = edition.issued;
  const std::string url = edition_url(std::to_string(issued.number));
  return {issued.number, month_text(issued.month), issued.known_at, edition.issued_at, issued.rows, issued.smallest_group, issued.time_step_minutes, issued.figures_sha256, issued.rows_sha256,
          url + "/figures.csv", url + "/figures.json", url + "/cases.csv", url + "/cases.json", edition.journal_number, "/api/v1/journal_proofs/" + std::to_string(edition.journal_number),
          issued.corrects_number, corrected_by(session, issued.number), issued.reason_zh, issued.reason_en, issued.changes};
}

http::Response catalogue(const Call& call) {
  OpenDataView view{"/p/data", "/api/v1/open_data/editions", 0, 0, {}};
  if (call.rulebook->open_data) {
    view.smallest_group = call.rulebook->open_data->smallest_group;
    view.time_step_minutes = call.rulebook->open_data->time_step_minutes;
  }
  for (const DataSet& set : data_sets()) {
    const bool of_edition = set.code == "figures" || set.code == "cases";
    const std::string url = (of_edition ? edition_url("{number}") : std::string("/api/v1/open_data")) + '/' + set.code;
    view.data_sets.push_back({set.code, set.name_zh, set.name_en, set.about_zh, set.about_en, url + ".csv", url + ".json", set.columns});
  }
  return api::answer(view);
}

http::Response listed(const Call& call, db::Session& session) {
  const auto after = api::query_number(call, "after");
  if (!after) return refused(call, after.refusal());
  api::Page<EditionView> page;
  for (const Edition& edition : list_editions(session, after->value_or(0), page_length)) page.items.push_back(view_of(session, edition));
  if (static_cast<std::int64_t>(page.items.size()) == page_length) page.next = std::to_string(page.items.back().number);
  return api::answer(page);
}

template <class Next>
http::Response with_edition(const Call& call, db::Session& session, Next&& next) {
  const auto edition = load_edition(session, call.id("number"));
  return edition ? next(*edition) : refused(call, Refusal{"open_data_edition.unknown", "", "", {}});
}

http::Response edition_file(const Call& call, db::Session& session, const std::string& code, DataFormat format) {
  if (auto stopped = refuse_flood(call)) return *std::move(stopped);
  return with_edition(call, session, [&](const Edition& edition) {
    const EditionFiles files = load_edition_files(session, edition.issued.number);
    const std::string& csv = code == "figures" ? files.figures_csv : files.rows_csv;
    return data_answer(call, format == DataFormat::csv ? csv : json_of(table_of_file(data_set(code), csv)), format,
                       code + '_' + month_text(edition.issued.month) + "_edition_" + std::to_string(edition.issued.number), edition.issued_at);
  });
}

std::vector<std::vector<std::string>> price_items(const Call& call, db::Session& session) {
  std::vector<std::vector<std::string>> rows;
  const auto number = price_list_in_force(session, local_date(call.now));
  if (!number) return rows;
  for (const PublishedItem& item : published_items(session, *number)) {
    std::string payers;
    for (const CustomerClass payer : item.payer_classes) payers += (payers.empty() ? "" : " ") + std::string(json::name_of(payer));
    rows.push_back({std::to_string(item.number), item.code, std::string(json::name_of(item.kind)), item.name_zh, item.name_en, item.unit, price_text(item.yuan_e8), to_iso(item.effective_from),
                    item.effective_to ? to_iso(*item.effective_to) : std::string(), payers});
  }
  return rows;
}

http::Response corrected(const Call& call, db::Session& session) {
  return with_permission(call, "correct_open_data", [&] {
    return api::with_body<EditionCorrectionInput>(call, [&](const EditionCorrectionInput& input) {
      return with_edition(call, session, [&](const Edition& edition) {
        if (!call.rulebook->open_data) return refused(call, Refusal{"open_data.not_set_up", clause::art_8, "", {}});
        if (const auto newer = corrected_by(session, edition.issued.number))
          return refused(call, Refusal{"open_data.corrected_already", clause::art_8, "", {{"number", std::to_string(*newer)}}});
        // Read in the writer's transaction: what is compared must be what is written, and a correction is rare.
        auto made = correct_edition(next_edition_number(session), edition, load_edition_files(session, edition.issued.number), input,
                                    read_open_cases(session, edition.issued.month, edition.issued.known_at), *call.rulebook->open_data);
        if (!made) return refused(call, made.refusal());
        return api::answer(view_of(session, add_edition(session, *made, {call.actor.officer_id, call.now, call.rulebook->version})), 201);
      });
    });
  });
}

void add_edition_files(Api& api) {
  for (const char* code : {"figures", "cases"})
    for (const DataFormat format : {DataFormat::csv, DataFormat::json}) {
      const std::string ending = format == DataFormat::csv ? "csv" : "json";
      api.slow(data_operation(edition_url("{number}") + '/' + code + '.' + ending, std::string("read_edition_") + code + "_as_" + ending, "A file of an edition; the CSV is what its hash is of", format),
               [code = std::string(code), format](const Call& call, db::Session& session) { return edition_file(call, session, code, format); });
    }
}

}  // namespace

void add_open_data_api(Api& api) {
  auto all = data_operation("/api/v1/open_data", "read_open_data", "Every data set with its dictionary", DataFormat::json);
  all.response_body = json::schema_of<OpenDataView>();
  api.read(std::move(all), [](const Call& call, db::Session&) { return catalogue(call); });

  auto list = data_operation("/api/v1/open_data/editions", "list_open_data_editions", "Months given out, newest first", DataFormat::json);
  list.response_body = json::schema_of<api::Page<EditionView>>();
  list.query = {{"after", "next of the page before", R"({"type":"integer"})"}};
  api.read(std::move(list), &listed);

  auto read = data_operation("/api/v1/open_data/editions/{number}", "read_open_data_edition", "One edition: hashes, where it stands in the journal, what it corrects", DataFormat::json);
  read.response_body = json::schema_of<EditionView>();
  api.read(std::move(read), [](const Call& call, db::Session& session) {
    return with_edition(call, session, [&](const Edition& edition) { return api::answer(view_of(session, edition)); });
  });
  add_edition_files(api);
  add_data_set(api, "price_items", &price_items);

  http::Operation correct{"POST", "/api/v1/open_data/editions/{number}/corrections", "correct_open_data_edition", "open data", "The same month told anew: a new edition that says why and what changed",
                          clause::art_8};
  correct.request_body = json::schema_of<EditionCorrectionInput>();
  correct.response_body = json::schema_of<EditionView>();
  correct.success_status = 201;
  correct.idempotent_key = true;
  api.write(std::move(correct), &corrected);
}

}  // namespace shouwen
