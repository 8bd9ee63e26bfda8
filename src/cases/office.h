// The bureau office decides whose business it is; its ruling binds and cannot be returned. Art. 10(4).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct OfficeQuestionInput {
  Text<1, 1000> question;
};

struct RulingInput {
  UnitId unit_id;
  std::optional<OfficerId> officer_id;  ///< absent: the unit's head
  Text<1, 1000> grounds;
};

Decision ask_office(const ServiceCase& service_case, const OfficeQuestionInput& input, const Situation& situation);
Decision rule_on(const ServiceCase& service_case, const RulingInput& input, const Situation& situation);
/// Puts a case to the office because its return budget is spent; the words are the system's if `question` is empty.
void put_to_office(DecisionWriter& writer, const std::string& question);

}  // namespace shouwen
