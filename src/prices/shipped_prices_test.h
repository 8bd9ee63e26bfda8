// The shipped rulebook for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include "prices/bill.h"
#include "regulation/load.h"

namespace shouwen {

inline const Rulebook& shipped() {
  static const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  for (const RulebookMistake& mistake : loaded.mistakes) ADD_FAILURE() << mistake.file << ':' << mistake.line << ' ' << mistake.code << ' ' << mistake.text_en;
  return loaded.rulebook;
}
/// A tariff in the first day of a month of 2026.
inline TariffSheet sheet_of(const char* tariff, int month, int year = 2026) {
  const auto sheet = tariff_sheet(shipped(), tariff, Date::of(year, month, 1), PriceChoice::in_force);
  EXPECT_TRUE(sheet) << tariff << ' ' << (sheet ? "" : sheet.refusal().code);
  return sheet ? *sheet : TariffSheet{};
}
/// Decimal text of an exact amount, as rules are published.
inline std::string exact_text(Wide e11) {
  const auto e8 = static_cast<std::int64_t>(e11 / 1000);
  std::string fraction = std::to_string(e8 % 100'000'000);
  fraction.insert(0, 8 - fraction.size(), '0');
  return std::to_string(e8 / 100'000'000) + '.' + fraction;
}

}  // namespace shouwen
