// What opens doors and stays out of an archive that does not say it holds secrets.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace shouwen {

/// No row of this table is taken: passwords, sessions, tokens, links, unsent drafts.
bool is_left_out(std::string_view table);
/// The books need the row, but nobody this column: what stands there instead opens nothing.
bool is_emptied(std::string_view table, std::string_view column);
/// Sounds like a secret and is none, or opens nothing without house.key, which is left out too: table, column.
const std::vector<std::pair<std::string_view, std::string_view>>& no_secrets();

}  // namespace shouwen
