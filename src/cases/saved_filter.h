// Filters of the case lists kept under a name: an officer's own, or shared. Rule and store; all SQL of it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "db/session.h"
#include "org/permissions.h"

namespace shouwen {

using SavedFilterId = Id<struct SavedFilterTag>;
enum class SharedWith { nobody, unit, bureau };

struct SavedFilter {
  SavedFilterId id;
  OfficerId officer_id;         ///< whose it is
  std::string name;             ///< each once for an officer
  std::string query;            ///< as GET /cases takes it
  SharedWith shared_with = SharedWith::nobody;
  UnitId unit_id;               ///< shared with it and what is below; 0 unless shared with a unit
};

/// Sharing needs the permission share_filters, with the whole bureau in the scope of the bureau. Refusal permission.denied.
Verdict may_share(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor, SharedWith with);

/// The officer's own first, then what is shared with him, by name.
std::vector<SavedFilter> filters_of(db::Session& session, const Organisation& organisation, OfficerId officer);
std::optional<SavedFilter> load_filter(db::Session& session, SavedFilterId id);
/// A new one if it has no id. Refusals: saved_filter.name_taken, saved_filter.too_many.
Result<SavedFilterId> keep_filter(db::Session& session, const SavedFilter& filter, Instant now);
void drop_filter(db::Session& session, SavedFilterId id);

}  // namespace shouwen
