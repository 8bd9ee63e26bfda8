// What several answers of this room share. Heavy: only for *_api.cpp.
#pragma once

#include "api/answers.h"
#include "dashboard/doubts.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(PauseDoubt, late, repeated, urged, long_lasting, not_asked)

/// A doubt with what it is called.
struct DoubtView {
  PauseDoubt doubt{};
  std::string name;
};
BOOST_DESCRIBE_STRUCT(DoubtView, (), (doubt, name))
std::string words_of(PauseDoubt doubt, http::Language language);
std::vector<DoubtView> views_of(const std::vector<PauseDoubt>& doubts, http::Language language);

struct ReportCountView {
  std::int64_t count = 0, cases = 0;
  std::string list;  ///< the query of the case list that shows the cases; empty: too many to name
};
BOOST_DESCRIBE_STRUCT(ReportCountView, (), (count, cases, list))

/// Where a report without a period begins: the month of the day, and the two before it.
inline Date quarter_before(Date day) {
  const int months = day.year() * 12 + day.month() - 1 - 2;
  return Date::of(months / 12, months % 12 + 1, 1);
}

}  // namespace shouwen
