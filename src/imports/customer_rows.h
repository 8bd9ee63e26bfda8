// A row of a customer table: a new customer with his file, or what differs put into the file that is there. Art. 11(6)(3).
#pragma once

#include "imports/importer.h"

namespace shouwen {

std::vector<ImportField> customer_fields();
/// Empty cells leave what is there. Refusals: import.bad_row, and those of open_file and change_file.
Result<RowOutcome> add_customer_row(db::Session& session, const MappedRow& row, const ImportContext& context);

}  // namespace shouwen
