// Rows of tables of bills, arrears and outages.
#pragma once

#include "imports/row_piece.h"

namespace shouwen {

std::vector<ImportField> bill_fields();
std::vector<ImportField> arrears_fields();
std::vector<ImportField> outage_fields();

/// Refusals of a row: import.bad_row, account_record.account_unknown, .not_a_number, .rules_missing, those of check_record and of
/// import_records; fields named as the table's.
std::unique_ptr<RowPiece> bill_piece();
std::unique_ptr<RowPiece> arrears_piece();
std::unique_ptr<RowPiece> outage_piece();

}  // namespace shouwen
