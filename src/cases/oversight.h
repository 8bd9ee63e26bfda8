// Pressure and permission from outside the desk: reminders, supervision orders, extensions, lawful lifting. Art. 6, 10(7).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct RemindInput { Text<1, 1000> text; };
struct SuperviseInput { Text<1, 1000> order; };
struct SupervisionAnswerInput { Text<1, 2000> text; };
struct ExtensionInput { Text<1, 1000> reason; Instant until; };
struct ExtensionDecisionInput { bool granted = false; Text<1, 1000> reason; };
struct LiftInput { DutyKind kind{}; Line<1, 60> reason; Text<1, 1000> grounds; };

/// By customer or staff; counted, shown, never resets a clock.
Decision remind(const ServiceCase& service_case, const RemindInput& input, const Situation& situation);
/// An order of management with a reply duty of its own.
Decision supervise(const ServiceCase& service_case, const SuperviseInput& input, const Situation& situation);
Decision answer_supervision(const ServiceCase& service_case, const SupervisionAnswerInput& input, const Situation& situation);
Decision request_extension(const ServiceCase& service_case, const ExtensionInput& input, const Situation& situation);
/// By somebody else than the requester and the holder.
Decision decide_extension(const ServiceCase& service_case, const ExtensionDecisionInput& input, const Situation& situation);
/// A duty that fell away for a typed, lawful reason; one already breached stays breached.
Decision lift_duty(const ServiceCase& service_case, const LiftInput& input, const Situation& situation);

}  // namespace shouwen
