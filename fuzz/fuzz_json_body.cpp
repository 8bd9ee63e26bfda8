// The registration form as JSON: every mistake is a refusal; what is accepted prints and parses to the same.
#include <cstdint>

#include "base/check.h"
#include "cases/case_describe.h"
#include "json/json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace shouwen;
  const auto parsed = json::parse_body<RegisterInput>({reinterpret_cast<const char*>(data), size});
  if (!parsed.mistakes.empty()) return 0;
  const auto again = json::parse_body<RegisterInput>(json::to_text(parsed.value));
  SHOUWEN_CHECK(again.mistakes.empty());
  SHOUWEN_CHECK(json::to_text(again.value) == json::to_text(parsed.value));
  return 0;
}
