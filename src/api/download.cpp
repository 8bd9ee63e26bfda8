// Downloads of lists.
#include "api/download.h"

#include "api/answers.h"
#include "tables/table_writer.h"

namespace shouwen::api {

namespace {

void answer_csv(http::Response& response, Download table) {
  response.content_type = "text/csv; charset=utf-8";
  std::string first(tables::csv_byte_order_mark);
  tables::append_csv_row(first, table.heading);
  response.next_piece = [next_rows = std::move(table.next_rows), first = std::move(first)]() mutable {
    std::string piece = std::exchange(first, std::string());
    if (!piece.empty()) return piece;
    for (const auto& cells : next_rows()) tables::append_csv_row(piece, cells);
    return piece;
  };
}

void answer_xlsx(http::Response& response, const Download& table) {
  response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  tables::XlsxWriter writer(table.sheet);
  writer.add_row(table.heading);
  for (TableRows rows = table.next_rows(); !rows.empty(); rows = table.next_rows())
    for (const auto& cells : rows) writer.add_row(cells);
  response.body = writer.finish();
}

}  // namespace

http::Response download(const Call& call, Download table) {
  const std::string format(call.request.query_value("format").value_or("csv"));
  if (format != "csv" && format != "xlsx") return refused(call, Refusal{"export.bad_format", "", "", {{"format", format}}});
  http::Response response;
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + table.file_name + "." + format + "\"");
  if (format == "csv") answer_csv(response, std::move(table));
  else answer_xlsx(response, table);
  return response;
}

http::Response download(const Call& call, std::string file_name, std::string sheet, std::vector<std::string> heading, TableRows rows) {
  return download(call, {std::move(file_name), std::move(sheet), std::move(heading), [rows = std::move(rows)]() mutable { return std::exchange(rows, TableRows()); }});
}

http::QueryParameter download_format() { return {"format", "csv or xlsx", R"({"type":"string","enum":["csv","xlsx"]})"}; }

}  // namespace shouwen::api
