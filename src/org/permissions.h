// Who may do what: role × unit × kind × secrecy, deny unless granted, and why. Pure. Grants are the rulebook's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "org/organisation.h"

namespace shouwen {

/// Who acts: an officer, the public (a customer on the public pages) or the system's clock.
struct Actor {
  enum class Kind { officer, customer, clock };
  Kind kind = Kind::officer;
  OfficerId officer_id;
  /// Scopes of a personal API token; empty = everything the officer may.
  std::vector<std::string> token_scopes;
};

/// What permissions look at in a case.
struct CaseFacts {
  CaseKind kind{};
  Secrecy secrecy{};
  OfficerId first_contact_id, responsible_officer_id, offered_to_officer_id, about_officer_id;
  UnitId first_contact_unit_id, handling_unit_id, offered_to_unit_id;
  std::vector<OfficerId> earlier_holders;
  std::vector<OfficerId> also_about_officer_ids;  ///< accused besides about_officer_id
  std::vector<UnitId> about_unit_ids;             ///< accused as units
};

/// Named as an accused himself.
bool is_accused(const CaseFacts& facts, OfficerId officer);
/// Accused, or of the line of an accused officer or unit (art. 9(4), 9(5), 10(7)).
bool is_in_accused_line(const Organisation& organisation, const CaseFacts& facts, OfficerId officer);
/// The whole unit lies in the line of an accused.
bool unit_is_in_accused_line(const Organisation& organisation, const CaseFacts& facts, UnitId unit);

struct PermissionReason {
  std::string role;      ///< the granting role
  Scope scope{};
  std::string because;   ///< first_contact, responsible_officer, offered, same_unit, subtree, bureau
};
struct Permission {
  bool allowed = false;
  std::vector<PermissionReason> reasons;  ///< all that allow it: "why can X see this?"
  Refusal refusal;                        ///< permission.denied / permission.recused / permission.sealed
};

/// A verb on a case. Recusal first (nobody acts on a case about himself; complaints and tips: nobody in the accused's
/// line), then sealed secrecy, then the grants.
Permission may(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor,
               std::string_view verb, const CaseFacts& facts);
/// A verb that is not about one case: edit_org, review_rulebook, read_coverage …
Permission may(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor, std::string_view verb);

/// What a list may show: a filter the stores turn into SQL.
struct ReadScope {
  bool bureau = false;                 ///< every case up to `secrecy_up_to`
  std::vector<UnitId> units;           ///< handling or first-contact unit is one of these (already expanded downwards)
  OfficerId officer_id;                ///< own cases always
  Secrecy secrecy_up_to = Secrecy::personal;
};
ReadScope read_scope(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor);

}  // namespace shouwen
