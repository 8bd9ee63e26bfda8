// Secrets in rows are sealed or under a passphrase; the journal holds public keys only.
#include "tip_offs/supervision_store.h"

#include <sodium.h>

#include <map>

#include "db/journal.h"
#include "json/json.h"
#include "json/stored.h"
#include "org/supervision_key_store.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(SupervisionKeyEvent, (), (kind, officer_id, subject_id, public_key, reason))

namespace {

constexpr const char* stream = "supervision_key/1";
constexpr std::int64_t failures_free = 4, first_lock_seconds = 900;

std::string base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), sodium_base64_VARIANT_ORIGINAL);
  text.resize(text.find('\0'));
  return text;
}

constexpr std::string_view officer_columns = "SELECT officer_id, public_key, salt, box, admitted, failures, locked_until FROM supervision_officer ";

SupervisionOfficer read_officer(const db::Query& query) {
  return {OfficerId{query.integer(0)}, std::string(query.blob(1)), {std::string(query.blob(2)), std::string(query.blob(3))}, query.integer(4) != 0, query.integer(5),
          Instant{query.integer(6)}};
}

constexpr std::string_view request_columns =
    "SELECT id, purpose, case_id, opening_number, officer_id, asker_id, reason, asked_at, expires_at, agreer_id, for_asker FROM supervision_request ";

SupervisionRequest read_request(const db::Query& query) {
  return {query.integer(0), static_cast<RequestPurpose>(query.integer(1)), CaseId{query.integer(2)}, query.integer(3), OfficerId{query.integer(4)}, OfficerId{query.integer(5)},
          std::string(query.text(6)), Instant{query.integer(7)}, Instant{query.integer(8)}, OfficerId{query.integer(9)}, std::string(query.text(10))};
}

void forget_waiting(db::Session& session, std::int64_t request) {
  session.run("UPDATE supervision_waiting SET inner = '' WHERE request_id = ?1", request);
  session.run("DELETE FROM supervision_waiting WHERE request_id = ?1", request);
}

/// The officers with their keys, and the key itself, as the journal tells it.
struct RebuiltKey {
  std::map<std::int64_t, std::pair<std::string, bool>> officers;
  std::string public_key;
};
RebuiltKey rebuilt_key(db::Session& session) {
  RebuiltKey key;
  for (const auto& [at, event] : supervision_events(session)) {
    const std::int64_t subject = event.subject_id ? event.subject_id.value : event.officer_id.value;
    if (event.kind == "officer_enrolled") key.officers[subject] = {event.public_key, false};
    if (event.kind == "officer_admitted") key.officers[subject].second = true;
    if (event.kind == "officer_removed") key.officers.erase(subject);
    if (event.kind == "key_made") {
      key.public_key = event.public_key;
      for (auto& [id, officer] : key.officers) officer.second = true;
    }
  }
  return key;
}

}  // namespace

std::vector<SupervisionOfficer> supervision_officers(db::Session& session) {
  auto query = session.query(std::string(officer_columns) + "ORDER BY officer_id");
  std::vector<SupervisionOfficer> officers;
  while (query.step()) officers.push_back(read_officer(query));
  return officers;
}

std::optional<SupervisionOfficer> find_supervision_officer(db::Session& session, OfficerId id) {
  auto query = session.query(std::string(officer_columns) + "WHERE officer_id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return read_officer(query);
}

void append_supervision_event(db::Session& session, const SupervisionKeyEvent& event, Instant now, std::int64_t rulebook_version) {
  db::NewEntry entry;
  entry.stream = stream;
  entry.stream_number = db::next_stream_number(session, stream);
  entry.at = now;
  entry.actor_id = event.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_9_5;
  entry.rulebook_version = rulebook_version;
  SupervisionKeyEvent written = event;
  if (!event.public_key.empty()) written.public_key = base64(event.public_key);
  entry.payload = json::to_text(written);
  db::append(session, {entry});
}

std::vector<std::pair<Instant, SupervisionKeyEvent>> supervision_events(db::Session& session) {
  std::vector<std::pair<Instant, SupervisionKeyEvent>> events;
  for (const db::Entry& entry : db::read_stream(session, stream)) events.emplace_back(entry.at, json::stored<SupervisionKeyEvent>(entry.payload));
  return events;
}

void keep_supervision_officer(db::Session& session, const SupervisionOfficer& officer) {
  auto query = session.query("INSERT INTO supervision_officer (officer_id, public_key, salt, box, admitted) VALUES (?1,?2,?3,?4,?5) ON CONFLICT (officer_id) DO UPDATE SET salt=excluded.salt, box=excluded.box");
  query.bind(1, officer.officer_id.value).bind_blob(2, officer.public_key).bind_blob(3, officer.secret.salt).bind_blob(4, officer.secret.box).bind(5, std::int64_t{officer.admitted});
  query.step();
}

void admit_supervision_officer(db::Session& session, OfficerId id) { session.run("UPDATE supervision_officer SET admitted = 1 WHERE officer_id = ?1", id); }

void remove_supervision_officer(db::Session& session, OfficerId id) {
  session.run("UPDATE supervision_layer SET sealed = '' WHERE outer_officer_id = ?1 OR inner_officer_id = ?1", id);
  session.run("DELETE FROM supervision_layer WHERE outer_officer_id = ?1 OR inner_officer_id = ?1", id);
  session.run("DELETE FROM supervision_officer WHERE officer_id = ?1", id);
}

void note_passphrase(db::Session& session, OfficerId id, bool right, Instant now) {
  if (right) return session.run("UPDATE supervision_officer SET failures = 0, locked_until = 0 WHERE officer_id = ?1 AND failures > 0", id);
  session.run("UPDATE supervision_officer SET failures = failures + 1 WHERE officer_id = ?1", id);
  session.run("UPDATE supervision_officer SET locked_until = ?2 + ?3 * (failures - ?4) WHERE officer_id = ?1 AND failures > ?4", id, now.seconds, first_lock_seconds, failures_free);
}

void keep_layer(db::Session& session, const SupervisionLayer& layer) {
  session.run("INSERT INTO supervision_layer (outer_officer_id, inner_officer_id, sealed) VALUES (?1,?2,?3)", layer.outer_id, layer.inner_id, layer.sealed);
}

std::vector<SupervisionLayer> layers_of(db::Session& session, OfficerId outer) {
  auto query = session.query("SELECT inner_officer_id, sealed FROM supervision_layer WHERE outer_officer_id = ?1 ORDER BY inner_officer_id");
  query.bind(1, outer.value);
  std::vector<SupervisionLayer> layers;
  while (query.step()) layers.push_back({outer, OfficerId{query.integer(0)}, std::string(query.text(1))});
  return layers;
}

std::int64_t keep_request(db::Session& session, const SupervisionRequest& r) {
  session.run("INSERT INTO supervision_request (purpose, case_id, opening_number, officer_id, asker_id, reason, asked_at, expires_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
              static_cast<std::int64_t>(r.purpose), r.case_id, r.opening_number, r.officer_id, r.asker_id, r.reason, r.asked_at, r.expires_at);
  return session.last_insert_id();
}

std::optional<SupervisionRequest> find_request(db::Session& session, std::int64_t id) {
  auto query = session.query(std::string(request_columns) + "WHERE id = ?1");
  query.bind(1, id);
  if (!query.step()) return std::nullopt;
  return read_request(query);
}

std::optional<SupervisionRequest> request_of_opening(db::Session& session, CaseId id, std::int64_t number) {
  auto query = session.query(std::string(request_columns) + "WHERE case_id = ?1 AND opening_number = ?2 AND purpose = 0");
  query.bind(1, id.value).bind(2, number);
  if (!query.step()) return std::nullopt;
  return read_request(query);
}

std::vector<SupervisionRequest> waiting_requests(db::Session& session) {
  auto query = session.query(std::string(request_columns) + "WHERE agreer_id IS NULL ORDER BY id");
  std::vector<SupervisionRequest> requests;
  while (query.step()) requests.push_back(read_request(query));
  return requests;
}

void keep_waiting(db::Session& session, std::int64_t request, OfficerId agreer, const std::string& inner) {
  session.run("INSERT INTO supervision_waiting (request_id, agreer_id, inner) VALUES (?1,?2,?3)", request, agreer, inner);
}

std::optional<std::string> waiting_layer(db::Session& session, std::int64_t request, OfficerId agreer) {
  auto query = session.query("SELECT inner FROM supervision_waiting WHERE request_id = ?1 AND agreer_id = ?2");
  query.bind(1, request).bind(2, agreer.value);
  if (!query.step()) return std::nullopt;
  return std::string(query.text(0));
}

void settle_request(db::Session& session, const SupervisionRequest& request, OfficerId agreer, const std::string& for_asker) {
  forget_waiting(session, request.id);
  session.run("UPDATE supervision_request SET agreer_id = ?2, for_asker = ?3 WHERE id = ?1", request.id, agreer, for_asker.empty() ? std::nullopt : std::optional(for_asker));
}

void forget_request(db::Session& session, std::int64_t id) {
  forget_waiting(session, id);
  session.run("DELETE FROM supervision_request WHERE id = ?1", id);
}

std::vector<std::string> verify_supervision_key(db::Session& session) {
  std::vector<std::string> differences;
  const RebuiltKey rebuilt = rebuilt_key(session);
  std::map<std::int64_t, std::pair<std::string, bool>> stored;
  std::size_t pairs = 0, admitted = 0;
  for (const SupervisionOfficer& officer : supervision_officers(session)) {
    stored[officer.officer_id.value] = {base64(officer.public_key), officer.admitted};
    admitted += officer.admitted ? 1 : 0;
    pairs += layers_of(session, officer.officer_id).size();
  }
  if (stored != rebuilt.officers) differences.push_back("art. 9(5): the officers of the supervision key differ from the journal");
  if (base64(supervision_public_key(session).value_or("")) != rebuilt.public_key) differences.push_back("art. 9(5): the supervision key differs from the journal");
  // Whoever puts a key of his own in place would open every identity from then on.
  if (admitted > 0 && pairs != admitted * (admitted - 1)) differences.push_back("art. 9(5): a layer of the supervision key is missing or too many");
  return differences;
}

}  // namespace shouwen
