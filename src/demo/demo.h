// The demonstration bureau: organisation, customers and ninety days of cases, all through real commands.
#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "base/time.h"

namespace shouwen {

struct DemoOptions {
  std::string data, rulebook;  ///< folders
  std::string database;        ///< as House::open takes it
  std::int64_t customers = 2000, cases = 3000, days = 90;
  std::uint32_t seed = 20261;  ///< the same seed and end make the same bureau
  Instant end;                 ///< the story ends now
};

/// What every demonstration account signs in with.
inline constexpr const char* demo_password = "shouwen-demo";

/// Fills an empty data folder. `progress` gets a sentence now and then. Refusals: init.set_up_already, import.*, rulebook.*.
Verdict build_demo(const DemoOptions& options, const std::function<void(const std::string&)>& progress);

}  // namespace shouwen
