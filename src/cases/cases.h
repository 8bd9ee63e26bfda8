// The door of the cases room: performing verbs, reading lists and pages. Nothing else of it is included from outside,
// but for the plain inputs (register_case.h …) that verbs take.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "cases/case_store.h"
#include "cases/correction.h"
#include "cases/register_case.h"
#include "cases/replan.h"
#include "cases/situation.h"
#include "cases/undo.h"
#include "http/sse.h"

namespace shouwen {

/// What performing a verb needs from the house.
struct CaseDesk {
  db::Session& session;                    ///< inside the writer's transaction
  std::shared_ptr<const Organisation> organisation;
  /// The rulebook a case is pinned to.
  std::function<std::shared_ptr<const Rulebook>(std::int64_t version)> rulebook_version;
  std::shared_ptr<const Rulebook> rulebook_now;
  Actor actor;
  Instant now;
  SealIdentity seal;
  std::string code_key = {};               ///< keys the hashes of tip codes
};

/// What identities of tips were sealed for with the house key before there was a supervision key.
inline constexpr std::string_view identity_purpose = "tip_off_identity";
/// What the key of tip codes is derived for (see HouseKey).
inline constexpr std::string_view tip_code_purpose = "tip_codes";
/// A contact as it is sealed.
std::string identity_text(const Contact& contact);
/// Seals to the supervision key (sealed_box.h); "" while there is none.
SealIdentity seal_for_supervision(db::Session& session);

struct Performed {
  ServiceCase after;
  std::vector<CaseEvent> events;
  std::int64_t journal_number = 0;         ///< of the last event; 0 if nothing happened
  std::string receipt;                     ///< of a registration; handed out once
};

/// A rule with its input bound: state and situation in, events out.
using BoundRule = std::function<Decision(const ServiceCase&, const Situation&)>;

/// Loads, checks the version the caller saw (0 = any), asks permissions, runs the rule, saves. Refusals: case.unknown,
/// case.changed_meanwhile, permission.*, and the rule's own.
Result<Performed> perform(const CaseDesk& desk, CaseId id, std::int64_t seen_version, std::string_view verb, const BoundRule& rule);

/// What performing would lead to, nothing of it saved; and what would take it back.
struct Rehearsed {
  ServiceCase before, after;
  Result<UndoStep> undo;
};
Result<Rehearsed> rehearse(const CaseDesk& desk, CaseId id, std::string_view verb, const BoundRule& rule);

/// Registers; an officer is the first contact himself, the public gets the rulebook's duty unit.
Result<Performed> perform_registration(const CaseDesk& desk, const RegisterInput& input);
/// The same for a customer who turned to this officer himself (art. 10(1)): he is the first contact.
Result<Performed> perform_registration_with(const CaseDesk& desk, const RegisterInput& input, OfficerId first_contact);
Result<Performed> perform_link(const CaseDesk& desk, CaseId id, std::int64_t seen_version, const LinkInput& input);
Result<Rehearsed> rehearse_link(const CaseDesk& desk, CaseId id, const LinkInput& input);
Result<Performed> perform_unlink(const CaseDesk& desk, CaseId id, std::int64_t seen_version, const LinkInput& input);
/// The clock's turn for one case; nothing happens if nothing is due.
Performed perform_strike(const CaseDesk& desk, CaseId id);
/// A warning of the case that this officer has not read goes to the next head; nothing happens if no warned clock runs any more.
Performed perform_unread(const CaseDesk& desk, CaseId id, OfficerId unread_by);
/// The open deadlines of one case counted anew by the calendars in force now, or by the limits in force now too; nothing
/// happens if none moves.
struct Replan {
  Performed performed;
  std::vector<DeadlineMove> moves;
};
Replan perform_replan(const CaseDesk& desk, CaseId id, ReplanScope scope);

/// The officer who is first asked on the public pages: the present officer of the duty unit with the fewest live
/// first-contact duties.
OfficerId public_first_contact(db::Session& session, const Organisation& organisation, const Rulebook& rulebook, Instant now);

/// A verb of this room: what the coverage page and `actions` of a case list.
struct CaseVerb {
  const char* verb;     ///< "transfer"
  const char* resource; ///< "transfers"
  const char* clause;   ///< "art.10(3)"
};
const std::vector<CaseVerb>& case_verbs();

/// One JSON line for the live stream: which case changed to which version, and by what. No content.
std::string live_line(const ServiceCase& after, const std::vector<CaseEvent>& events);
/// The same for the hub: of a sealed case or one that accuses somebody only who may read it hears.
http::LiveEvent live_event(const Performed& performed, std::shared_ptr<const Rulebook> rulebook, std::shared_ptr<const Organisation> organisation);

}  // namespace shouwen
