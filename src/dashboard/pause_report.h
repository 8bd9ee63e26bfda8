// Every pause of a case as it was, with its doubts, and their sums by desk or unit (arts. 10(7), 10(8)). Pure.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "cases/case_event.h"
#include "dashboard/doubts.h"
#include "dashboard/figures.h"

namespace shouwen {

/// One pause; who held the case when it began answers for it.
struct PauseTold {
  CaseId case_id;
  std::string case_number;
  OfficerId officer_id;
  UnitId unit_id;
  Suspension suspension;              ///< reason, what was asked for, how and when, whether clocks stopped
  std::optional<Instant> to;          ///< absent: it lasts
  std::int64_t working_seconds = 0;   ///< until its end, or until now
  std::vector<PauseDoubt> doubts;     ///< as they were at its end, or are now; urged: a reminder waited for an answer meanwhile
};

/// In order. `events`: all of one case.
std::vector<PauseTold> pauses_of(const std::vector<CaseEvent>& events, const Rulebook& rulebook, const SupervisionRules& rules, Instant now);

/// Whether the reason waits for the customer, and no request to him is on record.
bool waits_unasked(const Suspension& suspension, const std::vector<PauseReason>& reasons);

enum class PauseGroup { officer, unit };

/// How many pauses, and of which cases, each once.
struct PauseCount {
  std::int64_t count = 0;
  std::vector<CaseId> case_ids;
};

struct PauseFigures {
  std::int64_t key = 0;               ///< officer or unit id; 0 = the total
  PauseCount pauses, doubtful, stopped, lasting;
  std::array<PauseCount, 5> doubts;   ///< by PauseDoubt
  std::int64_t working_seconds = 0;
};

/// Collects pauses; those of one case must follow each other.
class PauseBook {
 public:
  explicit PauseBook(PauseGroup by) : by_(by) {}
  void add(const PauseTold& pause);
  /// Most doubtful pauses first, then most pauses.
  std::vector<PauseFigures> rows() const;
  const PauseFigures& total() const { return total_; }

 private:
  PauseGroup by_;
  std::map<std::int64_t, PauseFigures> rows_;
  PauseFigures total_;
};

}  // namespace shouwen
