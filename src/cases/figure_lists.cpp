// States rewound to an instant: by the moments of cases and the instants of duties, never by today's state.
#include "cases/figure_lists.h"

#include "cases/case_moments.h"

namespace shouwen {

namespace {

std::string number(auto value) { return std::to_string(static_cast<std::int64_t>(value)); }

std::string moments(MomentKind kind, const std::string& until) {
  return " FROM case_moment m WHERE m.case_id = c.id AND m.kind = " + number(kind) + " AND m.at <= " + until;
}

std::string last(const char* column, MomentKind kind, const std::string& until) {
  return std::string("(SELECT m.") + column + moments(kind, until) + " ORDER BY m.event_number DESC LIMIT 1)";
}

std::string owner(const char* column, const std::string& holder) {
  return std::string("CASE WHEN d.owner_officer_id <> 0 OR d.owner_unit_id <> 0 THEN d.") + column + " ELSE " + holder + " END";
}

/// A duty that ended before is owed by whoever held the case then.
std::string end_of_duty(const std::string& until) { return "min(" + until + ", coalesce(d.ended_at, " + until + "))"; }

void add_duty(Conditions& where, const FigureFilter& filter, const std::string& until) {
  if (!filter.duty_state && !filter.duty_kind && !filter.duty_officer_id && !filter.duty_unit_id) return;
  std::string sql = "EXISTS (SELECT 1 FROM case_duty d WHERE d.case_id = c.id AND d.armed_at <= " + until;
  if (filter.duty_state) sql += " AND " + duty_state_at(until) + " = " + where.bind(static_cast<std::int64_t>(*filter.duty_state));
  if (filter.duty_kind) sql += " AND d.kind = " + where.bind(static_cast<std::int64_t>(*filter.duty_kind));
  if (filter.duty_officer_id) sql += " AND " + duty_officer_at(until) + " = " + where.bind(filter.duty_officer_id->value);
  if (filter.duty_unit_id) sql += " AND " + duty_unit_at(until) + " = " + where.bind(filter.duty_unit_id->value);
  where.add(sql + ")");
}

void add_returned_between(Conditions& where, const FigureFilter& filter, const std::string& until) {
  if (!filter.returned_by_unit_id && !filter.returned_to_unit_id) return;
  std::string sql = "EXISTS (SELECT 1" + moments(MomentKind::returned, until);
  if (filter.returned_by_unit_id) sql += " AND m.unit_id = " + where.bind(filter.returned_by_unit_id.value);
  if (filter.returned_to_unit_id) sql += " AND m.from_unit_id = " + where.bind(filter.returned_to_unit_id.value);
  where.add(sql + ")");
}

}  // namespace

std::string holder_at(const std::string& until) { return "coalesce(" + last("officer_id", MomentKind::held, until) + ", c.first_contact_id)"; }

std::string holder_unit_at(const std::string& until) { return "coalesce(" + last("unit_id", MomentKind::held, until) + ", c.first_contact_unit_id)"; }

std::string answered_at(const std::string& until) { return "(SELECT min(m.at)" + moments(MomentKind::answered, until) + ")"; }

std::string returns_at(const std::string& until) { return "(SELECT count(*)" + moments(MomentKind::returned, until) + ")"; }

std::string satisfaction_at(const std::string& until) { return last("result", MomentKind::followed_up, until); }

std::string urged_since() {
  return "(SELECT min(r.at) FROM case_moment r WHERE r.case_id = c.id AND r.kind = " + number(MomentKind::reminded) +
         " AND r.event_number > coalesce((SELECT max(m.event_number) FROM case_moment m WHERE m.case_id = c.id AND m.kind IN (" +
         number(MomentKind::answered) + "," + number(MomentKind::progressed) + ")), 0))";
}

std::string duty_state_at(const std::string& until) {
  const std::string breached = number(DutyState::breached);
  // A breach takes effect at its due time, and one that was made good later stays a breach.
  return "CASE WHEN d.state = " + breached + " THEN iif(d.due_at <= " + until + ", " + breached + ", " + number(DutyState::open) +
         ") WHEN d.ended_at <= " + until + " THEN d.state ELSE " + number(DutyState::open) + " END";
}

std::string duty_officer_at(const std::string& until) { return owner("owner_officer_id", holder_at(end_of_duty(until))); }

std::string duty_unit_at(const std::string& until) { return owner("owner_unit_id", holder_unit_at(end_of_duty(until))); }

void add_figure(Conditions& where, const FigureFilter& filter) {
  const std::string until = where.bind(filter.until.seconds);
  where.add("c.registered_at <= " + until);
  if (filter.holder_id) where.add(holder_at(until) + " = " + where.bind(filter.holder_id->value));
  if (filter.holder_unit_id) where.add(holder_unit_at(until) + " = " + where.bind(filter.holder_unit_id->value));
  if (filter.answered) where.add(answered_at(until) + " IS NOT NULL");
  if (filter.returned_from > 0) where.add(returns_at(until) + " >= " + where.bind(filter.returned_from));
  if (filter.satisfaction) where.add(satisfaction_at(until) + " = " + where.bind(static_cast<std::int64_t>(*filter.satisfaction)));
  add_duty(where, filter, until);
  add_returned_between(where, filter, until);
}

void add_watch(Conditions& where, Watch watch, const WatchRules& rules, Instant now) {
  // Word for word the condition of the index of watched cases.
  const auto watched = [&where] { where.add("c.stage = 0 AND (c.reminders > 0 OR c.returns > 0 OR c.suspended = 1)"); };
  switch (watch) {
    case Watch::soon: {
      const std::string at = where.bind(now.seconds);
      where.add("c.next_due_at IS NOT NULL AND c.next_due_at >= " + at);
      where.add("c.next_due_armed_at + (c.next_due_at - c.next_due_armed_at) * " + where.bind(rules.warn_at_percent) + " / 100 <= " + at);
      break;
    }
    case Watch::urged:
      watched();
      where.add("c.reminders > 0 AND " + urged_since() + " <= " + where.bind(rules.urged_before.seconds));
      break;
    case Watch::returned:
      watched();
      where.add("c.returns >= " + where.bind(rules.returned_from));
      break;
    case Watch::suspended:
      watched();
      where.add("c.suspended = 1");
      break;
    case Watch::ordered:
      where.add("c.stage < 2");
      where.add("EXISTS (SELECT 1 FROM case_duty d WHERE d.case_id = c.id AND d.ended_at IS NULL AND d.kind = " + number(DutyKind::supervision_reply) + ")");
      break;
  }
}

}  // namespace shouwen
