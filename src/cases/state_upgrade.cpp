// Rebuilding states in groups; live cases are struck once so that their next alarm is set by this program's clocks.
#include "cases/state_upgrade.h"

#include <spdlog/spdlog.h>

#include "cases/case_store.h"

namespace shouwen {

namespace {

constexpr std::int64_t newest_shape = 2;
constexpr std::int64_t group_size = 500;

std::int64_t shape_of(db::Session& session) {
  auto query = session.query("SELECT shape FROM state_shape");
  query.step();
  return query.integer(0);
}

std::vector<CaseId> next_group(db::Session& session, CaseId after) {
  auto query = session.query("SELECT id FROM service_case WHERE id > ?1 ORDER BY id LIMIT ?2");
  query.bind(1, after.value).bind(2, group_size);
  std::vector<CaseId> ids;
  while (query.step()) ids.push_back(CaseId{query.integer(0)});
  return ids;
}

void rebuild(db::Session& session, CaseId id) {
  ServiceCase rebuilt;
  rebuilt.id = id;
  for (const CaseEvent& event : load_events(session, id)) rebuilt = apply(std::move(rebuilt), event);
  session.run("UPDATE case_state SET state = ?2 WHERE case_id = ?1", id, to_json_text(rebuilt));
  if (rebuilt.lives()) session.run("UPDATE service_case SET wake_at = registered_at WHERE id = ?1", id);
}

}  // namespace

std::int64_t upgrade_states(House& house) {
  std::int64_t rebuilt = 0;
  CaseId last;
  bool finished = false;
  while (!finished) {
    house.writer().run([&](db::Session& session) {
      const std::vector<CaseId> group = shape_of(session) == newest_shape ? std::vector<CaseId>() : next_group(session, last);
      for (const CaseId id : group) rebuild(session, last = id);
      rebuilt += static_cast<std::int64_t>(group.size());
      finished = group.empty();
      if (finished) session.run("UPDATE state_shape SET shape = ?1", newest_shape);
    });
    if (!finished) spdlog::info("states of an earlier version: {} rebuilt from the journal", rebuilt);
  }
  return rebuilt;
}

}  // namespace shouwen
