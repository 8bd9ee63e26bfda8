// Every change of an agreement is an event; the state beside it is what the events give.
#include "regulation/clauses.h"
#include "services/service_describe.h"
#include "services/service_journal.h"

namespace shouwen {

namespace {

using service_journal::parsed;
using service_journal::text_of;

std::string stream_of(ServiceAgreementId id) { return "service_agreement/" + std::to_string(id.value); }

void keep(db::Session& session, const ServiceAgreement& agreement, Instant now) {
  session.run("INSERT INTO service_agreement (id, version, customer_id, account_manager_id, stage, valid_from, valid_to, changed_at, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)"
              " ON CONFLICT (id) DO UPDATE SET version=excluded.version, customer_id=excluded.customer_id, account_manager_id=excluded.account_manager_id,"
              " stage=excluded.stage, valid_from=excluded.valid_from, valid_to=excluded.valid_to, changed_at=excluded.changed_at, state=excluded.state",
              agreement.id, agreement.version, agreement.customer_id, agreement.account_manager_id, static_cast<std::int64_t>(agreement.state),
              std::int64_t{agreement.valid_from.days}, std::int64_t{agreement.valid_to.days}, now, text_of(agreement));
}

std::vector<ServiceAgreement> rows_of(db::Query& query) {
  std::vector<ServiceAgreement> agreements;
  while (query.step()) agreements.push_back(parsed<ServiceAgreement>(query.text(0)));
  return agreements;
}

}  // namespace

std::optional<ServiceAgreement> load_agreement(db::Session& session, ServiceAgreementId id) {
  auto query = session.query("SELECT state FROM service_agreement WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parsed<ServiceAgreement>(query.text(0));
}

ServiceAgreement add_agreement(db::Session& session, const AgreementEvent& event, const ServiceWriter& writer) {
  ServiceAgreement before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM service_agreement");
    query.step();
    before.id = ServiceAgreementId{query.integer(0)};
  }
  return save_agreement(session, before, event, writer);
}

ServiceAgreement save_agreement(db::Session& session, const ServiceAgreement& before, const AgreementEvent& event, const ServiceWriter& writer) {
  const ServiceAgreement after = apply(before, event);
  service_journal::append(session, stream_of(after.id), event, clause::art_11_6_4, writer);
  keep(session, after, writer.now);
  return after;
}

ServiceAgreement conclude_agreement(db::Session& session, const ServiceAgreement& draft, const AgreementEvent& signing, const ServiceWriter& writer) {
  const ServiceAgreement after = save_agreement(session, draft, signing, writer);
  for (const ServiceEvent& scheduled : scheduled_services(after)) add_service(session, scheduled, writer);
  if (const auto earlier = after.renews_id ? load_agreement(session, after.renews_id) : std::nullopt)
    if (const AgreementDecision followed = follow_agreement(*earlier, after)) save_agreement(session, *earlier, *followed, writer);
  return after;
}

std::vector<ServiceAgreement> agreements_of(db::Session& session, CustomerId customer) {
  auto query = session.query("SELECT state FROM service_agreement WHERE customer_id = ?1 ORDER BY id DESC");
  query.bind(1, customer.value);
  return rows_of(query);
}

std::vector<ServiceAgreement> list_agreements(db::Session& session, std::optional<AgreementState> state, ServiceAgreementId after, std::int64_t limit) {
  auto query = session.query("SELECT state FROM service_agreement WHERE (?1 < 0 OR stage = ?1) AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?3");
  query.bind(1, state ? static_cast<std::int64_t>(*state) : std::int64_t{-1}).bind(2, after.value).bind(3, limit);
  return rows_of(query);
}

std::vector<ServiceAgreement> agreements_ending(db::Session& session, Date by) {
  auto query = session.query("SELECT state FROM service_agreement WHERE stage = ?1 AND valid_to <= ?2 ORDER BY valid_to, id");
  query.bind(1, static_cast<std::int64_t>(AgreementState::signed_by_both)).bind(2, std::int64_t{by.days});
  return rows_of(query);
}

void verify_agreement(db::Session& session, ServiceAgreementId id, std::vector<std::string>& differences) {
  const std::string stream = stream_of(id);
  const auto stored = load_agreement(session, id);
  const auto rebuilt = service_journal::rebuilt<ServiceAgreement, AgreementEvent>(session, stream, id);
  if (!stored || rebuilt.version == 0) return differences.push_back(stream + ": events and stored agreement do not belong together");
  if (rebuilt != *stored) differences.push_back(stream + ": journal " + text_of(rebuilt) + ", stored " + text_of(*stored));
  auto row = session.query("SELECT 1 FROM service_agreement WHERE id = ?1 AND version = ?2 AND customer_id = ?3 AND account_manager_id = ?4 AND stage = ?5 AND valid_from = ?6 AND valid_to = ?7");
  row.bind(1, id.value).bind(2, rebuilt.version).bind(3, rebuilt.customer_id.value).bind(4, rebuilt.account_manager_id.value);
  row.bind(5, static_cast<std::int64_t>(rebuilt.state)).bind(6, std::int64_t{rebuilt.valid_from.days}).bind(7, std::int64_t{rebuilt.valid_to.days});
  if (!row.step()) differences.push_back(stream + ": the columns it is found by differ");
}

}  // namespace shouwen
