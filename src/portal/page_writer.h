// Public pages out of templates: texts in the reader's language, everything escaped, one frame around all.
#pragma once

#include <kainjow/mustache.hpp>
#include <optional>
#include <string>
#include <vector>

#include "api/api.h"
#include "base/refusal.h"
#include "portal/form.h"

namespace shouwen {

/// How the reader wants the pages: by the address, else by what he chose before, else by his browser.
struct Wish {
  http::Language language = http::Language::zh;
  bool large = false;
};
Wish wish_of(const http::Request& request);

struct PageSpec {
  std::string name;      ///< of the template
  std::string title;
  int status = 200;
  std::string self{};    ///< address of this page for the switches of language and size; "" = the request's
  std::vector<std::string> cookies{};
  std::string_view body{};  ///< the template itself, of another room
  std::string landmark{};   ///< what its parts are called when the page stands inside another one
};
/// Data with the texts ({{t.name}}) in it.
kainjow::mustache::data page_values(const http::Request& request);
/// Puts the errors where the page shows them: a summary on top ({{>errors}}) and {{error_<field>}} at the field.
void set_errors(kainjow::mustache::data& values, const std::vector<Refusal>& refusals, http::Language language);
http::Response write_page(api::Api& api, const api::Call& call, const PageSpec& spec, kainjow::mustache::data values);
/// A heading and a sentence: why there is nothing to do here.
http::Response told_page(api::Api& api, const api::Call& call, const std::string& title, const std::string& sentence, int status);
/// 303: what was posted is done; the browser goes on by GET, so that going back or reloading repeats nothing.
http::Response go_on(const std::string& path, std::vector<std::string> cookies = {});
/// A cookie of the public pages, unreadable for scripts. 0 seconds = forget it.
std::string page_cookie(const http::Request& request, const std::string& name, const std::string& value, std::int64_t seconds);
/// The address of a page as the customer's browser reaches it.
std::string own_url(const http::Request& request, const std::string& path);
/// Strict: scripts and styles only out of our own files.
void forbid_foreign_content(http::Response& response);

}  // namespace shouwen
