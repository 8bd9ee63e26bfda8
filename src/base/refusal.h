// A refusal: the answer "no" of a rule, as a value. Texts for people live in rulebook/refusals.toml.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace shouwen {

struct Refusal {
  /// Finishes the sentence "refused, because …": `transfer.return_budget_spent`. Stable for ever.
  std::string code;
  /// The clause it rests on, e.g. "art.10(7)"; empty where no clause is meant (bad input).
  std::string clause;
  /// JSON pointer of the offending input, e.g. "/contact/phone"; empty if it is not about one field.
  std::string field;
  /// Values named in the text by {name}.
  std::vector<std::pair<std::string, std::string>> values;

  bool operator==(const Refusal&) const = default;
};

}  // namespace shouwen
