// Exports in the database and the journal (stream customer_export/ID). All SQL of this room.
#pragma once

#include <vector>

#include "customer_exports/customer_export.h"
#include "db/session.h"

namespace shouwen {

/// The subject of an export of several customers' files.
inline constexpr const char* several_customers = "customers";
/// Whose files they are; none of other exports.
std::vector<CustomerId> exported_customers(const CustomerExport& exported);

/// Under a new id, with its event and its entry in the access log: one a customer.
CustomerExport add_customer_export(db::Session& session, CustomerExport exported, const std::string& address, std::int64_t rulebook_version);
std::optional<CustomerExport> load_customer_export(db::Session& session, CustomerExportId id);
/// Rows that are not what their events say.
std::vector<std::string> verify_customer_exports(db::Session& session);

}  // namespace shouwen
