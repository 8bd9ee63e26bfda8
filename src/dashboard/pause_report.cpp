// A case told again event by event: each pause is closed by the event that ends it.
#include "dashboard/pause_report.h"

#include <algorithm>
#include <tuple>

namespace shouwen {

namespace {

class PauseTeller {
 public:
  PauseTeller(const Rulebook& rulebook, const SupervisionRules& rules) : rulebook_(rulebook), rules_(rules) {}

  void see(const CaseEvent& event, const ServiceCase& after) {
    if (std::holds_alternative<Suspended>(event.body)) begin(event, after);
    if (!running_) return;
    facts_.urged = facts_.urged || after.reminders_unanswered > 0;
    if (!after.suspension) finish(event.at, event.at);
  }

  std::vector<PauseTold> take(Instant now) && {
    if (running_) finish(now, std::nullopt);
    return std::move(told_);
  }

 private:
  void begin(const CaseEvent& event, const ServiceCase& after) {
    PauseTold pause;
    pause.case_id = event.case_id;
    pause.case_number = after.number;
    pause.officer_id = after.responsible_officer_id;
    pause.unit_id = after.handling_unit_id;
    pause.suspension = std::get<Suspended>(event.body).suspension;
    facts_ = {event.at, stopped_by(event, after), static_cast<std::int64_t>(told_.size()) + 1, false, waits_unasked(pause.suspension, rulebook_.pause_reasons)};
    told_.push_back(std::move(pause));
    running_ = true;
  }

  void finish(Instant seen_at, std::optional<Instant> to) {
    PauseTold& pause = told_.back();
    pause.to = to;
    pause.working_seconds = working_seconds_between(rulebook_.calendars.bureau, pause.suspension.at, seen_at);
    pause.doubts = doubts_of(facts_, rules_, rulebook_.calendars.bureau, seen_at);
    running_ = false;
  }

  static std::vector<StoppedClock> stopped_by(const CaseEvent& event, const ServiceCase& after) {
    std::vector<StoppedClock> stopped;
    for (const DutyChange& change : event.duties) {
      if (change.step != DutyStep::paused) continue;
      const auto duty = std::find_if(after.duties.begin(), after.duties.end(), [&change](const Duty& row) { return row.number == change.number; });
      if (duty != after.duties.end()) stopped.push_back({duty->armed_at, duty->due_at});
    }
    return stopped;
  }

  const Rulebook& rulebook_;
  const SupervisionRules& rules_;
  std::vector<PauseTold> told_;
  PauseFacts facts_;
  bool running_ = false;
};

void count(PauseCount& into, CaseId id) {
  ++into.count;
  if (into.case_ids.empty() || into.case_ids.back() != id) into.case_ids.push_back(id);
}

void add_to(PauseFigures& figures, const PauseTold& pause) {
  count(figures.pauses, pause.case_id);
  if (!pause.doubts.empty()) count(figures.doubtful, pause.case_id);
  if (pause.suspension.pauses) count(figures.stopped, pause.case_id);
  if (!pause.to) count(figures.lasting, pause.case_id);
  for (const PauseDoubt doubt : pause.doubts) count(figures.doubts[static_cast<std::size_t>(doubt)], pause.case_id);
  figures.working_seconds += pause.working_seconds;
}

}  // namespace

bool waits_unasked(const Suspension& suspension, const std::vector<PauseReason>& reasons) {
  const auto reason = std::find_if(reasons.begin(), reasons.end(), [&suspension](const PauseReason& row) { return row.code == suspension.reason; });
  return reason != reasons.end() && reason->asks_customer && !suspension.asked_by;
}

std::vector<PauseTold> pauses_of(const std::vector<CaseEvent>& events, const Rulebook& rulebook, const SupervisionRules& rules, Instant now) {
  PauseTeller teller(rulebook, rules);
  ServiceCase state;
  for (const CaseEvent& event : events) {
    state = apply(std::move(state), event);
    teller.see(event, state);
  }
  return std::move(teller).take(now);
}

void PauseBook::add(const PauseTold& pause) {
  const std::int64_t key = by_ == PauseGroup::officer ? pause.officer_id.value : pause.unit_id.value;
  PauseFigures& row = rows_[key];
  row.key = key;
  add_to(row, pause);
  add_to(total_, pause);
}

std::vector<PauseFigures> PauseBook::rows() const {
  std::vector<PauseFigures> sorted;
  for (const auto& [key, row] : rows_) sorted.push_back(row);
  std::stable_sort(sorted.begin(), sorted.end(), [](const PauseFigures& a, const PauseFigures& b) {
    return std::tie(a.doubtful.count, a.pauses.count) > std::tie(b.doubtful.count, b.pauses.count);
  });
  return sorted;
}

}  // namespace shouwen
