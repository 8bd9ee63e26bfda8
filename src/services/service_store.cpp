// Every change of a service is an event; the state beside it is what the events give.
#include "services/service_store.h"

#include "regulation/clauses.h"
#include "services/service_describe.h"
#include "services/service_journal.h"

namespace shouwen {

namespace {

using service_journal::parsed;
using service_journal::text_of;

std::string stream_of(ServiceId id) { return "service/" + std::to_string(id.value); }

std::optional<std::int64_t> days_of(const std::optional<Date>& date) { return date ? std::optional<std::int64_t>(date->days) : std::nullopt; }

void keep(db::Session& session, const CustomerService& service, Instant now) {
  session.run("INSERT INTO customer_service (id, version, customer_id, account_manager_id, kind, item, stage, unit_id, agreement_id, counted_on, agreed_on, due_on,"
              " delivered_on, recorded_at, score, changed_at, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)"
              " ON CONFLICT (id) DO UPDATE SET version=excluded.version, customer_id=excluded.customer_id, account_manager_id=excluded.account_manager_id,"
              " kind=excluded.kind, item=excluded.item, stage=excluded.stage, unit_id=excluded.unit_id, agreement_id=excluded.agreement_id,"
              " counted_on=excluded.counted_on, agreed_on=excluded.agreed_on, due_on=excluded.due_on, delivered_on=excluded.delivered_on,"
              " recorded_at=excluded.recorded_at, score=excluded.score, changed_at=excluded.changed_at, state=excluded.state",
              service.id, service.version, service.customer_id, service.account_manager_id, static_cast<std::int64_t>(service.kind), service.item,
              static_cast<std::int64_t>(service.state), service.unit_id, service.agreement_id, std::int64_t{service.due_on.value_or(service.offered_on).days},
              days_of(service.agreed_on), days_of(service.due_on), days_of(service.delivered_on), service.recorded_at, service.score, now, text_of(service));
}

/// ?1 … ?7 of every question about some services; -1 and 0 ask for all.
constexpr const char* fits = " (?1 < 0 OR kind = ?1) AND (?2 < 0 OR stage = ?2) AND (?3 = 0 OR unit_id = ?3) AND (?4 = 0 OR customer_id = ?4)"
                             " AND (?5 = 0 OR agreement_id = ?5) AND counted_on BETWEEN ?6 AND ?7";

db::Query asked(db::Session& session, const std::string& sql, const ServiceFilter& filter) {
  constexpr std::int64_t before_all_days = -1'000'000, after_all_days = 10'000'000;
  db::Query query = session.query(sql);
  query.bind(1, filter.kind ? static_cast<std::int64_t>(*filter.kind) : std::int64_t{-1});
  query.bind(2, filter.state ? static_cast<std::int64_t>(*filter.state) : std::int64_t{-1});
  query.bind(3, filter.unit_id.value_or(UnitId{}).value);
  query.bind(4, filter.customer_id.value_or(CustomerId{}).value);
  query.bind(5, filter.agreement_id.value_or(ServiceAgreementId{}).value);
  query.bind(6, days_of(filter.from).value_or(before_all_days));
  query.bind(7, days_of(filter.to).value_or(after_all_days));
  return query;
}

std::vector<CustomerService> rows_of(db::Query& query) {
  std::vector<CustomerService> services;
  while (query.step()) services.push_back(parsed<CustomerService>(query.text(0)));
  return services;
}

std::vector<CaseId> linked_cases(db::Session& session, ServiceId id) {
  std::vector<CaseId> found;
  auto query = session.query("SELECT case_id FROM customer_service_case WHERE service_id = ?1 ORDER BY case_id");
  query.bind(1, id.value);
  while (query.step()) found.push_back(CaseId{query.integer(0)});
  return found;
}

void verify_one(db::Session& session, ServiceId id, std::vector<std::string>& differences) {
  const std::string stream = stream_of(id);
  const auto stored = load_service(session, id);
  const auto rebuilt = service_journal::rebuilt<CustomerService, ServiceEvent>(session, stream, id);
  if (!stored || rebuilt.version == 0) return differences.push_back(stream + ": events and stored service do not belong together");
  if (rebuilt != *stored) differences.push_back(stream + ": journal " + text_of(rebuilt) + ", stored " + text_of(*stored));
  if (linked_cases(session, id) != rebuilt.case_ids) differences.push_back(stream + ": support requests: journal and links differ");
  auto row = session.query("SELECT 1 FROM customer_service WHERE id = ?1 AND version = ?2 AND customer_id = ?3 AND kind = ?4 AND stage = ?5 AND unit_id = ?6"
                           " AND agreement_id = ?7 AND counted_on = ?8 AND score = ?9 AND due_on IS ?10 AND delivered_on IS ?11 AND item = ?12");
  row.bind(1, id.value).bind(2, rebuilt.version).bind(3, rebuilt.customer_id.value).bind(4, static_cast<std::int64_t>(rebuilt.kind));
  row.bind(5, static_cast<std::int64_t>(rebuilt.state)).bind(6, rebuilt.unit_id.value).bind(7, rebuilt.agreement_id.value);
  row.bind(8, rebuilt.due_on.value_or(rebuilt.offered_on).days).bind(9, rebuilt.score);
  const auto bind_day = [&row](int position, const std::optional<Date>& day) { day ? row.bind(position, std::int64_t{day->days}) : row.bind_null(position); };
  bind_day(10, rebuilt.due_on);
  bind_day(11, rebuilt.delivered_on);
  row.bind(12, rebuilt.item);
  if (!row.step()) differences.push_back(stream + ": the columns it is found by differ");
}

}  // namespace

std::optional<CustomerService> load_service(db::Session& session, ServiceId id) {
  auto query = session.query("SELECT state FROM customer_service WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parsed<CustomerService>(query.text(0));
}

CustomerService add_service(db::Session& session, const ServiceEvent& event, const ServiceWriter& writer) {
  CustomerService before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM customer_service");
    query.step();
    before.id = ServiceId{query.integer(0)};
  }
  return save_service(session, before, event, writer);
}

CustomerService save_service(db::Session& session, const CustomerService& before, const ServiceEvent& event, const ServiceWriter& writer) {
  const CustomerService after = apply(before, event);
  service_journal::append(session, stream_of(after.id), event, event.case_id ? clause::art_11_2 : clause::art_11_6_4, writer);
  keep(session, after, writer.now);
  if (event.case_id) session.run("INSERT INTO customer_service_case (case_id, service_id) VALUES (?1,?2)", *event.case_id, after.id);
  return after;
}

std::vector<ServiceStory> service_story(db::Session& session, ServiceId id) {
  std::vector<ServiceStory> story;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id)))
    story.insert(story.begin(), {entry.stream_number, entry.at, OfficerId{entry.actor_id}, entry.kind});
  return story;
}

std::vector<CustomerService> list_services(db::Session& session, const ServiceFilter& filter, ServiceId after, std::int64_t limit) {
  auto query = asked(session, std::string("SELECT state FROM customer_service WHERE") + fits + " AND (?8 = 0 OR id < ?8) ORDER BY id DESC LIMIT ?9", filter);
  query.bind(8, after.value).bind(9, limit);
  return rows_of(query);
}

std::vector<CustomerService> services_of(db::Session& session, ServiceAgreementId id) {
  auto query = session.query("SELECT state FROM customer_service WHERE agreement_id = ?1 ORDER BY due_on NULLS FIRST, id");
  query.bind(1, id.value);
  return rows_of(query);
}

std::vector<CustomerService> services_due(db::Session& session, Date by) {
  auto query = session.query("SELECT state FROM customer_service WHERE stage = ?1 AND due_on <= ?2 ORDER BY due_on, id");
  query.bind(1, static_cast<std::int64_t>(ServiceState::agreed)).bind(2, std::int64_t{by.days});
  return rows_of(query);
}

std::vector<ServiceFigures> service_figures(db::Session& session, const ServiceFilter& filter, ServiceGroup group, Date today) {
  const std::string column = group == ServiceGroup::kind ? "kind" : "unit_id";
  auto query = asked(session, "SELECT " + column + ", count(*), sum(agreed_on IS NOT NULL), sum(delivered_on IS NOT NULL), sum(delivered_on IS NOT NULL AND delivered_on <= due_on),"
                              " sum(stage = ?8 AND due_on < ?9), sum(score > 0), sum(score) FROM customer_service WHERE" + fits + " GROUP BY " + column + " ORDER BY " + column, filter);
  query.bind(8, static_cast<std::int64_t>(ServiceState::agreed)).bind(9, std::int64_t{today.days});
  std::vector<ServiceFigures> figures;
  while (query.step())
    figures.push_back({query.integer(0), query.integer(1), query.integer(2), query.integer(3), query.integer(4), query.integer(5), query.integer(6), query.integer(7)});
  return figures;
}

ServicesVerified verify_services(db::Session& session) {
  ServicesVerified verified;
  const auto ids_of = [&session](const char* sql) {
    std::vector<std::int64_t> ids;
    auto query = session.query(sql);
    while (query.step()) ids.push_back(query.integer(0));
    return ids;
  };
  for (const std::int64_t id : ids_of("SELECT id FROM customer_service UNION SELECT stream_id FROM event WHERE stream_kind = 'service' ORDER BY 1")) {
    verify_one(session, ServiceId{id}, verified.differences);
    ++verified.services;
  }
  for (const std::int64_t id : ids_of("SELECT id FROM service_agreement UNION SELECT stream_id FROM event WHERE stream_kind = 'service_agreement' ORDER BY 1")) {
    verify_agreement(session, ServiceAgreementId{id}, verified.differences);
    ++verified.agreements;
  }
  return verified;
}

}  // namespace shouwen
