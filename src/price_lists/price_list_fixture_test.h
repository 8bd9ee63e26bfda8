// The shipped rulebook as a price list, for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include "price_lists/price_list_content.h"
#include "regulation/load.h"

namespace shouwen {

inline const Rulebook& shipped_rulebook() {
  static const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  for (const RulebookMistake& mistake : loaded.mistakes) ADD_FAILURE() << mistake.file << ':' << mistake.line << ' ' << mistake.text_en;
  return loaded.rulebook;
}
inline const Date first_day = Date::of(2026, 7, 1);
inline PriceListBody shipped_body(Date on = first_day) { return price_list_body(shipped_rulebook(), on); }

template <class Row>
Row& row(std::vector<Row>& rows, const std::string& code) {
  for (Row& one : rows)
    if (one.code == code) return one;
  ADD_FAILURE() << "no row " << code;
  return rows.front();
}

}  // namespace shouwen
