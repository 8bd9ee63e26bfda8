// How figures of assessment are computed, case by case.
#include "dashboard/figures.h"

#include <gtest/gtest.h>

#include "cases/case_fixture_test.h"

namespace shouwen {
namespace {

using namespace small_bureau;

CaseFact case_of(std::int64_t id, OfficerId holder, UnitId unit, const char* registered = "2025-10-20T10:00") {
  CaseFact fact;
  fact.case_id = CaseId{id};
  fact.officer_id = holder;
  fact.unit_id = unit;
  fact.kind = CaseKind::complaint;
  fact.category = "complaint.billing";
  fact.registered_at = at(registered);
  return fact;
}

DutyFact duty_of(std::int64_t id, DutyState state, UnitId unit = hall) {
  DutyFact fact;
  fact.case_id = CaseId{id};
  fact.officer_id = clerk;
  fact.unit_id = unit;
  fact.kind = CaseKind::complaint;
  fact.registered_at = at("2025-10-20T10:00");
  fact.state = state;
  return fact;
}

FigureBook book_by(Dimension dimension) { return {dimension, rulebook().calendars.bureau, 2}; }

TEST(Figures, Art_10_7_on_time_is_met_of_met_and_breached) {
  struct Row { std::vector<DutyState> states; std::optional<double> rate; const char* why; };
  using enum DutyState;
  const Row rows[] = {
      {{}, std::nullopt, "nothing owed, nothing to rate"},
      {{met}, 1.0, ""},
      {{breached}, 0.0, ""},
      {{met, met, met, breached}, 0.75, ""},
      {{met, open, open}, 1.0, "what still runs is not counted"},
      {{open, lifted}, std::nullopt, "neither is what was lifted"},
      {{met, breached, lifted, open}, 0.5, ""},
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.why);
    FigureBook book = book_by(Dimension::unit);
    std::int64_t id = 0;
    for (const DutyState state : row.states) book.add(duty_of(++id, state));
    EXPECT_EQ(book.total().on_time_rate(), row.rate);
  }
}

TEST(Figures, Art_10_7_a_clock_is_booked_to_who_owed_it_and_a_case_counts_once_per_state) {
  FigureBook book = book_by(Dimension::unit);
  book.add(case_of(1, clerk, hall));
  for (const UnitId unit : {hall, hall, station}) book.add(duty_of(1, DutyState::breached, unit));
  book.add(duty_of(1, DutyState::met));
  const auto rows = book.rows();
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].key, std::to_string(hall.value)) << "the holder's unit has the case";
  EXPECT_EQ(rows[0].breached, (Count{2, 1}));
  EXPECT_EQ(rows[1].breached, (Count{1, 1}));
  EXPECT_EQ(rows[1].cases, (Count{0, 0}));
  EXPECT_EQ(book.total().breached, (Count{3, 1}));
}

TEST(Figures, Art_10_8_median_and_ninety_percent_are_nearest_ranks) {
  struct Row { std::vector<std::int64_t> seconds; std::optional<Spread> spread; };
  const Row rows[] = {
      {{}, std::nullopt},
      {{7}, Spread{7, 7}},
      {{9, 1}, Spread{1, 9}},
      {{3, 1, 2}, Spread{2, 3}},
      {{10, 20, 30, 40, 50, 60, 70, 80, 90, 100}, Spread{50, 90}},
      {{100, 90, 80, 70, 60, 50, 40, 30, 20, 10, 110}, Spread{60, 100}},
  };
  for (const Row& row : rows) EXPECT_EQ(spread_of(row.seconds), row.spread);
}

TEST(Figures, Art_10_8_time_to_answer_in_clock_and_working_time) {
  struct Row { const char* registered; const char* answered; std::int64_t clock_hours, working_minutes; };
  const Row rows[] = {
      {"2025-10-20T09:00", "2025-10-20T11:00", 2, 120},
      {"2025-10-20T11:00", "2025-10-20T15:00", 4, 120},   // the noon break
      {"2025-10-17T17:00", "2025-10-20T09:00", 64, 60},   // over a weekend
      {"2025-10-18T10:00", "2025-10-18T12:00", 2, 0},     // a Saturday
  };
  for (const Row& row : rows) {
    SCOPED_TRACE(row.registered);
    FigureBook book = book_by(Dimension::unit);
    CaseFact fact = case_of(1, clerk, hall, row.registered);
    fact.answered_at = at(row.answered);
    book.add(fact);
    EXPECT_EQ(book.total().answer_time->median_seconds, row.clock_hours * 3600);
    EXPECT_EQ(book.total().working_answer_time->median_seconds, row.working_minutes * 60);
  }
}

TEST(Figures, Art_7_satisfaction_leaves_out_whom_nobody_reached) {
  FigureBook book = book_by(Dimension::unit);
  std::int64_t id = 0;
  for (const auto& word : std::vector<std::optional<Satisfaction>>{Satisfaction::satisfied, Satisfaction::satisfied, Satisfaction::satisfied,
                                                                   Satisfaction::not_satisfied, Satisfaction::unreachable, std::nullopt}) {
    CaseFact fact = case_of(++id, clerk, hall);
    fact.satisfaction = word;
    book.add(fact);
  }
  EXPECT_EQ(book.total().satisfaction_rate(), 0.75);
  EXPECT_EQ(book.total().unreachable, (Count{1, 1}));
}

TEST(Figures, Art_10_7_returns_are_counted_and_cases_returned_often_stand_apart) {
  FigureBook book = book_by(Dimension::unit);
  std::int64_t id = 0;
  for (const std::int64_t returns : {0, 1, 2, 3}) {
    CaseFact fact = case_of(++id, clerk, hall);
    fact.returns = returns;
    book.add(fact);
  }
  EXPECT_EQ(book.total().returns, (Count{6, 3}));
  EXPECT_EQ(book.total().returned_often, (Count{2, 2}));
}

TEST(Figures, groups_have_stable_keys_months_in_order_the_rest_by_size) {
  const CaseFact fact = case_of(1, clerk, hall, "2025-10-31T23:30");
  EXPECT_EQ(key_of(Dimension::unit, fact), std::to_string(hall.value));
  EXPECT_EQ(key_of(Dimension::person, fact), std::to_string(clerk.value));
  EXPECT_EQ(key_of(Dimension::kind, fact), "complaint");
  EXPECT_EQ(key_of(Dimension::category, fact), "complaint.billing");
  EXPECT_EQ(key_of(Dimension::area, fact), "urban");
  EXPECT_EQ(key_of(Dimension::month, fact), "2025-10") << "the Chinese day decides";
  FigureBook months = book_by(Dimension::month), persons = book_by(Dimension::person);
  std::int64_t id = 0;
  for (const auto& [when, who] : std::vector<std::pair<const char*, OfficerId>>{{"2025-11-03T10:00", agent}, {"2025-11-04T10:00", agent}, {"2025-10-20T10:00", clerk}}) {
    months.add(case_of(++id, who, hall, when));
    persons.add(case_of(id, who, hall, when));
  }
  EXPECT_EQ(months.rows().front().key, "2025-10");
  EXPECT_EQ(persons.rows().front().key, std::to_string(agent.value));
}

}  // namespace
}  // namespace shouwen
