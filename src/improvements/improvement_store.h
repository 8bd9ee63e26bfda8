// Proposals in the database: state and journal (stream improvement/ID) in one transaction. All SQL of this room. Art. 11(6)(1).
#pragma once

#include <vector>

#include "db/session.h"
#include "improvements/improvement.h"

namespace shouwen {

struct ImprovementWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};

std::optional<Improvement> load_improvement(db::Session& session, ImprovementId id);
/// A new proposal with its first event.
Improvement add_improvement(db::Session& session, const ImprovementEvent& event, const ImprovementWriter& writer);
Improvement save_improvement(db::Session& session, const Improvement& before, const ImprovementEvent& event, const ImprovementWriter& writer);
/// Proposed from a day to a day, both counted, or still undecided then; newest first.
std::vector<Improvement> list_improvements(db::Session& session, Date from, Date to);

struct ImprovementsVerified {
  std::int64_t improvements = 0;
  std::vector<std::string> differences;  ///< rows that are not what their events make
};
ImprovementsVerified verify_improvements(db::Session& session);

}  // namespace shouwen
