// A data set in hand, to be given out as CSV or JSON by its dictionary.
#pragma once

#include "api/api.h"
#include "open_data/dictionary.h"

namespace shouwen {

struct DataTable {
  const DataSet& set;
  std::vector<std::vector<std::string>> rows;  ///< as the dictionary's columns stand
};
/// The file: columns by their names, byte order mark.
std::string csv_of(const DataTable& table);
/// {"data_set":…,"rows":[{…}]}: numbers as numbers, flags as true and false, nothing as null.
std::string json_of(const DataTable& table);
/// A file of this data set (with its heading) as rows. CHECKs that it has the dictionary's columns.
DataTable table_of_file(const DataSet& set, std::string_view csv);

enum class DataFormat { csv, json };
/// For readers to keep. `file_name` without its ending.
http::Response data_answer(const api::Call& call, std::string body, DataFormat format, const std::string& file_name, std::optional<Instant> modified_at);
/// The operation of a data set's file; public.
http::Operation data_operation(std::string pattern, std::string id, const char* summary, DataFormat format);
/// What one address may fetch; taken before any work. Refusal rate.exceeded.
std::optional<http::Response> refuse_flood(const api::Call& call);

/// Where data sets of other rooms are registered: reads its rows afresh.
using DataRows = std::function<std::vector<std::vector<std::string>>(const api::Call&, db::Session&)>;
/// /api/v1/open_data/CODE.csv and .json.
void add_data_set(api::Api& api, const std::string& code, DataRows rows);

}  // namespace shouwen
