// What the counters took on a day: for the page and the day close sheet. Heavy: only for this room's .cpp files.
#pragma once

#include "charges/charge_desk.h"

namespace shouwen {

struct DaySumView {
  std::string key, name;
  std::int64_t count = 0, cancelled = 0, amount_fen = 0;  ///< counter-entries subtracted
};
BOOST_DESCRIBE_STRUCT(DaySumView, (), (key, name, count, cancelled, amount_fen))
struct DayAccount {
  Date on;
  std::string first_number, last_number;   ///< "" = none that day
  std::int64_t receipts = 0, counter_entries = 0, amount_fen = 0;
  std::vector<DaySumView> by_item, by_officer, by_payment_way;
};
BOOST_DESCRIBE_STRUCT(DayAccount, (), (on, first_number, last_number, receipts, counter_entries, amount_fen, by_item, by_officer, by_payment_way))
DayAccount day_account(const api::Call& call, db::Session& session, Date on);

}  // namespace shouwen
