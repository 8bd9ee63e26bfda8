// Counted over the customer and everything merged into him.
#include "cases/customer_cases.h"

#include "cases/service_case.h"
#include "customers/customer_file_store.h"

namespace shouwen {

namespace {

/// The customer is ?1, internal categories are bound from ?6 on.
constexpr int first_category = 6;

std::string of_customer(const CustomerCaseQuestion& question) {
  std::string sql = " c.customer_id IN " + merged_customers_sql("?1") + " AND c.secrecy < " + std::to_string(static_cast<int>(Secrecy::sealed));
  for (std::size_t i = 0; i < question.internal_categories.size(); ++i) sql += " AND c.category <> ?" + std::to_string(first_category + static_cast<int>(i));
  return sql;
}

db::Query asked(db::Session& session, const std::string& sql, const CustomerCaseQuestion& question, const std::string& order = {}) {
  db::Query query = session.query(sql + of_customer(question) + order);
  query.bind(1, question.customer_id.value);
  for (std::size_t i = 0; i < question.internal_categories.size(); ++i) query.bind(first_category + static_cast<int>(i), std::string_view(question.internal_categories[i]));
  return query;
}

}  // namespace

CustomerCaseFigures case_figures_of(db::Session& session, const CustomerCaseQuestion& question, Instant from, Instant until, Instant now) {
  CustomerCaseFigures figures;
  {
    auto query = asked(session, "SELECT count(*) FILTER (WHERE c.registered_at >= ?2 AND c.registered_at < ?3), count(*) FILTER (WHERE c.stage < 2),"
                               " count(*) FILTER (WHERE c.stage < 2 AND c.next_due_at < ?4) FROM service_case c WHERE", question);
    query.bind(2, from.seconds).bind(3, until.seconds).bind(4, now.seconds);
    query.step();
    figures.registered = query.integer(0);
    figures.open = query.integer(1);
    figures.open_overdue = query.integer(2);
  }
  auto query = asked(session, "SELECT count(*), count(*) FILTER (WHERE d.state = ?4) FROM service_case c JOIN case_duty d ON d.case_id = c.id"
                             " WHERE d.state IN (?4, ?5) AND c.registered_at >= ?2 AND c.registered_at < ?3 AND", question);
  query.bind(2, from.seconds).bind(3, until.seconds);
  query.bind(4, static_cast<std::int64_t>(DutyState::met)).bind(5, static_cast<std::int64_t>(DutyState::breached));
  query.step();
  figures.duties = query.integer(0);
  figures.duties_on_time = query.integer(1);
  return figures;
}

std::vector<OpenCustomerCase> open_cases_of(db::Session& session, const CustomerCaseQuestion& question, std::int64_t limit) {
  auto query = asked(session, "SELECT c.number, c.category, c.registered_at, c.next_due_at FROM service_case c WHERE c.stage < 2 AND", question, " ORDER BY c.id LIMIT ?2");
  query.bind(2, limit);
  std::vector<OpenCustomerCase> cases;
  while (query.step())
    cases.push_back({std::string(query.text(0)), std::string(query.text(1)), Instant{query.integer(2)}, query.is_null(3) ? std::nullopt : std::optional(Instant{query.integer(3)})});
  return cases;
}

}  // namespace shouwen
