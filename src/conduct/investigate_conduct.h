// From a lead to a finding: open, accept or decline, two investigators, each fact with its evidence; supervision taking a unit's case
// over. Art. 9(4), art. 7.
#pragma once

#include "conduct/conduct_situation.h"

namespace shouwen {

struct OpenConductInput {
  LeadKind lead{};
  std::optional<std::int64_t> lead_id;
  std::optional<Line<0, 60>> reference;
  OfficerId accused_id;
  Line<1, 60> violation;
  Text<2, 4000> suspicion;
};
/// What the house found out about the lead, and for whom it is opened.
struct ConductOpening {
  ConductLevel level{};
  UnitId unit_id;                      ///< which handles it
  bool lead_holds = false;             ///< a verified tip, a complaint, a refused charge, an exception; papers hold by their number
  std::string reference;               ///< of a lead that is in this house
  std::string opened_already;          ///< number of a case of the same lead against the same person; "" = none
  std::int64_t year = 0, sequence = 0;
};
struct SeenConductInput { std::int64_t version = 0; };
struct ConductReasonInput {
  std::int64_t version = 0;
  Text<2, 2000> reason;
};
struct ConductInvestigatorsInput {
  std::int64_t version = 0;
  std::vector<OfficerId> officer_ids;
};
struct ConductFindingInput {
  std::int64_t version = 0;
  std::vector<ConductFact> facts;
  std::optional<std::vector<ThirdPerson>> third_persons;
  std::optional<std::vector<CaseId>> linked_case_ids;
};

/// Refusals conduct.unknown_officer, unknown_violation, own_case, recused, reference_missing, lead_does_not_hold, opened_already; of a
/// unit: not_your_people, bureau_only.
ConductDecided open_conduct_case(const OpenConductInput& input, const ConductOpening& opening, const ConductSituation& situation);
ConductDecided accept_conduct_case(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation);
ConductDecided decline_conduct_case(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation);
/// Two different officers, neither of the accused's line nor who supervised him: conduct.two_investigators, unknown_officer,
/// investigator_recused, investigator_supervised. Others may be named until a finding is recorded.
ConductDecided appoint_conduct_investigators(const ConductCase& conduct_case, const ConductInvestigatorsInput& input, const ConductSituation& situation);
/// By either of the two, again until the other stands for it: conduct.not_investigator, no_facts, too_many_facts, unknown_file.
ConductDecided record_conduct_finding(const ConductCase& conduct_case, const ConductFindingInput& input, const ConductSituation& situation);
/// By the other of the two: conduct.not_investigator, no_finding, own_finding.
ConductDecided confirm_conduct_finding(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation);
/// A unit's open case becomes the bureau's: conduct.not_a_units_case, ended.
ConductDecided take_over_conduct_case(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation);

}  // namespace shouwen
