// CHECK: a broken promise inside the program ends it loudly, with place and condition.
#pragma once

namespace shouwen {
[[noreturn]] void check_failed(const char* condition, const char* file, int line);
}

#define SHOUWEN_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::shouwen::check_failed(#condition, __FILE__, __LINE__))
