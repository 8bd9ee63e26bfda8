// Cells that several kinds of table have.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/refusal.h"
#include "db/session.h"
#include "regulation/rulebook.h"

namespace shouwen {

/// import.bad_row, naming the column and what stood in it.
Refusal bad_cell(const char* field, const std::string& value);
/// "urban", "城区" …
std::optional<Area> area_word(const std::string& word);
/// The unit a cell names by code or by name.
std::optional<UnitId> unit_in_cell(db::Session& session, const std::string& text);

}  // namespace shouwen
