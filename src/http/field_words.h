// Fields of an input as the screens call them.
#pragma once

#include <initializer_list>

#include "base/refusal.h"
#include "http/message.h"

namespace shouwen::http {

struct FieldWord {
  const char* field;
  const char *zh, *en;
};

/// The refusal whose text says {field} in the reader's words; its pointer stays.
inline Refusal with_field_words(Refusal refusal, std::initializer_list<FieldWord> words, Language language) {
  for (auto& [name, value] : refusal.values)
    for (const FieldWord& word : words)
      if (name == "field" && value == word.field) {
        value = language == Language::zh ? word.zh : word.en;
        break;
      }
  return refusal;
}

}  // namespace shouwen::http
