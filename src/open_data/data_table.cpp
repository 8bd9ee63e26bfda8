// Files of data sets.
#include "open_data/data_table.h"

#include "api/answers.h"
#include "api/cached_answer.h"
#include "api/rate_limit.h"
#include "base/check.h"
#include "json/print.h"
#include "regulation/clauses.h"
#include "tables/table_reader.h"
#include "tables/table_writer.h"

namespace shouwen {

namespace {

constexpr double burst_files = 120, files_per_minute = 120;
constexpr std::int64_t fresh_seconds = 60;

void print_cell(std::string& out, const DataColumn& column, const std::string& cell) {
  if (cell.empty() && column.type != ColumnType::text) out += "null";
  else if (column.type == ColumnType::flag) out += cell == "1" ? "true" : "false";
  else if (column.type == ColumnType::integer || column.type == ColumnType::decimal) out += cell;
  else json::print_string(out, cell);
}

}  // namespace

std::string csv_of(const DataTable& table) {
  std::string out(tables::csv_byte_order_mark);
  std::vector<std::string> heading;
  for (const DataColumn& column : table.set.columns) heading.push_back(column.name);
  tables::append_csv_row(out, heading);
  for (const auto& row : table.rows) tables::append_csv_row(out, row);
  return out;
}

std::string json_of(const DataTable& table) {
  std::string out = "{\"data_set\":";
  json::print_string(out, table.set.code);
  out += ",\"rows\":[";
  bool first = true;
  for (const auto& row : table.rows) {
    if (!std::exchange(first, false)) out += ',';
    out += '{';
    for (std::size_t i = 0; i < table.set.columns.size(); ++i) {
      if (i > 0) out += ',';
      json::print_string(out, table.set.columns[i].name);
      out += ':';
      print_cell(out, table.set.columns[i], row[i]);
    }
    out += '}';
  }
  return out + "]}";
}

DataTable table_of_file(const DataSet& set, std::string_view csv) {
  std::string encoding;
  const auto text = tables::to_utf8(csv, encoding);
  SHOUWEN_CHECK(text);
  auto read = tables::parse_csv(*text);
  SHOUWEN_CHECK(read && read->heading.size() == set.columns.size());
  DataTable table{set, {}};
  for (tables::TableRow& row : read->rows) {
    row.cells.resize(set.columns.size());
    table.rows.push_back(std::move(row.cells));
  }
  return table;
}

http::Response data_answer(const api::Call& call, std::string body, DataFormat format, const std::string& file_name, std::optional<Instant> modified_at) {
  const bool csv = format == DataFormat::csv;
  http::Response response;
  response.body = std::move(body);
  if (csv) response.content_type = "text/csv; charset=utf-8";
  response.headers.emplace_back("Content-Disposition", std::string(csv ? "attachment" : "inline") + "; filename=\"" + file_name + (csv ? ".csv" : ".json") + "\"");
  // A program of anybody's may read it in a browser: there is nothing in it that is not everybody's.
  response.headers.emplace_back("Access-Control-Allow-Origin", "*");
  return api::cached_answer(call.request, std::move(response), modified_at, fresh_seconds);
}

http::Operation data_operation(std::string pattern, std::string id, const char* summary, DataFormat format) {
  http::Operation operation{"GET", std::move(pattern), std::move(id), "open data", summary, clause::art_8};
  operation.is_public = true;
  if (format == DataFormat::csv) operation.response_content_type = "text/csv";
  return operation;
}

std::optional<http::Response> refuse_flood(const api::Call& call) {
  static api::RateLimit limit(burst_files, files_per_minute);
  const std::int64_t wait = limit.take(call.request.remote_address, call.now);
  if (wait == 0) return std::nullopt;
  return api::refused(call, Refusal{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}});
}

void add_data_set(api::Api& api, const std::string& code, DataRows rows) {
  const auto add = [&](DataFormat format, const std::string& ending) {
    api.read(data_operation("/api/v1/open_data/" + code + '.' + ending, "read_" + code + "_as_" + ending, "A data set; its columns are explained in the dictionary", format),
             [code, rows, format](const api::Call& call, db::Session& session) {
               if (auto stopped = refuse_flood(call)) return *std::move(stopped);
               const DataTable table{data_set(code), rows(call, session)};
               return data_answer(call, format == DataFormat::csv ? csv_of(table) : json_of(table), format, code, std::nullopt);
             });
  };
  add(DataFormat::csv, "csv");
  add(DataFormat::json, "json");
}

}  // namespace shouwen
