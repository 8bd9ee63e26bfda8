// While the work goes on: notes, contact with the customer, arrival on site, progress reports, pauses. Art. 10(7), 10(8).
#pragma once

#include "cases/situation.h"
#include "json/field_types.h"

namespace shouwen {

struct NoteInput { Text<1, 4000> text; };
struct ContactMadeInput { Channel channel{}; Text<1, 2000> text; };
struct ArrivalInput { std::optional<Line<0, 200>> place; std::optional<Text<0, 1000>> note; };
struct ProgressInput { Channel channel{}; Text<1, 2000> text; std::optional<Line<0, 200>> proof; };
/// What the customer was asked, how and when (absent: now). Without a channel no request went out, which the supervision sees.
struct SuspendInput { Line<1, 60> reason; Text<1, 1000> asked_for; std::optional<Channel> asked_by; std::optional<Instant> asked_at = {}; };
struct ResumeInput { Line<1, 200> cause; };
struct SupplementInput { Text<1, 2000> text; };

Decision note(const ServiceCase& service_case, const NoteInput& input, const Situation& situation);
Decision record_contact(const ServiceCase& service_case, const ContactMadeInput& input, const Situation& situation);
Decision record_arrival(const ServiceCase& service_case, const ArrivalInput& input, const Situation& situation);
/// Art. 10(8): ends the running progress duty and arms the next, until the result is given.
Decision report_progress(const ServiceCase& service_case, const ProgressInput& input, const Situation& situation);
/// Asks the customer for papers or information; clocks stop only for the duties the reason allows, and not for ever.
Decision suspend(const ServiceCase& service_case, const SuspendInput& input, const Situation& situation);
Decision resume(const ServiceCase& service_case, const ResumeInput& input, const Situation& situation);
/// The customer adds something: resumes a case that waited for him.
/// A file the officer or the customer added; it is kept already, this puts it on record.
Decision attach(const ServiceCase& service_case, const Attached& file, const Situation& situation);
Decision supplement(const ServiceCase& service_case, const SupplementInput& input, const Situation& situation);

}  // namespace shouwen
