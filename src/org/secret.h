// Secrets of links and tokens: random, shown once, kept as a hash.
#pragma once

#include <string>
#include <string_view>

namespace shouwen {

/// 256 random bits, letters that may stand in a URL.
std::string new_secret();
/// What is stored instead; as random as the secret, so a fast hash is enough.
std::string secret_hash(std::string_view secret);

}  // namespace shouwen
