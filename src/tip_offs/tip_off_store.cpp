// Every change of a tip is an event; the state beside it is what the events give.
#include "tip_offs/tip_off_store.h"

#include <algorithm>
#include <set>

#include "cases/case_store.h"
#include "db/journal.h"
#include "json/stored.h"
#include "regulation/clauses.h"
#include "regulation/rulebook.h"
#include "tip_offs/joint.h"
#include "tip_offs/tip_off_describe.h"

namespace shouwen {

namespace {

constexpr std::int64_t seconds_an_hour = 3600;

std::string stream_of(CaseId id) { return "tip_off/" + std::to_string(id.value); }

template <class T>
std::string text_of(const T& value) {
  std::string text;
  json::print(text, value);
  return text;
}

RewardSlip read_slip(const db::Query& query) {
  RewardSlip slip{std::string(query.blob(0)), CaseId{query.integer(1)}, query.integer(2), query.integer(3), Instant{query.integer(4)}, std::string(query.text(5)), {}};
  if (!query.is_null(6)) slip.paid_at = Instant{query.integer(6)};
  return slip;
}

constexpr std::string_view slip_columns =
    "SELECT s.slip_hash, s.case_id, s.reporter, s.amount_fen, s.claimed_at, s.sealed, p.paid_at FROM reward_slip s LEFT JOIN reward_payment p ON p.slip_hash = s.slip_hash WHERE ";

/// The row that the events of a tip must have.
bool row_matches(db::Session& session, const TipOff& rebuilt) {
  auto query = session.query("SELECT state FROM tip_off WHERE case_id = ?1 AND version = ?2 AND stage = ?3 AND reward_stage IS ?4 AND claim_ends_at IS ?5 AND claim_tell_at IS ?6");
  query.bind(1, rebuilt.case_id.value).bind(2, rebuilt.version).bind(3, static_cast<std::int64_t>(rebuilt.stage));
  const auto& reward = rebuilt.reward;
  if (reward) query.bind(4, static_cast<std::int64_t>(reward->stage));
  else query.bind_null(4);
  if (reward && reward->claim_ends_at) query.bind(5, reward->claim_ends_at->seconds);
  else query.bind_null(5);
  if (reward && reward->tell_at) query.bind(6, reward->tell_at->seconds);
  else query.bind_null(6);
  return query.step() && json::stored<TipOff>(query.text(0)) == rebuilt;
}

/// Each paid part has one payment of its amount, any other none.
bool payments_match(db::Session& session, const TipOff& rebuilt) {
  std::int64_t paid = 0, payments = 0;
  for (const RewardPart& part : rebuilt.reward ? parts_of(*rebuilt.reward) : std::vector<RewardPart>{}) {
    if (part.stage != RewardStage::paid) continue;
    auto query = session.query("SELECT 1 FROM reward_payment p JOIN reward_slip s ON s.slip_hash = p.slip_hash WHERE s.case_id = ?1 AND s.reporter = ?2 AND p.amount_fen = ?3 AND p.cashier_id = ?4");
    query.bind(1, rebuilt.case_id.value).bind(2, part.reporter).bind(3, part.amount_fen).bind(4, part.cashier_id.value);
    if (!query.step()) return false;
    ++paid;
  }
  auto count = session.query("SELECT count(*) FROM reward_payment p JOIN reward_slip s ON s.slip_hash = p.slip_hash WHERE s.case_id = ?1");
  count.bind(1, rebuilt.case_id.value);
  if (count.step()) payments = count.integer(0);
  return payments == paid;
}

/// Every further reporter has one code.
bool codes_match(db::Session& session, const TipOff& rebuilt) {
  auto query = session.query("SELECT count(*), coalesce(max(reporter), 1) FROM tip_reporter WHERE case_id = ?1");
  query.bind(1, rebuilt.case_id.value);
  query.step();
  const auto further = static_cast<std::int64_t>(rebuilt.reporters.empty() ? 0 : rebuilt.reporters.size() - 1);
  return query.integer(0) == further && query.integer(1) == further + 1;
}

/// A link that only one of two tips has was not made by us.
bool links_match(db::Session& session, const TipOff& rebuilt) {
  for (const SameFacts& row : rebuilt.same_facts) {
    const TipOff other = load_tip_off(session, row.case_id);
    const bool returned = std::any_of(other.same_facts.begin(), other.same_facts.end(), [&rebuilt](const SameFacts& link) { return link.case_id == rebuilt.case_id; });
    if (!returned) return false;
  }
  return true;
}

std::vector<TipRow> tip_rows(db::Query& query) {
  std::vector<TipRow> rows;
  while (query.step()) {
    TipRow row{CaseId{query.integer(0)}, {}};
    if (query.is_null(1)) row.tip.case_id = row.case_id;
    else row.tip = json::stored<TipOff>(query.text(1));
    rows.push_back(std::move(row));
  }
  return rows;
}

std::vector<CaseId> due_ids(db::Session& session, const char* column, Instant now, std::int64_t limit) {
  auto query = session.query(std::string("SELECT case_id FROM tip_off WHERE ") + column + " <= ?1 ORDER BY " + column + " LIMIT ?2");
  query.bind(1, now.seconds).bind(2, limit);
  std::vector<CaseId> ids;
  while (query.step()) ids.push_back(CaseId{query.integer(0)});
  return ids;
}

}  // namespace

TipOff load_tip_off(db::Session& session, CaseId id) {
  auto query = session.query("SELECT state FROM tip_off WHERE case_id = ?1");
  query.bind(1, id.value);
  if (query.step()) return json::stored<TipOff>(query.text(0));
  TipOff fresh;
  fresh.case_id = id;
  return fresh;
}

TipOff save_tip_off(db::Session& session, const TipOff& before, const TipOffEvent& event, std::int64_t rulebook_version) {
  const TipOff after = apply(before, event);
  db::NewEntry entry;
  entry.stream = stream_of(after.case_id);
  entry.stream_number = after.version;
  entry.at = event.at;
  entry.actor_id = event.actor_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_9_5;
  entry.rulebook_version = rulebook_version;
  entry.payload = text_of(event);
  db::append(session, {entry});
  const auto& reward = after.reward;
  session.run("INSERT INTO tip_off (case_id, version, stage, reward_stage, claim_ends_at, changed_at, state, claim_tell_at) VALUES (?1,?2,?3,?4,?5,?6,?7,?8) ON CONFLICT (case_id)"
              " DO UPDATE SET version=excluded.version, stage=excluded.stage, reward_stage=excluded.reward_stage, claim_ends_at=excluded.claim_ends_at, changed_at=excluded.changed_at,"
              " state=excluded.state, claim_tell_at=excluded.claim_tell_at",
              after.case_id, after.version, static_cast<std::int64_t>(after.stage), reward ? std::optional(static_cast<std::int64_t>(reward->stage)) : std::nullopt,
              reward ? reward->claim_ends_at : std::nullopt, event.at, text_of(after), reward ? reward->tell_at : std::nullopt);
  return after;
}

std::vector<TipOffEvent> tip_off_events(db::Session& session, CaseId id) {
  std::vector<TipOffEvent> events;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) events.push_back(json::stored<TipOffEvent>(entry.payload));
  return events;
}

std::vector<TipRow> list_tip_offs(db::Session& session, CaseId before, std::int64_t limit) {
  auto query = session.query("SELECT c.id, t.state FROM service_case c LEFT JOIN tip_off t ON t.case_id = c.id WHERE c.kind = ?1 AND (?2 = 0 OR c.id < ?2) ORDER BY c.id DESC LIMIT ?3");
  query.bind(1, static_cast<std::int64_t>(CaseKind::tip_off)).bind(2, before.value).bind(3, limit);
  return tip_rows(query);
}

std::vector<TipRow> list_rewarded_tips(db::Session& session, CaseId before, std::int64_t limit) {
  auto query = session.query("SELECT case_id, state FROM tip_off WHERE reward_stage IS NOT NULL AND (?1 = 0 OR case_id < ?1) ORDER BY case_id DESC LIMIT ?2");
  query.bind(1, before.value).bind(2, limit);
  return tip_rows(query);
}

std::vector<CaseId> unclaimed_rewards(db::Session& session, Instant now, std::int64_t limit) { return due_ids(session, "claim_ends_at", now, limit); }
std::vector<CaseId> rewards_to_tell(db::Session& session, Instant now, std::int64_t limit) { return due_ids(session, "claim_tell_at", now, limit); }

std::optional<CaseId> find_tip_by_number(db::Session& session, const std::string& number) {
  const auto id = find_case_by_number(session, number);
  const auto found = id ? load_case(session, *id) : std::nullopt;
  return found && found->kind == CaseKind::tip_off ? id : std::nullopt;
}

OtherTip tip_among(db::Session& session, CaseId id, const TipOffRules& rules) {
  const TipOff tip = load_tip_off(session, id);
  const db::Entry registered = db::read_stream(session, "case/" + std::to_string(id.value)).front();
  OtherTip other{id, registered.at, registered.number, tip.stage, {}, false, false};
  if (tip.finding) other.verdict = tip.finding->verdict;
  if (!tip.reward) return other;
  const TipExclusion* exclusion = exclusion_named(rules, tip.reward->exclusion);
  other.excluded_in_person = exclusion != nullptr && exclusion->of_person && tip.reward->exclusion_agreed;
  other.reward_decided = tip.reward->stage != RewardStage::refused;
  return other;
}

std::vector<OtherTip> tips_of_same_facts(db::Session& session, const TipOff& tip, const TipOffRules& rules) {
  std::vector<OtherTip> others;
  std::set<std::int64_t> known{tip.case_id.value};
  std::vector<SameFacts> to_follow = tip.same_facts;
  while (!to_follow.empty()) {
    const CaseId id = to_follow.back().case_id;
    to_follow.pop_back();
    if (!known.insert(id.value).second) continue;
    others.push_back(tip_among(session, id, rules));
    const TipOff next = load_tip_off(session, id);
    to_follow.insert(to_follow.end(), next.same_facts.begin(), next.same_facts.end());
  }
  return others;
}

void keep_reporter_code(db::Session& session, CaseId id, std::int64_t reporter, std::string_view hash) {
  auto query = session.query("INSERT INTO tip_reporter (code_hash, case_id, reporter) VALUES (?1,?2,?3)");
  query.bind_blob(1, hash).bind(2, id.value).bind(3, reporter);
  query.step();
}

std::optional<TipHolder> find_tip_holder(db::Session& session, std::string_view hash) {
  const auto first = find_case_by_code_hash(session, hash);
  auto query = session.query("SELECT case_id, reporter FROM tip_reporter WHERE code_hash = ?1");
  query.bind_blob(1, hash);
  const bool further = query.step();
  if (first) return TipHolder{*first, 1};
  if (further) return TipHolder{CaseId{query.integer(0)}, query.integer(1)};
  return std::nullopt;
}

void keep_slip(db::Session& session, const RewardSlip& slip) {
  auto query = session.query("INSERT INTO reward_slip (slip_hash, case_id, reporter, amount_fen, sealed, claimed_at) VALUES (?1,?2,?3,?4,?5,?6)");
  query.bind_blob(1, slip.hash).bind(2, slip.case_id.value).bind(3, slip.reporter).bind(4, slip.amount_fen).bind(5, std::string_view(slip.sealed)).bind(6, slip.claimed_at.seconds);
  query.step();
}

std::optional<RewardSlip> find_slip(db::Session& session, std::string_view hash) {
  auto query = session.query(std::string(slip_columns) + "s.slip_hash = ?1");
  query.bind_blob(1, hash);
  if (!query.step()) return std::nullopt;
  return read_slip(query);
}

std::optional<RewardSlip> slip_of(db::Session& session, CaseId id, std::int64_t reporter) {
  auto query = session.query(std::string(slip_columns) + "s.case_id = ?1 AND s.reporter = ?2");
  query.bind(1, id.value).bind(2, reporter);
  if (!query.step()) return std::nullopt;
  return read_slip(query);
}

bool keep_payment(db::Session& session, const RewardSlip& slip, OfficerId cashier, Instant now) {
  auto query = session.query("INSERT INTO reward_payment (slip_hash, amount_fen, cashier_id, paid_at) VALUES (?1,?2,?3,?4) ON CONFLICT (slip_hash) DO NOTHING");
  query.bind_blob(1, slip.hash).bind(2, slip.amount_fen).bind(3, cashier.value).bind(4, now.seconds);
  query.step();
  return session.changes() == 1;
}

std::int64_t note_code_miss(db::Session& session, Instant now) {
  const std::int64_t hour = now.seconds / seconds_an_hour;
  session.run("INSERT INTO tip_code_miss (hour, misses) VALUES (?1, 1) ON CONFLICT (hour) DO UPDATE SET misses = tip_code_miss.misses + 1", hour);
  auto query = session.query("SELECT misses FROM tip_code_miss WHERE hour = ?1");
  query.bind(1, hour);
  query.step();
  return query.integer(0);
}

std::optional<std::int64_t> alarm_code_misses(db::Session& session, Instant now, std::int64_t misses, std::int64_t rulebook_version) {
  const std::int64_t hour = now.seconds / seconds_an_hour;
  session.run("UPDATE tip_code_miss SET alarmed = 1 WHERE hour = ?1 AND alarmed = 0", hour);
  if (session.changes() == 0) return std::nullopt;
  db::NewEntry entry;
  entry.stream = "tip_code/" + std::to_string(hour);
  entry.stream_number = 1;
  entry.at = now;
  entry.kind = "tip_codes_guessed";
  entry.clause = clause::art_9_5;
  entry.rulebook_version = rulebook_version;
  entry.payload = "{\"misses\":" + std::to_string(misses) + "}";
  return db::append(session, {entry});
}

std::vector<CodeAlarm> code_alarms(db::Session& session, Instant since) {
  auto query = session.query("SELECT hour, misses FROM tip_code_miss WHERE alarmed = 1 AND hour >= ?1 ORDER BY hour DESC");
  query.bind(1, since.seconds / seconds_an_hour);
  std::vector<CodeAlarm> alarms;
  while (query.step()) alarms.push_back({Instant{query.integer(0) * seconds_an_hour}, query.integer(1)});
  return alarms;
}

TipFigures tip_figures(db::Session& session, Instant since) {
  TipFigures figures;
  {
    auto query = session.query("SELECT count(*) FROM service_case WHERE kind = ?1 AND registered_at >= ?2");
    query.bind(1, static_cast<std::int64_t>(CaseKind::tip_off)).bind(2, since.seconds);
    query.step();
    figures.received = query.integer(0);
  }
  auto query = session.query("SELECT t.state FROM tip_off t JOIN service_case c ON c.id = t.case_id WHERE c.registered_at >= ?1");
  query.bind(1, since.seconds);
  while (query.step()) {
    const TipOff tip = json::stored<TipOff>(query.text(0));
    if (tip.finding && (tip.finding->verdict == TipVerdict::verified || tip.finding->verdict == TipVerdict::partly)) ++figures.verified;
    if (!tip.reward || (tip.reward->stage != RewardStage::payable && tip.reward->stage != RewardStage::claimed && tip.reward->stage != RewardStage::paid)) continue;
    ++figures.rewarded;
    figures.rewarded_fen += tip.reward->amount_fen;
  }
  return figures;
}

std::vector<std::string> verify_tip_off(db::Session& session, CaseId id) {
  std::vector<std::string> differences;
  TipOff rebuilt;
  rebuilt.case_id = id;
  for (const TipOffEvent& event : tip_off_events(session, id)) rebuilt = apply(std::move(rebuilt), event);
  if (!row_matches(session, rebuilt)) differences.push_back("art. 9(5): the tip's row differs from its events");
  if (!payments_match(session, rebuilt)) differences.push_back("art. 9(5): the payment of the reward differs from its events");
  if (!codes_match(session, rebuilt)) differences.push_back("art. 9(5): the codes of its reporters differ from its events");
  if (!links_match(session, rebuilt)) differences.push_back("art. 9(5): a tip about the same facts does not know it");
  return differences;
}

}  // namespace shouwen
