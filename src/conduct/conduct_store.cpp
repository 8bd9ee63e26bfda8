// Every change is an event; the row beside it is what the events give.
#include "conduct/conduct_store.h"

#include <fmt/format.h>

#include "cases/attachment_store.h"
#include "conduct/conduct_describe.h"
#include "conduct/strike_conduct.h"
#include "db/journal.h"
#include "json/stored.h"

namespace shouwen {

namespace {

std::string stream_of(ConductCaseId id) { return "conduct/" + std::to_string(id.value); }

template <class T>
std::optional<std::int64_t> number_of(const std::optional<T>& value) {
  return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}
std::optional<std::int64_t> seconds_of(const std::optional<Instant>& at) { return at ? std::optional(at->seconds) : std::nullopt; }

/// The columns beside the state.
struct Row {
  std::optional<std::int64_t> decided_at, measure, repeated, exposure_level, strike_at;
};
Row row_of(const ConductCase& c) {
  Row row;
  if (c.has_standing_decision()) {
    row.decided_at = c.decision->decided_at.seconds;
    row.measure = static_cast<std::int64_t>(c.decision->measure);
    row.repeated = std::int64_t{c.decision->repeated};
  }
  if (c.exposure && c.exposure->published_at) row.exposure_level = static_cast<std::int64_t>(c.exposure->level);
  row.strike_at = seconds_of(next_strike_at(c));
  return row;
}

std::int64_t one_number(db::Query& query) {
  query.step();
  return query.integer(0);
}

ConductCase read_case(const db::Query& query) { return json::stored<ConductCase>(query.text(0)); }

std::vector<ConductCase> read_cases(db::Query& query) {
  std::vector<ConductCase> cases;
  while (query.step()) cases.push_back(read_case(query));
  return cases;
}

void write_row(db::Session& session, const ConductCase& c) {
  const Row row = row_of(c);
  session.run("INSERT INTO conduct_case (id, version, year, sequence, stage, unit_id, accused_id, accused_unit_id, violation, lead_kind, lead_id, opened_at, decided_at, measure, repeated,"
              " exposure_level, strike_at, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18) ON CONFLICT (id) DO UPDATE SET version=excluded.version,"
              " stage=excluded.stage, unit_id=excluded.unit_id, violation=excluded.violation, decided_at=excluded.decided_at, measure=excluded.measure, repeated=excluded.repeated,"
              " exposure_level=excluded.exposure_level, strike_at=excluded.strike_at, state=excluded.state",
              c.id, c.version, c.year, c.sequence, static_cast<std::int64_t>(c.stage), c.unit_id, c.accused.officer_id, c.accused.unit_id, c.violation,
              static_cast<std::int64_t>(c.lead.kind), c.lead.id, c.opened_at, row.decided_at, row.measure, row.repeated, row.exposure_level, row.strike_at, json::to_text(c));
}

bool row_matches(db::Session& session, const ConductCase& c) {
  const Row row = row_of(c);
  auto query = session.query("SELECT state FROM conduct_case WHERE id = ?1 AND version = ?2 AND stage = ?3 AND unit_id = ?4 AND accused_id = ?5 AND accused_unit_id = ?6 AND violation = ?7"
                             " AND lead_kind = ?8 AND lead_id = ?9 AND opened_at = ?10 AND decided_at IS ?11 AND measure IS ?12 AND repeated IS ?13 AND exposure_level IS ?14"
                             " AND strike_at IS ?15 AND year = ?16 AND sequence = ?17");
  query.bind(1, c.id.value).bind(2, c.version).bind(3, static_cast<std::int64_t>(c.stage)).bind(4, c.unit_id.value).bind(5, c.accused.officer_id.value).bind(6, c.accused.unit_id.value);
  query.bind(7, c.violation).bind(8, static_cast<std::int64_t>(c.lead.kind)).bind(9, c.lead.id).bind(10, c.opened_at.seconds);
  int column = 10;
  for (const auto& value : {row.decided_at, row.measure, row.repeated, row.exposure_level, row.strike_at}) db::Session::bind_value(query, ++column, value);
  query.bind(16, c.year).bind(17, c.sequence);
  return query.step() && read_case(query) == c;
}

/// A published exposure has its number, any other none.
bool number_matches(db::Session& session, const ConductCase& c) {
  auto query = session.query("SELECT is_public, number FROM conduct_exposure WHERE conduct_id = ?1");
  query.bind(1, c.id.value);
  const bool numbered = query.step(), published = c.exposure && c.exposure->published_at;
  if (!numbered || !published) return numbered == published;
  return query.integer(0) == std::int64_t{c.exposure->level == ExposureLevel::society} && query.integer(1) == c.exposure->number;
}

}  // namespace

std::optional<ConductCase> load_conduct_case(db::Session& session, ConductCaseId id) {
  auto query = session.query("SELECT state FROM conduct_case WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return read_case(query);
}

SavedConduct save_conduct(db::Session& session, const ConductCase& before, const ConductEvent& event, std::int64_t rulebook_version) {
  ConductEvent kept = event;
  if (kept.opened) {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM conduct_case");
    kept.opened->id = ConductCaseId{one_number(query)};
  }
  SavedConduct saved{apply(before, kept), 0};
  db::NewEntry entry;
  entry.stream = stream_of(saved.after.id);
  entry.stream_number = saved.after.version;
  entry.at = event.at;
  entry.actor_id = event.actor_id.value;
  entry.kind = event.kind;
  entry.clause = event.clause;
  entry.rulebook_version = rulebook_version;
  entry.payload = json::to_text(kept);
  saved.journal_number = db::append(session, {entry});
  write_row(session, saved.after);
  const bool was_published = before.exposure && before.exposure->published_at;
  if (const auto& exposure = saved.after.exposure; exposure && exposure->published_at && !was_published)
    session.run("INSERT INTO conduct_exposure (is_public, number, conduct_id) VALUES (?1,?2,?3)", std::int64_t{exposure->level == ExposureLevel::society}, exposure->number, saved.after.id);
  return saved;
}

std::vector<ConductEvent> conduct_events(db::Session& session, ConductCaseId id) {
  std::vector<ConductEvent> events;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) events.push_back(json::stored<ConductEvent>(entry.payload));
  return events;
}

std::int64_t next_conduct_sequence(db::Session& session, std::int64_t year) {
  auto query = session.query("SELECT coalesce(max(sequence), 0) + 1 FROM conduct_case WHERE year = ?1");
  query.bind(1, year);
  return one_number(query);
}

std::int64_t next_exposure_number(db::Session& session, ExposureLevel level) {
  auto query = session.query("SELECT coalesce(max(number), 0) + 1 FROM conduct_exposure WHERE is_public = ?1");
  query.bind(1, std::int64_t{level == ExposureLevel::society});
  return one_number(query);
}

std::vector<ConductCase> list_conduct_cases(db::Session& session, const ConductFilter& filter, ConductCaseId after, std::int64_t limit) {
  const std::string when = filter.decided_only ? "decided_at" : "opened_at";
  auto query = session.query("SELECT state FROM conduct_case WHERE (?1 = 0 OR id < ?1) AND (?2 < 0 OR stage = ?2) AND (?3 = 0 OR accused_unit_id = ?3) AND (?4 = '' OR violation = ?4)"
                             " AND (?5 < 0 OR measure = ?5) AND (?6 < 0 OR exposure_level = ?6) AND (?7 = 0 OR accused_id = ?7) AND (?8 = 0 OR stage < ?9)"
                             " AND (?10 = 0 OR decided_at IS NOT NULL) AND (?11 = 0 OR repeated = 1) AND (" + when + " >= ?12 OR ?12 IS NULL) AND (" + when +
                             " < ?13 OR ?13 IS NULL) ORDER BY id DESC LIMIT ?14");
  query.bind(1, after.value).bind(2, number_of(filter.stage).value_or(-1)).bind(3, filter.accused_unit_id.value_or(UnitId{}).value).bind(4, filter.violation);
  query.bind(5, number_of(filter.measure).value_or(-1)).bind(6, number_of(filter.exposure_level).value_or(-1)).bind(7, filter.accused_id.value_or(OfficerId{}).value);
  query.bind(8, std::int64_t{filter.open_only}).bind(9, static_cast<std::int64_t>(ConductStage::declined)).bind(10, std::int64_t{filter.decided_only});
  query.bind(11, std::int64_t{filter.repeated_only});
  db::Session::bind_value(query, 12, filter.from ? std::optional(at_local(*filter.from, 0).seconds) : std::nullopt);
  db::Session::bind_value(query, 13, filter.to ? std::optional(at_local(filter.to->plus_days(1), 0).seconds) : std::nullopt);
  query.bind(14, limit);
  return read_cases(query);
}

std::vector<EarlierDecision> earlier_decisions(db::Session& session, OfficerId accused, ConductCaseId except) {
  auto query = session.query("SELECT id, decided_at FROM conduct_case WHERE accused_id = ?1 AND decided_at IS NOT NULL AND id <> ?2 ORDER BY decided_at DESC");
  query.bind(1, accused.value).bind(2, except.value);
  std::vector<EarlierDecision> found;
  while (query.step()) found.push_back({ConductCaseId{query.integer(0)}, Instant{query.integer(1)}});
  return found;
}

std::optional<ConductCase> conduct_case_of_lead(db::Session& session, LeadKind kind, std::int64_t lead_id, OfficerId accused) {
  if (lead_id == 0) return std::nullopt;
  auto query = session.query("SELECT state FROM conduct_case WHERE lead_kind = ?1 AND lead_id = ?2 AND accused_id = ?3 AND lead_id <> 0 LIMIT 1");
  query.bind(1, static_cast<std::int64_t>(kind)).bind(2, lead_id).bind(3, accused.value);
  if (!query.step()) return std::nullopt;
  return read_case(query);
}

std::vector<ConductCase> conduct_cases_of_lead(db::Session& session, LeadKind kind, std::int64_t lead_id) {
  if (lead_id == 0) return {};
  auto query = session.query("SELECT state FROM conduct_case WHERE lead_kind = ?1 AND lead_id = ?2 AND lead_id <> 0 ORDER BY id DESC");
  query.bind(1, static_cast<std::int64_t>(kind)).bind(2, lead_id);
  return read_cases(query);
}

std::vector<ConductCase> conduct_cases_against(db::Session& session, OfficerId accused) {
  auto query = session.query("SELECT state FROM conduct_case WHERE accused_id = ?1 ORDER BY id DESC");
  query.bind(1, accused.value);
  std::vector<ConductCase> found;
  while (query.step())
    if (ConductCase one = read_case(query); one.hearing || one.decision || one.stage == ConductStage::not_proved) found.push_back(std::move(one));
  return found;
}

std::vector<ConductCase> conduct_cases_with_tasks(db::Session& session, ConductStage stage, ConductCaseId before, std::int64_t limit) {
  auto query = session.query("SELECT state FROM conduct_case WHERE decided_at IS NOT NULL AND stage = ?1 AND (?2 = 0 OR id < ?2) AND json_array_length(state, '$.rectifications') > 0"
                             " ORDER BY id DESC LIMIT ?3");
  query.bind(1, static_cast<std::int64_t>(stage)).bind(2, before.value).bind(3, limit);
  return read_cases(query);
}

std::vector<ConductCase> published_exposures(db::Session& session, bool is_public, std::int64_t before, std::int64_t limit) {
  auto query = session.query("SELECT c.state FROM conduct_exposure e JOIN conduct_case c ON c.id = e.conduct_id WHERE e.is_public = ?1 AND (?2 = 0 OR e.number < ?2)"
                             " ORDER BY e.number DESC LIMIT ?3");
  query.bind(1, std::int64_t{is_public}).bind(2, before).bind(3, limit);
  return read_cases(query);
}

std::optional<ConductCase> conduct_case_of_exposure(db::Session& session, bool is_public, std::int64_t number) {
  auto query = session.query("SELECT c.state FROM conduct_exposure e JOIN conduct_case c ON c.id = e.conduct_id WHERE e.is_public = ?1 AND e.number = ?2");
  query.bind(1, std::int64_t{is_public}).bind(2, number);
  if (!query.step()) return std::nullopt;
  return read_case(query);
}

std::vector<ConductCaseId> conduct_cases_to_strike(db::Session& session, Instant now, std::int64_t limit) {
  auto query = session.query("SELECT id FROM conduct_case WHERE strike_at <= ?1 ORDER BY strike_at LIMIT ?2");
  query.bind(1, now.seconds).bind(2, limit);
  std::vector<ConductCaseId> ids;
  while (query.step()) ids.push_back(ConductCaseId{query.integer(0)});
  return ids;
}

std::vector<std::string> damaged_conduct_files(db::Session& session, const std::filesystem::path& folder) {
  std::vector<std::string> damaged;
  auto query = session.query("SELECT state FROM conduct_case ORDER BY id");
  while (query.step())
    for (const ConductCase c = read_case(query); const ConductFile& file : c.files)
      if (!is_intact(folder, file.hash)) damaged.push_back(fmt::format("conduct/{}: file {} missing or changed", c.id.value, file.number));
  return damaged;
}

std::vector<std::string> verify_conduct_case(db::Session& session, ConductCaseId id) {
  ConductCase rebuilt;
  for (const ConductEvent& event : conduct_events(session, id)) rebuilt = apply(std::move(rebuilt), event);
  std::vector<std::string> differences;
  if (rebuilt.id != id || !row_matches(session, rebuilt)) differences.push_back("art. 9(4): the violation case's row differs from its events");
  if (!number_matches(session, rebuilt)) differences.push_back("art. 9(4): the number of its exposure differs from its events");
  return differences;
}

}  // namespace shouwen
