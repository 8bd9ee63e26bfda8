// Art. 11(2): a department that was asked has the request from the moment it was offered.
#include "needs/waiting.h"

#include <algorithm>
#include <set>

namespace shouwen {

RequestHolder holder_of(const ServiceCase& request, OfficerId account_manager_id, UnitId bureau_office) {
  if (request.stage != Stage::open) return {RequestWait::nobody, {}, {}, request.closed_at.value_or(request.registered_at)};
  if (request.offer) return {RequestWait::acceptance, request.offer->to_unit_id, request.offer->to_officer_id, request.offer->at};
  if (request.office_question) return {RequestWait::ruling, bureau_office, {}, request.office_question->at};
  if (request.suspension) return {RequestWait::customer, {}, {}, request.suspension->at};
  const Instant since = request.holdings.empty() ? request.registered_at : request.holdings.back().from;
  const bool own = request.responsible_officer_id == account_manager_id || request.responsible_officer_id == request.first_contact_id;
  return {own ? RequestWait::manager : RequestWait::work, request.handling_unit_id, request.responsible_officer_id, since};
}

WaitingRow waiting_row(const Need& need, const ServiceCase& request, const RequestHolder& holder, const Calendars& calendars, Instant now) {
  return {need.id, request.id, holder, working_seconds_between(calendars.bureau, holder.since, now), need.power_kw, need.capacity_kva};
}

std::vector<WaitingSum> waiting_by_unit(const std::vector<WaitingRow>& rows) {
  std::vector<WaitingSum> sums;
  std::set<std::pair<UnitId, NeedId>> counted;
  for (const WaitingRow& row : rows) {
    if (row.holder.wait != RequestWait::acceptance && row.holder.wait != RequestWait::work && row.holder.wait != RequestWait::ruling) continue;
    auto sum = std::find_if(sums.begin(), sums.end(), [&row](const WaitingSum& one) { return one.unit_id == row.holder.unit_id; });
    if (sum == sums.end()) sum = sums.insert(sums.end(), {row.holder.unit_id, 0, 0, 0, 0});
    ++sum->requests;
    sum->working_seconds += row.working_seconds;
    if (!counted.insert({row.holder.unit_id, row.need_id}).second) continue;
    sum->power_kw += row.power_kw;
    sum->capacity_kva += row.capacity_kva;
  }
  std::stable_sort(sums.begin(), sums.end(), [](const WaitingSum& a, const WaitingSum& b) { return a.working_seconds > b.working_seconds; });
  return sums;
}

}  // namespace shouwen
