// Figures of assessment (arts. 7, 10(7), 10(8)): facts of cases and duties in, one row of figures per group out. Pure.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/calendar.h"
#include "cases/service_case.h"

namespace shouwen {

/// By what a report counts; month is that of the registration.
enum class Dimension { unit, person, kind, category, area, month };

/// Where something belongs. `officer_id` and `unit_id`: who answers for it then; 0 = nobody in person.
struct Fact {
  CaseId case_id;
  OfficerId officer_id;
  UnitId unit_id;
  CaseKind kind{};
  std::string category;
  Area area{};
  Instant registered_at;
};
struct CaseFact : Fact {
  std::optional<Instant> answered_at;        ///< the first answer
  std::int64_t returns = 0;
  std::optional<Satisfaction> satisfaction;  ///< the customer's last word
};
struct DutyFact : Fact {
  DutyState state{};
};

/// How many, and in how many cases: a case can owe the same duty twice.
struct Count {
  std::int64_t count = 0, cases = 0;
  bool operator==(const Count&) const = default;
};

/// Middle and nine tenths by nearest rank, in seconds: half, or nine of ten, took at most so long.
struct Spread {
  std::int64_t median_seconds = 0, p90_seconds = 0;
  bool operator==(const Spread&) const = default;
};
/// Nothing of nothing.
std::optional<Spread> spread_of(std::vector<std::int64_t> seconds);
/// part / (part + rest); nothing of nothing.
std::optional<double> share(std::int64_t part, std::int64_t rest);

struct Figures {
  std::string key;  ///< id, word or code of the group; month: "2025-10"
  Count cases;
  Count met, breached, open, lifted;
  Count answered;
  std::optional<Spread> answer_time, working_answer_time;  ///< clock and working time from registration to first answer
  Count returns, returned_often;
  Count satisfied, not_satisfied, unreachable;

  std::optional<double> on_time_rate() const { return share(met.count, breached.count); }
  std::optional<double> satisfaction_rate() const { return share(satisfied.count, not_satisfied.count); }
};

/// Collects facts. Those of one case must follow each other, cases and duties each in a run of their own.
class FigureBook {
 public:
  /// `returned_from`: returns from which a case counts as returned often.
  FigureBook(Dimension dimension, const WorkCalendar& calendar, std::int64_t returned_from);
  void add(const CaseFact& fact);
  void add(const DutyFact& fact);
  /// Whether facts are grouped by who answers for them; else nobody needs to find that out.
  bool needs_holder() const { return dimension_ == Dimension::unit || dimension_ == Dimension::person; }

  /// Months in order, everything else by most cases.
  std::vector<Figures> rows() const;
  Figures total() const;

 private:
  struct Tally {
    Figures figures;
    std::vector<std::int64_t> answer_seconds, working_seconds;
    CaseId last_in_state[4];
  };
  void add(Tally& tally, const CaseFact& fact) const;
  static void add(Tally& tally, const DutyFact& fact);
  static Figures finished(const Tally& tally);

  Dimension dimension_;
  const WorkCalendar& calendar_;
  std::int64_t returned_from_;
  std::map<std::string, Tally> tallies_;
  Tally total_;
};

/// The group a fact belongs to.
std::string key_of(Dimension dimension, const Fact& fact);

}  // namespace shouwen
