// Events to journal entries and rows, and back.
#include "accounts/account_store.h"

#include <fmt/format.h>

#include <map>

#include "accounts/account_describe.h"
#include "base/overloaded.h"
#include "db/journal.h"
#include "json/stored.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* customer_stream = "managed_customer";
constexpr const char* manager_stream = "account_manager";

const char* kind_name(const AccountEventBody& body) {
  return std::visit(Overloaded{
                        [](const TierFactsStated&) { return "tier_facts_stated"; },
                        [](const TierConfirmed&) { return "tier_confirmed"; },
                        [](const TakenInCharge&) { return "taken_in_charge"; },
                        [](const HandOverOffered&) { return "hand_over_offered"; },
                        [](const HandOverSigned&) { return "hand_over_signed"; },
                        [](const HandOverEnded&) { return "hand_over_ended"; },
                        [](const ContactRecorded&) { return "contact_recorded"; },
                        [](const Promised&) { return "promised"; },
                        [](const PromiseWarned&) { return "promise_warned"; },
                        [](const PromiseBroken&) { return "promise_broken"; },
                        [](const PromiseKept&) { return "promise_kept"; },
                        [](const CustomerEvaluated&) { return "customer_evaluated"; },
                        [](const ServiceEvaluated&) { return "service_evaluated"; },
                    },
                    body);
}

AccountEventBody body_of(std::string_view kind, std::string_view payload) { return json::stored_body<AccountEventBody>(kind, payload, &kind_name); }

std::string stream_of(const char* name, std::int64_t id) { return std::string(name) + '/' + std::to_string(id); }

AccountStoryEntry story_entry(const db::Entry& entry) {
  return {entry.stream_number, entry.kind,
          {OfficerId{entry.actor_id}, OfficerId{entry.on_behalf_of_id}, entry.at, entry.clause, body_of(entry.kind, entry.payload)}};
}

std::vector<ManagedCustomer> read_all(db::Query& query) {
  std::vector<ManagedCustomer> customers;
  while (query.step()) customers.push_back(json::stored<ManagedCustomer>(query.text(0)));
  return customers;
}

void write_row(db::Session& session, const ManagedCustomer& customer) {
  session.run("INSERT INTO managed_customer (customer_id, version, tier, manager_id, wake_at, state) VALUES (?1,?2,?3,?4,?5,?6)"
              " ON CONFLICT (customer_id) DO UPDATE SET version = excluded.version, tier = excluded.tier, manager_id = excluded.manager_id,"
              " wake_at = excluded.wake_at, state = excluded.state",
              customer.id, customer.version, static_cast<std::int64_t>(customer.present_tier()), customer.manager_id, next_moment(customer), json::to_text(customer));
}

void write_contact(db::Session& session, CustomerId id, std::int64_t number, const AccountEvent& event) {
  const auto* contact = std::get_if<ContactRecorded>(&event.body);
  if (contact == nullptr) return;
  session.run("INSERT INTO account_contact (client_id, customer_id, stream_number, officer_id, at) VALUES (?1,?2,?3,?4,?5)", contact->client_id, id, number,
              event.actor_id, contact->at);
}

void journal_term(db::Session& session, const char* kind, const char* clause, const ManagerTerm& term, const AccountSituation& situation, std::int64_t rulebook_version) {
  db::NewEntry entry;
  entry.stream = stream_of(manager_stream, term.officer_id.value);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = situation.now;
  entry.actor_id = situation.actor_id.value;
  entry.kind = kind;
  entry.clause = clause;
  entry.rulebook_version = rulebook_version;
  entry.payload = json::to_text(term);
  db::append(session, {entry});
}

std::string row_text(const ManagedCustomer& customer) {
  const auto wake = next_moment(customer);
  return fmt::format("{} {} {} {} {} {}", customer.id.value, customer.version, static_cast<int>(customer.present_tier()), customer.manager_id.value,
                     wake ? wake->seconds : 0, json::to_text(customer));
}

/// Rows as text by key, so that what is there and what should be can be laid side by side.
using Rows = std::map<std::string, std::string>;

Rows stored_rows(db::Session& session) {
  Rows rows;
  auto customers = session.query("SELECT customer_id, version, tier, manager_id, coalesce(wake_at, 0), state FROM managed_customer");
  while (customers.step())
    rows[fmt::format("managed_customer {}", customers.integer(0))] = fmt::format("{} {} {} {} {} {}", customers.integer(0), customers.integer(1), customers.integer(2),
                                                                                 customers.integer(3), customers.integer(4), customers.text(5));
  auto contacts = session.query("SELECT client_id, customer_id, stream_number, officer_id, at FROM account_contact");
  while (contacts.step())
    rows[fmt::format("account_contact {}", contacts.text(0))] =
        fmt::format("{} {} {} {}", contacts.integer(1), contacts.integer(2), contacts.integer(3), contacts.integer(4));
  for (const ManagerTerm& term : manager_terms(session)) rows[fmt::format("manager_term {} {}", term.officer_id.value, term.number)] = json::to_text(term);
  return rows;
}

/// The same rows made of the journal alone.
class Rebuilder {
 public:
  void take(const db::Entry& entry) {
    const std::string_view stream = entry.stream;
    const std::size_t slash = stream.find('/');
    if (slash == std::string_view::npos) return;
    if (stream.substr(0, slash) == manager_stream) return take_term(entry);
    if (stream.substr(0, slash) != customer_stream) return;
    const CustomerId id{std::stoll(entry.stream.substr(slash + 1))};
    const AccountStoryEntry told = story_entry(entry);
    ManagedCustomer& customer = customers_[id];
    customer.id = id;
    customer = apply(std::move(customer), told.event);
    if (const auto* contact = std::get_if<ContactRecorded>(&told.event.body))
      rows_["account_contact " + contact->client_id] = fmt::format("{} {} {} {}", id.value, told.number, told.event.actor_id.value, contact->at.seconds);
  }
  Rows done() {
    for (const auto& [id, customer] : customers_) rows_[fmt::format("managed_customer {}", id.value)] = row_text(customer);
    return std::move(rows_);
  }
  std::int64_t customers() const { return static_cast<std::int64_t>(customers_.size()); }

 private:
  void take_term(const db::Entry& entry) {
    const auto term = json::stored<ManagerTerm>(entry.payload);
    rows_[fmt::format("manager_term {} {}", term.officer_id.value, term.number)] = json::to_text(term);
  }

  std::map<CustomerId, ManagedCustomer> customers_;
  Rows rows_;
};

}  // namespace

ManagedCustomer load_managed_customer(db::Session& session, CustomerId id) {
  auto query = session.query("SELECT state FROM managed_customer WHERE customer_id = ?1");
  query.bind(1, id.value);
  if (query.step()) return json::stored<ManagedCustomer>(query.text(0));
  ManagedCustomer unknown;
  unknown.id = id;
  return unknown;
}

std::vector<ManagedCustomer> managed_customers(db::Session& session) {
  auto query = session.query("SELECT state FROM managed_customer ORDER BY customer_id");
  return read_all(query);
}

std::vector<ManagedCustomer> managed_customers_of(db::Session& session, OfficerId manager) {
  auto query = session.query("SELECT state FROM managed_customer WHERE manager_id = ?1 ORDER BY customer_id");
  query.bind(1, manager.value);
  return read_all(query);
}

std::vector<CustomerId> key_customer_ids(db::Session& session) {
  auto query = session.query("SELECT customer_id FROM managed_customer WHERE tier <> ?1 ORDER BY customer_id");
  query.bind(1, static_cast<std::int64_t>(AccountTier::ordinary));
  std::vector<CustomerId> ids;
  while (query.step()) ids.push_back(CustomerId{query.integer(0)});
  return ids;
}

std::int64_t customers_held(db::Session& session, OfficerId manager) {
  auto query = session.query("SELECT count(*) FROM managed_customer WHERE manager_id = ?1");
  query.bind(1, manager.value);
  query.step();
  return query.integer(0);
}

ManagedCustomer save_account_events(db::Session& session, ManagedCustomer customer, const std::vector<AccountEvent>& events, std::int64_t rulebook_version) {
  std::vector<db::NewEntry> entries;
  for (const AccountEvent& event : events) {
    customer = apply(std::move(customer), event);
    db::NewEntry entry;
    entry.stream = stream_of(customer_stream, customer.id.value);
    entry.stream_number = customer.version;
    entry.at = event.at;
    entry.actor_id = event.actor_id.value;
    entry.on_behalf_of_id = event.on_behalf_of_id.value;
    entry.kind = kind_name(event.body);
    entry.clause = event.clause;
    entry.rulebook_version = rulebook_version;
    std::visit([&entry](const auto& body) { json::print(entry.payload, body); }, event.body);
    write_contact(session, customer.id, customer.version, event);
    entries.push_back(std::move(entry));
  }
  if (entries.empty()) return customer;
  db::append(session, entries);
  write_row(session, customer);
  return customer;
}

std::optional<StoredContact> contact_by_client_id(db::Session& session, const std::string& client_id) {
  auto query = session.query("SELECT customer_id, stream_number FROM account_contact WHERE client_id = ?1");
  query.bind(1, client_id);
  if (!query.step()) return std::nullopt;
  return StoredContact{CustomerId{query.integer(0)}, query.integer(1)};
}

std::vector<AccountStoryEntry> account_story(db::Session& session, CustomerId id) {
  std::vector<AccountStoryEntry> story;
  for (const db::Entry& entry : db::read_stream(session, stream_of(customer_stream, id.value))) story.push_back(story_entry(entry));
  return story;
}

std::vector<ManagerTerm> manager_terms(db::Session& session) {
  auto query = session.query("SELECT number, officer_id, kind, engagement, from_at, to_at, appointed_by_id FROM manager_term ORDER BY officer_id, number");
  std::vector<ManagerTerm> terms;
  while (query.step())
    terms.push_back({query.integer(0), OfficerId{query.integer(1)}, static_cast<ManagerKind>(query.integer(2)), static_cast<Engagement>(query.integer(3)),
                     Instant{query.integer(4)}, query.is_null(5) ? std::nullopt : std::optional(Instant{query.integer(5)}), OfficerId{query.integer(6)}});
  return terms;
}

void add_manager_term(db::Session& session, const ManagerTerm& term, const char* clause, const AccountSituation& situation, std::int64_t rulebook_version) {
  session.run("INSERT INTO manager_term (officer_id, number, kind, engagement, from_at, to_at, appointed_by_id) VALUES (?1,?2,?3,?4,?5,?6,?7)", term.officer_id,
              term.number, static_cast<std::int64_t>(term.kind), static_cast<std::int64_t>(term.engagement), term.from, term.to, term.appointed_by_id);
  journal_term(session, "manager_appointed", clause, term, situation, rulebook_version);
}

void end_manager_term(db::Session& session, const ManagerTerm& term, const AccountSituation& situation, std::int64_t rulebook_version) {
  session.run("UPDATE manager_term SET to_at = ?3 WHERE officer_id = ?1 AND number = ?2", term.officer_id, term.number, term.to);
  journal_term(session, "manager_term_ended", clause::art_11_3, term, situation, rulebook_version);
}

std::vector<CustomerId> customers_to_strike(db::Session& session, Instant now, std::int64_t limit) {
  auto query = session.query("SELECT customer_id FROM managed_customer WHERE wake_at <= ?1 ORDER BY wake_at LIMIT ?2");
  query.bind(1, now.seconds).bind(2, limit);
  std::vector<CustomerId> ids;
  while (query.step()) ids.push_back(CustomerId{query.integer(0)});
  return ids;
}

AccountsVerified verify_accounts(db::Session& session) {
  Rebuilder rebuilder;
  db::read_all(session, 0, [&rebuilder](const db::Entry& entry) {
    rebuilder.take(entry);
    return true;
  });
  AccountsVerified found{rebuilder.customers(), {}};
  const Rows stored = stored_rows(session), rebuilt = rebuilder.done();
  for (const auto& [key, text] : stored)
    if (const auto same = rebuilt.find(key); same == rebuilt.end() || same->second != text) found.differences.push_back(key + ": not what its events make");
  for (const auto& [key, text] : rebuilt)
    if (!stored.contains(key)) found.differences.push_back(key + ": the row is missing");
  return found;
}

}  // namespace shouwen
