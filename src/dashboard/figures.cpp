// Counting facts into groups.
#include "dashboard/figures.h"

#include <algorithm>

#include "regulation/words.h"

namespace shouwen {

namespace {

void count(Count& into, std::int64_t amount) {
  into.count += amount;
  ++into.cases;
}

/// The smallest value that at least `percent` of all do not exceed.
std::int64_t nearest_rank(const std::vector<std::int64_t>& sorted, std::size_t percent) {
  return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

Count& count_of(Figures& figures, DutyState state) {
  switch (state) {
    case DutyState::open: return figures.open;
    case DutyState::met: return figures.met;
    case DutyState::breached: return figures.breached;
    case DutyState::lifted: break;
  }
  return figures.lifted;
}

Count& count_of(Figures& figures, Satisfaction satisfaction) {
  switch (satisfaction) {
    case Satisfaction::satisfied: return figures.satisfied;
    case Satisfaction::not_satisfied: return figures.not_satisfied;
    case Satisfaction::unreachable: break;
  }
  return figures.unreachable;
}

}  // namespace

std::optional<Spread> spread_of(std::vector<std::int64_t> seconds) {
  if (seconds.empty()) return std::nullopt;
  std::sort(seconds.begin(), seconds.end());
  return Spread{nearest_rank(seconds, 50), nearest_rank(seconds, 90)};
}

std::optional<double> share(std::int64_t part, std::int64_t rest) {
  if (part + rest == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(part + rest);
}

std::string key_of(Dimension dimension, const Fact& fact) {
  switch (dimension) {
    case Dimension::unit: return std::to_string(fact.unit_id.value);
    case Dimension::person: return std::to_string(fact.officer_id.value);
    case Dimension::kind: return word_of(fact.kind);
    case Dimension::category: return fact.category;
    case Dimension::area: return word_of(fact.area);
    case Dimension::month: return to_iso(local_date(fact.registered_at)).substr(0, 7);
  }
  return {};
}

FigureBook::FigureBook(Dimension dimension, const WorkCalendar& calendar, std::int64_t returned_from)
    : dimension_(dimension), calendar_(calendar), returned_from_(returned_from) {}

void FigureBook::add(const CaseFact& fact) {
  add(tallies_[key_of(dimension_, fact)], fact);
  add(total_, fact);
}

void FigureBook::add(const DutyFact& fact) {
  add(tallies_[key_of(dimension_, fact)], fact);
  add(total_, fact);
}

void FigureBook::add(Tally& tally, const CaseFact& fact) const {
  Figures& figures = tally.figures;
  count(figures.cases, 1);
  if (fact.returns > 0) count(figures.returns, fact.returns);
  if (fact.returns >= returned_from_) count(figures.returned_often, 1);
  if (fact.satisfaction) count(count_of(figures, *fact.satisfaction), 1);
  if (!fact.answered_at) return;
  count(figures.answered, 1);
  tally.answer_seconds.push_back(fact.answered_at->seconds - fact.registered_at.seconds);
  tally.working_seconds.push_back(working_seconds_between(calendar_, fact.registered_at, *fact.answered_at));
}

void FigureBook::add(Tally& tally, const DutyFact& fact) {
  Count& counted = count_of(tally.figures, fact.state);
  ++counted.count;
  CaseId& last = tally.last_in_state[static_cast<std::size_t>(fact.state)];
  if (last != fact.case_id) ++counted.cases;
  last = fact.case_id;
}

Figures FigureBook::finished(const Tally& tally) {
  Figures figures = tally.figures;
  figures.answer_time = spread_of(tally.answer_seconds);
  figures.working_answer_time = spread_of(tally.working_seconds);
  return figures;
}

std::vector<Figures> FigureBook::rows() const {
  std::vector<Figures> rows;
  for (const auto& [key, tally] : tallies_) {
    rows.push_back(finished(tally));
    rows.back().key = key;
  }
  if (dimension_ != Dimension::month)
    std::stable_sort(rows.begin(), rows.end(), [](const Figures& a, const Figures& b) { return a.cases.count > b.cases.count; });
  return rows;
}

Figures FigureBook::total() const { return finished(total_); }

}  // namespace shouwen
