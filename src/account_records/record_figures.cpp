// Sums by year.
#include "account_records/record_figures.h"

#include <algorithm>
#include <functional>
#include <map>

namespace shouwen {

namespace {

constexpr std::int64_t seconds_per_minute = 60, months_in_yyyymm = 100;

template <class Year>
std::vector<Year> newest_first(std::map<std::int64_t, Year, std::greater<>> by_year) {
  std::vector<Year> years;
  for (auto& [year, sum] : by_year) {
    sum.year = year;
    years.push_back(sum);
  }
  return years;
}

std::int64_t unpaid_fen(const BillRecord& bill) { return std::max<std::int64_t>(0, bill.amount_fen - bill.paid_fen); }

}  // namespace

std::optional<std::int64_t> age_days(const ArrearsRecord& arrears) {
  if (arrears.amount_fen == 0 || !arrears.since_on) return std::nullopt;
  return arrears.as_of_on.days - arrears.since_on->days;
}

std::optional<std::int64_t> minutes_of(const OutageRecord& outage) {
  if (!outage.to_at) return std::nullopt;
  return (outage.to_at->seconds - outage.from_at.seconds + seconds_per_minute - 1) / seconds_per_minute;
}

std::vector<BillYear> bill_years(const std::vector<BillRecord>& bills, Date today) {
  std::map<std::int64_t, BillYear, std::greater<>> years;
  for (const BillRecord& bill : bills) {
    BillYear& year = years[bill.month / months_in_yyyymm];
    ++year.bills;
    year.energy_wh += bill.energy_wh.value_or(0);
    year.amount_fen += bill.amount_fen;
    year.unpaid_fen += unpaid_fen(bill);
    if (bill.due_on && *bill.due_on < today) year.overdue_fen += unpaid_fen(bill);
  }
  return newest_first(std::move(years));
}

std::optional<std::int64_t> contradicts_arrears(const std::vector<BillRecord>& bills, const ArrearsRecord& arrears) {
  std::int64_t owed = 0;
  for (const BillRecord& bill : bills)
    if (bill.due_on && *bill.due_on < arrears.as_of_on) owed += unpaid_fen(bill);
  return owed > arrears.amount_fen ? std::optional(owed) : std::nullopt;
}

std::vector<OutageYear> outage_years(const std::vector<OutageRecord>& outages, Instant now) {
  std::map<std::int64_t, OutageYear, std::greater<>> years;
  for (const OutageRecord& outage : outages) {
    if (outage.from_at > now) continue;
    OutageYear& year = years[local_date(outage.from_at).year()];
    const std::int64_t minutes = minutes_of(outage).value_or(0);
    if (outage.outage_kind == OutageKind::planned) ++year.planned, year.planned_minutes += minutes;
    else ++year.unplanned, year.unplanned_minutes += minutes;
  }
  return newest_first(std::move(years));
}

}  // namespace shouwen
