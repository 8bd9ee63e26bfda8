// Rows of calendar_feed; a secret is looked up by its hash.
#include "feeds/feed_store.h"

#include "org/secret.h"

namespace shouwen {

namespace {

constexpr std::int64_t noted_every_seconds = 3600;
constexpr std::int64_t revoked_shown_seconds = 30 * seconds_per_day;

FeedLink link_of(const db::Query& query) {
  FeedLink link{query.integer(0), OfficerId{query.integer(1)}, static_cast<FeedKind>(query.integer(2)), UnitId{query.integer(3)}, std::string(query.text(4)),
                Instant{query.integer(5)}, {}, !query.is_null(7)};
  if (!query.is_null(6)) link.last_used_at = Instant{query.integer(6)};
  return link;
}

constexpr const char* columns = "SELECT f.id, f.officer_id, f.kind, f.unit_id, f.name, f.created_at, f.last_used_at, f.revoked_at FROM calendar_feed f";

}  // namespace

std::string create_feed(db::Session& session, const NewFeed& feed, Instant now) {
  std::string secret = new_secret();
  auto insert = session.query("INSERT INTO calendar_feed (officer_id, kind, unit_id, name, secret_hash, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  insert.bind(1, feed.officer_id.value).bind(2, static_cast<std::int64_t>(feed.kind)).bind(3, feed.unit_id.value).bind(4, feed.name).bind_blob(5, secret_hash(secret)).bind(6, now.seconds);
  insert.step();
  return secret;
}

std::optional<FeedLink> find_feed(db::Session& session, std::string_view secret) {
  auto query = session.query(std::string(columns) + " JOIN officer o ON o.id = f.officer_id AND o.valid_to IS NULL JOIN account a ON a.officer_id = f.officer_id"
                                                    " WHERE f.secret_hash = ?1 AND f.revoked_at IS NULL");
  query.bind_blob(1, secret_hash(secret));
  return query.step() ? std::optional(link_of(query)) : std::nullopt;
}

bool wants_note(const FeedLink& feed, Instant now) { return !feed.last_used_at || now.seconds - feed.last_used_at->seconds >= noted_every_seconds; }

void note_feed_use(db::Session& session, std::int64_t id, Instant now) { session.run("UPDATE calendar_feed SET last_used_at = ?2 WHERE id = ?1", id, now); }

std::vector<FeedLink> feeds_of(db::Session& session, OfficerId officer, Instant now) {
  auto query = session.query(std::string(columns) + " WHERE f.officer_id = ?1 AND coalesce(f.revoked_at, ?2) >= ?2 - ?3 ORDER BY f.id DESC");
  query.bind(1, officer.value).bind(2, now.seconds).bind(3, revoked_shown_seconds);
  std::vector<FeedLink> links;
  while (query.step()) links.push_back(link_of(query));
  return links;
}

std::int64_t count_live_feeds(db::Session& session, OfficerId officer) {
  auto query = session.query("SELECT count(*) FROM calendar_feed WHERE officer_id = ?1 AND revoked_at IS NULL");
  query.bind(1, officer.value);
  return query.step() ? query.integer(0) : 0;
}

bool revoke_feed(db::Session& session, OfficerId officer, std::int64_t id, Instant now) {
  session.run("UPDATE calendar_feed SET revoked_at = ?3 WHERE id = ?1 AND officer_id = ?2 AND revoked_at IS NULL", id, officer, now);
  return session.changes() > 0;
}

std::vector<CaseId> cases_owing(db::Session& session, OfficerId officer, std::int64_t limit) {
  auto query = session.query(
      "SELECT id FROM (SELECT c.id, c.next_due_at FROM service_case c WHERE c.responsible_officer_id = ?1 AND c.stage < 2"
      " UNION SELECT c.id, c.next_due_at FROM case_duty d JOIN service_case c ON c.id = d.case_id"
      " WHERE d.owner_officer_id = ?1 AND d.owner_officer_id <> 0 AND d.ended_at IS NULL AND c.stage < 2) AS owing"
      " ORDER BY next_due_at IS NULL, next_due_at, id LIMIT ?2");
  query.bind(1, officer.value).bind(2, limit);
  std::vector<CaseId> ids;
  while (query.step()) ids.push_back(CaseId{query.integer(0)});
  return ids;
}

}  // namespace shouwen
