// What changed between two texts, sentence by sentence: the draft the public commented on, and what was approved. Art. 8. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "participation/plan.h"

namespace shouwen {

enum class DifferenceKind { kept, removed, added };
struct DifferencePart {
  DifferenceKind kind{};
  std::string text;
};
/// Neighbouring sentences of one kind are one part. Texts of more than a thousand sentences are compared as wholes.
std::vector<DifferencePart> difference_of(std::string_view before, std::string_view after);

/// Goals and term as sentences, so that they are compared with the text.
std::string whole_text(const PlanContent& content, bool in_chinese);
/// "98.50" -> "98.5"; "3".
std::string hundredths(std::int64_t value);

}  // namespace shouwen
