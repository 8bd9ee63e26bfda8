// Posted prices are exact, dated and strictly read.
#include "regulation/price.h"

#include <gtest/gtest.h>

#include "regulation/load.h"

namespace shouwen {
namespace {

const std::string folder = std::string(SOURCE_ROOT) + "/rulebook";

LoadedRulebook with_prices(const std::string& text) {
  std::vector<RulebookFile> files = read_rulebook_folder(folder);
  // Tariffs name prices that are not there then.
  std::erase_if(files, [](const RulebookFile& file) { return file.name.starts_with("price_"); });
  for (RulebookFile& file : files)
    if (file.name == "prices.toml") file.text = text;
  return load_rulebook(files);
}

std::string row(const std::string& price, const std::string& dates, const std::string& more = "") {
  return "[[price]]\ncode = \"a\"\nname_zh = \"甲\"\nname_en = \"A\"\nunit_zh = \"元/千瓦时\"\nunit_en = \"yuan/kWh\"\nprice = \"" + price +
         "\"\napplies_zh = \"全部\"\napplies_en = \"all\"\nsource = \"文件\"\nclause = \"art.9(1)\"\n" + dates + "\n" + more;
}

std::string codes(const LoadedRulebook& loaded) {
  std::string text;
  for (const RulebookMistake& mistake : loaded.mistakes) text += mistake.file + ':' + std::to_string(mistake.line) + ' ' + mistake.code + '\n';
  return text;
}

TEST(Price, Art_9_1_a_price_is_kept_and_shown_to_its_last_digit) {
  struct Row { const char* text; std::int64_t yuan_e8; const char* shown; };
  const Row rows[] = {{"0.58886875", 58886875, "0.58886875"}, {"0.589", 58900000, "0.589"}, {"0.5", 50000000, "0.50"},
                      {"23", 2300000000, "23.00"},            {"0.00000001", 1, "0.00000001"}, {"9999.99999999", 999999999999, "9999.99999999"}};
  for (const Row& expected : rows) {
    ASSERT_EQ(parse_price(expected.text), expected.yuan_e8) << expected.text;
    EXPECT_EQ(price_text(expected.yuan_e8), expected.shown);
  }
  for (const char* text : {"", "0", "0.00", ".5", "5.", "-1", "+1", "1e3", "1,5", "0.123456789", "12345", " 1", "1.2.3", "０.５"})
    EXPECT_FALSE(parse_price(text)) << text;
}

TEST(Price, Art_9_1_the_shipped_prices_are_the_published_ones) {
  const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(folder));
  const auto shown = [&loaded](const std::string& code, Date on) {
    for (const PostedPrice* price : prices_in_force(loaded.rulebook, on))
      if (price->code == code) return price_text(price->yuan_e8);
    return std::string("none");
  };
  const Date today = Date::of(2026, 7, 1);
  EXPECT_EQ(shown("residential.tier_1", today), "0.58886875");
  EXPECT_EQ(shown("residential.tier_2", today), "0.63886875");
  EXPECT_EQ(shown("residential.tier_3", today), "0.88886875");
  EXPECT_EQ(shown("residential.shared_meter", today), "0.62586875");
  EXPECT_EQ(shown("residential.peak", today), "0.99500875");
  EXPECT_EQ(shown("residential.flat", today), "0.58886875");
  EXPECT_EQ(shown("residential.valley", today), "0.22914475");
  EXPECT_EQ(shown("residential.peak", Date::of(2021, 9, 30)), "none") << "not before its document";
}

TEST(Price, Art_9_1_a_new_price_takes_the_place_of_the_old_one_on_its_day) {
  const LoadedRulebook loaded = with_prices(row("0.5", "effective_from = 2020-01-01\neffective_to = 2025-12-31", row("0.6", "effective_from = 2026-01-01")));
  ASSERT_EQ(codes(loaded), "");
  const auto only = [&loaded](Date on) {
    const auto prices = prices_in_force(loaded.rulebook, on);
    return prices.size() == 1 ? price_text(prices.front()->yuan_e8) : std::to_string(prices.size()) + " prices";
  };
  EXPECT_EQ(only(Date::of(2019, 12, 31)), "0 prices");
  EXPECT_EQ(only(Date::of(2025, 12, 31)), "0.50");
  EXPECT_EQ(only(Date::of(2026, 1, 1)), "0.60");
}

TEST(Price, Art_9_1_what_cannot_be_a_posted_price_is_said_with_its_line) {
  EXPECT_EQ(codes(with_prices(row("0,5", "effective_from = 2020-01-01"))), "prices.toml:7 rulebook.bad_price\n");
  EXPECT_EQ(codes(with_prices(row("0.5", "effective_from = 2020-01-01\neffective_to = 2019-01-01"))), "prices.toml:13 rulebook.out_of_range\n");
  EXPECT_EQ(codes(with_prices(row("0.5", "effective_from = 2020-01-01\nprise = 1"))), "prices.toml:13 rulebook.unknown_key\n");
  EXPECT_EQ(codes(with_prices(row("0.5", "effective_from = 2020-01-01", row("0.6", "effective_from = 2021-01-01")))), "prices.toml:13 rulebook.prices_overlap\n");
  EXPECT_EQ(codes(with_prices(row("0.5", "effective_from = 2020-01-01", row("0.6", "effective_from = 2020-01-01")))), "prices.toml:13 rulebook.duplicate\n");
}

}  // namespace
}  // namespace shouwen
