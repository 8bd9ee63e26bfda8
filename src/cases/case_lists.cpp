// Reading lists: one WHERE clause out of the filter and the reader, keyset pages, no OFFSET.
#include "cases/case_lists.h"

#include <algorithm>
#include <limits>

#include "base/text.h"
#include "customers/customer_file_store.h"

namespace shouwen {

namespace {

constexpr std::int64_t no_due = std::numeric_limits<std::int64_t>::max();
/// What is due first; word for word the expression of the indexes, where nothing due comes last.
constexpr const char* due_key = "coalesce(c.next_due_at, 9223372036854775807)";

constexpr const char* columns =
    "c.id, c.number, c.version, c.stage, c.outcome, c.kind, c.category, c.channel, c.area, c.secrecy, c.contact_name,"
    " c.contact_phone, c.summary, c.first_contact_id, c.responsible_officer_id, c.offered_to_officer_id, c.handling_unit_id,"
    " c.offered_to_unit_id, c.registered_at, c.closed_at, c.next_due_at, c.next_due_armed_at, c.next_due_kind, c.office_asked,"
    " c.follow_up_owed, c.suspended, c.reminders, c.returns";

std::optional<Instant> instant_or_nothing(const db::Query& query, int column) {
  if (query.is_null(column)) return std::nullopt;
  return Instant{query.integer(column)};
}

CaseRow read_row(const db::Query& q) {
  CaseRow row;
  row.id = CaseId{q.integer(0)};
  row.number = q.text(1);
  row.version = q.integer(2);
  row.stage = static_cast<Stage>(q.integer(3));
  row.outcome = static_cast<Outcome>(q.integer(4));
  row.kind = static_cast<CaseKind>(q.integer(5));
  row.category = q.text(6);
  row.channel = static_cast<Channel>(q.integer(7));
  row.area = static_cast<Area>(q.integer(8));
  row.secrecy = static_cast<Secrecy>(q.integer(9));
  row.contact_name = q.text(10);
  row.contact_phone = q.text(11);
  row.summary = q.text(12);
  row.first_contact_id = OfficerId{q.integer(13)};
  row.responsible_officer_id = OfficerId{q.integer(14)};
  row.offered_to_officer_id = OfficerId{q.integer(15)};
  row.handling_unit_id = UnitId{q.integer(16)};
  row.offered_to_unit_id = UnitId{q.integer(17)};
  row.registered_at = Instant{q.integer(18)};
  row.closed_at = instant_or_nothing(q, 19);
  row.next_due_at = instant_or_nothing(q, 20);
  row.next_due_armed_at = instant_or_nothing(q, 21);
  if (!q.is_null(22)) row.next_duty = static_cast<DutyKind>(q.integer(22));
  row.office_asked = q.integer(23) != 0;
  row.follow_up_owed = q.integer(24) != 0;
  row.suspended = q.integer(25) != 0;
  row.reminders = q.integer(26);
  row.returns = q.integer(27);
  return row;
}

/// A head also sees what was offered to one of his people by name, and what is offered to a team of his.
std::vector<UnitId> receiving_units(const Reader& reader) {
  std::vector<UnitId> units = reader.led_units;
  units.insert(units.end(), reader.receiving_units.begin(), reader.receiving_units.end());
  return units;
}

/// Living cases of the units. A single one is read in the order of its index.
void add_units(Conditions& where, const std::vector<UnitId>& units) {
  if (units.size() == 1) where.add("c.handling_unit_id = " + where.bind(units.front().value) + " AND c.stage < 2");
  else where.add("c.handling_unit_id" + in_list(where.bind(json_array(units))) + " AND c.stage < 2");
}

void add_list(Conditions& where, CaseList list, const Reader& reader) {
  const std::int64_t me = reader.officer_id.value;
  switch (list) {
    case CaseList::first_contact: where.add("c.first_contact_id = " + where.bind(me) + " AND c.stage < 2"); break;
    case CaseList::desk:
      where.add("c.responsible_officer_id = " + where.bind(me) + " AND c.stage < 2 AND c.stage = 0");
      break;
    case CaseList::offered:
      where.add("c.offered_to_unit_id IS NOT NULL AND c.offered_to_unit_id" + in_list(where.bind(json_array(receiving_units(reader)))) +
                " AND (c.offered_to_officer_id IS NULL OR c.offered_to_officer_id = " + where.bind(me) + " OR c.offered_to_unit_id" +
                in_list(where.bind(json_array(reader.led_units))) + ")");
      break;
    case CaseList::unit:
      add_units(where, own_units(reader));
      break;
    case CaseList::office: where.add("c.office_asked = 1"); break;
    case CaseList::follow_up: where.add("c.follow_up_owed = 1"); break;
    case CaseList::all: break;
  }
}

/// At least three digits and nothing else: the beginning of a case number or phone.
std::optional<std::string> number_of(const std::string& text) {
  auto number = typed_number(text);
  return number && number->size() >= 3 ? number : std::nullopt;
}

void add_text(Conditions& where, const std::string& text) {
  if (const auto number = number_of(text)) {
    std::string end = *number;
    ++end.back();
    const std::string from = where.bind(*number), to = where.bind(end);
    where.add("c.id IN (SELECT id FROM service_case WHERE number >= " + from + " AND number < " + to +
              " UNION SELECT id FROM service_case WHERE contact_phone >= " + from + " AND contact_phone < " + to + ")");
    return;
  }
  const std::string words = search_query(text);
  if (words.empty()) where.add("1 = 0");
  else where.add("t.terms MATCH " + where.bind(words));
}

std::string instant_of(Conditions& where, Date date) { return where.bind(at_local(date, 0).seconds); }

Instant end_of_today(Instant now) { return at_local(local_date(now).plus_days(1), 0); }

/// `key` is how the list is ordered, so that its index serves both.
void add_due(Conditions& where, DueOn due, const std::string& key, Instant now) {
  const std::string at = where.bind(now.seconds), tomorrow = where.bind(end_of_today(now).seconds);
  switch (due) {
    case DueOn::overdue: where.add(key + " < " + at); break;
    case DueOn::today: where.add(key + " >= " + at + " AND " + key + " < " + tomorrow); break;
    case DueOn::later: where.add(key + " >= " + tomorrow + " AND " + key + " < 9223372036854775807"); break;
    case DueOn::none: where.add("c.next_due_at IS NULL"); break;
  }
}

/// Few of all cases wait: each kind of waiting has its index, the suspended in that of watched cases.
void add_waiting_of_all(Conditions& where, WaitsFor whom) {
  const std::string offered = "SELECT id FROM service_case WHERE offered_to_unit_id IS NOT NULL", office = "SELECT id FROM service_case WHERE office_asked = 1",
                    suspended = "SELECT id FROM service_case WHERE stage = 0 AND (reminders > 0 OR returns > 0 OR suspended = 1) AND suspended = 1";
  switch (whom) {
    case WaitsFor::anybody: where.add("c.id IN (" + offered + " UNION ALL " + office + " UNION ALL " + suspended + ")"); break;
    case WaitsFor::acceptance: where.add("c.id IN (" + offered + ")"); break;
    case WaitsFor::office: where.add("c.id IN (" + office + ")"); break;
    case WaitsFor::customer: where.add("c.id IN (" + suspended + ")"); break;
  }
}

void add_waits_for(Conditions& where, WaitsFor whom) {
  switch (whom) {
    case WaitsFor::anybody: where.add("c.offered_to_unit_id IS NOT NULL OR c.office_asked = 1 OR c.suspended = 1"); break;
    case WaitsFor::acceptance: where.add("c.offered_to_unit_id IS NOT NULL"); break;
    case WaitsFor::office: where.add("c.office_asked = 1"); break;
    case WaitsFor::customer: where.add("c.suspended = 1"); break;
  }
}

/// Every case, and none picked by when it is due.
bool is_everything(const CaseFilter& filter) { return filter.list == CaseList::all && (!filter.due || *filter.due == DueOn::none) && !filter.watch; }

/// Among all cases what is due is found by the index of due times alone.
std::string order_key(const CaseFilter& filter) { return filter.list == CaseList::all && filter.due ? "c.next_due_at" : due_key; }

void add_filter(Conditions& where, const CaseFilter& filter, const Organisation& organisation, Instant now) {
  if (!filter.ids.empty()) where.add("c.id" + in_list(where.bind(json_array(filter.ids))));
  if (filter.stage) where.add("c.stage = " + where.bind(static_cast<std::int64_t>(*filter.stage)));
  if (filter.kind) where.add("c.kind = " + where.bind(static_cast<std::int64_t>(*filter.kind)));
  if (!filter.category.empty()) where.add("c.category = " + where.bind(filter.category));
  if (filter.area) where.add("c.area = " + where.bind(static_cast<std::int64_t>(*filter.area)));
  if (filter.channel) where.add("c.channel = " + where.bind(static_cast<std::int64_t>(*filter.channel)));
  if (filter.officer_id) where.add("c.responsible_officer_id = " + where.bind(filter.officer_id.value) + " AND c.stage < 2");
  if (filter.customer_id) where.add("c.customer_id IN " + merged_customers_sql(where.bind(filter.customer_id.value)));
  if (filter.due) add_due(where, *filter.due, order_key(filter), now);
  if (filter.waits_for && filter.list == CaseList::all) add_waiting_of_all(where, *filter.waits_for);
  else if (filter.waits_for) add_waits_for(where, *filter.waits_for);
  if (filter.from) where.add("c.registered_at >= " + instant_of(where, *filter.from));
  if (filter.to) where.add("c.registered_at < " + instant_of(where, filter.to->plus_days(1)));
  if (filter.unit_id) {
    std::vector<UnitId> below;
    for (const Unit& unit : organisation.units())
      if (organisation.is_within(unit.id, filter.unit_id)) below.push_back(unit.id);
    where.add("c.handling_unit_id" + in_list(where.bind(json_array(below))));
  }
  if (!filter.text.empty()) add_text(where, filter.text);
  if (filter.watch) add_watch(where, *filter.watch, filter.watch_rules, now);
  if (filter.figure) add_figure(where, *filter.figure);
}

bool needs_terms(const CaseFilter& filter) { return !filter.text.empty() && !number_of(filter.text); }

/// The word index decides first: the planner has no statistics of a full-text table. Of one unit's cases the index by due
/// times spares the sorting, which the planner does not see either.
const char* source_of(const CaseFilter& filter, const Reader& reader) {
  if (needs_terms(filter)) return " FROM case_terms t CROSS JOIN service_case c ON c.id = t.rowid";
  if (filter.list == CaseList::unit && order_of(filter) == ListOrder::due && own_units(reader).size() == 1) return " FROM service_case c INDEXED BY service_case_unit_due";
  return " FROM service_case c";
}

struct ListStatement {
  std::string sql;
  Conditions where;  ///< holds the values
};

/// Whether a page is read from its cursor towards the list's end, or backwards from there towards its beginning.
enum class Towards { end, beginning };

ListStatement statement_of(const CaseFilter& filter, const Reader& reader, const Organisation& organisation, std::optional<CasePageCursor> cursor,
                           Towards towards, std::int64_t limit, Instant now) {
  Conditions where;
  add_list(where, filter.list, reader);
  add_filter(where, filter, organisation, now);
  add_visibility(where, reader);
  const std::string id = needs_terms(filter) ? "t.rowid" : "c.id";
  std::string order;
  if (order_of(filter) != ListOrder::due) {
    const bool falling = (order_of(filter) == ListOrder::newest) == (towards == Towards::end);
    if (cursor) where.add(id + (falling ? " < " : " > ") + where.bind(cursor->id));
    // Few of all cases are due: their index finds them, not a walk through every case in order.
    order = std::string(" ORDER BY ") + (filter.list == CaseList::all && filter.due ? "+" : "") + id + (falling ? " DESC" : "");
  } else {
    const bool falling = towards == Towards::beginning;
    const std::string due = order_key(filter);
    if (cursor) where.add("(" + due + ", " + id + ")" + (falling ? " < " : " > ") + "(" + where.bind(cursor->key) + ", " + where.bind(cursor->id) + ")");
    order = " ORDER BY " + due + (falling ? " DESC" : "") + ", " + id + (falling ? " DESC" : "");
  }
  const std::string end = " LIMIT " + where.bind(limit);
  return {std::string("SELECT ") + columns + source_of(filter, reader) + where.sql() + order + end, std::move(where)};
}

std::vector<CaseRow> rows_of(db::Session& session, const ListStatement& statement) {
  auto query = session.query(statement.sql);
  statement.where.bind_all(query);
  std::vector<CaseRow> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

std::int64_t count_where(db::Session& session, CaseList list, const Reader& reader) {
  Conditions where;
  add_list(where, list, reader);
  // Also what one was asked first: a tip that accuses one's own line is not counted either (art. 9(5)).
  add_visibility(where, reader);
  auto query = session.query("SELECT count(*) FROM service_case c" + where.sql());
  where.bind_all(query);
  query.step();
  return query.integer(0);
}

/// What one holds is his to see. Every column is of the index, so that no row is read.
void count_desk(db::Session& session, const Reader& reader, Instant now, CaseCounts& counts) {
  Conditions where;
  add_list(where, CaseList::desk, reader);
  const std::string key = due_key, at = where.bind(now.seconds);
  auto query = session.query("SELECT count(*), sum(c.offered_to_unit_id IS NOT NULL OR c.office_asked = 1 OR c.suspended = 1), sum(" + key + " >= " + at + " AND " +
                             key + " < " + where.bind(end_of_today(now).seconds) + "), sum(" + key + " < " + at + ") FROM service_case c" + where.sql());
  where.bind_all(query);
  query.step();
  counts.desk = query.integer(0);
  counts.waiting = query.integer(1);
  counts.due_today = query.integer(2);
  counts.overdue = query.integer(3);
}

}  // namespace

ListOrder order_of(const CaseFilter& filter) { return filter.sort.value_or(is_everything(filter) ? ListOrder::newest : ListOrder::due); }

bool is_unordered(const CaseFilter& filter) { return is_everything(filter) && order_of(filter) == ListOrder::due; }

std::vector<CaseRow> list_cases(db::Session& session, const CaseFilter& filter, const Reader& reader, const Organisation& organisation,
                                std::optional<CasePageCursor> after, std::int64_t limit, Instant now) {
  return rows_of(session, statement_of(filter, reader, organisation, after, Towards::end, limit, now));
}

std::vector<CaseRow> list_cases_before(db::Session& session, const CaseFilter& filter, const Reader& reader, const Organisation& organisation,
                                       std::optional<CasePageCursor> before, std::int64_t limit, Instant now) {
  auto rows = rows_of(session, statement_of(filter, reader, organisation, before, Towards::beginning, limit, now));
  std::reverse(rows.begin(), rows.end());
  return rows;
}

std::string list_sql(const CaseFilter& filter, const Reader& reader, const Organisation& organisation, Instant now) {
  return statement_of(filter, reader, organisation, {}, Towards::end, 1, now).sql;
}

CasePageCursor cursor_of(const CaseFilter& filter, const CaseRow& row) {
  if (order_of(filter) != ListOrder::due) return {0, row.id.value};
  return {row.next_due_at ? row.next_due_at->seconds : no_due, row.id.value};
}

std::int64_t count_listed(db::Session& session, const CaseFilter& filter, const Reader& reader, const Organisation& organisation, Instant now,
                          std::int64_t at_most) {
  Conditions where;
  add_list(where, filter.list, reader);
  add_filter(where, filter, organisation, now);
  add_visibility(where, reader);
  auto query = session.query(std::string("SELECT count(*) FROM (SELECT 1") + source_of(filter, reader) + where.sql() + " LIMIT " + where.bind(at_most) + ") AS listed");
  where.bind_all(query);
  query.step();
  return query.integer(0);
}

CaseCounts count_cases(db::Session& session, const Reader& reader, Instant now) {
  CaseCounts counts;
  counts.first_contact = count_where(session, CaseList::first_contact, reader);
  counts.offered = count_where(session, CaseList::offered, reader);
  counts.unit = count_where(session, CaseList::unit, reader);
  counts.office = count_where(session, CaseList::office, reader);
  counts.follow_up = count_where(session, CaseList::follow_up, reader);
  count_desk(session, reader, now, counts);
  return counts;
}

std::int64_t count_unit_cases(db::Session& session, UnitId unit) {
  auto query = session.query("SELECT (SELECT count(*) FROM service_case WHERE handling_unit_id = ?1 AND stage < 2) + (SELECT count(*) FROM service_case WHERE offered_to_unit_id = ?1)");
  query.bind(1, unit.value);
  query.step();
  return query.integer(0);
}

std::vector<CaseId> cases_of_customer(db::Session& session, CustomerId customer) {
  auto query = session.query("SELECT id FROM service_case WHERE customer_id IN " + merged_customers_sql("?1"));
  query.bind(1, customer.value);
  std::vector<CaseId> ids;
  while (query.step()) ids.push_back(CaseId{query.integer(0)});
  return ids;
}

std::string number_of_case(db::Session& session, CaseId id) {
  auto query = session.query("SELECT number FROM service_case WHERE id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::string(query.text(0)) : std::string();
}

std::int64_t count_open_cases(db::Session& session, CustomerId customer) {
  auto query = session.query("SELECT count(*) FROM service_case WHERE stage < 2 AND customer_id IN " + merged_customers_sql("?1"));
  query.bind(1, customer.value);
  query.step();
  return query.integer(0);
}

std::vector<CaseRow> similar_cases(db::Session& session, const ServiceCase& to, const Reader& reader, std::int64_t limit) {
  Conditions where;
  add_visibility(where, reader);
  where.add("c.id <> " + where.bind(to.id.value));
  where.add("c.stage < 2");
  // A duplicate comes soon after: the same category within three days, or the same customer or phone. Each by its own index.
  std::string same = "c.id IN (SELECT id FROM (SELECT id, category, area, registered_at FROM service_case WHERE kind = " +
                     where.bind(static_cast<std::int64_t>(to.kind)) + " AND id > " + where.bind(to.id.value - 2000) + " AND id < " + where.bind(to.id.value + 2000) +
                     ") AS near WHERE category = " + where.bind(to.category) + " AND area = " + where.bind(static_cast<std::int64_t>(to.area)) +
                     " AND abs(registered_at - " + where.bind(to.registered_at.seconds) + ") < 259200";
  if (to.contact.customer_id) same += " UNION SELECT id FROM service_case WHERE customer_id = " + where.bind(to.contact.customer_id.value);
  if (!to.contact.phone.empty()) same += " UNION SELECT id FROM service_case WHERE contact_phone = " + where.bind(to.contact.phone);
  where.add(same + ")");
  auto query = session.query(std::string("SELECT ") + columns + " FROM service_case c" + where.sql() + " ORDER BY c.id DESC LIMIT " + where.bind(limit));
  where.bind_all(query);
  std::vector<CaseRow> rows;
  while (query.step()) rows.push_back(read_row(query));
  return rows;
}

}  // namespace shouwen
