// One statement for lists and single requests.
#include "open311/geo_store.h"

#include "cases/visible_lists.h"
#include "json/print.h"

namespace shouwen {

namespace {

std::string number_of(auto value) { return std::to_string(static_cast<std::int64_t>(value)); }

std::string json_texts(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) {
    if (out.size() > 1) out += ',';
    json::print_string(out, text);
  }
  return out + ']';
}

std::string in_texts(const std::string& json_parameter) { return " IN (SELECT value FROM json_each(" + json_parameter + "))"; }

Instant cut(Instant at, std::int64_t step) { return {at.seconds - at.seconds % step}; }

void add_filter(Conditions& where, const GeoFilter& filter, const Rulebook& rulebook, std::int64_t step) {
  where.add("c.secrecy < " + number_of(Secrecy::sealed) + " AND c.kind <> " + number_of(CaseKind::tip_off));
  where.add("c.about_officer_id IS NULL AND NOT EXISTS (SELECT 1 FROM case_accused a WHERE a.case_id = c.id)");
  std::vector<std::string> listed;
  for (const std::string& code : rulebook.open_data->open311.listed)
    if (is_listed(rulebook, code)) listed.push_back(code);
  where.add("c.category" + in_texts(where.bind(json_texts(listed))));
  if (!filter.service_request_ids.empty()) return where.add("c.number" + in_texts(where.bind(json_texts(filter.service_request_ids))));
  if (!filter.service_codes.empty()) where.add("c.category" + in_texts(where.bind(json_texts(filter.service_codes))));
  if (!filter.open || !filter.closed) where.add(std::string("c.stage ") + (filter.open ? "= " : "<> ") + number_of(Stage::open));
  // cut(registered) >= from, and cut(registered) <= to.
  where.add("c.registered_at >= " + where.bind(cut(filter.from.plus_seconds(step - 1), step).seconds));
  where.add("c.registered_at < " + where.bind(cut(filter.to, step).seconds + step));
}

}  // namespace

std::vector<ListedRequest> list_requests(db::Session& session, const GeoFilter& filter, const Rulebook& rulebook, const Organisation& organisation) {
  const std::int64_t step = rulebook.open_data->time_step_minutes * 60;
  Conditions where;
  add_filter(where, filter, rulebook, step);
  const bool by_id = !filter.service_request_ids.empty();
  const std::string limit = where.bind(by_id ? static_cast<std::int64_t>(filter.service_request_ids.size()) : filter.page_size);
  const std::string offset = where.bind(by_id ? std::int64_t{0} : (filter.page - 1) * filter.page_size);
  auto query = session.query(
      "SELECT c.number, c.category, c.stage, c.outcome, c.area, c.registered_at, c.handling_unit_id,"
      " max(c.registered_at, coalesce(c.closed_at, 0), coalesce((SELECT max(m.at) FROM case_moment m WHERE m.case_id = c.id), 0)),"
      " (SELECT d.due_at FROM case_duty d WHERE d.case_id = c.id AND d.kind = " + number_of(DutyKind::reply) + " ORDER BY d.number DESC LIMIT 1),"
      " json_extract(s.state, '$.contact.address') FROM service_case c JOIN case_state s ON s.case_id = c.id" + where.sql() + " ORDER BY c.registered_at DESC, c.id DESC LIMIT " + limit + " OFFSET " + offset);
  where.bind_all(query);
  std::vector<ListedRequest> requests;
  while (query.step()) {
    ListedRequest request;
    request.number = query.text(0);
    request.category = query.text(1);
    request.stage = static_cast<Stage>(query.integer(2));
    request.outcome = static_cast<Outcome>(query.integer(3));
    request.area = static_cast<Area>(query.integer(4));
    request.registered_at = cut(Instant{query.integer(5)}, step);
    if (const Unit* unit = organisation.unit(UnitId{query.integer(6)})) request.unit_name = unit->name;
    request.updated_at = cut(Instant{query.integer(7)}, step);
    if (!query.is_null(8)) request.expected_at = cut(Instant{query.integer(8)}, step);
    request.position = position_in(query.text(9));
    requests.push_back(std::move(request));
  }
  return requests;
}

}  // namespace shouwen
