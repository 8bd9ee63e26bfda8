// Posting to other programs, several at once. Blocking: belongs on a thread that nobody waits for.
#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "outgoing/delivery_store.h"
#include "outgoing/reach.h"

namespace shouwen {

struct Parcel {
  std::string url, body;
  std::vector<std::string> headers;  ///< "name: value"
};

/// One attempt a parcel, in the same order; `at` is left to the caller. Each ends by `time_out_seconds`, all at once when asked to
/// stop (broken_off).
std::vector<Attempt> post_all(const std::vector<Parcel>& parcels, const Reach& reach, std::int64_t time_out_seconds, const std::stop_token& stop);

}  // namespace shouwen
