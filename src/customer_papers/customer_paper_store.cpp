// Rows after events.
#include "customer_papers/customer_paper_store.h"

#include <fmt/format.h>

#include <map>

#include "cases/attachment_store.h"
#include "customer_papers/customer_paper_describe.h"
#include "db/journal.h"
#include "json/stored.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* stream_kind = "customer_paper";

void write_row(db::Session& session, const CustomerPaper& paper) {
  session.run("INSERT INTO customer_paper (id, customer_id, version, hash, removed, state) VALUES (?1,?2,?3,?4,?5,?6)"
              " ON CONFLICT (id) DO UPDATE SET version = excluded.version, removed = excluded.removed, state = excluded.state",
              paper.id, paper.customer_id, paper.version, paper.hash, paper.removed_at.has_value(), json::to_text(paper));
}

std::int64_t next_id(db::Session& session) {
  auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM customer_paper");
  query.step();
  return query.integer(0);
}

std::string row_text(const CustomerPaper& paper) { return fmt::format("{} {} {} {} {}", paper.customer_id.value, paper.version, paper.hash, paper.removed_at ? 1 : 0, json::to_text(paper)); }

}  // namespace

CustomerPaper save_paper(db::Session& session, const CustomerPaper& before, const CustomerPaperEvent& event, std::int64_t rulebook_version) {
  const CustomerPaper after = apply(before, event);
  db::NewEntry entry;
  entry.stream = std::string(stream_kind) + '/' + std::to_string(after.id.value);
  entry.stream_number = after.version;
  entry.at = event.at;
  entry.actor_id = event.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_11_6_3;
  entry.rulebook_version = rulebook_version;
  entry.payload = json::to_text(event);
  db::append(session, {entry});
  write_row(session, after);
  return after;
}

CustomerPaper add_paper(db::Session& session, CustomerPaper paper, std::int64_t rulebook_version) {
  paper.id = CustomerPaperId{next_id(session)};
  const CustomerPaperEvent event{"customer_paper_added", paper.officer_id, paper.at, paper, {}};
  return save_paper(session, {}, event, rulebook_version);
}

std::optional<CustomerPaper> load_paper(db::Session& session, CustomerPaperId id) {
  auto query = session.query("SELECT state FROM customer_paper WHERE id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::optional(json::stored<CustomerPaper>(query.text(0))) : std::nullopt;
}

std::vector<CustomerPaper> papers_of(db::Session& session, CustomerId customer) {
  auto query = session.query("SELECT state FROM customer_paper WHERE customer_id = ?1 ORDER BY id DESC");
  query.bind(1, customer.value);
  std::vector<CustomerPaper> papers;
  while (query.step()) papers.push_back(json::stored<CustomerPaper>(query.text(0)));
  return papers;
}

std::optional<CustomerPaper> paper_with_hash(db::Session& session, CustomerId customer, const std::string& hash) {
  auto query = session.query("SELECT state FROM customer_paper WHERE hash = ?1 AND customer_id = ?2 AND removed = 0 ORDER BY id LIMIT 1");
  query.bind(1, std::string_view(hash)).bind(2, customer.value);
  return query.step() ? std::optional(json::stored<CustomerPaper>(query.text(0))) : std::nullopt;
}

PapersVerified verify_papers(db::Session& session, const std::filesystem::path& folder) {
  PapersVerified found;
  std::map<std::int64_t, CustomerPaper> rebuilt;
  {
    auto query = session.query("SELECT stream_id, payload FROM event WHERE stream_kind = ?1 ORDER BY number");
    query.bind(1, std::string_view(stream_kind));
    while (query.step()) {
      CustomerPaper& paper = rebuilt[query.integer(0)];
      paper = apply(std::move(paper), json::stored<CustomerPaperEvent>(query.text(1)));
    }
  }
  found.papers = static_cast<std::int64_t>(rebuilt.size());
  auto query = session.query("SELECT id, customer_id, version, hash, removed, state FROM customer_paper ORDER BY id");
  while (query.step()) {
    const auto same = rebuilt.find(query.integer(0));
    const std::string row = fmt::format("{} {} {} {} {}", query.integer(1), query.integer(2), query.text(3), query.integer(4), query.text(5));
    if (same == rebuilt.end() || row_text(same->second) != row) found.differences.push_back(fmt::format("customer_paper {}: not what its events make", query.integer(0)));
    if (!is_intact(folder, std::string(query.text(3)))) found.differences.push_back(fmt::format("customer_paper {}: its file is missing or changed", query.integer(0)));
    if (same != rebuilt.end()) rebuilt.erase(same);
  }
  for (const auto& [id, paper] : rebuilt) found.differences.push_back(fmt::format("customer_paper {}: the row is missing", id));
  return found;
}

}  // namespace shouwen
