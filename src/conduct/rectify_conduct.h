// Rectification with a day and an independent re-test, and the end of a case: only when everything is done. Art. 9(4), 7.
#pragma once

#include "conduct/conduct_situation.h"
#include "conduct/investigate_conduct.h"

namespace shouwen {

struct OrderRectificationInput {
  std::int64_t version = 0;
  UnitId unit_id;
  Text<2, 1000> task;
  Date due_on;
};
struct ReportRectifiedInput {
  std::int64_t version = 0;
  Text<2, 1000> words;
};
struct RetestInput {
  std::int64_t version = 0;
  bool passed = false;
  Text<2, 1000> words;
  std::optional<Date> due_on;            ///< not passed: by when it is to be done now
};

/// Refusals conduct.unknown_unit, due_day_out_of_range, third_person (the unit reads it), too_many_tasks.
ConductDecided order_rectification(const ConductCase& conduct_case, const OrderRectificationInput& input, const ConductSituation& situation);
/// By somebody of the unit, not the accused: conduct.unknown_task, not_your_task, rectified_already.
ConductDecided report_rectified(const ConductCase& conduct_case, std::int64_t number, const ReportRectifiedInput& input, const ConductSituation& situation);
/// By nobody of the unit that rectified: conduct.unknown_task, not_rectified, own_rectification, due_day_out_of_range.
ConductDecided retest_rectification(const ConductCase& conduct_case, std::int64_t number, const RetestInput& input, const ConductSituation& situation);
/// conduct.exposure_missing, exposure_outdated, exposure_draft_waits, rectification_missing, rectification_open, objection_waits.
ConductDecided close_conduct_case(const ConductCase& conduct_case, const SeenConductInput& input, const ConductSituation& situation);

/// Of the unit or below it, or its head.
bool is_of_unit(const Organisation& organisation, UnitId unit, OfficerId officer);

}  // namespace shouwen
