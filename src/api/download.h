// A list to take away: CSV, sent piece by piece as it is read, or XLSX.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "api/api.h"

namespace shouwen::api {

using TableRows = std::vector<std::vector<std::string>>;

struct Download {
  std::string file_name;  ///< without its ending
  std::string sheet;
  std::vector<std::string> heading;
  std::function<TableRows()> next_rows;  ///< called until it returns nothing; from any thread
};

/// In the format the query asks for, "csv" if it asks for none. Refusal export.bad_format.
http::Response download(const Call& call, Download table);
/// The same for a list that is in memory already.
http::Response download(const Call& call, std::string file_name, std::string sheet, std::vector<std::string> heading, TableRows rows);
/// ?format=
http::QueryParameter download_format();

}  // namespace shouwen::api
