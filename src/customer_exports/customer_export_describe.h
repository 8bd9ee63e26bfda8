// Exports as JSON. Heavy: only for .cpp files.
#pragma once

#include <vector>

#include "customer_exports/customer_export.h"
#include "json/json.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ExportFormat, print, json, xlsx, csv)
BOOST_DESCRIBE_STRUCT(CustomerExport, (), (id, officer_id, at, subject, export_format, reason, question))

struct CustomerExportInput {
  ExportFormat export_format{};
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(CustomerExportInput, (), (export_format, reason))
/// Several customers' files as one export.
struct CustomersExportInput {
  ExportFormat export_format{};
  Line<2, 200> reason;
  std::vector<CustomerId> customer_ids;
};
BOOST_DESCRIBE_STRUCT(CustomersExportInput, (), (export_format, reason, customer_ids))
struct CustomerExportView {
  CustomerExportId id;
  std::string number;
  ExportFormat export_format{};
  std::string watermark;             ///< stands on every page
};
BOOST_DESCRIBE_STRUCT(CustomerExportView, (), (id, number, export_format, watermark))

}  // namespace shouwen
