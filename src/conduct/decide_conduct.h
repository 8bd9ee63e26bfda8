// The person is heard, the decision falls within the table, he may object and somebody else decides that. Art. 9(4); R-REP-09.
#pragma once

#include "conduct/conduct_situation.h"
#include "conduct/investigate_conduct.h"

namespace shouwen {

struct AskHearingInput {
  std::int64_t version = 0;
  Text<2, 4000> question;
};
struct AnswerHearingInput {
  std::int64_t version = 0;
  bool declined = false;
  Text<0, 4000> words;
};
struct DecideConductInput {
  std::int64_t version = 0;
  Line<1, 60> violation;
  HandlingLevel measure{};
  std::optional<std::int64_t> withheld_fen;
  std::optional<Line<0, 60>> discipline;
  Text<2, 2000> reason;
  std::vector<std::int64_t> fact_numbers;
};
struct ObjectInput {
  std::int64_t version = 0;
  Text<2, 4000> text;
};
struct DecideObjectionInput {
  std::int64_t version = 0;
  ObjectionOutcome outcome{};
  std::optional<HandlingLevel> measure;      ///< of milder
  std::optional<std::int64_t> withheld_fen;
  std::optional<Line<0, 60>> discipline;
  Text<2, 2000> words;
};

/// What the row leaves to decide: of a unit only its own; the same person again, without the lightest.
std::vector<HandlingLevel> measures_allowed(const ViolationRow& row, ConductLevel level, bool repeated);
/// Whether an earlier decision on him falls into the row's months before `now`.
bool is_repeated(const ViolationRow& row, const ConductSituation& situation);

/// By an investigator, once something is proved: conduct.not_investigator, third_person.
ConductDecided ask_hearing(const ConductCase& conduct_case, const AskHearingInput& input, const ConductSituation& situation);
/// By the accused himself: conduct.not_the_accused, answer_missing.
ConductDecided answer_hearing(const ConductCase& conduct_case, const AnswerHearingInput& input, const ConductSituation& situation);
/// Nobody decides before he was heard: conduct.not_heard, decider_investigated, unknown_violation, measure_not_in_table, beyond_unit,
/// withheld_out_of_range, unknown_discipline, fact_not_proved, third_person.
ConductDecided decide_conduct(const ConductCase& conduct_case, const DecideConductInput& input, const ConductSituation& situation);
/// Nothing was proved, or his answer removed it; not by an investigator: conduct.decider_investigated, third_person.
ConductDecided end_not_proved(const ConductCase& conduct_case, const ConductReasonInput& input, const ConductSituation& situation);

/// By the accused; once. After the limit it holds nothing up: conduct.not_the_accused, objected_already.
ConductDecided object_to_decision(const ConductCase& conduct_case, const ObjectInput& input, const ConductSituation& situation);
/// By the accused: he lets the decision stand before the limit is over. conduct.not_the_accused.
ConductDecided waive_objection(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation);
/// By neither who decided nor an investigator: conduct.no_objection, own_decision, decider_investigated, not_milder, measure_not_in_table,
/// withheld_out_of_range, unknown_discipline, third_person. Lifted takes the exposure down; milder makes it outdated.
ConductDecided decide_objection(const ConductCase& conduct_case, const DecideObjectionInput& input, const ConductSituation& situation);

}  // namespace shouwen
