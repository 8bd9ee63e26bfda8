// Performing what happens to a violation case: rule, event, notices and a word to whoever reported, in one transaction. Art. 9(4), 7.
#pragma once

#include <functional>
#include <memory>

#include "api/house.h"
#include "conduct/conduct_store.h"
#include "conduct/investigate_conduct.h"

namespace shouwen {

/// One deed's view of the house; the session is inside the writer's transaction where something is performed.
struct ConductDesk {
  db::Session& session;
  std::shared_ptr<const Organisation> organisation;
  std::shared_ptr<const Rulebook> rulebook;
  OfficerId officer_id;                  ///< 0 = the clock
  Instant now;

  UnitId supervision_unit_id() const;
};

using ConductRule = std::function<ConductDecided(const ConductCase&, const ConductSituation&)>;

/// What rules may know of a case: third persons, earlier decisions, the next number. Refers to the desk. CHECKs that there are rules.
ConductSituation conduct_situation(const ConductDesk& desk, const ConductCase& conduct_case);
/// Refusals conduct.unknown, and the rule's own. Permission is the caller's business.
Result<SavedConduct> perform_conduct(const ConductDesk& desk, ConductCaseId id, const ConductRule& rule);
/// The lead must hold; `unit_id` set = the unit investigates itself (art. 7). Refusals of open_conduct_case. That the caller may know
/// of the lead is his business.
Result<SavedConduct> open_conduct(const ConductDesk& desk, const OpenConductInput& input, UnitId unit_id);
/// The supply station or service centre this officer heads; 0 = none (art. 7).
UnitId judged_unit(const Organisation& organisation, OfficerId officer);

/// Whether the lead is there, is what it is said to be, and how it is called.
struct LeadFound {
  bool is_there = false, holds = false;
  std::string reference;
};
LeadFound find_lead(db::Session& session, LeadKind kind, std::int64_t id);

/// What may not be said about people the case knows besides the accused.
std::vector<KnownDatum> third_persons_of(db::Session& session, const ConductCase& conduct_case);

/// Lets the clock strike where it is due. The ticker's; returns how often it struck.
std::int64_t strike_due_conduct(House& house);

}  // namespace shouwen
