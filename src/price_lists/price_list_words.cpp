// Words for customers: short, with the unit, without office language.
#include "price_lists/price_list_words.h"

#include <fmt/format.h>

#include "price_lists/price_list_content.h"

namespace shouwen {

namespace {

constexpr const char* month_names[] = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::int64_t months_of_a_year = 12;

std::string short_month(std::int64_t month) { return std::string(month_names[month - 1]).substr(0, 3); }

/// Runs of months in the order given; December is followed by January.
std::vector<std::pair<std::int64_t, std::int64_t>> runs_of(const std::vector<std::int64_t>& months) {
  std::vector<std::pair<std::int64_t, std::int64_t>> runs;
  for (const std::int64_t month : months) {
    if (!runs.empty() && runs.back().second % months_of_a_year + 1 == month) runs.back().second = month;
    else runs.emplace_back(month, month);
  }
  return runs;
}

Said day_kind_words(DayKind kind) {
  switch (kind) {
    case DayKind::working_day: return {"工作日", "working days"};
    case DayKind::weekend: return {"周末", "weekends"};
    case DayKind::holiday: break;
  }
  return {"节假日", "holidays"};
}

Said category_words(UsageCategory category) {
  switch (category) {
    case UsageCategory::residential: return {"居民", "households"};
    case UsageCategory::commercial_industrial: return {"工商业", "business"};
    case UsageCategory::agricultural: break;
  }
  return {"农业", "farming"};
}

Said class_word(CustomerClass one) {
  switch (one) {
    case CustomerClass::resident: return {"居民", "households"};
    case CustomerClass::low_voltage: return {"低压非居民", "low-voltage customers"};
    case CustomerClass::high_voltage_single: return {"高压单电源", "high-voltage, one supply"};
    case CustomerClass::high_voltage_double: break;
  }
  return {"高压双电源", "high-voltage, two supplies"};
}

const char* class_code(CustomerClass one) {
  switch (one) {
    case CustomerClass::resident: return "resident";
    case CustomerClass::low_voltage: return "low_voltage";
    case CustomerClass::high_voltage_single: return "high_voltage_single";
    case CustomerClass::high_voltage_double: break;
  }
  return "high_voltage_double";
}

void join(Said& all, const Said& one, const char* zh = "、", const char* en = ", ") {
  all.zh += (all.zh.empty() ? "" : zh) + one.zh;
  all.en += (all.en.empty() ? "" : en) + one.en;
}

}  // namespace

Said day_words(Date day) {
  return {fmt::format("{}年{}月{}日", day.year(), day.month(), day.day()), fmt::format("{} {} {}", day.day(), month_names[day.month() - 1], day.year())};
}

Said months_words(const std::vector<std::int64_t>& months) {
  if (months.empty()) return {"全年", "all year"};
  Said all;
  for (const auto& [from, to] : runs_of(months)) {
    if (from == to) join(all, {fmt::format("{}月", from), short_month(from)});
    else join(all, {fmt::format("{}{}—{}{}月", from, to < from ? "月" : "", to < from ? "次年" : "", to), short_month(from) + "–" + short_month(to)});
  }
  return all;
}

Said tier_words(const ListedSeason& season) {
  const Said months = months_words(season.months);
  if (season.tier_limits_kwh.empty()) return {months.zh + "：不分档", months.en + ": one price"};
  Said tiers;
  std::size_t tier = 0;
  for (const std::int64_t limit : season.tier_limits_kwh) {
    ++tier;
    join(tiers, {fmt::format("第{}档{}度及以内", tier, limit), fmt::format("tier {} to {} kWh", tier, limit)}, "，", ", ");
  }
  ++tier;
  return {fmt::format("{}：{}，以上为第{}档", months.zh, tiers.zh, tier), fmt::format("{}: {}, above it tier {}", months.en, tiers.en, tier)};
}

Said period_words(TariffPeriod period) {
  switch (period) {
    case TariffPeriod::super_peak: return {"尖峰", "sharp peak"};
    case TariffPeriod::peak: return {"峰", "peak"};
    case TariffPeriod::flat: return {"平", "flat"};
    case TariffPeriod::valley: break;
  }
  return {"谷", "valley"};
}

Said window_words(const ListedWindow& window) {
  Said when;
  if (!window.months.empty()) join(when, months_words(window.months));
  for (const DayKind day : window.days) join(when, day_kind_words(day));
  if (window.hot_days) join(when, {"以及高温日", "and hot days"}, "", " ");
  const Said period = period_words(window.period);
  return {fmt::format("{} {}—{}{}", period.zh, window.from, window.to, when.zh.empty() ? "" : "（" + when.zh + "）"),
          fmt::format("{} {}–{}{}", period.en, window.from, window.to, when.en.empty() ? "" : " (" + when.en + ")")};
}

Said basic_charge_words(const ListedBasicCharge& basic) {
  Said words;
  if (basic.contract_floor_percent > 0)
    join(words, {fmt::format("合同最大需量至少按容量的{}%计", basic.contract_floor_percent), fmt::format("a contract demand counts as {}% of the capacity at least", basic.contract_floor_percent)});
  if (basic.actual_floor_percent > 0)
    join(words, {fmt::format("实际最大需量至少按容量的{}%计", basic.actual_floor_percent), fmt::format("an actual demand counts as {}% of the capacity at least", basic.actual_floor_percent)}, "；", "; ");
  join(words, {fmt::format("超过合同值{}%的部分加倍", basic.tolerance_percent), fmt::format("what exceeds {}% of a contract demand is billed double", basic.tolerance_percent)}, "；", "; ");
  if (basic.full_use_kwh_per_kva > 0)
    join(words, {fmt::format("每千伏安月用电{}度及以上，需量电价按{}%计", basic.full_use_kwh_per_kva, basic.full_use_percent),
                 fmt::format("from {} kWh per kVA a month the demand price counts {}%", basic.full_use_kwh_per_kva, basic.full_use_percent)}, "；", "; ");
  return words;
}

Said standard_words(const ListedStandard& standard) {
  const Said category = category_words(standard.usage_category);
  return {fmt::format("{} 标准0.{:02}：{}千伏安及以上{}，最多减收{}.{:02}%", category.zh, standard.standard_hundredths, standard.capacity_from_kva, standard.two_part ? "、两部制" : "",
                      standard.most_reduction_bp / 100, standard.most_reduction_bp % 100),
          fmt::format("{}, standard 0.{:02}: from {} kVA{}, at most {}.{:02}% less", category.en, standard.standard_hundredths, standard.capacity_from_kva,
                      standard.two_part ? " with a basic charge" : "", standard.most_reduction_bp / 100, standard.most_reduction_bp % 100)};
}

Said fee_words(const ListedFee& fee) {
  switch (fee.state) {
    case FeeState::abolished: return {"已取消，不再收取", "abolished, no longer charged"};
    case FeeState::not_set: return {"暂无标准，不得收取", "no standard set, may not be charged"};
    case FeeState::chargeable: break;
  }
  if (fee.price.empty()) return {"按文件规定计收", "as its document says"};
  return {fee.price + fee.unit_zh, fee.price + " " + fee.unit_en};
}

Said term_words(Date from, const std::optional<Date>& to) {
  const Said begin = day_words(from);
  if (!to) return {begin.zh + "起", "from " + begin.en};
  const Said end = day_words(*to);
  return {begin.zh + "至" + end.zh, begin.en + " to " + end.en};
}

std::string class_codes(const std::vector<CustomerClass>& classes) {
  std::string all;
  for (const CustomerClass one : classes) all += (all.empty() ? "" : " ") + std::string(class_code(one));
  return all;
}

Said class_words(const std::vector<CustomerClass>& classes) {
  if (classes.empty() || classes.size() == all_customer_classes().size()) return {"所有客户", "every customer"};
  Said all;
  for (const CustomerClass one : classes) join(all, class_word(one));
  return all;
}

}  // namespace shouwen
