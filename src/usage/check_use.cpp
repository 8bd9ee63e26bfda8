// Impossible months, negative use, parts greater than the whole.
#include "usage/check_use.h"

#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// Parts printed in whole kWh may exceed a total printed so by their rounding.
constexpr std::int64_t rounding_wh = 4'000;

struct Part {
  const char* field;
  std::optional<std::int64_t> value;
};

}  // namespace

Verdict check_use(const MonthlyUse& use, Month latest) {
  const std::string month = std::to_string(use.month.value);
  if (!parse_month(month) || use.month > latest) return Refusal{"usage.month_impossible", clause::art_11_6_3, "/month", {{"field", "month"}, {"value", month}}};
  for (const Part& part : {Part{"total_wh", use.total_wh}, {"super_peak_wh", use.super_peak_wh}, {"peak_wh", use.peak_wh}, {"flat_wh", use.flat_wh}, {"valley_wh", use.valley_wh},
                           {"reactive_varh", use.reactive_varh}, {"max_demand_w", use.max_demand_w}}) {
    const std::string field = std::string("/") + part.field, value = std::to_string(part.value.value_or(0));
    if (part.value.value_or(0) < 0) return Refusal{"usage.negative", clause::art_11_6_3, field, {{"field", part.field}, {"value", value}}};
    if (part.value.value_or(0) > largest_wh) return Refusal{"usage.too_large", clause::art_11_6_3, field, {{"field", part.field}, {"value", value}}};
  }
  std::int64_t parts = 0;
  for (const TariffPeriod period : tariff_periods) parts += use.of(period).value_or(0);
  if (parts > use.total_wh + rounding_wh) return Refusal{"usage.periods_exceed_total", clause::art_11_6_3, "/total_wh", {}};
  return Done{};
}

}  // namespace shouwen
