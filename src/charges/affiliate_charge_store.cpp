// Affiliates' charges: an event for each step, the state beside it.
#include "charges/affiliate_charge_store.h"

#include "base/overloaded.h"
#include "charges/charge_journal.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::string stream_of(AffiliateChargeId id) { return "affiliate_charge/" + std::to_string(id.value); }

const char* kind_name(const AffiliateChargeEventBody& body) {
  return std::visit(Overloaded{[](const AffiliateChargeEntered&) { return "affiliate_charge_entered"; }, [](const ExceptionExplained&) { return "exception_explained"; },
                               [](const ExceptionDecided&) { return "exception_decided"; }},
                    body);
}

}  // namespace

std::optional<AffiliateCharge> load_affiliate_charge(db::Session& session, AffiliateChargeId id) {
  auto query = session.query("SELECT state FROM affiliate_charge WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<AffiliateCharge>(query.text(0));
}

AffiliateCharge save_affiliate_charge(db::Session& session, AffiliateCharge charge, const AffiliateChargeEventBody& body, const ChargeWriter& writer) {
  if (!charge.id) charge.id = AffiliateChargeId{charge_journal::next_id(session, "SELECT coalesce(max(id), 0) + 1 FROM affiliate_charge")};
  charge = apply(std::move(charge), {writer.officer_id, writer.now, body});
  std::visit([&](const auto& event) { charge_journal::append(session, {stream_of(charge.id), charge.version, kind_name(body), clause::art_9_3}, event, writer); }, body);
  session.run("INSERT INTO affiliate_charge (id, version, affiliate_id, charged_on, comparison, exception_state, source, source_number, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)"
              " ON CONFLICT (id) DO UPDATE SET version = excluded.version, exception_state = excluded.exception_state, state = excluded.state",
              charge.id, charge.version, charge.affiliate_id, charge.charged_on.days, static_cast<std::int64_t>(charge.comparison), static_cast<std::int64_t>(charge.exception),
              charge.source, charge.source_number, json::to_text(charge));
  return charge;
}

bool has_affiliate_charge(db::Session& session, std::string_view source, std::string_view source_number) {
  auto query = session.query("SELECT 1 FROM affiliate_charge WHERE source = ?1 AND source_number = ?2");
  query.bind(1, source).bind(2, source_number);
  return query.step();
}

std::vector<AffiliateCharge> list_affiliate_charges(db::Session& session, const AffiliateFilter& filter, AffiliateChargeId after, std::int64_t limit) {
  auto query = session.query("SELECT state FROM affiliate_charge WHERE (?1 = 0 OR affiliate_id = ?1) AND (?2 < 0 OR exception_state = ?2) AND (?3 < 0 OR comparison = ?3)"
                             " AND (?4 = 0 OR id < ?4) ORDER BY id DESC LIMIT ?5");
  query.bind(1, filter.affiliate_id.value_or(CustomerId{}).value).bind(2, filter.exception ? static_cast<std::int64_t>(*filter.exception) : std::int64_t{-1});
  query.bind(3, filter.comparison ? static_cast<std::int64_t>(*filter.comparison) : std::int64_t{-1}).bind(4, after.value).bind(5, limit);
  std::vector<AffiliateCharge> charges;
  while (query.step()) charges.push_back(json::stored<AffiliateCharge>(query.text(0)));
  return charges;
}

std::int64_t count_open_exceptions(db::Session& session) {
  auto query = session.query("SELECT count(*) FROM affiliate_charge WHERE exception_state IN (?1, ?2)");
  query.bind(1, static_cast<std::int64_t>(ExceptionState::opened)).bind(2, static_cast<std::int64_t>(ExceptionState::explained));
  query.step();
  return query.integer(0);
}

std::vector<std::string> verify_affiliate_charge(db::Session& session, AffiliateChargeId id) {
  AffiliateCharge rebuilt;
  rebuilt.id = id;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id)))
    rebuilt = apply(std::move(rebuilt), {OfficerId{entry.actor_id}, entry.at, json::stored_body<AffiliateChargeEventBody>(entry.kind, entry.payload, &kind_name)});
  auto query = session.query("SELECT version, affiliate_id, charged_on, comparison, exception_state, source, source_number, state FROM affiliate_charge WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step() || rebuilt.version == 0) return {"events and stored charge do not belong together"};
  const bool fits = query.integer(0) == rebuilt.version && query.integer(1) == rebuilt.affiliate_id.value && query.integer(2) == rebuilt.charged_on.days &&
                    query.integer(3) == static_cast<std::int64_t>(rebuilt.comparison) && query.integer(4) == static_cast<std::int64_t>(rebuilt.exception) &&
                    query.text(5) == rebuilt.source && query.text(6) == rebuilt.source_number;
  if (!fits || query.text(7) != json::to_text(rebuilt)) return {"journal " + json::to_text(rebuilt) + ", stored " + std::string(query.text(7))};
  return {};
}

}  // namespace shouwen
