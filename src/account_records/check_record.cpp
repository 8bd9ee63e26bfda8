// Art. 11(6)(3): a file of impossible figures helps nobody.
#include "account_records/check_record.h"

#include <fmt/format.h>

#include "regulation/clauses.h"
#include "usage/check_use.h"
#include "usage/monthly_use.h"

namespace shouwen {

namespace {

/// More than any bureau bills one customer: a hundred billion yuan.
constexpr std::int64_t largest_fen = 10'000'000'000'000;
constexpr std::int64_t largest_count = 10'000;
/// Nothing here is older; a year typed wrongly is.
constexpr int earliest_year = 1990;

enum class Sign { positive, any };
struct Amount {
  const char* field;
  std::optional<std::int64_t> value;
  Sign sign = Sign::positive;
  std::int64_t largest = largest_fen;
};

Refusal denied(const char* code, const char* field, std::vector<std::pair<std::string, std::string>> values = {}) {
  values.emplace_back("field", field);
  return {code, clause::art_11_6_3, std::string("/") + field, std::move(values)};
}

std::optional<Refusal> refuse_amounts(std::initializer_list<Amount> amounts) {
  for (const Amount& amount : amounts) {
    const std::int64_t value = amount.value.value_or(0);
    if (amount.sign == Sign::positive && value < 0) return denied("account_record.negative", amount.field);
    if (value > amount.largest || value < -amount.largest) return denied("account_record.too_large", amount.field);
  }
  return std::nullopt;
}

std::optional<Refusal> refuse_day(const char* field, const std::optional<Date>& day, Date latest) {
  if (!day || *day <= latest) return std::nullopt;
  return denied("account_record.day_to_come", field, {{"day", to_iso(*day)}});
}

std::int64_t parts_of(const BillRecord& bill) {
  std::int64_t sum = 0;
  for (const auto& part : {bill.energy_charge_fen, bill.capacity_charge_fen, bill.power_factor_adjustment_fen, bill.surcharge_fen, bill.late_fee_fen, bill.other_fen})
    sum += part.value_or(0);
  return sum;
}

}  // namespace

Verdict check_record(const BillRecord& bill, Date today) {
  const auto month = parse_month(std::to_string(bill.month));
  if (!month || *month > month_of(today)) return denied("account_record.month_impossible", "month", {{"value", std::to_string(bill.month)}});
  if (auto refusal = refuse_amounts({{"energy_wh", bill.energy_wh, Sign::positive, largest_wh},
                                     {"amount_fen", bill.amount_fen},
                                     {"energy_charge_fen", bill.energy_charge_fen},
                                     {"capacity_charge_fen", bill.capacity_charge_fen},
                                     {"power_factor_adjustment_fen", bill.power_factor_adjustment_fen, Sign::any},
                                     {"surcharge_fen", bill.surcharge_fen},
                                     {"late_fee_fen", bill.late_fee_fen},
                                     {"other_fen", bill.other_fen, Sign::any},
                                     {"paid_fen", bill.paid_fen}}))
    return *refusal;
  if (parts_of(bill) > bill.amount_fen) return denied("account_record.parts_exceed_amount", "amount_fen");
  if (bill.due_on && *bill.due_on < Date::of(month->year(), month->number(), 1)) return denied("account_record.day_impossible", "due_on", {{"day", to_iso(*bill.due_on)}});
  if (auto refusal = refuse_day("paid_on", bill.paid_on, today)) return *refusal;
  if (bill.paid_fen > bill.amount_fen && bill.note.value.empty()) return denied("account_record.paid_exceeds_amount", "paid_fen");
  return Done{};
}

Verdict check_record(const ArrearsRecord& arrears, Date today) {
  if (arrears.as_of_on.year() < earliest_year) return denied("account_record.day_impossible", "as_of_on", {{"day", to_iso(arrears.as_of_on)}});
  if (auto refusal = refuse_amounts({{"amount_fen", arrears.amount_fen}, {"late_fee_fen", arrears.late_fee_fen}, {"bills", arrears.bills, Sign::positive, largest_count}})) return *refusal;
  if (auto refusal = refuse_day("as_of_on", arrears.as_of_on, today)) return *refusal;
  if (arrears.since_on && *arrears.since_on > arrears.as_of_on) return denied("account_record.since_after_as_of", "since_on");
  return Done{};
}

Verdict check_record(const OutageRecord& outage, Instant now) {
  if (local_date(outage.from_at).year() < earliest_year) return denied("account_record.day_impossible", "from_at", {{"day", to_iso(local_date(outage.from_at))}});
  if (outage.to_at && *outage.to_at <= outage.from_at) return denied("account_record.end_before_start", "to_at");
  if (outage.outage_kind == OutageKind::planned) return Done{};
  if (outage.from_at > now) return denied("account_record.day_to_come", "from_at", {{"day", to_iso(local_date(outage.from_at))}});
  if (outage.to_at && *outage.to_at > now) return denied("account_record.day_to_come", "to_at", {{"day", to_iso(local_date(*outage.to_at))}});
  return Done{};
}

}  // namespace shouwen
