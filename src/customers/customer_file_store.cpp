// Every change of a file is an event; the state beside it is what the events give.
#include "customers/customer_file_store.h"

#include <algorithm>
#include <limits>
#include <set>

#include "base/check.h"
#include "customers/customer_describe.h"
#include "customers/customer_store.h"
#include "db/journal.h"
#include "regulation/clauses.h"

namespace shouwen {

struct FileOpened {
  std::string reason;
  json::RawJson file;
};
BOOST_DESCRIBE_STRUCT(FileOpened, (), (reason, file))
struct StoredDifference {
  std::string path;
  json::RawJson before, after;
};
BOOST_DESCRIBE_STRUCT(StoredDifference, (), (path, before, after))
struct FileChanged {
  std::string reason;
  std::vector<StoredDifference> changes;
};
BOOST_DESCRIBE_STRUCT(FileChanged, (), (reason, changes))

namespace {

constexpr const char* opened = "customer_opened";
constexpr const char* changed = "customer_changed";
constexpr const char* merged = "customer_merged";
constexpr const char* merge_undone = "customer_merge_undone";
constexpr std::int64_t alike_at_once = 50;

std::string stream_of(CustomerId id) { return "customer/" + std::to_string(id.value); }

template <class Payload>
void append(db::Session& session, CustomerId id, const char* kind, const Payload& payload, const FileWriter& writer, Instant at) {
  db::NewEntry entry;
  entry.stream = stream_of(id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = at;
  entry.actor_id = writer.officer_id.value;
  entry.kind = kind;
  entry.clause = clause::art_11_6_3;
  entry.rulebook_version = writer.rulebook_version;
  json::print(entry.payload, payload);
  db::append(session, {entry});
}

template <class Payload>
Payload parsed(const std::string& text) {
  Payload payload;
  const auto document = json::parse_document(text);
  SHOUWEN_CHECK(document && json::parse(*document, payload, json::ParseMode::lenient).empty());
  return payload;
}

void keep(db::Session& session, const CustomerFile& file, Instant now) {
  write_customer_row(session, file, now);
  session.run("INSERT INTO customer_file (customer_id, version, state) VALUES (?1,?2,?3)"
              " ON CONFLICT (customer_id) DO UPDATE SET version=excluded.version, state=excluded.state",
              file.id, file.version, stored_text(file));
}

std::optional<CustomerFile> stored_file(db::Session& session, CustomerId id) {
  auto query = session.query("SELECT state FROM customer_file WHERE customer_id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parse_file(query.text(0));
}

std::optional<Refusal> taken(db::Session& session, const CustomerFile& file) {
  const auto other = find_customer_by_account(session, file.account_number.value);
  if (!other || *other == file.id) return std::nullopt;
  return Refusal{"customer.account_number_taken", "", "/account_number", {{"account_number", file.account_number.value}}};
}

/// A customer registered before there were files begins his with what he was registered with.
void open_if_never(db::Session& session, CustomerFile& file, const FileWriter& writer) {
  if (file.version > 0) return;
  file.version = 1;
  append(session, file.id, opened, FileOpened{"原登记资料", {stored_text(file)}}, writer, writer.now);
}

void write_change(db::Session& session, const char* kind, const CustomerFile& before, const CustomerFile& after, const std::string& reason, const FileWriter& writer) {
  FileChanged event{reason, {}};
  for (const FieldDifference& one : differences(before, after)) event.changes.push_back({one.path, {one.before}, {one.after}});
  append(session, after.id, kind, event, writer, writer.now);
  keep(session, after, writer.now);
}

std::vector<FieldDifference> differences_of(const FileChanged& event) {
  std::vector<FieldDifference> found;
  for (const StoredDifference& one : event.changes) found.push_back({one.path, one.before.text, one.after.text});
  return found;
}

CustomerFile applied(CustomerFile file, const db::Entry& entry) {
  if (entry.kind == opened) return parse_file(parsed<FileOpened>(entry.payload).file.text);
  return with_differences(file, differences_of(parsed<FileChanged>(entry.payload)));
}

}  // namespace

std::optional<CustomerFile> load_file(db::Session& session, CustomerId id) {
  if (auto file = stored_file(session, id)) return file;
  const auto customer = load_customer(session, id);
  if (!customer) return std::nullopt;
  return file_of(*customer);
}

std::optional<CustomerFile> file_as_of(db::Session& session, CustomerId id, Instant at) {
  std::optional<CustomerFile> file;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) {
    if (entry.at > at) break;
    file = applied(file.value_or(CustomerFile{}), entry);
  }
  return file;
}

Result<CustomerId> add_customer(db::Session& session, CustomerFile file, const std::string& reason, const FileWriter& writer) {
  auto checked = open_file(std::move(file), writer.rules);
  if (!checked) return checked.refusal();
  if (auto refusal = taken(session, *checked)) return *refusal;
  checked->id = write_customer_row(session, *checked, writer.now);
  append(session, checked->id, opened, FileOpened{reason, {stored_text(*checked)}}, writer, writer.now);
  session.run("INSERT INTO customer_file (customer_id, version, state) VALUES (?1,?2,?3)", checked->id, checked->version, stored_text(*checked));
  return checked->id;
}

Result<CustomerFile> change_customer(db::Session& session, CustomerId id, const FileChange& change, const FileWriter& writer) {
  auto before = load_file(session, id);
  if (!before) return Refusal{"customer.unknown", "", "", {}};
  auto after = change_file(*before, change, writer.rules);
  if (!after) return after.refusal();
  if (auto refusal = taken(session, *after)) return *refusal;
  open_if_never(session, *before, writer);
  after->version = before->version + 1;
  write_change(session, changed, *before, *after, change.reason.value, writer);
  return after;
}

Verdict merge_customers(db::Session& session, CustomerId id, CustomerId into, const std::string& reason, const FileWriter& writer) {
  auto before = load_file(session, id);
  const auto other = load_file(session, into);
  if (!before || !other) return Refusal{"customer.unknown", "", before ? "/into_id" : "", {}};
  if (const Verdict may = merge_files(*before, *other); !may) return may;
  open_if_never(session, *before, writer);
  CustomerFile after = *before;
  after.merged_into_id = into;
  ++after.version;
  write_change(session, merged, *before, after, reason, writer);
  return Done{};
}

Verdict undo_merge(db::Session& session, CustomerId id, const std::string& reason, const FileWriter& writer) {
  const auto before = load_file(session, id);
  if (!before) return Refusal{"customer.unknown", "", "", {}};
  if (!before->merged_into_id) return Refusal{"customer_file.not_merged", clause::art_11_6_3, "", {}};
  CustomerFile after = *before;
  after.merged_into_id = {};
  ++after.version;
  write_change(session, merge_undone, *before, after, reason, writer);
  return Done{};
}

std::vector<FileStep> file_story(db::Session& session, CustomerId id) {
  std::vector<FileStep> story;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) {
    FileStep step{entry.stream_number, entry.at, OfficerId{entry.actor_id}, entry.kind, {}, {}};
    if (entry.kind == opened) {
      step.reason = parsed<FileOpened>(entry.payload).reason;
    } else {
      const auto event = parsed<FileChanged>(entry.payload);
      step.reason = event.reason;
      step.changes = differences_of(event);
    }
    story.push_back(std::move(step));
  }
  std::reverse(story.begin(), story.end());
  return story;
}

CustomerId standing_for(db::Session& session, CustomerId id) {
  while (true) {
    auto query = session.query("SELECT merged_into_id FROM customer WHERE id = ?1");
    query.bind(1, id.value);
    if (!query.step() || query.integer(0) == 0) return id;
    id = CustomerId{query.integer(0)};
  }
}

std::vector<CustomerId> merged_customers(db::Session& session, CustomerId id) {
  std::vector<CustomerId> all;
  auto query = session.query("SELECT id FROM " + merged_customers_sql("?1") + " AS merged");
  query.bind(1, id.value);
  while (query.step()) all.push_back(CustomerId{query.integer(0)});
  return all;
}

std::string merged_customers_sql(const std::string& bound) {
  return "(WITH RECURSIVE same(id) AS (SELECT " + bound + " UNION SELECT c.id FROM same JOIN customer c ON c.merged_into_id <> 0 AND c.merged_into_id = same.id)"
         " SELECT id FROM same)";
}

std::vector<CustomerId> weighty_customers(db::Session& session, std::optional<std::int64_t> capacity_kva_from) {
  std::vector<CustomerId> found;
  auto query = session.query("SELECT id FROM customer WHERE is_critical = 1 AND merged_into_id = 0 UNION"
                             " SELECT id FROM customer WHERE contracted_capacity_kva > 0 AND contracted_capacity_kva >= ?1 AND merged_into_id = 0 ORDER BY 1");
  query.bind(1, capacity_kva_from.value_or(std::numeric_limits<std::int64_t>::max()));
  while (query.step()) found.push_back(CustomerId{query.integer(0)});
  return found;
}

std::vector<CustomerId> customers_with(db::Session& session, const CustomerTraits& traits, CustomerId after, std::int64_t limit) {
  // Read out of the states themselves: this is asked now and then, and an index more would be written with every change of a file.
  auto query = session.query("SELECT c.id FROM customer c LEFT JOIN customer_file f ON f.customer_id = c.id WHERE c.id > ?1 AND c.merged_into_id = 0 AND (?2 < 0 OR c.area = ?2)"
                             " AND (?3 = '' OR c.usage_category = ?3) AND (?4 = '' OR json_extract(f.state, '$.voltage') = ?4) AND (?5 = '' OR json_extract(f.state, '$.trade') = ?5)"
                             " AND (?6 = '' OR json_extract(f.state, '$.tariff_class') = ?6) ORDER BY c.id LIMIT ?7");
  query.bind(1, after.value).bind(2, traits.area ? static_cast<std::int64_t>(*traits.area) : std::int64_t{-1}).bind(3, traits.usage_category);
  query.bind(4, traits.voltage ? std::string_view(json::name_of(*traits.voltage)) : std::string_view()).bind(5, traits.trade).bind(6, traits.tariff_class).bind(7, limit);
  std::vector<CustomerId> found;
  while (query.step()) found.push_back(CustomerId{query.integer(0)});
  return found;
}

std::vector<LikelyDuplicate> duplicates_of(db::Session& session, const CustomerFile& file) {
  std::set<CustomerId> candidates;
  const auto collect = [&](const char* sql, const std::string& value) {
    if (value.empty()) return;
    auto query = session.query(sql);
    query.bind(1, value).bind(2, alike_at_once);
    while (query.step()) candidates.insert(CustomerId{query.integer(0)});
  };
  collect("SELECT id FROM customer WHERE licence_number <> '' AND licence_number = ?1 LIMIT ?2", file.licence_number.value);
  collect("SELECT id FROM customer WHERE phone = ?1 LIMIT ?2", file.phone.value);
  collect("SELECT id FROM customer WHERE name = ?1 LIMIT ?2", file.name.value);
  for (const Customer& customer : search_customers(session, file.name.value, {}, alike_at_once)) candidates.insert(customer.id);
  candidates.erase(file.id);
  std::vector<LikelyDuplicate> found;
  for (const CustomerId id : candidates) {
    const auto other = load_file(session, id);
    if (!other || other->merged_into_id) continue;
    auto likeness = likeness_of(file, *other);
    if (is_likely_duplicate(likeness)) found.push_back({id, std::move(likeness)});
  }
  std::stable_sort(found.begin(), found.end(), [](const LikelyDuplicate& a, const LikelyDuplicate& b) { return a.likeness.size() > b.likeness.size(); });
  return found;
}

std::vector<DuplicatePair> duplicate_pairs(db::Session& session, CustomerId after, CustomerId after_other, std::int64_t limit) {
  std::vector<DuplicatePair> pairs;
  auto query = session.query(
      "SELECT a.id, b.id FROM customer a JOIN customer b ON b.licence_number <> '' AND b.licence_number = a.licence_number AND b.id > a.id"
      " WHERE a.id >= ?1 AND (a.id, b.id) > (?1, ?2) AND a.licence_number <> '' AND a.merged_into_id = 0 AND b.merged_into_id = 0"
      " UNION SELECT a.id, b.id FROM customer a JOIN customer b ON b.name = a.name AND b.id > a.id AND"
      " ((b.phone <> '' AND b.phone = a.phone) OR (b.address <> '' AND b.address = a.address))"
      " WHERE a.id >= ?1 AND (a.id, b.id) > (?1, ?2) AND a.merged_into_id = 0 AND b.merged_into_id = 0 ORDER BY 1, 2 LIMIT ?3");
  query.bind(1, after.value).bind(2, after_other.value).bind(3, limit);
  while (query.step()) pairs.push_back({CustomerId{query.integer(0)}, CustomerId{query.integer(1)}, {}});
  for (DuplicatePair& pair : pairs) pair.likeness = likeness_of(*load_file(session, pair.id), *load_file(session, pair.other_id));
  return pairs;
}

std::vector<std::string> verify_customer(db::Session& session, CustomerId id) {
  const auto events = db::read_stream(session, stream_of(id));
  const auto stored = stored_file(session, id);
  const auto row = load_customer(session, id);
  std::vector<std::string> differing;
  if (events.empty() != !stored) differing.push_back("events and stored file do not belong together");
  if (!row) differing.push_back("no row to be found by");
  if (events.empty() || !stored || !row) return differing;
  CustomerFile rebuilt;
  for (const db::Entry& entry : events) {
    rebuilt = applied(std::move(rebuilt), entry);
    rebuilt.id = id;
  }
  for (const FieldDifference& one : differences(rebuilt, *stored)) differing.push_back(one.path + ": journal " + one.before + ", stored " + one.after);
  if (rebuilt.version != stored->version) differing.push_back("version: journal " + std::to_string(rebuilt.version) + ", stored " + std::to_string(stored->version));
  const CustomerFile found = file_of(*row);
  const CustomerFile shown = file_of(customer_of(*stored));
  for (const FieldDifference& one : differences(shown, found)) differing.push_back("row " + one.path + ": stored " + one.before + ", row " + one.after);
  auto query = session.query("SELECT trade, tariff_class FROM customer WHERE id = ?1");
  query.bind(1, id.value);
  if (query.step() && (query.text(0) != stored->trade.value || query.text(1) != stored->tariff_class.value))
    differing.push_back("row trade or tariff_class: stored " + stored->trade.value + ", " + stored->tariff_class.value + ", row " + std::string(query.text(0)) + ", " + std::string(query.text(1)));
  return differing;
}

}  // namespace shouwen
