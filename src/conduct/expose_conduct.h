// Exposure (曝光): written for the public out of the decided facts, shown as it will be, approved by two bodies, numbered, corrected
// openly, taken down by rule only. Art. 9(4); R-REP-08.
#pragma once

#include "conduct/conduct_situation.h"
#include "conduct/investigate_conduct.h"

namespace shouwen {

struct DraftExposureInput {
  std::int64_t version = 0;
  ExposureLevel level{};
  Line<2, 80> title;
  std::vector<ExposedFact> facts;
};
struct CorrectExposureInput {
  std::int64_t version = 0;
  Line<2, 80> title;
  std::vector<ExposedFact> facts;
  Text<2, 500> because;
};

/// Once the decision stands; again until it is published. Refusals conduct.exposed_already, exposure_too_narrow, fact_not_decided,
/// third_person, accused_named.
ConductDecided draft_exposure(const ConductCase& conduct_case, const DraftExposureInput& input, const ConductSituation& situation);
/// A draft that is to take the published text's place; the old one stays readable. Refusals conduct.not_exposed, and those above.
ConductDecided correct_exposure(const ConductCase& conduct_case, const CorrectExposureInput& input, const ConductSituation& situation);
/// One body's approval; with the second it is published, numbered and dated: conduct.no_draft, own_exposure, approved_already,
/// approved_by_you.
ConductDecided approve_exposure(const ConductCase& conduct_case, const SeenConductInput& input, ExposureBody body, const ConductSituation& situation);
/// Back to who writes it, with the reason: conduct.no_draft, own_exposure.
ConductDecided return_exposure(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation);

/// How the exposure names the accused: whole name, or 张某.
std::string exposed_name(const std::string& name, ExposureNaming naming);

}  // namespace shouwen
