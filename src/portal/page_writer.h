// Public pages out of templates: texts in the reader's language, everything escaped.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <vector>

#include "api/api.h"
#include "base/refusal.h"

namespace shouwen {

/// The language of a public page: ?lang=, else Accept-Language.
http::Language page_language(const http::Request& request);
/// One text of the public pages.
std::string page_text(const std::string& name, http::Language language);
/// Data with the texts ({{t.name}}) and the language's query ("?lang=en" or "") in it.
kainjow::mustache::data page_data(const http::Request& request);
kainjow::mustache::data page_errors(const std::vector<Refusal>& refusals, http::Language language);
/// The template `name` inside the frame.
http::Response page(const http::Request& request, const std::string& bureau, const std::string& name, const std::string& title,
                    kainjow::mustache::data data, int status = 200);
http::Response style_sheet();

}  // namespace shouwen
