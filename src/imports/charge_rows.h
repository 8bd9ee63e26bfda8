// A row of another system's charges: lawful by the same rule as at our counter and then in the register, or refused and on record as
// an attempt (art. 9(2)). And a row of an affiliated enterprise's charges, to be compared (art. 9(3)).
#pragma once

#include "imports/importer.h"

namespace shouwen {

std::vector<ImportField> charge_fields();
/// Refusals: import.bad_row, charge.*.
Result<RowOutcome> add_charge_row(db::Session& session, const MappedRow& row, const ImportContext& context);

std::vector<ImportField> affiliate_charge_fields();
/// Refusals: import.bad_row, affiliate_charge.*.
Result<RowOutcome> add_affiliate_charge_row(db::Session& session, const MappedRow& row, const ImportContext& context);

}  // namespace shouwen
