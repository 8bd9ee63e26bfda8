// Representatives' accesses in the database and the journal (stream representative/ID).
#pragma once

#include "db/session.h"
#include "representatives/representative_event.h"

namespace shouwen {

std::optional<RepresentativeAccess> load_access(db::Session& session, AccessId id);
/// Of one customer, in order of ids.
std::vector<RepresentativeAccess> accesses_of(db::Session& session, CustomerId customer);
/// Something of theirs waits for an account manager, in order of customers.
std::vector<RepresentativeAccess> accesses_that_wait(db::Session& session);

/// Applies, journals and stores in the caller's transaction; the state after it. An access without an id gets one.
RepresentativeAccess save_representative_event(db::Session& session, RepresentativeAccess access, const RepresentativeEvent& event, std::int64_t rulebook_version);

/// What differs between the stored access and its events; empty if all is well.
std::vector<std::string> verify_access(db::Session& session, AccessId id);

}  // namespace shouwen
