// For each month: energy by the cause's formula, then the bill of the right energy less the bill of the recorded one.
#include "prices/bill_adjustment.h"

#include <algorithm>

#include "prices/energy_adjustment.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t most_wh = 1'000'000'000'000, months_per_year = 12, whole_percent = 100;

Refusal refusal(const char* code, const std::string& field, std::vector<std::pair<std::string, std::string>> values = {}) { return {code, clause::art_9_2, field, std::move(values)}; }

std::optional<Date> first_of(std::int64_t month) {
  const std::int64_t year = month / 100, number = month % 100;
  if (year < 1990 || year > 2100 || number < 1 || number > months_per_year) return std::nullopt;
  return Date::of(static_cast<int>(year), static_cast<int>(number), 1);
}
std::int64_t month_of_day(Date day) { return std::int64_t{day.year()} * 100 + day.month(); }
std::string place_of(std::size_t place, const char* field = "") { return "/months/" + std::to_string(place) + field; }

std::optional<Refusal> check_months(const AdjustmentBasis& basis, const BillCorrectionRules& rules) {
  if (basis.months.empty()) return refusal("bill_adjustment.months_missing", "/months");
  if (static_cast<std::int64_t>(basis.months.size()) > rules.most_months) return refusal("bill_adjustment.too_many_months", "/months", {{"most", std::to_string(rules.most_months)}});
  for (std::size_t place = 0; place < basis.months.size(); ++place) {
    const AdjustedMonth& month = basis.months[place];
    if (!first_of(month.month)) return refusal("bill_adjustment.month_impossible", place_of(place, "/month"));
    if (month.month < month_of_day(basis.from_on) || month.month > month_of_day(basis.fixed_on)) return refusal("bill_adjustment.month_outside", place_of(place, "/month"));
    for (std::size_t before = 0; before < place; ++before)
      if (basis.months[before].month == month.month) return refusal("bill_adjustment.month_twice", place_of(place, "/month"));
    if (month.recorded_wh < 0 || month.recorded_wh > most_wh) return refusal("bill.quantity_impossible", place_of(place, "/recorded_wh"));
  }
  return std::nullopt;
}

std::optional<Refusal> check_basis(const AdjustmentBasis& basis, const BillCorrectionRules& rules, Date today) {
  if (basis.fixed_on < basis.from_on) return refusal("bill_adjustment.period_impossible", "/from_on");
  if (today < basis.fixed_on) return refusal("bill_adjustment.not_fixed_yet", "/fixed_on");
  return check_months(basis, rules);
}

/// The formula's answer, or which of its parts is missing or impossible.
Result<std::int64_t> of_formula(const std::optional<std::int64_t>& answer, const char* field) {
  if (!answer) return refusal("bill_adjustment.basis_impossible", field);
  return *answer;
}

Result<std::int64_t> by_ratio(const AdjustmentBasis& basis, std::int64_t recorded_wh) {
  if (!basis.right) return refusal("bill_adjustment.basis_missing", "/right");
  if (!basis.wrong) return refusal("bill_adjustment.basis_missing", "/wrong");
  if (*basis.right > most_wh || *basis.wrong > most_wh) return refusal("bill_adjustment.basis_impossible", *basis.right > most_wh ? "/right" : "/wrong");
  return of_formula(ratio_adjustment_wh(recorded_wh, *basis.right, *basis.wrong), *basis.right <= 0 ? "/right" : "/wrong");
}

Result<std::int64_t> by_normal_month(const AdjustmentBasis& basis, std::int64_t recorded_wh) {
  if (!basis.normal_month_wh) return refusal("bill_adjustment.basis_missing", "/normal_month_wh");
  if (*basis.normal_month_wh > most_wh) return refusal("bill_adjustment.basis_impossible", "/normal_month_wh");
  return of_formula(normal_month_adjustment_wh(recorded_wh, *basis.normal_month_wh), "/normal_month_wh");
}

/// R-ADJ-01 to 06.
Result<std::int64_t> adjusted_wh(const AdjustmentBasis& basis, std::int64_t recorded_wh, std::int64_t counted_percent) {
  switch (basis.cause) {
    case AdjustmentCause::meter_error:
      if (!basis.error_ppm) return refusal("bill_adjustment.basis_missing", "/error_ppm");
      if (*basis.error_ppm > 1'000'000'000) return refusal("bill_adjustment.basis_impossible", "/error_ppm");
      return of_formula(meter_error_adjustment_wh(recorded_wh, *basis.error_ppm, counted_percent), "/error_ppm");
    case AdjustmentCause::voltage_drop:
      if (!basis.drop_ppm) return refusal("bill_adjustment.basis_missing", "/drop_ppm");
      if (!basis.allowed_drop_ppm) return refusal("bill_adjustment.basis_missing", "/allowed_drop_ppm");
      return of_formula(voltage_drop_adjustment_wh(recorded_wh, *basis.drop_ppm, *basis.allowed_drop_ppm), "/drop_ppm");
    case AdjustmentCause::other_cause: return by_normal_month(basis, recorded_wh);
    case AdjustmentCause::blown_fuse: return basis.right || basis.wrong ? by_ratio(basis, recorded_wh) : by_normal_month(basis, recorded_wh);
    case AdjustmentCause::wrong_wiring:
    case AdjustmentCause::wrong_multiplier: return by_ratio(basis, recorded_wh);
  }
  return refusal("bill_adjustment.basis_missing", "/cause");
}

/// The hours of the right energy are those of the recorded one: nothing else is known of them.
BillUsage right_usage(const BillUsage& recorded, std::int64_t right_wh) {
  BillUsage right;
  right.total_wh = right_wh;
  std::int64_t before = 0, given = 0;
  for (std::size_t slot = 0; slot < recorded.period_wh.size() && recorded.total_wh > 0; ++slot) {
    before += recorded.period_wh[slot];
    const auto until = static_cast<std::int64_t>(rounded(Wide{right_wh} * before, recorded.total_wh));
    right.period_wh[slot] = until - given;
    given = until;
  }
  return right;
}

bool is_same_item(const AdjustedLine& line, const BillLine& other) { return line.item == other.price->code && line.tier == other.tier && line.period == other.period; }

void add_lines(std::vector<AdjustedLine>& lines, const Bill& bill, std::int64_t sign) {
  for (const BillLine& line : bill.lines) {
    auto found = std::find_if(lines.begin(), lines.end(), [&line](const AdjustedLine& one) { return is_same_item(one, line); });
    if (found == lines.end()) {
      const PostedPrice& price = *line.price;
      found = lines.insert(lines.end(), {price.code, price.name_zh, price.name_en, line.tier, line.period, 0, price.yuan_e8, 0, price.source, price.clause});
    }
    found->energy_wh += sign * line.quantity;
    found->amount_fen += sign * line.amount_fen;
  }
}

Result<MonthAdjustment> adjust_month(const Rulebook& rulebook, const AdjustmentBasis& basis, const AdjustedMonth& month, std::int64_t counted_percent) {
  auto sheet = tariff_sheet(rulebook, basis.tariff.value, *first_of(month.month), PriceChoice::in_force);
  if (!sheet) return sheet.refusal();
  if (sheet->tariff->year_begins_month > 0) return refusal("bill_adjustment.tariff_by_year", "/tariff", {{"item", sheet->tariff->name_zh}});
  // Energy alone: what was billed for capacity or demand does not change with it.
  Tariff energy_only = *sheet->tariff;
  energy_only.basic_charge.reset();
  sheet->tariff = &energy_only;
  const auto delta = adjusted_wh(basis, month.recorded_wh, counted_percent);
  if (!delta) return delta.refusal();
  const BillUsage recorded{month.recorded_wh, {month.super_peak_wh.value_or(0), month.peak_wh.value_or(0), 0, month.valley_wh.value_or(0)}, 0, {}, {}};
  const auto billed = make_bill(*sheet, recorded, {});
  if (!billed) return billed.refusal();
  const auto right = make_bill(*sheet, right_usage(recorded, month.recorded_wh + *delta), {});
  if (!right) return right.refusal();
  MonthAdjustment made{month.month, month.recorded_wh, *delta, billed->total_fen, right->total_fen, {}};
  add_lines(made.lines, *right, 1);
  add_lines(made.lines, *billed, -1);
  std::erase_if(made.lines, [](const AdjustedLine& line) { return line.energy_wh == 0 && line.amount_fen == 0; });
  return made;
}

}  // namespace

Result<AdjustmentResult> adjust_bills(const Rulebook& rulebook, const AdjustmentBasis& basis, Date today) {
  const AdjustmentCauseRule* cause = rulebook.bill_corrections ? rulebook.bill_corrections->cause(basis.cause) : nullptr;
  if (cause == nullptr) return refusal("bill_adjustment.not_set_up", "/cause");
  if (auto wrong = check_basis(basis, *rulebook.bill_corrections, today)) return *std::move(wrong);
  AdjustmentResult result;
  result.counted_percent = basis.months_given == MonthsGiven::whole_time ? cause->counted_percent : whole_percent;
  for (std::size_t place = 0; place < basis.months.size(); ++place) {
    auto month = adjust_month(rulebook, basis, basis.months[place], result.counted_percent);
    if (!month) {
      Refusal wrong = month.refusal();
      if (wrong.field.starts_with("/usage/")) wrong.field = place_of(place, wrong.field == "/usage/total_wh" ? "/recorded_wh" : wrong.field.substr(6).c_str());
      else if (wrong.field == "/month") wrong.field = place_of(place, "/month");
      return wrong;
    }
    result.adjusted_wh += month->adjusted_wh;
    result.amount_fen += month->right_fen - month->billed_fen;
    result.months.push_back(*std::move(month));
  }
  if (result.adjusted_wh == 0 && result.amount_fen == 0) return refusal("bill_adjustment.nothing_to_adjust", "/months");
  return result;
}

}  // namespace shouwen
