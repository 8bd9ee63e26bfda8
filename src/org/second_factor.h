// The second factor by itself, where something else than the password was the first.
#pragma once

#include "org/accounts.h"

namespace shouwen {

/// Refusals: sign_in.code_needed, sign_in.code_wrong.
Result<SignInCheck> check_second_factor(const AccountRecord& account, const std::string& code, const HouseKey& key, Instant now);

}  // namespace shouwen
