// The clock's look at the halls: what does not hang in time is told to supervision, once. Art. 9(1), 6.
#pragma once

#include "api/house.h"

namespace shouwen {

/// Of the price list in force. Returns how many halls were told of.
std::int64_t tell_overdue_postings(House& house);
/// The same at a session and instant of its own, inside a transaction.
std::int64_t tell_overdue_postings(db::Session& session, const Rulebook& rulebook, const Organisation& organisation, Instant now);

}  // namespace shouwen
