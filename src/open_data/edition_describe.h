// Field lists of editions. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "open_data/edition.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(FigureChange, (), (kind, area, column, before, after))
BOOST_DESCRIBE_STRUCT(EditionIssued, (),
                      (number, month, known_at, smallest_group, time_step_minutes, rows, figures_sha256, rows_sha256, corrects_number, reason_zh, reason_en, changes))
BOOST_DESCRIBE_STRUCT(EditionCorrectionInput, (), (reason_zh, reason_en))

}  // namespace shouwen
