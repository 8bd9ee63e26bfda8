// Requests as everybody may list them, out of the views of cases. All SQL of listing.
#pragma once

#include <vector>

#include "db/session.h"
#include "open311/geo_answer.h"
#include "open311/geo_request.h"
#include "org/organisation.h"

namespace shouwen {

/// Newest first. Never sealed cases, tips, cases that accuse somebody, or categories that are not listed. Times are compared as they
/// are shown, so that asking narrowly tells no more than the answer does.
std::vector<ListedRequest> list_requests(db::Session& session, const GeoFilter& filter, const Rulebook& rulebook, const Organisation& organisation);

}  // namespace shouwen
