// What changes in the rulebook while a story goes on: a day off, other limits, next year's holidays.
#pragma once

#include <functional>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/session.h"
#include "regulation/load.h"

namespace shouwen::sim {

/// A typhoon day of the bureau's own.
void close_on(std::vector<RulebookFile>& files, Date day);
/// Other limits for new cases; running ones keep theirs.
void change_limits(std::vector<RulebookFile>& files);
/// New Year of the year after story_year, with a worked Sunday before it: invented, as a decree might be.
void decree_next_year(std::vector<RulebookFile>& files);

/// By draft, review by somebody else, and force, as people do it.
Verdict put_new_version_in_force(db::Session& session, const std::string& title, const std::function<void(std::vector<RulebookFile>&)>& change, OfficerId author, OfficerId reviewer, Instant now);

}  // namespace shouwen::sim
