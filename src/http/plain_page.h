// A page of its own that needs nothing but the public style: for answers outside of the public pages and the desk.
#pragma once

#include <string>

#include "http/message.h"

namespace shouwen::http {

/// Texts, escaped here; `way_path` is a path of ours.
struct PlainPage {
  std::string title, sentence, way_path, way_words;
};
Response plain_page(int status, const PlainPage& page, Language language);

}  // namespace shouwen::http
