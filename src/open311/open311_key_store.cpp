// Rows of open311_key and open311_call; stream open311_key/ID.
#include "open311/open311_key_store.h"

#include <sodium.h>

#include "base/text.h"
#include "db/journal.h"
#include "json/stored.h"
#include "open311/open311_key_describe.h"
#include "org/secret.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* issued_kind = "open311_key_issued";
constexpr const char* revoked_kind = "open311_key_revoked";
constexpr std::int64_t too_many = 429;
constexpr std::int64_t forgotten_at_once = 5000;

std::string stream_of(Open311KeyId id) { return "open311_key/" + std::to_string(id.value); }

std::string bytes_of(const std::string& hexadecimal) {
  std::string bytes(hexadecimal.size() / 2, '\0');
  std::size_t length = 0;
  const int bad = sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), hexadecimal.data(), hexadecimal.size(), nullptr, &length, nullptr);
  SHOUWEN_CHECK(bad == 0 && length == bytes.size());
  return bytes;
}

std::string hexadecimal_of(std::string_view bytes) {
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  text.pop_back();
  return text;
}

void journal(db::Session& session, Open311KeyId id, const char* kind, std::string payload, const Open311KeyWriter& writer) {
  db::NewEntry entry;
  entry.stream = stream_of(id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = kind;
  entry.clause = clause::art_8;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = std::move(payload);
  db::append(session, {entry});
}

constexpr const char* columns = "SELECT id, name, channel, key_hash, issued_by_id, issued_at, revoked_by_id, revoked_at, revoked_reason FROM open311_key";

Open311Key key_of(const db::Query& query) {
  Open311Key key;
  key.id = Open311KeyId{query.integer(0)};
  key.issued = {{std::string(query.text(1))}, static_cast<Channel>(query.integer(2)), hexadecimal_of(query.blob(3))};
  key.issued_by_id = OfficerId{query.integer(4)};
  key.issued_at = Instant{query.integer(5)};
  key.revoked_by_id = OfficerId{query.integer(6)};
  if (!query.is_null(7)) key.revoked_at = Instant{query.integer(7)};
  key.revoked_reason = query.text(8);
  return key;
}

Open311Key rebuilt(db::Session& session, Open311KeyId id) {
  Open311Key key;
  key.id = id;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) {
    if (entry.kind == issued_kind) {
      key.issued = json::stored<Open311KeyIssued>(entry.payload);
      key.issued_by_id = OfficerId{entry.actor_id};
      key.issued_at = entry.at;
    } else {
      key.revoked_by_id = OfficerId{entry.actor_id};
      key.revoked_at = entry.at;
      key.revoked_reason = json::stored<Open311KeyRevoked>(entry.payload).reason.value;
    }
  }
  return key;
}

}  // namespace

Open311KeyId add_open311_key(db::Session& session, const Open311KeyIssued& issued, const Open311KeyWriter& writer) {
  auto insert = session.query("INSERT INTO open311_key (name, channel, key_hash, issued_by_id, issued_at, revoked_reason) VALUES (?1, ?2, ?3, ?4, ?5, '')");
  insert.bind(1, issued.name.value).bind(2, static_cast<std::int64_t>(issued.channel)).bind_blob(3, bytes_of(issued.key_hash)).bind(4, writer.officer_id.value).bind(5, writer.now.seconds);
  insert.step();
  const Open311KeyId id{session.last_insert_id()};
  journal(session, id, issued_kind, json::to_text(issued), writer);
  return id;
}

void revoke_open311_key(db::Session& session, Open311KeyId id, const Open311KeyRevoked& revoked, const Open311KeyWriter& writer) {
  session.run("UPDATE open311_key SET revoked_by_id = ?2, revoked_at = ?3, revoked_reason = ?4 WHERE id = ?1", id, writer.officer_id, writer.now, revoked.reason.value);
  journal(session, id, revoked_kind, json::to_text(revoked), writer);
}

std::optional<Open311Key> load_open311_key(db::Session& session, Open311KeyId id) {
  auto query = session.query(std::string(columns) + " WHERE id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::optional(key_of(query)) : std::nullopt;
}

std::optional<Open311Key> find_open311_key(db::Session& session, std::string_view key) {
  auto query = session.query(std::string(columns) + " WHERE key_hash = ?1 AND revoked_at IS NULL");
  query.bind_blob(1, secret_hash(key));
  return query.step() ? std::optional(key_of(query)) : std::nullopt;
}

std::vector<Open311Key> list_open311_keys(db::Session& session) {
  auto query = session.query(std::string(columns) + " ORDER BY id DESC");
  std::vector<Open311Key> keys;
  while (query.step()) keys.push_back(key_of(query));
  return keys;
}

void log_open311_call(db::Session& session, const Open311Call& call) {
  session.run("INSERT INTO open311_call (key_id, at, status, service_code, case_id) VALUES (?1, ?2, ?3, ?4, ?5)", call.key_id, call.at, call.status, call.service_code,
              call.case_id ? std::optional(call.case_id) : std::nullopt);
}

std::vector<Open311Call> list_open311_calls(db::Session& session, Open311KeyId id, std::int64_t before, std::int64_t limit) {
  auto query = session.query("SELECT id, at, status, service_code, case_id FROM open311_call WHERE key_id = ?1 AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?3");
  query.bind(1, id.value).bind(2, before).bind(3, limit);
  std::vector<Open311Call> calls;
  while (query.step()) calls.push_back({query.integer(0), id, Instant{query.integer(1)}, query.integer(2), std::string(query.text(3)), CaseId{query.integer(4)}});
  return calls;
}

Open311Use use_of(db::Session& session, Open311KeyId id, Instant now) {
  auto query = session.query("SELECT count(*) FILTER (WHERE at > ?2 AND status <> ?4), count(*) FILTER (WHERE case_id IS NOT NULL AND at >= ?3) FROM open311_call WHERE key_id = ?1 AND at >= min(?2, ?3)");
  query.bind(1, id.value).bind(2, now.plus_seconds(-60).seconds).bind(3, at_local(local_date(now), 0).seconds).bind(4, too_many);
  query.step();
  return {query.integer(0), query.integer(1)};
}

Open311Totals totals_of(db::Session& session, Open311KeyId id) {
  auto query = session.query("SELECT count(case_id), count(*) - count(case_id), max(at) FROM open311_call WHERE key_id = ?1");
  query.bind(1, id.value);
  query.step();
  Open311Totals totals{query.integer(0), query.integer(1), {}};
  if (!query.is_null(2)) totals.last_at = Instant{query.integer(2)};
  return totals;
}

void forget_old_calls(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || rulebook->open_data == nullptr) return;
  const Instant before = house.now().plus_seconds(-rulebook->open_data->open311.log_days * seconds_per_day);
  {
    const auto session = house.readers().borrow();
    auto query = session->query("SELECT 1 FROM open311_call WHERE at < ?1 LIMIT 1");
    query.bind(1, before.seconds);
    if (!query.step()) return;
  }
  house.writer().run([before](db::Session& session) { session.run("DELETE FROM open311_call WHERE id IN (SELECT id FROM open311_call WHERE at < ?1 LIMIT ?2)", before, forgotten_at_once); });
}

Open311KeysVerified verify_open311_keys(db::Session& session) {
  Open311KeysVerified verified;
  std::vector<Open311KeyId> ids;
  {
    auto query = session.query("SELECT id FROM open311_key UNION SELECT stream_id FROM event WHERE stream_kind = 'open311_key' ORDER BY 1");
    while (query.step()) ids.push_back(Open311KeyId{query.integer(0)});
  }
  for (const Open311KeyId id : ids) {
    const auto stored = load_open311_key(session, id);
    if (!stored || *stored != rebuilt(session, id)) verified.differences.push_back(stream_of(id) + ": the row differs from the journal");
  }
  verified.keys = static_cast<std::int64_t>(ids.size());
  return verified;
}

}  // namespace shouwen
