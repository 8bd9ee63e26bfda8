// Attempts: one event each; the first of an officer and an item is what its repetitions belong to.
#include "charges/charge_attempt_store.h"

#include <fmt/format.h>

#include "cases/notice_store.h"
#include "charges/charge_journal.h"
#include "org/roster_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::string stream_of(ChargeAttemptId id) { return "charge_attempt/" + std::to_string(id.value); }

ChargeAttemptId first_of(db::Session& session, const ChargeAttempt& attempt, std::int64_t within_days) {
  auto query = session.query("SELECT first_id FROM charge_attempt WHERE officer_id = ?1 AND item = ?2 AND at BETWEEN ?3 AND ?4 ORDER BY at DESC, id DESC LIMIT 1");
  query.bind(1, attempt.officer_id.value).bind(2, attempt.wish.item.value).bind(3, attempt.at.seconds - within_days * seconds_per_day).bind(4, attempt.at.seconds);
  return query.step() ? ChargeAttemptId{query.integer(0)} : attempt.id;
}

bool is_there(db::Session& session, const ChargeAttempt& attempt) {
  if (attempt.source_number.empty()) return false;
  auto query = session.query("SELECT 1 FROM charge_attempt WHERE source = ?1 AND source_number = ?2 AND item = ?3 AND code = ?4");
  query.bind(1, attempt.source).bind(2, attempt.source_number).bind(3, attempt.wish.item.value).bind(4, attempt.code);
  return query.step();
}

void tell_supervision(db::Session& session, std::int64_t journal_number, const ChargeAttempt& attempt, const Rulebook& rulebook, const Organisation& organisation) {
  const Unit* supervision = organisation.unit_by_code(rulebook.closing.supervision_unit_code);
  if (supervision == nullptr) return;
  AttemptReaders readers{supervision->id, {}};
  for (const OnDuty& row : on_duty(shifts_at(session, attempt.at), organisation, supervision->id, attempt.at)) readers.on_duty.push_back(row.officer_id);
  const auto told = told_of_attempt(attempt, readers, organisation);
  if (told.empty()) return;
  const Officer* officer = organisation.officer(attempt.officer_id);
  const std::string who = officer == nullptr ? std::string("命令行导入") : officer->name, item = attempt.wish.item.value;
  write_house_notice(session, journal_number, told,
                     {NoticeKind::charge_refused, "/charges?part=attempts", clause::art_9_2, fmt::format("{}试图收取“{}”，已拒绝", who, item),
                      fmt::format("{} tried to charge “{}”, refused", officer == nullptr ? std::string("An import by command line") : who, item)},
                     attempt.at);
}

}  // namespace

std::optional<ChargeAttempt> record_attempt(db::Session& session, ChargeAttempt attempt, const Rulebook& rulebook, const Organisation& organisation) {
  if (is_there(session, attempt)) return std::nullopt;
  attempt.id = ChargeAttemptId{charge_journal::next_id(session, "SELECT coalesce(max(id), 0) + 1 FROM charge_attempt")};
  attempt.first_id = first_of(session, attempt, rulebook.charges ? rulebook.charges->repeated_within_days : 0);
  const std::int64_t journal_number = charge_journal::append(session, {stream_of(attempt.id), 1, "charge_refused", clause::art_9_2}, attempt, {attempt.officer_id, attempt.at, rulebook.version});
  session.run("INSERT INTO charge_attempt (id, first_id, at, officer_id, item, code, source, source_number, state) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)", attempt.id, attempt.first_id,
              attempt.at, attempt.officer_id, attempt.wish.item.value, attempt.code, attempt.source, attempt.source_number, json::to_text(attempt));
  if (attempt.first_id == attempt.id) tell_supervision(session, journal_number, attempt, rulebook, organisation);
  return attempt;
}

std::optional<ChargeAttempt> load_attempt(db::Session& session, ChargeAttemptId id) {
  auto query = session.query("SELECT state FROM charge_attempt WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return json::stored<ChargeAttempt>(query.text(0));
}

std::vector<ListedAttempt> list_attempts(db::Session& session, const AttemptFilter& filter, ChargeAttemptId after, std::int64_t limit) {
  auto query = session.query("SELECT state, (SELECT count(*) FROM charge_attempt AS other WHERE other.first_id = charge_attempt.first_id) - 1"
                             " FROM charge_attempt WHERE at >= ?1 AND at < ?2 AND (?3 = 0 OR officer_id = ?3) AND (?4 < 0 OR CASE WHEN source <> '' THEN 1 ELSE 0 END = ?4)"
                             " AND (?5 = 0 OR id <> first_id) AND (?6 = 0 OR id < ?6) ORDER BY id DESC LIMIT ?7");
  query.bind(1, filter.from ? at_local(*filter.from, 0).seconds : 0);
  query.bind(2, filter.to ? at_local(filter.to->plus_days(1), 0).seconds : std::int64_t{1} << 40).bind(3, filter.officer_id.value_or(OfficerId{}).value);
  query.bind(4, filter.origin ? static_cast<std::int64_t>(*filter.origin) : std::int64_t{-1}).bind(5, std::int64_t{filter.repeated_only}).bind(6, after.value).bind(7, limit);
  std::vector<ListedAttempt> listed;
  while (query.step()) listed.push_back({json::stored<ChargeAttempt>(query.text(0)), query.integer(1)});
  return listed;
}

std::vector<std::string> verify_attempt(db::Session& session, ChargeAttemptId id) {
  const auto entries = db::read_stream(session, stream_of(id));
  auto query = session.query("SELECT first_id, at, officer_id, item, code, source, source_number, state FROM charge_attempt WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step() || entries.size() != 1) return {"event and stored attempt do not belong together"};
  const auto attempt = json::stored<ChargeAttempt>(entries.front().payload);
  const bool fits = query.integer(0) == attempt.first_id.value && query.integer(1) == attempt.at.seconds && query.integer(2) == attempt.officer_id.value &&
                    query.text(3) == attempt.wish.item.value && query.text(4) == attempt.code && query.text(5) == attempt.source && query.text(6) == attempt.source_number;
  if (!fits || attempt.id != id || query.text(7) != json::to_text(attempt)) return {"journal " + entries.front().payload + ", stored " + std::string(query.text(7))};
  return {};
}

}  // namespace shouwen
