// The next state of a violation case.
#include <fmt/format.h>

#include <algorithm>

#include "conduct/conduct_case.h"

namespace shouwen {

bool ConductFinding::any_proved() const {
  return std::any_of(facts.begin(), facts.end(), [](const ConductFact& fact) { return fact.proved; });
}

ConductCase apply(ConductCase conduct_case, const ConductEvent& event) {
  ConductCase after = event.opened ? *event.opened : std::move(conduct_case);
  if (event.opened) after.version = 0;
  ++after.version;
  if (event.stage) after.stage = *event.stage;
  if (event.level) after.level = *event.level;
  if (event.unit_id) after.unit_id = *event.unit_id;
  if (event.accepted_by_id) after.accepted_by_id = *event.accepted_by_id;
  if (event.investigator_ids) after.investigator_ids = *event.investigator_ids;
  if (event.finding) after.finding = event.finding;
  if (event.hearing) after.hearing = event.hearing;
  if (event.decision) {
    after.decision = event.decision;
    after.violation = event.decision->violation;
  }
  if (event.objection) after.objection = event.objection;
  if (event.exposure) after.exposure = event.exposure;
  if (event.rectification) {
    const auto known = std::find_if(after.rectifications.begin(), after.rectifications.end(), [&event](const Rectification& row) { return row.number == event.rectification->number; });
    if (known == after.rectifications.end()) after.rectifications.push_back(*event.rectification);
    else *known = *event.rectification;
  }
  if (event.file) after.files.push_back(*event.file);
  if (event.clock) after.clock = event.clock;
  if (event.clock_stopped) after.clock.reset();
  if (event.stage && !after.is_open()) {
    after.ended_at = event.at;
    after.ended_by_id = event.actor_id;
    if (event.because) after.ended_because = *event.because;
  } else if (event.stage) {
    // A late objection may take a closed case up again.
    after.ended_at.reset();
    after.ended_by_id = {};
    after.ended_because.clear();
  }
  return after;
}

std::string number_text(const ConductCase& conduct_case) { return fmt::format("查〔{}〕{}号", conduct_case.year, conduct_case.sequence); }

std::string number_text(const ConductExposure& exposure) {
  if (!exposure.published_at) return {};
  const int year = local_date(*exposure.published_at).year();
  return fmt::format("{}〔{}〕{}号", exposure.level == ExposureLevel::society ? "曝光" : "内部通报", year, exposure.number);
}

}  // namespace shouwen
