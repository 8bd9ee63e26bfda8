// One field list (BOOST_DESCRIBE) gives parsing, printing and the OpenAPI schema of a struct.
// Heavy: include it only from .cpp files.
//
// Members: bool, int32/int64, double, std::string, Text<>, Line<>, Id<Tag>, Instant (ISO 8601, +08:00), Date, described
// enums (their enumerator's name), described structs, std::optional<T> (absent or null), std::vector<T>, RawJson.
#pragma once

#include "json/parse.h"
#include "json/print.h"
#include "json/schema.h"
