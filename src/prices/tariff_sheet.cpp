// Looking every price up once, so that a bill does no searching.
#include "prices/tariff_sheet.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t wh_per_kwh = 1000;

const TariffSeason* season_of(const Tariff& tariff, int month) {
  for (const TariffSeason& season : tariff.seasons)
    if (season.months.empty() || std::find(season.months.begin(), season.months.end(), month) != season.months.end()) return &season;
  return nullptr;
}

std::string month_text(Date on) { return to_iso(on).substr(0, 7); }

/// Looks prices up and remembers the first that is missing, and the earliest that is over.
class PriceFinder {
 public:
  PriceFinder(const Rulebook& rulebook, Date on, PriceChoice choice) : rulebook_(rulebook), on_(on), choice_(choice) {}

  const PostedPrice* find(const std::string& code) {
    if (code.empty()) return nullptr;
    const PostedPrice* price = choice_ == PriceChoice::latest ? latest_price(rulebook_, code, on_) : price_in_force(rulebook_, code, on_);
    if (price == nullptr) {
      if (missing_.empty()) missing_ = code;
      return nullptr;
    }
    if (price->effective_to && *price->effective_to < on_ && (over_ == Date{} || *price->effective_to < over_)) over_ = *price->effective_to;
    return price;
  }
  const std::string& missing() const { return missing_; }
  Date over() const { return over_; }

 private:
  const Rulebook& rulebook_;
  Date on_, over_;
  PriceChoice choice_;
  std::string missing_;
};

void find_tiers(const Tariff& tariff, const TariffSeason& season, PriceFinder& prices, TariffSheet& sheet) {
  sheet.tiers.tiers = std::min(season.tier_limits_kwh.size() + 1, most_tiers);
  for (std::size_t tier = 0; tier < sheet.tiers.tiers; ++tier) {
    if (tier + 1 < sheet.tiers.tiers) sheet.tiers.limit_wh[tier] = season.tier_limits_kwh[tier] * wh_per_kwh;
    if (!tariff.by_period()) sheet.tier_prices[tier] = prices.find(tariff.tier_prices[tier]);
    else if (tier > 0) sheet.tier_prices[tier] = prices.find(tariff.tier_surcharges[tier - 1]);
    if (sheet.tier_prices[tier] != nullptr) sheet.tiers.price_e8[tier] = sheet.tier_prices[tier]->yuan_e8;
  }
}

}  // namespace

Result<TariffSheet> tariff_sheet(const Rulebook& rulebook, std::string_view tariff_code, Date on, PriceChoice choice) {
  const Tariff* tariff = find_tariff(rulebook, tariff_code);
  if (tariff == nullptr) return Refusal{"bill.tariff_unknown", clause::art_9_2, "/tariff", {{"item", std::string(tariff_code)}, {"month", month_text(on)}}};
  if (on < tariff->effective_from || (tariff->effective_to && *tariff->effective_to < on)) return Refusal{"bill.tariff_not_in_force", clause::art_9_2, "/month", {{"item", tariff->name_zh}, {"month", month_text(on)}}};
  if (!tariff->price_set) return Refusal{"bill.price_not_set", clause::art_9_2, "/tariff", {{"item", tariff->name_zh}}};
  const TariffSeason* season = season_of(*tariff, on.month());
  if (season == nullptr) return Refusal{"bill.tiers_not_published", clause::art_9_2, "/month", {{"item", tariff->name_zh}, {"month", month_text(on)}}};
  TariffSheet sheet;
  sheet.tariff = tariff;
  PriceFinder prices(rulebook, on, choice);
  find_tiers(*tariff, *season, prices, sheet);
  for (const TariffPeriod period : tariff_periods) sheet.period_prices[static_cast<std::size_t>(period)] = prices.find(tariff->period_prices[static_cast<std::size_t>(period)]);
  sheet.funds = prices.find(tariff->funds);
  if (tariff->basic_charge) {
    sheet.capacity_price = prices.find(tariff->basic_charge->capacity_price);
    sheet.demand_price = prices.find(tariff->basic_charge->demand_price);
  }
  if (!prices.missing().empty()) return Refusal{"bill.price_not_published", clause::art_9_2, "/month", {{"item", prices.missing()}, {"month", month_text(on)}}};
  sheet.oldest_until = prices.over();
  return sheet;
}

}  // namespace shouwen
