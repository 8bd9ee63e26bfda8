// Setting the record right, never silently: corrected registrations, linked duplicates. Art. 10(6), 10(7).
#pragma once

#include "cases/register_case.h"
#include "cases/situation.h"

namespace shouwen {

struct CorrectionInput {
  Text<1, 500> reason;
  std::optional<CaseKind> kind;
  std::optional<Line<1, 80>> category;
  std::optional<Area> area;
  std::optional<CustomerClass> customer_class = {};
  std::optional<Voltage> voltage = {};
  std::optional<Text<1, 4000>> text;
  std::optional<ContactInput> contact;
  std::optional<OfficerId> about_officer_id = {};  ///< with further_accused: whom it accuses now
  std::optional<Accused> further_accused = {};
};

struct LinkInput {
  CaseId other_id;
  Text<1, 500> reason;
};

/// The old words stay in the journal; open deadlines are derived again from the registration.
Decision correct_registration(const ServiceCase& service_case, const CorrectionInput& input, const SealIdentity& seal,
                              const Situation& situation);
/// Both sides of a link, one decision each; every customer keeps an own reply duty.
struct LinkDecision {
  std::vector<CaseEvent> one, other;
};
Result<LinkDecision> link(const ServiceCase& one, const ServiceCase& other, const LinkInput& input, const Situation& situation);
Result<LinkDecision> unlink(const ServiceCase& one, const ServiceCase& other, const LinkInput& input, const Situation& situation);

}  // namespace shouwen
