// Writing cases: journal, state and views in the caller's transaction.
#include "cases/case_store.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "cases/case_moments.h"
#include "cases/clock_account.h"
#include "org/tip_code.h"

namespace shouwen {

namespace {

struct NextDue {
  std::optional<Instant> at, armed_at;
  std::optional<std::int64_t> kind;
};

NextDue next_due_of(const ServiceCase& service_case) {
  NextDue next;
  if (!service_case.lives()) return next;
  for (const Duty& duty : service_case.duties) {
    const bool owed = duty.state == DutyState::open || (duty.state == DutyState::breached && !duty.ended_at);
    if (!owed || duty.paused_at || (next.at && *next.at <= duty.due_at)) continue;
    next = {duty.due_at, duty.armed_at, static_cast<std::int64_t>(duty.kind)};
  }
  return next;
}

template <class Tag>
std::set<std::int64_t> ids_of(const std::vector<Id<Tag>>& ids) {
  std::set<std::int64_t> values;
  for (const Id<Tag> id : ids) values.insert(id.value);
  return values;
}

template <class Tag>
std::optional<Id<Tag>> unless_none(Id<Tag> id) {
  return id ? std::optional(id) : std::nullopt;
}

void write_row(db::Session& session, const ServiceCase& c, std::optional<Instant> wake) {
  const NextDue due = next_due_of(c);
  const std::optional<std::string> phone = c.contact.phone.empty() ? std::nullopt : std::optional(c.contact.phone);
  session.run(
      "INSERT INTO service_case (id, number, version, stage, outcome, kind, category, channel, area, secrecy,"
      " first_contact_id, first_contact_unit_id, responsible_officer_id, handling_unit_id, offered_to_unit_id,"
      " offered_to_officer_id, about_officer_id, customer_id, contact_name, contact_phone, summary, registered_at,"
      " closed_at, next_due_at, next_due_kind, next_due_armed_at, wake_at, office_asked, follow_up_owed, suspended,"
      " reminders, returns) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,"
      "?23,?24,?25,?26,?27,?28,?29,?30,?31,?32) ON CONFLICT (id) DO UPDATE SET version=excluded.version,"
      " stage=excluded.stage, outcome=excluded.outcome, kind=excluded.kind, category=excluded.category,"
      " area=excluded.area, secrecy=excluded.secrecy, responsible_officer_id=excluded.responsible_officer_id,"
      " handling_unit_id=excluded.handling_unit_id, offered_to_unit_id=excluded.offered_to_unit_id,"
      " offered_to_officer_id=excluded.offered_to_officer_id, about_officer_id=excluded.about_officer_id, customer_id=excluded.customer_id,"
      " contact_name=excluded.contact_name, contact_phone=excluded.contact_phone, summary=excluded.summary,"
      " closed_at=excluded.closed_at, next_due_at=excluded.next_due_at, next_due_kind=excluded.next_due_kind,"
      " next_due_armed_at=excluded.next_due_armed_at, wake_at=excluded.wake_at, office_asked=excluded.office_asked,"
      " follow_up_owed=excluded.follow_up_owed, suspended=excluded.suspended, reminders=excluded.reminders,"
      " returns=excluded.returns",
      c.id, c.number, c.version, static_cast<std::int64_t>(c.stage), static_cast<std::int64_t>(c.outcome),
      static_cast<std::int64_t>(c.kind), c.category, static_cast<std::int64_t>(c.channel),
      static_cast<std::int64_t>(c.area), static_cast<std::int64_t>(c.secrecy), c.first_contact_id,
      c.first_contact_unit_id, c.responsible_officer_id, c.handling_unit_id,
      c.offer ? std::optional(c.offer->to_unit_id) : std::nullopt,
      c.offer ? unless_none(c.offer->to_officer_id) : std::nullopt, unless_none(c.about_officer_id),
      unless_none(c.contact.customer_id), c.contact.name, phone, first_characters(c.text, 80), c.registered_at,
      c.closed_at, due.at, due.kind, due.armed_at, wake, c.office_question.has_value(),
      c.open_duty(DutyKind::follow_up) != nullptr && c.stage == Stage::resolved, c.suspension.has_value(), c.reminders,
      c.returns);
}

/// Lists ask these rows whom else a case accuses.
void write_accused(db::Session& session, const ServiceCase& c, const std::vector<CaseEvent>& events) {
  const bool named = std::any_of(events.begin(), events.end(), [](const CaseEvent& event) {
    const auto* registered = std::get_if<Registered>(&event.body);
    const auto* corrected = std::get_if<RegistrationCorrected>(&event.body);
    return (registered != nullptr && registered->further_accused) || (corrected != nullptr && corrected->further_accused);
  });
  if (!named) return;
  session.run("DELETE FROM case_accused WHERE case_id = ?1", c.id);
  for (const OfficerId officer : c.further_accused->officer_ids)
    session.run("INSERT OR IGNORE INTO case_accused (case_id, officer_id, unit_id) VALUES (?1, ?2, 0)", c.id, officer);
  for (const UnitId unit : c.further_accused->unit_ids)
    session.run("INSERT OR IGNORE INTO case_accused (case_id, officer_id, unit_id) VALUES (?1, 0, ?2)", c.id, unit);
}

bool accused_match(db::Session& session, const ServiceCase& c) {
  auto query = session.query("SELECT officer_id, unit_id FROM case_accused WHERE case_id = ?1");
  query.bind(1, c.id.value);
  const Accused accused = c.further_accused.value_or(Accused{});
  const std::set<std::int64_t> officers = ids_of(accused.officer_ids), units = ids_of(accused.unit_ids);
  std::size_t rows = 0;
  while (query.step()) {
    if (!officers.contains(query.integer(0)) && !units.contains(query.integer(1))) return false;
    ++rows;
  }
  return rows == officers.size() + units.size();
}

/// Counting anew moves due times and nothing else of the row: most of its indexes stay as they are.
void write_due(db::Session& session, const ServiceCase& c, std::optional<Instant> wake) {
  const NextDue due = next_due_of(c);
  session.run("UPDATE service_case SET version = ?2, next_due_at = ?3, next_due_kind = ?4, next_due_armed_at = ?5, wake_at = ?6 WHERE id = ?1", c.id, c.version, due.at, due.kind, due.armed_at,
              wake);
}

bool only_counts_anew(const std::vector<CaseEvent>& events) {
  return std::all_of(events.begin(), events.end(), [](const CaseEvent& event) { return std::holds_alternative<Replanned>(event.body); });
}

void write_duties(db::Session& session, const ServiceCase& c, const std::vector<CaseEvent>& events) {
  std::vector<std::int64_t> changed;
  for (const CaseEvent& event : events)
    for (const DutyChange& change : event.duties)
      if (std::find(changed.begin(), changed.end(), change.number) == changed.end()) changed.push_back(change.number);
  for (const Duty& duty : c.duties) {
    if (std::find(changed.begin(), changed.end(), duty.number) == changed.end()) continue;
    session.run(
        "INSERT INTO case_duty (case_id, number, kind, state, armed_at, due_at, ended_at, limit_id, owner_officer_id,"
        " owner_unit_id) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10) ON CONFLICT (case_id, number) DO UPDATE SET"
        " state=excluded.state, due_at=excluded.due_at, ended_at=excluded.ended_at, limit_id=excluded.limit_id,"
        " owner_officer_id=excluded.owner_officer_id, owner_unit_id=excluded.owner_unit_id",
        c.id, duty.number, static_cast<std::int64_t>(duty.kind), static_cast<std::int64_t>(duty.state), duty.armed_at,
        duty.due_at, duty.ended_at, duty.sources.empty() ? std::string() : duty.sources.front().limit_id,
        duty.owner_officer_id, duty.owner_unit_id);
  }
}

void write_moments(db::Session& session, const ServiceCase& c, const std::vector<CaseEvent>& events) {
  for (const CaseEvent& event : events)
    if (const auto moment = moment_of(event, c))
      session.run(
          "INSERT INTO case_moment (case_id, kind, event_number, at, officer_id, unit_id, from_unit_id, result)"
          " VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
          c.id, static_cast<std::int64_t>(moment->kind), moment->event_number, moment->at, moment->officer_id, moment->unit_id,
          moment->from_unit_id, static_cast<std::int64_t>(moment->result));
}

bool moments_match(db::Session& session, const std::vector<CaseMoment>& rebuilt, CaseId id) {
  auto query = session.query(
      "SELECT kind, event_number, at, officer_id, unit_id, from_unit_id, result FROM case_moment WHERE case_id = ?1 ORDER BY event_number");
  query.bind(1, id.value);
  std::vector<CaseMoment> stored;
  while (query.step())
    stored.push_back({id, static_cast<MomentKind>(query.integer(0)), query.integer(1), Instant{query.integer(2)}, OfficerId{query.integer(3)},
                      UnitId{query.integer(4)}, UnitId{query.integer(5)}, static_cast<Satisfaction>(query.integer(6))});
  return stored == rebuilt;
}

/// What a search finds a case by. A sealed identity is not in the state, so it cannot be found either.
std::string terms_of(const ServiceCase& c) {
  std::string words = c.text + ' ' + c.number + ' ' + c.contact.name + ' ' + c.contact.address + ' ' + c.contact.phone;
  if (!c.contact.name.empty()) words += ' ' + pinyin_initials(c.contact.name);
  return search_terms(words);
}

bool changes_terms(const std::vector<CaseEvent>& events) {
  return std::any_of(events.begin(), events.end(), [](const CaseEvent& event) {
    return std::holds_alternative<Registered>(event.body) || std::holds_alternative<RegistrationCorrected>(event.body);
  });
}

std::string receipt_hash(std::string_view receipt) {
  std::string letters;
  for (const char c : to_half_width(receipt))
    if (c != '-' && c != ' ') letters += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                     reinterpret_cast<const unsigned char*>(letters.data()), letters.size(), nullptr, 0);
  return hash;
}

char luhn_digit(std::string_view digits) {
  int sum = 0;
  bool doubled = true;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, doubled = !doubled) {
    const int value = (*digit - '0') * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return static_cast<char>('0' + (10 - sum % 10) % 10);
}

std::optional<CaseId> single_id(db::Query& query) {
  if (!query.step()) return std::nullopt;
  return CaseId{query.integer(0)};
}

}  // namespace

std::optional<ServiceCase> load_case(db::Session& session, CaseId id) {
  auto query = session.query("SELECT state FROM case_state WHERE case_id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parse_state(query.text(0));
}

std::int64_t case_version(db::Session& session, CaseId id) {
  auto query = session.query("SELECT version FROM service_case WHERE id = ?1");
  query.bind(1, id.value);
  return query.step() ? query.integer(0) : 0;
}

std::optional<CaseId> find_case_by_number(db::Session& session, std::string_view number) {
  auto query = session.query("SELECT id FROM service_case WHERE number = ?1");
  query.bind(1, number);
  return single_id(query);
}

std::optional<CaseId> find_case_by_receipt(db::Session& session, std::string_view receipt) {
  auto query = session.query("SELECT case_id FROM case_receipt WHERE receipt_hash = ?1");
  query.bind_blob(1, receipt_hash(receipt));
  return single_id(query);
}

std::vector<CaseEvent> load_events(db::Session& session, CaseId id) {
  std::vector<CaseEvent> events;
  for (const db::Entry& entry : db::read_stream(session, "case/" + std::to_string(id.value)))
    events.push_back(from_entry(entry));
  return events;
}

std::int64_t save_case(db::Session& session, const ServiceCase& after, const std::vector<CaseEvent>& events, std::optional<Instant> wake_at) {
  if (events.empty()) return 0;
  SHOUWEN_CHECK(after.version == events.back().number);
  std::vector<db::NewEntry> entries;
  entries.reserve(events.size());
  for (const CaseEvent& event : events) entries.push_back(to_entry(event));
  const std::int64_t last = db::append(session, entries);
  session.run("INSERT INTO case_state (case_id, state) VALUES (?1, ?2) ON CONFLICT (case_id) DO UPDATE SET state = excluded.state",
              after.id, to_json_text(after));
  if (only_counts_anew(events))
    write_due(session, after, wake_at);
  else
    write_row(session, after, wake_at);
  write_accused(session, after, events);
  write_duties(session, after, events);
  write_moments(session, after, events);
  if (changes_terms(events)) {
    if (events.front().number > 1) session.run("DELETE FROM case_terms WHERE rowid = ?1", after.id);
    session.run("INSERT INTO case_terms (rowid, terms) VALUES (?1, ?2)", after.id, terms_of(after));
  }
  return last;
}

CaseId next_case_id(db::Session& session) {
  auto query = session.query("SELECT max(id) FROM service_case");
  query.step();
  return CaseId{query.integer(0) + 1};
}

std::string next_case_number(db::Session& session, Instant now) {
  const Date day = local_date(now);
  session.run("INSERT INTO case_number (day, last) VALUES (?1, 1) ON CONFLICT (day) DO UPDATE SET last = case_number.last + 1",
              static_cast<std::int64_t>(day.days));
  auto query = session.query("SELECT last FROM case_number WHERE day = ?1");
  query.bind(1, static_cast<std::int64_t>(day.days));
  query.step();
  std::string serial = std::to_string(query.integer(0));
  if (serial.size() < 5) serial.insert(0, 5 - serial.size(), '0');
  std::string number = to_iso(day);
  std::erase(number, '-');
  number += serial;
  number += luhn_digit(number);
  return number;
}

bool is_case_number(std::string_view number) {
  if (number.size() < 14 || number.size() > 20) return false;
  if (!std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; })) return false;
  return luhn_digit(number.substr(0, number.size() - 1)) == number.back();
}

std::string issue_receipt(db::Session& session, CaseId id) {
  // No 0/O, 1/I/L, U/V: a receipt is read out on the phone.
  static constexpr std::string_view letters = "23456789ABCDEFGHJKMNPQRSTWXYZ";
  std::string receipt;
  std::array<unsigned char, 64> chance{};
  while (receipt.size() < 14) {
    randombytes_buf(chance.data(), chance.size());
    for (const unsigned char byte : chance) {
      // Bytes beyond the last whole multiple of 29 would favour the first letters.
      if (byte >= 256 / letters.size() * letters.size() || receipt.size() >= 14) continue;
      if (receipt.size() == 4 || receipt.size() == 9) receipt += '-';
      receipt += letters[byte % letters.size()];
    }
  }
  auto query = session.query("INSERT INTO case_receipt (case_id, receipt_hash) VALUES (?1, ?2)");
  query.bind(1, id.value).bind_blob(2, receipt_hash(receipt));
  query.step();
  return receipt;
}

std::string issue_tip_code(db::Session& session, CaseId id, std::string_view code_key) {
  std::string code = new_tip_code();
  auto query = session.query("INSERT INTO case_receipt (case_id, receipt_hash) VALUES (?1, ?2)");
  query.bind(1, id.value).bind_blob(2, tip_code_hash(code, code_key));
  query.step();
  return code;
}

std::optional<CaseId> find_case_by_code_hash(db::Session& session, std::string_view hash) {
  auto query = session.query("SELECT case_id FROM case_receipt WHERE receipt_hash = ?1");
  query.bind_blob(1, std::string(hash));
  return single_id(query);
}

std::vector<CaseId> cases_to_strike(db::Session& session, Instant now, std::int64_t limit) {
  auto query = session.query("SELECT id FROM service_case WHERE wake_at <= ?1 ORDER BY wake_at LIMIT ?2");
  query.bind(1, now.seconds).bind(2, limit);
  std::vector<CaseId> ids;
  while (query.step()) ids.push_back(CaseId{query.integer(0)});
  return ids;
}


std::vector<std::string> verify_case(db::Session& session, CaseId id) {
  std::vector<std::string> differences;
  ServiceCase rebuilt;
  rebuilt.id = id;
  std::vector<CaseMoment> moments;
  Instant last;
  for (const CaseEvent& event : load_events(session, id)) {
    rebuilt = apply(std::move(rebuilt), event);
    last = event.at;
    if (const auto moment = moment_of(event, rebuilt)) moments.push_back(*moment);
  }
  if (!account_of(rebuilt, last).adds_up()) differences.push_back("art. 10(7): the clocks do not add up");
  auto state = session.query("SELECT state FROM case_state WHERE case_id = ?1");
  state.bind(1, id.value);
  if (!state.step())
    differences.push_back("state row missing");
  else if (state.text(0) != to_json_text(rebuilt))
    differences.push_back("state row differs from its events");
  auto row = session.query(
      "SELECT number, version, stage, responsible_officer_id, handling_unit_id, next_due_at, contact_name, summary"
      " FROM service_case WHERE id = ?1");
  row.bind(1, id.value);
  const NextDue due = next_due_of(rebuilt);
  if (!row.step())
    differences.push_back("list row missing");
  else if (row.text(0) != rebuilt.number || row.integer(1) != rebuilt.version ||
           row.integer(2) != static_cast<std::int64_t>(rebuilt.stage) ||
           row.integer(3) != rebuilt.responsible_officer_id.value || row.integer(4) != rebuilt.handling_unit_id.value ||
           row.is_null(5) != !due.at || (due.at && row.integer(5) != due.at->seconds) ||
           row.text(6) != rebuilt.contact.name || row.text(7) != first_characters(rebuilt.text, 80))
    differences.push_back("list row differs from its events");
  auto duties = session.query("SELECT number, state, due_at FROM case_duty WHERE case_id = ?1 ORDER BY number");
  duties.bind(1, id.value);
  std::size_t matching = 0;
  while (duties.step()) {
    const auto found = std::find_if(rebuilt.duties.begin(), rebuilt.duties.end(),
                                    [&duties](const Duty& duty) { return duty.number == duties.integer(0); });
    if (found != rebuilt.duties.end() && duties.integer(1) == static_cast<std::int64_t>(found->state) &&
        duties.integer(2) == found->due_at.seconds)
      ++matching;
  }
  if (matching != rebuilt.duties.size()) differences.push_back("duty rows differ from the events");
  if (!accused_match(session, rebuilt)) differences.push_back("rows of the accused differ from the events");
  if (!moments_match(session, moments, id)) differences.push_back("moment rows differ from the events");
  return differences;
}

}  // namespace shouwen
