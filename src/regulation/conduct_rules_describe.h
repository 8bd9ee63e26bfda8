// Words of the conduct table's enums for TOML and JSON. Heavy: only for .cpp files.
#pragma once

#include <boost/describe.hpp>

#include "regulation/conduct_rules.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(HandlingLevel, criticism, circulated_criticism, pay_withheld, post_suspended, disciplinary, judicial)
BOOST_DESCRIBE_ENUM(ExposureLevel, team, station, bureau, society)
BOOST_DESCRIBE_ENUM(ExposureNaming, full, surname)

}  // namespace shouwen
