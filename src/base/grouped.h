// Whole numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace shouwen {

/// -1234567 -> "-1,234,567".
std::string grouped(std::int64_t number);

}  // namespace shouwen
