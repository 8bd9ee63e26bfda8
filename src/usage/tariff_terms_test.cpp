// From the words of a file to prices, and what is not guessed when words are missing.
#include "usage/tariff_terms.h"

#include <gtest/gtest.h>

#include "regulation/load.h"

namespace shouwen {
namespace {

const Rulebook& shipped() {
  static const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  return loaded.rulebook;
}
SavingBasis basis(const char* tariff_class, std::optional<Voltage> voltage, std::int64_t kva) { return basis_of({tariff_class, voltage, kva}, shipped(), Date::of(2026, 11, 27)); }
using Gaps = std::vector<SavingGap>;

TEST(SavingBasisTest, Art_11_6_2_a_two_part_customer_by_his_file) {
  const SavingBasis found = basis("工商业两部制（按容量）", Voltage::kv_10, 3200);
  ASSERT_TRUE(found.terms);
  EXPECT_EQ(found.gaps, Gaps{});
  EXPECT_EQ(found.tariff->code, "commercial_two_part");
  EXPECT_EQ(found.terms->basic_charge, BasicCharge::capacity);
  EXPECT_EQ(found.terms->capacity_price_e8, 2'260'000'000);
  EXPECT_EQ(found.terms->price_e8[3], 26'826'875);
  EXPECT_EQ(found.power_factor_standard, 90);
  EXPECT_EQ(to_iso(*found.prices_until), "2026-07-31") << "November has no published price: an estimate, and it says so";
}

TEST(SavingBasisTest, Art_11_6_2_what_the_file_does_not_say_is_not_guessed) {
  EXPECT_EQ(basis("", {}, 0).gaps, Gaps{SavingGap::tariff_class});
  EXPECT_EQ(basis("自编电价", {}, 0).gaps, Gaps{SavingGap::unknown_tariff_class});
  EXPECT_FALSE(basis("自编电价", {}, 0).terms);
  const SavingBasis uncounted = basis("大工业", Voltage::kv_10, 3200);
  EXPECT_EQ(uncounted.gaps, Gaps{SavingGap::basic_charge});
  EXPECT_FALSE(uncounted.terms->power_factor) << "its base is not known";
  EXPECT_EQ(basis("工商业单一制", {}, 0).gaps, Gaps{SavingGap::contracted_capacity});
  EXPECT_FALSE(basis("居民生活", {}, 0).terms) << "tiers have no hours to shift";
  EXPECT_EQ(basis_of({"居民生活", {}, 0}, Rulebook{}, Date::of(2026, 11, 27)).gaps, (Gaps{SavingGap::unknown_tariff_class, SavingGap::assumptions}));
}

TEST(SavingBasisTest, Art_11_6_2_a_year_of_a_small_business) {
  MonthlySeries series;
  for (int i = 0; i < 12; ++i) series.push_back({Month{202511}.plus(i), 100'000'000, 10'000'000, 30'000'000, 40'000'000, 20'000'000, 75'000'000, 400'000});
  const SavingBasis found = basis("工商业单一制", Voltage::below_1kv, 315);
  EXPECT_EQ(found.power_factor_standard, 85);
  const auto hints = find_savings(series, *found.terms);
  ASSERT_EQ(hints.size(), 2U);
  // 1 MWh at 1.1052 and 3 MWh at 0.836 yuan/kWh less, twelve times.
  EXPECT_EQ(hints[0].kind, HintKind::shift_to_valley);
  EXPECT_EQ(hints[0].saved_fen, 12 * (110'520 + 250'800));
  EXPECT_EQ(hints[1].kind, HintKind::power_factor);
}

}  // namespace
}  // namespace shouwen
