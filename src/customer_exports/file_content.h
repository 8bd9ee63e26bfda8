// All of a customer's file that leaves the house at once. Heavy: only for .cpp files.
#pragma once

#include "account_records/account_record_describe.h"
#include "account_records/record_figures.h"
#include "customers/customer_describe.h"
#include "customers/customer_file.h"
#include "db/session.h"
#include "usage/usage_words.h"

namespace shouwen {

struct ExportedPromise {
  std::string text;
  Instant promised_at, due_at;
  std::optional<Instant> kept_at;
  bool kept_late = false, broken = false;
};
BOOST_DESCRIBE_STRUCT(ExportedPromise, (), (text, promised_at, due_at, kept_at, kept_late, broken))
struct ExportedPaper {
  std::string paper_kind, file_name, why;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ExportedPaper, (), (paper_kind, file_name, why, at))

struct CustomerFileContent {
  std::string watermark, station_name, account_manager_name;
  Instant exported_at;
  CustomerFile file;                     ///< people of the customer covered: it leaves the house
  std::vector<MonthlyUseView> use;       ///< ascending
  std::vector<BillRecord> bills;         ///< newest first, as what follows
  std::vector<ArrearsRecord> arrears;
  std::vector<OutageRecord> outages;
  std::vector<ExportedPromise> promises;
  std::vector<ExportedPaper> papers;     ///< their names; contents stay in the house
};
BOOST_DESCRIBE_STRUCT(CustomerFileContent, (), (watermark, station_name, account_manager_name, exported_at, file, use, bills, arrears, outages, promises, papers))

/// As things stand now; the customer must exist.
CustomerFileContent read_content(db::Session& session, CustomerId customer);

enum class ExportLanguage { zh, en };
/// XLSX of it, the watermark on every sheet.
std::string content_workbook(const CustomerFileContent& content, ExportLanguage language);

}  // namespace shouwen
