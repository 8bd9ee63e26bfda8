// What a password must not be: what everybody tries first, the house's own words, its owner's name. Compared without regard to
// case and width; the password itself is kept exactly as typed.
#pragma once

#include <string_view>

namespace shouwen {

/// Among the most frequent passwords of leaked lists (10 characters and longer), a single repeated character, or a run of digits.
bool is_common_password(std::string_view password);
/// Nothing but words of the house and its trade (listed in docs/security.md), digits and signs.
bool is_of_house_words(std::string_view password);
bool is_named_after(std::string_view password, std::string_view sign_in_name);

}  // namespace shouwen
