// A row and its event say the same.
#include "customer_exports/customer_export_store.h"

#include <fmt/format.h>

#include <charconv>

#include "customer_exports/customer_export_describe.h"
#include "db/journal.h"
#include "json/stored.h"
#include "org/accounts.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* columns = "id, officer_id, at, subject, export_format, reason, question";

CustomerExport row_of(const db::Query& query) {
  return {CustomerExportId{query.integer(0)}, OfficerId{query.integer(1)}, Instant{query.integer(2)}, std::string(query.text(3)), static_cast<ExportFormat>(query.integer(4)),
          std::string(query.text(5)), std::string(query.text(6))};
}

}  // namespace

std::string export_number(const CustomerExport& exported) { return fmt::format("DC{:06}", exported.id.value); }

std::vector<CustomerId> exported_customers(const CustomerExport& exported) {
  std::vector<CustomerId> customers;
  if (exported.subject != several_customers) return customers;
  const char* at = exported.question.data();
  const char* const end = at + exported.question.size();
  while (at < end) {
    std::int64_t id = 0;
    const auto [next, error] = std::from_chars(at, end, id);
    if (error != std::errc()) break;
    customers.emplace_back(CustomerId{id});
    at = next + (next < end);
  }
  return customers;
}

CustomerExport add_customer_export(db::Session& session, CustomerExport exported, const std::string& address, std::int64_t rulebook_version) {
  session.run("INSERT INTO customer_export (officer_id, at, subject, export_format, reason, question) VALUES (?1,?2,?3,?4,?5,?6)", exported.officer_id, exported.at, exported.subject,
              static_cast<std::int64_t>(exported.export_format), exported.reason, exported.question);
  exported.id = CustomerExportId{session.last_insert_id()};
  db::NewEntry entry;
  entry.stream = "customer_export/" + std::to_string(exported.id.value);
  entry.stream_number = 1;
  entry.at = exported.at;
  entry.actor_id = exported.officer_id.value;
  entry.kind = "customer_exported";
  entry.clause = clause::art_11_6_3;
  entry.rulebook_version = rulebook_version;
  entry.payload = json::to_text(exported);
  db::append(session, {entry});
  // Whoever looks up who saw a customer finds every export his file was in.
  const std::vector<CustomerId> customers = exported_customers(exported);
  std::vector<std::string> subjects;
  for (const CustomerId customer : customers) subjects.push_back("customer/" + std::to_string(customer.value));
  if (subjects.empty()) subjects.push_back(exported.subject);
  for (const std::string& subject : subjects)
    log_access(session, {0, exported.at, exported.officer_id, subject, fmt::format("{} {}", export_number(exported), json::name_of(exported.export_format)), exported.reason, address});
  return exported;
}

std::optional<CustomerExport> load_customer_export(db::Session& session, CustomerExportId id) {
  auto query = session.query(fmt::format("SELECT {} FROM customer_export WHERE id = ?1", columns));
  query.bind(1, id.value);
  return query.step() ? std::optional(row_of(query)) : std::nullopt;
}

std::vector<std::string> verify_customer_exports(db::Session& session) {
  std::vector<std::string> differences;
  std::int64_t told = 0, rows = 0;
  {
    auto query = session.query("SELECT stream_id, payload FROM event WHERE stream_kind = 'customer_export'");
    while (query.step()) {
      ++told;
      const auto row = load_customer_export(session, CustomerExportId{query.integer(0)});
      if (!row || json::to_text(*row) != query.text(1)) differences.push_back(fmt::format("customer_export {}: not what its event says", query.integer(0)));
    }
  }
  auto count = session.query("SELECT count(*) FROM customer_export");
  if (count.step()) rows = count.integer(0);
  if (rows != told) differences.emplace_back("customer_export: rows without an event");
  return differences;
}

}  // namespace shouwen
