// Prices are read as text and kept as whole numbers: a price shown is the price published, to the last digit.
#include "regulation/price.h"

#include <algorithm>

#include "regulation/consistency.h"

namespace shouwen {

namespace {

constexpr std::int64_t one_yuan = 100'000'000;
constexpr std::size_t whole_digits = 4, decimals = 8, shown_decimals = 2;

std::optional<std::int64_t> digits(std::string_view text) {
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// What a row is known by: a code may come again for another term.
std::string key_of(const PostedPrice& price) { return price.code + ' ' + to_iso(price.effective_from); }

bool both_in_force(const PostedPrice& a, const PostedPrice& b) {
  return (!a.effective_to || b.effective_from <= *a.effective_to) && (!b.effective_to || a.effective_from <= *b.effective_to);
}

}  // namespace

std::optional<std::int64_t> parse_price(std::string_view text) {
  const std::size_t point = text.find('.');
  const std::string_view whole = text.substr(0, point);
  std::string fraction(point == std::string_view::npos ? std::string_view() : text.substr(point + 1));
  if (whole.empty() || whole.size() > whole_digits || fraction.size() > decimals || (point != std::string_view::npos && fraction.empty())) return std::nullopt;
  fraction.resize(decimals, '0');
  const auto yuan = digits(whole), rest = digits(fraction);
  if (!yuan || !rest || *yuan * one_yuan + *rest == 0) return std::nullopt;
  return *yuan * one_yuan + *rest;
}

std::string price_text(std::int64_t yuan_e8) {
  std::string fraction = std::to_string(yuan_e8 % one_yuan);
  fraction.insert(0, decimals - fraction.size(), '0');
  while (fraction.size() > shown_decimals && fraction.ends_with('0')) fraction.pop_back();
  return std::to_string(yuan_e8 / one_yuan) + '.' + fraction;
}

std::vector<const PostedPrice*> prices_in_force(const Rulebook& rulebook, Date on) {
  std::vector<const PostedPrice*> prices;
  for (const PostedPrice& price : rulebook.prices)
    if (price.region.empty() && price.effective_from <= on && (!price.effective_to || on <= *price.effective_to)) prices.push_back(&price);
  return prices;
}

const PostedPrice* latest_price(const Rulebook& rulebook, std::string_view code, Date on) {
  const PostedPrice* latest = nullptr;
  for (const PostedPrice& price : rulebook.prices)
    if (price.code == code && price.effective_from <= on && (latest == nullptr || latest->effective_from < price.effective_from)) latest = &price;
  return latest;
}

const PostedPrice* price_in_force(const Rulebook& rulebook, std::string_view code, Date on) {
  const PostedPrice* latest = latest_price(rulebook, code, on);
  return latest != nullptr && (!latest->effective_to || on <= *latest->effective_to) ? latest : nullptr;
}

void read_prices(TableReader& file, RulebookDraft& draft) {
  file.tables("price", [&draft](TableReader& row) {
    PostedPrice price;
    price.code = row.text("code");
    price.name_zh = row.text("name_zh");
    price.name_en = row.text("name_en");
    price.unit_zh = row.text("unit_zh");
    price.unit_en = row.text("unit_en");
    const std::string text = row.text("price");
    if (const auto parsed = parse_price(text)) price.yuan_e8 = *parsed;
    else if (!text.empty())
      row.mistake("price", "rulebook.bad_price", "“" + text + "”应为正数，如 0.58886875（整数至多4位，小数至多8位）",
                  "\"" + text + "\" must be a price such as 0.58886875 (up to 4 digits and 8 decimals)");
    price.applies_zh = row.text("applies_zh");
    price.applies_en = row.text("applies_en");
    price.source = row.text("source");
    price.clause = row.text("clause");
    price.region = row.text("region", false);
    price.confidence = row.text("confidence", false);
    price.effective_from = row.date("effective_from", true).value_or(Date{});
    price.effective_to = row.date("effective_to", false);
    if (price.effective_to && *price.effective_to < price.effective_from)
      row.mistake("effective_to", "rulebook.out_of_range", "“effective_to”早于“effective_from”", "effective_to is before effective_from");
    draft.place("price", key_of(price), row);
    draft.places.try_emplace({"price_code", price.code}, std::vector<RulebookDraft::Place>{{row.file(), row.line()}});
    draft.cites({price.clause}, row);
    draft.rulebook.prices.push_back(std::move(price));
  });
}

void check_prices(const RulebookDraft& draft, MistakeList& mistakes) {
  const auto& prices = draft.rulebook.prices;
  for (std::size_t later = 1; later < prices.size(); ++later)
    for (std::size_t earlier = 0; earlier < later; ++earlier) {
      const PostedPrice &a = prices[earlier], &b = prices[later];
      if (a.code != b.code || a.effective_from == b.effective_from || !both_in_force(a, b)) continue;
      const auto& place = draft.places.at({"price", key_of(b)}).front();
      mistakes.add(place.file, place.line, "rulebook.prices_overlap", "“" + b.code + "”在同一天有两个价格", "\"" + b.code + "\" has two prices on the same day");
    }
}

}  // namespace shouwen
