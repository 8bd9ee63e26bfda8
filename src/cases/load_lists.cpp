// Loads by one pass over the open cases of the units; knowledge by the customer's and the kind's own indexes.
#include "cases/load_lists.h"

#include "base/time.h"

namespace shouwen {

namespace {

std::map<OfficerId, std::int64_t> count_by_officer(db::Query& query) {
  std::map<OfficerId, std::int64_t> counts;
  while (query.step()) counts[OfficerId{query.integer(0)}] = query.integer(1);
  return counts;
}

}  // namespace

std::map<OfficerId, OfficerLoad> unit_loads(db::Session& session, const Reader& reader, Instant now) {
  Conditions where;
  where.add("c.handling_unit_id" + in_list(where.bind(json_array(own_units(reader)))) + " AND c.stage = 0");
  add_visibility(where, reader);
  const std::string at = where.bind(now.seconds), tomorrow = where.bind(at_local(local_date(now).plus_days(1), 0).seconds);
  auto query = session.query("SELECT c.responsible_officer_id, count(*), sum(c.next_due_at >= " + at + " AND c.next_due_at < " + tomorrow +
                             "), sum(c.next_due_at < " + at + ") FROM service_case c" + where.sql() + " GROUP BY c.responsible_officer_id");
  where.bind_all(query);
  std::map<OfficerId, OfficerLoad> loads;
  while (query.step()) {
    const OfficerId officer{query.integer(0)};
    loads[officer] = {officer, query.integer(1), query.integer(2), query.integer(3)};
  }
  return loads;
}

std::map<OfficerId, std::int64_t> held_of_customer(db::Session& session, const ServiceCase& service_case) {
  auto query = session.query("SELECT responsible_officer_id, count(*) FROM service_case WHERE customer_id = ?1 AND id <> ?2 GROUP BY 1");
  query.bind(1, service_case.contact.customer_id.value).bind(2, service_case.id.value);
  return count_by_officer(query);
}

std::map<OfficerId, std::int64_t> held_of_work(db::Session& session, const ServiceCase& service_case, std::int64_t latest) {
  auto query = session.query("SELECT responsible_officer_id, count(*) FROM (SELECT id, responsible_officer_id, category, area FROM service_case"
                             " WHERE kind = ?1 ORDER BY id DESC LIMIT ?2) AS latest WHERE category = ?3 AND area = ?4 AND id <> ?5 GROUP BY 1");
  query.bind(1, static_cast<std::int64_t>(service_case.kind)).bind(2, latest).bind(3, service_case.category);
  query.bind(4, static_cast<std::int64_t>(service_case.area)).bind(5, service_case.id.value);
  return count_by_officer(query);
}

}  // namespace shouwen
