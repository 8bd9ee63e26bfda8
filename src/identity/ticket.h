// One attempt to sign in by the provider, kept sealed in the browser that began it: no other browser can end it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "org/house_key.h"

namespace shouwen {

struct Ticket {
  std::string state, nonce, verifier;
  std::string to;  ///< where the desk goes on
  Instant ends_at;
};
/// A provider has said who it is; the house's own second factor is still to come.
struct HalfSignIn {
  OfficerId officer_id;
  std::string to;
  Instant ends_at;
};

Ticket new_ticket(std::string_view to, Instant now);
std::string seal(const HouseKey& key, const Ticket& ticket);
std::string seal(const HouseKey& key, const HalfSignIn& half);
/// Nothing if it is none of ours or has ended.
std::optional<Ticket> open_ticket(const HouseKey& key, std::string_view sealed, Instant now);
std::optional<HalfSignIn> open_half(const HouseKey& key, std::string_view sealed, Instant now);

/// The challenge of RFC 7636, S256.
std::string challenge_of(const std::string& verifier);
/// A path of this house, or "/" for everything else: no address of anybody else's passes.
std::string inside_path(std::string_view asked);

}  // namespace shouwen
