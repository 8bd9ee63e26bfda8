// Something of customers' files was taken out of the house.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/time.h"

namespace shouwen {

using CustomerExportId = Id<struct CustomerExportTag>;

enum class ExportFormat { print, json, xlsx, csv };

struct CustomerExport {
  CustomerExportId id;
  OfficerId officer_id;
  Instant at;
  std::string subject;               ///< customer/7, customers, key_accounts
  ExportFormat export_format{};
  std::string reason;
  std::string question;              ///< filters of a table as a query string; which customers: 7,9,12
};

/// "DC000012": under which the journal knows it.
std::string export_number(const CustomerExport& exported);

}  // namespace shouwen
