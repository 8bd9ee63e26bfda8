// Tips by the public (art. 9(5)): the form, what is handed out once, and the reporter's own page behind his code. Without script.
#pragma once

#include "api/api.h"
#include "tip_offs/tip_off_store.h"

namespace shouwen {

void add_tip_pages(api::Api& api);

// Its parts.

/// The form. Nothing of it is kept until it is sent; then an identity is sealed at once.
void add_tip_form(api::Api& api);
/// What the reporter does with his code.
void add_tip_desk(api::Api& api);

/// Cookies that let this browser read a tip for an hour: the tip itself, and right after sending its code, kept nowhere else.
std::string tip_key(const House& house, TipHolder holder, Instant now);
std::optional<TipHolder> tip_of_key(const House& house, const std::string& key, Instant now);
std::string tip_cookie(const House& house, const http::Request& request, TipHolder holder, Instant now);
inline constexpr const char* tip_cookie_name = "shouwen_tip";
/// The tip behind the code. The entrance, /p/tip, never shows it and closes it: whoever comes next to this phone starts there.
inline constexpr const char* tip_own_path = "/p/tip/own";
inline constexpr const char* tip_code_cookie_name = "shouwen_tip_code";

}  // namespace shouwen
