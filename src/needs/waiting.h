// Who keeps the manager waiting: who has an open internal request, since when, for how many working hours, with how much behind it.
// Art. 11(2).
#pragma once

#include <vector>

#include "calendar/calendars.h"
#include "cases/service_case.h"
#include "needs/need.h"

namespace shouwen {

/// What the request waits for: a department's acceptance, its work, the bureau office's ruling, the customer; or it is back
/// with the manager himself.
enum class RequestWait { acceptance, work, ruling, customer, manager, nobody };

struct RequestHolder {
  RequestWait wait{};
  UnitId unit_id;           ///< who is waited for; 0 = the customer or nobody
  OfficerId officer_id;     ///< 0 = anybody of the unit
  Instant since;
};
/// Who has it now. A request that is answered or closed waits for nobody.
RequestHolder holder_of(const ServiceCase& request, OfficerId account_manager_id, UnitId bureau_office);

struct WaitingRow {
  NeedId need_id;
  CaseId case_id;
  RequestHolder holder;
  std::int64_t working_seconds = 0;  ///< by the bureau's calendar
  std::int64_t power_kw = 0, capacity_kva = 0;
};
struct WaitingSum {
  UnitId unit_id;
  std::int64_t requests = 0, working_seconds = 0;
  std::int64_t power_kw = 0, capacity_kva = 0;  ///< of each need once
};
WaitingRow waiting_row(const Need& need, const ServiceCase& request, const RequestHolder& holder, const Calendars& calendars, Instant now);
/// By unit, longest first; what waits for the customer or the manager himself is in none.
std::vector<WaitingSum> waiting_by_unit(const std::vector<WaitingRow>& rows);

}  // namespace shouwen
