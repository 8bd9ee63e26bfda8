// What a case was at an instant, as SQL that figures and the lists behind them share, so that both always say the same.
// For SQL that calls service_case `c` and case_duty `d`; `until` is a bound instant, and what happened later is not seen.
#pragma once

#include <optional>
#include <string>

#include "cases/service_case.h"
#include "cases/visible_lists.h"

namespace shouwen {

/// Cases the supervision board watches. soon: the clock has come to its warning; urged: a reminder without answer; returned:
/// sent back too often; suspended: paused now; ordered: an order of supervision (督办) waits for its answer.
enum class Watch { soon, urged, returned, suspended, ordered };

/// The numbers of the rulebook a watch looks at.
struct WatchRules {
  std::int64_t warn_at_percent = 0;
  std::int64_t returned_from = 0;
  Instant urged_before;             ///< a reminder up to then should have been answered
};

/// The cases behind a figure.
struct FigureFilter {
  Instant until;                             ///< as known then
  std::optional<OfficerId> holder_id;        ///< who held it
  std::optional<UnitId> holder_unit_id;      ///< the handling unit itself, not those below
  std::optional<DutyState> duty_state;       ///< has a duty in this state …
  std::optional<DutyKind> duty_kind;         ///< … of this kind …
  std::optional<OfficerId> duty_officer_id;  ///< … owed by him (0 = by nobody in person) …
  std::optional<UnitId> duty_unit_id;        ///< … owed by this unit
  bool answered = false;
  std::int64_t returned_from = 0;            ///< sent back at least so often
  std::optional<Satisfaction> satisfaction;  ///< the customer's last word
  UnitId returned_by_unit_id;                ///< this unit sent it back …
  UnitId returned_to_unit_id;                ///< … to this one
};

// Values at `until`.
std::string holder_at(const std::string& until);          ///< officer id
std::string holder_unit_at(const std::string& until);
std::string answered_at(const std::string& until);        ///< instant of the first answer; NULL if none
std::string returns_at(const std::string& until);
std::string satisfaction_at(const std::string& until);    ///< of the last follow-up; NULL if none
/// Instant of the first reminder since the last answer or progress report; NULL if none.
std::string urged_since();
std::string duty_state_at(const std::string& until);
/// Who owed the duty: the named one, else whoever held the case when it ended.
std::string duty_officer_at(const std::string& until);
std::string duty_unit_at(const std::string& until);

void add_figure(Conditions& where, const FigureFilter& filter);
void add_watch(Conditions& where, Watch watch, const WatchRules& rules, Instant now);

}  // namespace shouwen
