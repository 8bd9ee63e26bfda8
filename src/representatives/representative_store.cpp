// Events to journal entries and rows, and back.
#include "representatives/representative_store.h"

#include "base/overloaded.h"
#include "db/journal.h"
#include "json/stored.h"
#include "representatives/representative_describe.h"

namespace shouwen {

namespace {

std::string stream_of(AccessId id) { return "representative/" + std::to_string(id.value); }

const char* kind_name(const RepresentativeEventBody& body) {
  return std::visit(Overloaded{
                        [](const RepresentativeInvited&) { return "representative_invited"; },
                        [](const RepresentativeJoined&) { return "representative_joined"; },
                        [](const RepresentativeSignedIn&) { return "representative_signed_in"; },
                        [](const RepresentativeLocked&) { return "representative_locked"; },
                        [](const RepresentativePasswordChanged&) { return "representative_password_changed"; },
                        [](const RepresentativeSignedOutEverywhere&) { return "representative_signed_out_everywhere"; },
                        [](const AccessEnded&) { return "representative_access_ended"; },
                        [](const VisitAnswered&) { return "visit_answered"; },
                        [](const ObjectionAnswered&) { return "objection_answered"; },
                        [](const FeedbackGiven&) { return "feedback_given"; },
                        [](const FeedbackAnswered&) { return "feedback_answered"; },
                    },
                    body);
}

RepresentativeEventBody body_of(std::string_view kind, std::string_view payload) { return json::stored_body<RepresentativeEventBody>(kind, payload, &kind_name); }

std::vector<RepresentativeAccess> read_all(db::Query& query) {
  std::vector<RepresentativeAccess> found;
  while (query.step()) found.push_back(json::stored<RepresentativeAccess>(query.text(0)));
  return found;
}

AccessId next_id(db::Session& session) {
  auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM representative_access");
  query.step();
  return AccessId{query.integer(0)};
}

void write_row(db::Session& session, const RepresentativeAccess& access) {
  session.run("INSERT INTO representative_access (id, customer_id, representative_id, version, access_state, waits, state) VALUES (?1,?2,?3,?4,?5,?6,?7)"
              " ON CONFLICT (id) DO UPDATE SET version = excluded.version, access_state = excluded.access_state, waits = excluded.waits, state = excluded.state",
              access.id, access.customer_id, access.representative_id, access.version, static_cast<std::int64_t>(access.state), access.waits(), json::to_text(access));
}

}  // namespace

std::optional<RepresentativeAccess> load_access(db::Session& session, AccessId id) {
  auto query = session.query("SELECT state FROM representative_access WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<RepresentativeAccess>(query.text(0));
}

std::vector<RepresentativeAccess> accesses_of(db::Session& session, CustomerId customer) {
  auto query = session.query("SELECT state FROM representative_access WHERE customer_id = ?1 ORDER BY id");
  query.bind(1, customer.value);
  return read_all(query);
}

std::vector<RepresentativeAccess> accesses_that_wait(db::Session& session) {
  auto query = session.query("SELECT state FROM representative_access WHERE waits = 1 ORDER BY customer_id, id");
  return read_all(query);
}

RepresentativeAccess save_representative_event(db::Session& session, RepresentativeAccess access, const RepresentativeEvent& event, std::int64_t rulebook_version) {
  if (!access.id) access.id = next_id(session);
  access = apply(std::move(access), event);
  db::NewEntry entry;
  entry.stream = stream_of(access.id);
  entry.stream_number = access.version;
  entry.at = event.at;
  entry.actor_id = event.actor_id.value;
  entry.kind = kind_name(event.body);
  entry.clause = event.clause;
  entry.rulebook_version = rulebook_version;
  std::visit([&entry](const auto& body) { json::print(entry.payload, body); }, event.body);
  db::append(session, {entry});
  write_row(session, access);
  return access;
}

std::vector<std::string> verify_access(db::Session& session, AccessId id) {
  RepresentativeAccess rebuilt;
  rebuilt.id = id;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id)))
    rebuilt = apply(std::move(rebuilt), {OfficerId{entry.actor_id}, entry.at, entry.clause, body_of(entry.kind, entry.payload)});
  auto query = session.query("SELECT customer_id, representative_id, version, access_state, waits, state FROM representative_access WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step() || rebuilt.version == 0) return {"events and stored access do not belong together"};
  const bool row_fits = query.integer(0) == rebuilt.customer_id.value && query.integer(1) == rebuilt.representative_id && query.integer(2) == rebuilt.version &&
                        query.integer(3) == static_cast<std::int64_t>(rebuilt.state) && (query.integer(4) != 0) == rebuilt.waits();
  if (!row_fits || query.text(5) != json::to_text(rebuilt)) return {"journal " + json::to_text(rebuilt) + ", stored " + std::string(query.text(5))};
  return {};
}

}  // namespace shouwen
