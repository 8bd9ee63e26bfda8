// One way for three kinds of record: RecordTable says where each lies.
#include "account_records/account_record_store.h"

#include <fmt/format.h>
#include <sodium.h>

#include <cstring>

#include "account_records/account_record_describe.h"
#include "account_records/check_record.h"
#include "account_records/record_tables.h"
#include "db/journal.h"
#include "json/stored.h"
#include "regulation/clauses.h"
#include "usage/usage_sum.h"

namespace shouwen {

/// What an import changed of what stood.
struct RecordChanged {
  CustomerId customer_id;
  json::RawJson before, after;
};
BOOST_DESCRIBE_STRUCT(RecordChanged, (), (customer_id, before, after))
struct RecordsImported {
  std::int64_t import_id = 0, added = 0, there_already = 0, refused = 0, sum_low = 0, sum_high = 0;
  std::vector<RecordChanged> changed;
};
BOOST_DESCRIBE_STRUCT(RecordsImported, (), (import_id, added, there_already, refused, sum_low, sum_high, changed))

template <class Record>
struct CorrectedBody {
  CustomerId customer_id;
  std::string reason;
  std::optional<Record> before, after;
  BOOST_DESCRIBE_CLASS(CorrectedBody, (), (customer_id, reason, before, after), (), ())
};

namespace {

/// Records of one kind are told apart from the others' by the name of their table.
template <class Record>
UsageSum sum_of(CustomerId customer, const Record& record) {
  static constexpr unsigned char key[crypto_shorthash_siphashx24_KEYBYTES]{};
  std::string text = RecordTable<Record>::name;
  text += ' ';
  text += std::to_string(customer.value);
  json::print(text, record);
  unsigned char out[crypto_shorthash_siphashx24_BYTES];
  crypto_shorthash_siphashx24(out, reinterpret_cast<const unsigned char*>(text.data()), text.size(), key);
  UsageSum sum;
  std::memcpy(&sum.low, out, sizeof sum.low);
  std::memcpy(&sum.high, out + sizeof sum.low, sizeof sum.high);
  return sum;
}

template <class Record>
const std::string& insert_sql() {
  static const std::string sql = [] {
    using Table = RecordTable<Record>;
    std::string text = fmt::format("INSERT INTO {} (customer_id, {}, import_id, {}) VALUES (?1,?2,?3", Table::name, Table::key_column, Table::columns);
    for (int i = 0; i < Table::column_count; ++i) text += fmt::format(",?{}", i + 4);
    return text + ")";
  }();
  return sql;
}
template <class Record>
const std::string& standing_sql() {
  using Table = RecordTable<Record>;
  static const std::string sql = fmt::format("SELECT import_id, {} FROM {} WHERE customer_id = ?1 AND {} = ?2", Table::columns, Table::name, Table::key_column);
  return sql;
}
template <class Record>
const std::string& delete_sql() {
  using Table = RecordTable<Record>;
  static const std::string sql = fmt::format("DELETE FROM {} WHERE customer_id = ?1 AND {} = ?2", Table::name, Table::key_column);
  return sql;
}

template <class Record>
void insert(db::Query& query, CustomerId customer, const Record& record, std::int64_t import_id) {
  int at = 3;
  query.bind(1, customer.value).bind(2, RecordTable<Record>::key(record)).bind(3, import_id);
  RecordTable<Record>::bind(record, [&](const auto& value) { db::Session::bind_value(query, ++at, value); });
  query.step();
  query.again();
}

template <class Record>
struct Standing {
  std::int64_t import_id = 0;
  Record record;
};
template <class Record>
std::optional<Standing<Record>> standing(db::Query& query, CustomerId customer, std::int64_t key) {
  query.bind(1, customer.value).bind(2, key);
  std::optional<Standing<Record>> found;
  if (query.step()) found = {query.integer(0), RecordTable<Record>::read(query, key, 1)};
  query.again();
  return found;
}

void journal(db::Session& session, const std::string& stream, const char* kind, OfficerId actor, Instant now, std::string payload) {
  db::NewEntry entry;
  entry.stream = stream;
  entry.stream_number = db::next_stream_number(session, stream);
  entry.at = now;
  entry.actor_id = actor.value;
  entry.kind = kind;
  entry.clause = clause::art_11_6_3;
  entry.payload = std::move(payload);
  db::append(session, {entry});
}

std::string stream_of(CustomerId customer) { return "account_record/" + std::to_string(customer.value); }
/// A trial's events are undone with it; they need a stream all the same.
std::string stream_of(const RecordImport& import) { return "account_record_import/" + std::to_string(import.import_id < 0 ? 0 : import.import_id); }

std::string key_text(const BillRecord& bill) { return std::to_string(bill.month); }
std::string key_text(const ArrearsRecord& arrears) { return to_iso(arrears.as_of_on); }
std::string key_text(const OutageRecord& outage) { return to_iso(outage.from_at).substr(0, 16); }

template <class Record>
class Importer {
 public:
  Importer(db::Session& session, const RecordImport& import)
      : session_(session), import_(import), insert_(session.query(insert_sql<Record>())), standing_(session.query(standing_sql<Record>())) {}

  Result<ImportOutcome> take(const OwnedRecord<Record>& owned) {
    const auto there = standing<Record>(standing_, owned.customer_id, RecordTable<Record>::key(owned.record));
    if (!there) return added(owned);
    if (there->import_id == import_.import_id) return denied("account_record.twice", owned.record);
    if (there->record == owned.record) {
      ++told_.there_already;
      return ImportOutcome::there_already;
    }
    if (!RecordTable<Record>::is_newer(there->record, owned.record)) return denied("account_record.differs", owned.record);
    return changed(owned, there->record);
  }

  void end() {
    if (told_.added == 0 && told_.changed.empty()) return;
    told_.import_id = import_.import_id;
    told_.sum_low = static_cast<std::int64_t>(sum_.low);
    told_.sum_high = static_cast<std::int64_t>(sum_.high);
    journal(session_, stream_of(import_), RecordTable<Record>::imported, import_.officer_id, import_.now, json::to_text(told_));
  }

 private:
  Result<ImportOutcome> added(const OwnedRecord<Record>& owned) {
    insert(insert_, owned.customer_id, owned.record, import_.import_id);
    sum_.add(sum_of(owned.customer_id, owned.record));
    ++told_.added;
    return ImportOutcome::added;
  }
  Result<ImportOutcome> changed(const OwnedRecord<Record>& owned, const Record& before) {
    session_.run(delete_sql<Record>(), owned.customer_id, RecordTable<Record>::key(before));
    insert(insert_, owned.customer_id, owned.record, import_.import_id);
    sum_.remove(sum_of(owned.customer_id, before));
    sum_.add(sum_of(owned.customer_id, owned.record));
    told_.changed.push_back({owned.customer_id, {json::to_text(before)}, {json::to_text(owned.record)}});
    return ImportOutcome::changed;
  }
  Refusal denied(const char* code, const Record& record) {
    ++told_.refused;
    return {code, clause::art_11_6_3, std::string("/") + RecordTable<Record>::key_column, {{"key", key_text(record)}}};
  }

  db::Session& session_;
  const RecordImport& import_;
  db::Query insert_, standing_;
  RecordsImported told_;
  UsageSum sum_;
};

template <class Record>
void add_standing(db::Session& session, UsageSum& sum) {
  using Table = RecordTable<Record>;
  auto query = session.query(fmt::format("SELECT customer_id, {}, {} FROM {}", Table::key_column, Table::columns, Table::name));
  while (query.step()) sum.add(sum_of(CustomerId{query.integer(0)}, Table::read(query, query.integer(1), 2)));
}

template <class Record>
void add_correction(std::string_view payload, UsageSum& sum) {
  const auto event = json::stored<CorrectedBody<Record>>(payload);
  if (event.before) sum.remove(sum_of(event.customer_id, *event.before));
  if (event.after) sum.add(sum_of(event.customer_id, *event.after));
}

template <class Record>
void verify_kind(db::Session& session, std::vector<std::string>& differences) {
  using Table = RecordTable<Record>;
  UsageSum told, stands;
  {
    auto query = session.query("SELECT kind, payload FROM event WHERE stream_kind IN ('account_record', 'account_record_import') AND kind IN (?1, ?2)");
    query.bind(1, std::string_view(Table::imported)).bind(2, std::string_view(Table::corrected));
    while (query.step()) {
      if (query.text(0) == Table::corrected) {
        add_correction<Record>(query.text(1), told);
        continue;
      }
      const auto event = json::stored<RecordsImported>(query.text(1));
      told.add({static_cast<std::uint64_t>(event.sum_low), static_cast<std::uint64_t>(event.sum_high)});
    }
  }
  add_standing<Record>(session, stands);
  if (told != stands) differences.push_back(fmt::format("{} is not what the journal says was imported and corrected", Table::name));
}

template <class Record>
Verdict checked(const Record& record, Instant now) {
  if constexpr (std::is_same_v<Record, OutageRecord>) return check_record(record, now);
  else return check_record(record, local_date(now));
}

}  // namespace

template <class Record>
std::vector<Result<ImportOutcome>> import_records(db::Session& session, const std::vector<OwnedRecord<Record>>& records, const RecordImport& import) {
  std::vector<Result<ImportOutcome>> outcomes;
  outcomes.reserve(records.size());
  Importer<Record> importer(session, import);
  for (const OwnedRecord<Record>& owned : records) outcomes.push_back(importer.take(owned));
  importer.end();
  return outcomes;
}

template <class Record>
std::vector<Record> load_records(db::Session& session, CustomerId customer, std::int64_t from, std::int64_t limit) {
  using Table = RecordTable<Record>;
  static const std::string sql = fmt::format("SELECT {0}, {1} FROM {2} WHERE customer_id = ?1 AND {0} >= ?2 ORDER BY {0} DESC LIMIT ?3", Table::key_column, Table::columns, Table::name);
  auto query = session.query(sql);
  query.bind(1, customer.value).bind(2, from).bind(3, limit);
  std::vector<Record> records;
  while (query.step()) records.push_back(Table::read(query, query.integer(0), 1));
  return records;
}

template <class Record>
Verdict correct_record(db::Session& session, const RecordCorrection<Record>& correction, Instant now) {
  using Table = RecordTable<Record>;
  const std::string field = std::string("/") + Table::key_column;
  if (correction.after) {
    if (Table::key(*correction.after) != correction.key) return Refusal{"account_record.other_key", clause::art_11_6_3, field, {}};
    if (const Verdict possible = checked(*correction.after, now); !possible) return possible;
  }
  std::optional<Standing<Record>> there;
  {
    auto query = session.query(standing_sql<Record>());
    there = standing<Record>(query, correction.customer_id, correction.key);
  }
  if (!there && !correction.after) return Refusal{"account_record.unknown", clause::art_11_6_3, field, {}};
  if (there && correction.after && there->record == *correction.after) return Refusal{"account_record.unchanged", clause::art_11_6_3, "", {}};
  session.run(delete_sql<Record>(), correction.customer_id, correction.key);
  if (correction.after) {
    auto query = session.query(insert_sql<Record>());
    insert(query, correction.customer_id, *correction.after, 0);
  }
  CorrectedBody<Record> body{correction.customer_id, correction.reason, {}, correction.after};
  if (there) body.before = there->record;
  journal(session, stream_of(correction.customer_id), Table::corrected, correction.officer_id, now, json::to_text(body));
  return Done{};
}

std::vector<RecordCorrected> record_corrections(db::Session& session, CustomerId customer) {
  std::vector<RecordCorrected> corrections;
  const auto text = [](const auto& record) { return record ? json::to_text(*record) : std::string(); };
  const auto add = [&](const db::Entry& entry, const auto& body) {
    corrections.push_back({entry.at, OfficerId{entry.actor_id}, entry.kind, body.reason, text(body.before), text(body.after)});
  };
  for (const db::Entry& entry : db::read_stream(session, stream_of(customer))) {
    if (entry.kind == RecordTable<BillRecord>::corrected) add(entry, json::stored<CorrectedBody<BillRecord>>(entry.payload));
    else if (entry.kind == RecordTable<ArrearsRecord>::corrected) add(entry, json::stored<CorrectedBody<ArrearsRecord>>(entry.payload));
    else add(entry, json::stored<CorrectedBody<OutageRecord>>(entry.payload));
  }
  return {corrections.rbegin(), corrections.rend()};
}

std::vector<std::string> verify_account_records(db::Session& session) {
  std::vector<std::string> differences;
  verify_kind<BillRecord>(session, differences);
  verify_kind<ArrearsRecord>(session, differences);
  verify_kind<OutageRecord>(session, differences);
  return differences;
}

template std::vector<Result<ImportOutcome>> import_records(db::Session&, const std::vector<OwnedRecord<BillRecord>>&, const RecordImport&);
template std::vector<Result<ImportOutcome>> import_records(db::Session&, const std::vector<OwnedRecord<ArrearsRecord>>&, const RecordImport&);
template std::vector<Result<ImportOutcome>> import_records(db::Session&, const std::vector<OwnedRecord<OutageRecord>>&, const RecordImport&);
template std::vector<BillRecord> load_records(db::Session&, CustomerId, std::int64_t, std::int64_t);
template std::vector<ArrearsRecord> load_records(db::Session&, CustomerId, std::int64_t, std::int64_t);
template std::vector<OutageRecord> load_records(db::Session&, CustomerId, std::int64_t, std::int64_t);
template Verdict correct_record(db::Session&, const RecordCorrection<BillRecord>&, Instant);
template Verdict correct_record(db::Session&, const RecordCorrection<ArrearsRecord>&, Instant);
template Verdict correct_record(db::Session&, const RecordCorrection<OutageRecord>&, Instant);

}  // namespace shouwen
