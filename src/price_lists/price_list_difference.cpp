// Each row is compared with the one that held before it began; what changed first is said first.
#include "price_lists/price_list_difference.h"

#include <fmt/format.h>

#include <algorithm>

#include "price_lists/price_list_words.h"

namespace shouwen {

namespace {

class Teller {
 public:
  explicit Teller(Date in_force_from) : first_day_(in_force_from) {}

  void tell(PriceChangeKind kind, const std::string& code, std::string zh, std::string en) { changes_.push_back({kind, code, std::move(zh), std::move(en)}); }
  Date first_day() const { return first_day_; }
  std::size_t said() const { return changes_.size(); }
  std::vector<PriceChange> take() { return std::move(changes_); }

 private:
  Date first_day_;
  std::vector<PriceChange> changes_;
};

template <class Row>
std::vector<std::string> codes_of(const std::vector<Row>& after, const std::vector<Row>& before) {
  std::vector<std::string> codes;
  for (const auto* rows : {&after, &before})
    for (const Row& row : *rows)
      if (std::find(codes.begin(), codes.end(), row.code) == codes.end()) codes.push_back(row.code);
  return codes;
}

template <class Row>
std::vector<Row> rows_of(const std::vector<Row>& rows, const std::string& code) {
  std::vector<Row> found;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(found), [&code](const Row& row) { return row.code == code; });
  std::sort(found.begin(), found.end(), [](const Row& a, const Row& b) { return a.effective_from < b.effective_from; });
  return found;
}

template <class Row>
std::vector<Row> still_listed(std::vector<Row> rows, Date on) {
  std::erase_if(rows, [on](const Row& row) { return row.effective_to && *row.effective_to < on; });
  return rows;
}

/// The row in force on a day, else the one that ended last before it.
template <class Row>
const Row* held_on(const std::vector<Row>& rows, Date on) {
  const Row* found = nullptr;
  for (const Row& row : rows)
    if (row.effective_from <= on) found = &row;
  return found;
}

template <class Row>
const Row* row_of(const std::vector<Row>& rows, const std::string& code) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&code](const Row& row) { return row.code == code; });
  return found == rows.end() ? nullptr : &*found;
}

/// "X：依据文件由“A”改为“B”", if it did.
template <class Row>
void tell_source(Teller& teller, const Row& before, const Row& after) {
  if (before.source == after.source) return;
  teller.tell(PriceChangeKind::source_changed, after.code, fmt::format("{}：依据文件由“{}”改为“{}”", after.name_zh, before.source, after.source),
              fmt::format("{}: the document it rests on is now \"{}\" instead of \"{}\"", after.name_en, after.source, before.source));
}

template <class Row>
void tell_text(Teller& teller, const Row& after) {
  teller.tell(PriceChangeKind::text_changed, after.code, after.name_zh + "：说明有改动", after.name_en + ": its description has changed");
}

template <class Row>
void tell_end(Teller& teller, const Row& before, const Row& after) {
  if (before.effective_to == after.effective_to) return;
  const Said until = after.effective_to ? Said{"有效期到" + day_words(*after.effective_to).zh, "now ends on " + day_words(*after.effective_to).en} : Said{"不再限定有效期", "no longer has an end"};
  teller.tell(PriceChangeKind::terms_changed, after.code, after.name_zh + "：" + until.zh, after.name_en + " " + until.en);
}

// Prices.

Said unit_price(const ListedPrice& row) { return {row.price + row.unit_zh, row.price + " " + row.unit_en}; }

void tell_price(Teller& teller, const ListedPrice* before, const ListedPrice& after) {
  const Said day = day_words(std::max(after.effective_from, teller.first_day())), now = unit_price(after);
  if (before == nullptr)
    return teller.tell(PriceChangeKind::price_new, after.code, fmt::format("新列电价：{}，{}，自{}起", after.name_zh, now.zh, day.zh),
                       fmt::format("New price: {}, {}, from {}", after.name_en, now.en, day.en));
  const Said was = unit_price(*before);
  if (before->unit_zh != after.unit_zh)
    return teller.tell(PriceChangeKind::terms_changed, after.code, fmt::format("{}：自{}起由{}改为{}", after.name_zh, day.zh, was.zh, now.zh),
                       fmt::format("{} changes from {} to {} from {}", after.name_en, was.en, now.en, day.en));
  if (before->yuan_e8 == after.yuan_e8) return;
  const bool rises = after.yuan_e8 > before->yuan_e8;
  teller.tell(rises ? PriceChangeKind::price_risen : PriceChangeKind::price_fallen, after.code,
              fmt::format("{}：自{}起由{}{}{}到{}", after.name_zh, day.zh, before->price, after.unit_zh, rises ? "涨" : "降", now.zh),
              fmt::format("{} {} from {} to {} from {}", after.name_en, rises ? "rises" : "falls", before->price, now.en, day.en));
}

void tell_price_code(Teller& teller, const std::vector<ListedPrice>& before, const std::vector<ListedPrice>& after) {
  const auto held = still_listed(before, teller.first_day());
  const std::size_t said = teller.said();
  if (after.empty()) {
    const ListedPrice& gone = before.back();
    const Said until = gone.effective_to ? Said{"，原价到" + day_words(*gone.effective_to).zh + "为止", ", its last price ended on " + day_words(*gone.effective_to).en} : Said{};
    return teller.tell(PriceChangeKind::price_ended, gone.code, fmt::format("{}：不再列价{}", gone.name_zh, until.zh), fmt::format("{} is no longer listed{}", gone.name_en, until.en));
  }
  for (const ListedPrice& row : after) {
    tell_price(teller, held_on(before, std::max(row.effective_from, teller.first_day())), row);
    const ListedPrice* was = held_on(held, std::max(row.effective_from, teller.first_day()));
    if (was == nullptr) continue;
    tell_source(teller, *was, row);
    if (was->effective_from == row.effective_from) tell_end(teller, *was, row);
  }
  if (said == teller.said() && held != after) tell_text(teller, after.back());
}

// Tariffs.

void tell_seasons(Teller& teller, const ListedTariff& before, const ListedTariff& after) {
  if (before.seasons == after.seasons) return;
  const auto months_of = [](const ListedTariff& tariff) {
    std::vector<std::vector<std::int64_t>> months;
    for (const ListedSeason& season : tariff.seasons) months.push_back(season.months);
    return months;
  };
  const auto tell_season = [&](const ListedSeason& was, const ListedSeason& is) {
    const Said months = months_words(is.months);
    for (std::size_t tier = 0; tier < is.tier_limits_kwh.size(); ++tier)
      if (was.tier_limits_kwh[tier] != is.tier_limits_kwh[tier])
        teller.tell(PriceChangeKind::threshold_changed, after.code,
                    fmt::format("{}：{}第{}档的上限由{}度改为{}度", after.name_zh, months.zh, tier + 1, was.tier_limits_kwh[tier], is.tier_limits_kwh[tier]),
                    fmt::format("{}: the limit of tier {} ({}) changes from {} to {} kWh", after.name_en, tier + 1, months.en, was.tier_limits_kwh[tier], is.tier_limits_kwh[tier]));
  };
  const bool same_tiers = months_of(before) == months_of(after) && std::equal(before.seasons.begin(), before.seasons.end(), after.seasons.begin(), [](const auto& a, const auto& b) {
    return a.tier_limits_kwh.size() == b.tier_limits_kwh.size();
  });
  if (same_tiers) {
    for (std::size_t i = 0; i < after.seasons.size(); ++i) tell_season(before.seasons[i], after.seasons[i]);
    return;
  }
  Said all;
  for (const ListedSeason& season : after.seasons) {
    const Said words = tier_words(season);
    all.zh += (all.zh.empty() ? "" : "；") + words.zh;
    all.en += (all.en.empty() ? "" : "; ") + words.en;
  }
  teller.tell(PriceChangeKind::threshold_changed, after.code, fmt::format("{}：分档改为：{}", after.name_zh, all.zh), fmt::format("{}: the tiers are now: {}", after.name_en, all.en));
}

void tell_number(Teller& teller, const ListedTariff& tariff, std::int64_t before, std::int64_t after, const char* zh, const char* en, const char* unit) {
  if (before == after) return;
  teller.tell(PriceChangeKind::terms_changed, tariff.code, fmt::format("{}：{}由{}{}改为{}{}", tariff.name_zh, zh, before, unit, after, unit),
              fmt::format("{}: {} changes from {}{} to {}{}", tariff.name_en, en, before, unit, after, unit));
}

void tell_basic_charge(Teller& teller, const ListedTariff& before, const ListedTariff& after) {
  if (!before.basic_charge || !after.basic_charge) {
    if (before.basic_charge.has_value() != after.basic_charge.has_value())
      teller.tell(PriceChangeKind::terms_changed, after.code, after.name_zh + (after.basic_charge ? "：开始计收基本电费" : "：不再计收基本电费"),
                  after.name_en + (after.basic_charge ? ": a basic charge is now billed" : ": no basic charge any more"));
    return;
  }
  const ListedBasicCharge &was = *before.basic_charge, &is = *after.basic_charge;
  tell_number(teller, after, was.contract_floor_percent, is.contract_floor_percent, "合同最大需量的最低计费比例", "the least share of the capacity a contract demand counts as", "%");
  tell_number(teller, after, was.actual_floor_percent, is.actual_floor_percent, "实际最大需量的最低计费比例", "the least share of the capacity an actual demand counts as", "%");
  tell_number(teller, after, was.tolerance_percent, is.tolerance_percent, "超过合同最大需量才加价的比例", "the share of the contract demand above which the price doubles", "%");
  tell_number(teller, after, was.full_use_kwh_per_kva, is.full_use_kwh_per_kva, "每千伏安月用电量达到后需量电价打折的度数", "the monthly kWh per kVA from which the demand price falls", "");
  tell_number(teller, after, was.full_use_percent, is.full_use_percent, "需量电价打折后的比例", "the share of the demand price then billed", "%");
}

void tell_tariff(Teller& teller, const ListedTariff& before, const ListedTariff& after) {
  const std::size_t said = teller.said();
  tell_seasons(teller, before, after);
  tell_basic_charge(teller, before, after);
  tell_source(teller, before, after);
  tell_end(teller, before, after);
  // What has no words of its own is still told: how it is billed, or how it is described.
  ListedTariff rest = before;
  rest.seasons = after.seasons;
  rest.source = after.source;
  rest.effective_to = after.effective_to;
  if (rest.basic_charge && after.basic_charge) rest.basic_charge = after.basic_charge;
  ListedTariff texts = after;
  texts.about_zh = rest.about_zh;
  texts.about_en = rest.about_en;
  texts.name_zh = rest.name_zh;
  texts.name_en = rest.name_en;
  texts.confidence = rest.confidence;
  if (rest != texts || (said == teller.said() && before.basic_charge != after.basic_charge))
    teller.tell(PriceChangeKind::terms_changed, after.code, after.name_zh + "：计费办法有改动", after.name_en + ": how it is billed has changed");
  else if (said == teller.said() && before != after)
    tell_text(teller, after);
}

// Hours of the day.

bool same_when(const ListedWindow& a, const ListedWindow& b) { return a.period == b.period && a.months == b.months && a.days == b.days && a.hot_days == b.hot_days; }

void tell_windows(Teller& teller, const ListedTimeOfUse& before, const ListedTimeOfUse& after) {
  std::vector<ListedWindow> gone = before.windows, come = after.windows;
  for (const ListedWindow& window : before.windows)
    if (const auto kept = std::find(come.begin(), come.end(), window); kept != come.end()) {
      come.erase(kept);
      gone.erase(std::find(gone.begin(), gone.end(), window));
    }
  for (const ListedWindow& now : come) {
    const Said is = window_words(now);
    const auto was = std::find_if(gone.begin(), gone.end(), [&now](const ListedWindow& one) { return same_when(one, now); });
    if (was == gone.end()) {
      teller.tell(PriceChangeKind::window_changed, after.code, fmt::format("{}：增加时段 {}", after.name_zh, is.zh), fmt::format("{}: new hours {}", after.name_en, is.en));
      continue;
    }
    teller.tell(PriceChangeKind::window_changed, after.code, fmt::format("{}：{}时段由{}—{}改为{}", after.name_zh, period_words(now.period).zh, was->from, was->to, is.zh.substr(is.zh.find(' ') + 1)),
                fmt::format("{}: {} moves from {}–{} to {}", after.name_en, period_words(now.period).en, was->from, was->to, is.en.substr(period_words(now.period).en.size() + 1)));
    gone.erase(was);
  }
  for (const ListedWindow& window : gone) {
    const Said was = window_words(window);
    teller.tell(PriceChangeKind::window_changed, after.code, fmt::format("{}：取消时段 {}", after.name_zh, was.zh), fmt::format("{}: hours no longer apply: {}", after.name_en, was.en));
  }
}

void tell_hours(Teller& teller, const ListedTimeOfUse& before, const ListedTimeOfUse& after) {
  const std::size_t said = teller.said();
  tell_windows(teller, before, after);
  tell_source(teller, before, after);
  tell_end(teller, before, after);
  if (before.hot_days_zh != after.hot_days_zh)
    teller.tell(PriceChangeKind::window_changed, after.code, fmt::format("{}：高温日改为：{}", after.name_zh, after.hot_days_zh), fmt::format("{}: hot days are now: {}", after.name_en, after.hot_days_en));
  if (said == teller.said() && before != after) {
    // The first window that fits counts: another order can mean other hours.
    if (before.windows != after.windows) teller.tell(PriceChangeKind::window_changed, after.code, after.name_zh + "：各时段的先后有改动", after.name_en + ": the order of its hours has changed");
    else tell_text(teller, after);
  }
}

template <class Row, class Tell>
void tell_rows(Teller& teller, const std::vector<Row>& before, const std::vector<Row>& after, Tell tell_changed) {
  for (const std::string& code : codes_of(after, before)) {
    const Row *was = row_of(before, code), *is = row_of(after, code);
    if (was == nullptr)
      teller.tell(PriceChangeKind::tariff_new, code, "新增：" + is->name_zh, "New: " + is->name_en);
    else if (is == nullptr)
      teller.tell(PriceChangeKind::tariff_ended, code, "不再适用：" + was->name_zh, "No longer applies: " + was->name_en);
    else if (*was != *is)
      tell_changed(teller, *was, *is);
  }
}

// Fees.

bool is_charged(const ListedFee& fee) { return fee.state == FeeState::chargeable; }

void tell_fee(Teller& teller, const ListedFee* before, const ListedFee* after) {
  if (after == nullptr)
    return teller.tell(PriceChangeKind::fee_abolished, before->code, fmt::format("收费项目“{}”退出目录，不得再收", before->name_zh),
                       fmt::format("The fee \"{}\" leaves the list and may not be charged any more", before->name_en));
  const Said now = fee_words(*after), day = day_words(std::max(after->effective_from, teller.first_day()));
  if (before == nullptr)
    return teller.tell(PriceChangeKind::fee_new, after->code, fmt::format("新列收费项目“{}”：{}", after->name_zh, is_charged(*after) ? now.zh + "，自" + day.zh + "起" : now.zh),
                       fmt::format("New fee \"{}\": {}", after->name_en, is_charged(*after) ? now.en + ", from " + day.en : now.en));
  const Said was = fee_words(*before);
  const std::size_t said = teller.said();
  if (!is_charged(*before) && is_charged(*after))
    teller.tell(PriceChangeKind::fee_new, after->code, fmt::format("“{}”自{}起收取：{}（此前{}）", after->name_zh, day.zh, now.zh, was.zh),
                fmt::format("\"{}\" is charged from {}: {} (so far: {})", after->name_en, day.en, now.en, was.en));
  else if (is_charged(*before) && !is_charged(*after))
    teller.tell(PriceChangeKind::fee_abolished, after->code, fmt::format("“{}”自{}起不再收取（原为{}）", after->name_zh, day_words(teller.first_day()).zh, was.zh),
                fmt::format("\"{}\" is no longer charged from {} (it was {})", after->name_en, day_words(teller.first_day()).en, was.en));
  else if (before->state != after->state || before->yuan_e8.has_value() != after->yuan_e8.has_value() || (before->yuan_e8 && before->unit_zh != after->unit_zh))
    teller.tell(PriceChangeKind::terms_changed, after->code, fmt::format("“{}”由“{}”改为“{}”", after->name_zh, was.zh, now.zh),
                fmt::format("\"{}\" changes from \"{}\" to \"{}\"", after->name_en, was.en, now.en));
  else if (before->yuan_e8 != after->yuan_e8) {
    const bool rises = *after->yuan_e8 > *before->yuan_e8;
    teller.tell(rises ? PriceChangeKind::price_risen : PriceChangeKind::price_fallen, after->code,
                fmt::format("“{}”自{}起由{}{}到{}", after->name_zh, day.zh, was.zh, rises ? "涨" : "降", now.zh),
                fmt::format("\"{}\" {} from {} to {} from {}", after->name_en, rises ? "rises" : "falls", before->price, now.en, day.en));
  }
  if (before->payer_classes != after->payer_classes)
    teller.tell(PriceChangeKind::terms_changed, after->code, fmt::format("“{}”的收取对象由{}改为{}", after->name_zh, class_words(before->payer_classes).zh, class_words(after->payer_classes).zh),
                fmt::format("\"{}\" is now charged to {} instead of {}", after->name_en, class_words(after->payer_classes).en, class_words(before->payer_classes).en));
  tell_source(teller, *before, *after);
  tell_end(teller, *before, *after);
  if (said == teller.said() && *before != *after) tell_text(teller, *after);
}

void tell_power_factor(Teller& teller, const std::optional<ListedPowerFactor>& before, const std::optional<ListedPowerFactor>& after) {
  if (before == after) return;
  teller.tell(PriceChangeKind::terms_changed, "power_factor", "功率因数调整电费的标准或比例有改动", "The standards or percentages of the power-factor adjustment have changed");
}

}  // namespace

std::vector<PriceChange> price_list_difference(const PriceListBody& before, const PriceListBody& after, Date in_force_from) {
  Teller teller(in_force_from);
  for (const std::string& code : codes_of(after.prices, before.prices)) tell_price_code(teller, rows_of(before.prices, code), rows_of(after.prices, code));
  tell_rows(teller, before.tariffs, after.tariffs, &tell_tariff);
  tell_rows(teller, before.times_of_use, after.times_of_use, &tell_hours);
  tell_power_factor(teller, before.power_factor, after.power_factor);
  for (const std::string& code : codes_of(after.fees, before.fees)) tell_fee(teller, row_of(before.fees, code), row_of(after.fees, code));
  return teller.take();
}

}  // namespace shouwen
