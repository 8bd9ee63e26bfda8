// What came of a row, and what a row is read with.
#pragma once

#include <memory>

#include "base/id.h"
#include "base/result.h"
#include "db/session.h"
#include "regulation/rulebook.h"

namespace shouwen {

enum class RowOutcome { added, changed, there_already };

/// Who imports, when, and the rulebook that says which roles there are.
struct ImportContext {
  OfficerId actor;                ///< 0 = from the command line
  Instant now;
  std::shared_ptr<const Rulebook> rulebook;
  std::int64_t import_id = 0;     ///< the run; less than 0 = a trial
};

}  // namespace shouwen
