// Facts out of the views of cases: one pass over the cases of the period, one over their duties.
#include "dashboard/figure_store.h"

#include "cases/case_moments.h"

namespace shouwen {

namespace {

void add_period(Conditions& where, const FigurePeriod& period) {
  where.add("c.registered_at >= " + where.bind(at_local(period.from, 0).seconds));
  where.add("c.registered_at < " + where.bind(at_local(period.to.plus_days(1), 0).seconds));
  where.add("c.registered_at <= " + where.bind(period.until.seconds));
}

/// What read_fact reads. Who held a case then is the dearest question, so it is asked only if the book groups by it.
std::string fact_columns(const FigureBook& book, const std::string& officer, const std::string& unit) {
  return "SELECT c.id, c.kind, c.category, c.area, c.registered_at, " + (book.needs_holder() ? officer + ", " + unit : std::string("0, 0"));
}

void read_fact(const db::Query& query, Fact& fact) {
  fact.case_id = CaseId{query.integer(0)};
  fact.kind = static_cast<CaseKind>(query.integer(1));
  fact.category = query.text(2);
  fact.area = static_cast<Area>(query.integer(3));
  fact.registered_at = Instant{query.integer(4)};
  fact.officer_id = OfficerId{query.integer(5)};
  fact.unit_id = UnitId{query.integer(6)};
}

void read_cases(db::Session& session, const Reader& reader, const FigurePeriod& period, FigureBook& book) {
  Conditions where;
  const std::string until = where.bind(period.until.seconds);
  add_period(where, period);
  add_visibility(where, reader);
  auto query = session.query(fact_columns(book, holder_at(until), holder_unit_at(until)) + ", " + answered_at(until) + ", " + returns_at(until) + ", " + satisfaction_at(until) + " FROM service_case c" + where.sql());
  where.bind_all(query);
  while (query.step()) {
    CaseFact fact;
    read_fact(query, fact);
    if (!query.is_null(7)) fact.answered_at = Instant{query.integer(7)};
    fact.returns = query.integer(8);
    if (!query.is_null(9)) fact.satisfaction = static_cast<Satisfaction>(query.integer(9));
    book.add(fact);
  }
}

void read_duties(db::Session& session, const Reader& reader, const FigurePeriod& period, std::optional<DutyKind> duty_kind, FigureBook& book) {
  Conditions where;
  const std::string until = where.bind(period.until.seconds);
  add_period(where, period);
  add_visibility(where, reader);
  where.add("d.armed_at <= " + until);
  if (duty_kind) where.add("d.kind = " + where.bind(static_cast<std::int64_t>(*duty_kind)));
  // The case leads, so that duties of one case follow each other.
  auto query = session.query(fact_columns(book, duty_officer_at(until), duty_unit_at(until)) + ", " + duty_state_at(until) +
                             " FROM service_case c CROSS JOIN case_duty d ON d.case_id = c.id" + where.sql());
  where.bind_all(query);
  while (query.step()) {
    DutyFact fact;
    read_fact(query, fact);
    fact.state = static_cast<DutyState>(query.integer(7));
    book.add(fact);
  }
}

}  // namespace

void read_figures(db::Session& session, const Reader& reader, const FigurePeriod& period, std::optional<DutyKind> duty_kind, FigureBook& book) {
  read_cases(session, reader, period, book);
  read_duties(session, reader, period, duty_kind, book);
}

std::vector<HandBack> hand_backs(db::Session& session, const Reader& reader, const FigurePeriod& period) {
  Conditions where;
  add_period(where, period);
  add_visibility(where, reader);
  where.add("c.returns > 0 AND m.at <= " + where.bind(period.until.seconds));
  auto query = session.query("SELECT m.unit_id, m.from_unit_id, count(*), count(DISTINCT c.id) FROM service_case c"
                             " CROSS JOIN case_moment m ON m.case_id = c.id AND m.kind = " + std::to_string(static_cast<int>(MomentKind::returned)) +
                             where.sql() + " GROUP BY m.unit_id, m.from_unit_id ORDER BY count(*) DESC, m.unit_id, m.from_unit_id");
  where.bind_all(query);
  std::vector<HandBack> found;
  while (query.step()) found.push_back({UnitId{query.integer(0)}, UnitId{query.integer(1)}, {query.integer(2), query.integer(3)}});
  return found;
}

PauseHistory pause_history(db::Session& session, CaseId id) {
  auto query = session.query("SELECT (SELECT count(*) FROM case_moment m WHERE m.case_id = c.id AND m.kind = " +
                             std::to_string(static_cast<int>(MomentKind::suspended)) + "), " + urged_since() + " IS NOT NULL FROM service_case c WHERE c.id = ?1");
  query.bind(1, id.value);
  query.step();
  return {query.integer(0), query.integer(1) != 0};
}

void for_each_paused_case(db::Session& session, const Reader& reader, Date from, Date to, const std::function<void(CaseId)>& each) {
  Conditions where;
  // From the few pauses to their cases, by the index of pauses: its condition wants the kind as a literal.
  where.add("c.id IN (SELECT m.case_id FROM case_moment m WHERE m.kind = " + std::to_string(static_cast<int>(MomentKind::suspended)) +
            " AND m.at >= " + where.bind(at_local(from, 0).seconds) + " AND m.at < " + where.bind(at_local(to.plus_days(1), 0).seconds) + ")");
  add_visibility(where, reader);
  auto query = session.query("SELECT c.id FROM service_case c" + where.sql() + " ORDER BY c.id");
  where.bind_all(query);
  while (query.step()) each(CaseId{query.integer(0)});
}

}  // namespace shouwen
