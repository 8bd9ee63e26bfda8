// How much everybody of a unit carries, and who knows a customer or a kind of work. All SQL of it.
#pragma once

#include <map>

#include "cases/suggest_assignee.h"
#include "cases/visible_lists.h"
#include "db/session.h"

namespace shouwen {

/// Open cases of the reader's units by who holds them, as the list `unit` shows them to this reader.
std::map<OfficerId, OfficerLoad> unit_loads(db::Session& session, const Reader& reader, Instant now);

/// How many cases of the customer each officer holds or held last; without a customer nobody's.
std::map<OfficerId, std::int64_t> held_of_customer(db::Session& session, const ServiceCase& service_case);
/// The same category in the same area among the `latest` newest cases of the kind, without this one.
std::map<OfficerId, std::int64_t> held_of_work(db::Session& session, const ServiceCase& service_case, std::int64_t latest);

}  // namespace shouwen
