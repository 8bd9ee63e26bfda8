# Clause constants out of rulebook/clauses.toml: citing an unknown clause does not compile.
set(CLAUSES_TOML ${CMAKE_SOURCE_DIR}/rulebook/clauses.toml)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${CLAUSES_TOML})
file(STRINGS ${CLAUSES_TOML} cite_lines REGEX "^cite = ")
set(constants "")
foreach(line ${cite_lines})
  string(REGEX REPLACE "^cite = \"(.*)\"$" "\\1" cite "${line}")
  string(REGEX REPLACE "[.()]+" "_" name "${cite}")
  string(REGEX REPLACE "_+$" "" name "${name}")
  string(APPEND constants "inline constexpr const char* ${name} = \"${cite}\";\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/generated/regulation/clauses.h CONTENT
"// Generated from rulebook/clauses.toml.
#pragma once

namespace shouwen::clause {
${constants}}  // namespace shouwen::clause
" @ONLY)
