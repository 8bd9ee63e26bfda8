// What the hall screen counts. All SQL of it.
#include "cases/case_moments.h"
#include "portal/public_figures.h"

namespace shouwen {

namespace {

std::int64_t single(db::Query query) {
  query.step();
  return query.integer(0);
}

}  // namespace

std::int64_t count_in_hand(db::Session& session) {
  // "stage < 2" is what the index holds.
  auto query = session.query("SELECT count(*) FROM service_case WHERE stage < 2 AND stage = ?1");
  query.bind(1, static_cast<std::int64_t>(Stage::open));
  return single(std::move(query));
}

std::int64_t count_received_since(db::Session& session, Instant since) {
  auto query = session.query("SELECT count(*) FROM service_case WHERE registered_at >= ?1");
  query.bind(1, since.seconds);
  return single(std::move(query));
}

std::int64_t count_answered_since(db::Session& session, Instant since) {
  static_assert(static_cast<int>(MomentKind::answered) == 1, "the index says kind = 1");
  auto query = session.query("SELECT count(DISTINCT case_id) FROM case_moment WHERE kind = 1 AND at >= ?1");
  query.bind(1, since.seconds);
  return single(std::move(query));
}

}  // namespace shouwen
