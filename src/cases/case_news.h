// Which events of a case are news for other programs (art. 8), and of which cases nothing is told.
#pragma once

#include <vector>

#include "cases/case_event.h"
#include "org/organisation.h"
#include "outgoing/news.h"

namespace shouwen {

/// Sealed, or accusing somebody: whoever runs the other program may be of the accused's line.
bool is_kept_quiet(const ServiceCase& service_case);

/// What one event tells, by its number in the journal. `after` is the state after the whole decision. Never names, phones,
/// addresses or words; nothing of a case that is kept quiet.
std::vector<News> news_of(const CaseEvent& event, const ServiceCase& after, std::int64_t journal_number, const Organisation& organisation);

/// Those who keep the endpoints learn that the house has paused one.
void tell_of_paused_webhook(db::Session& session, std::int64_t journal_number, const Organisation& organisation, const std::string& name, Instant now);

}  // namespace shouwen
