// Rows of open_data_edition; the facts of cases out of the views of the cases room, rewound to an instant.
#include "open_data/edition_store.h"

#include <map>

#include "base/check.h"
#include "cases/case_moments.h"
#include "cases/figure_lists.h"
#include "db/journal.h"
#include "json/stored.h"
#include "open_data/edition_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr const char* issued_kind = "open_data_edition_issued";

std::string stream_of(std::int64_t number) { return "open_data_edition/" + std::to_string(number); }
std::string number_of(auto value) { return std::to_string(static_cast<std::int64_t>(value)); }

/// Cases of the month everybody may know of: `c`, with month and instant bound as ?1 ?2 ?3.
std::string of_month() {
  return " c.registered_at >= ?1 AND c.registered_at < ?2 AND c.registered_at <= ?3 AND c.secrecy < " + number_of(Secrecy::sealed) + " AND c.kind <> " + number_of(CaseKind::tip_off);
}

void bind_month(db::Query& query, Date month, Instant known_at) {
  query.bind(1, at_local(month, 0).seconds).bind(2, at_local(month_after(month), 0).seconds).bind(3, known_at.seconds);
}

OwedReply reply_of(const db::Query& query) {
  OwedReply reply;
  reply.due_at = Instant{query.integer(1)};
  const auto state = static_cast<DutyState>(query.integer(2));
  reply.lifted = state == DutyState::lifted;
  if (state == DutyState::met) reply.answered_at = Instant{query.integer(3)};
  else if (!reply.lifted && !query.is_null(4)) reply.answered_at = Instant{query.integer(4)};
  return reply;
}

void read_replies(db::Session& session, Date month, Instant known_at, std::map<std::int64_t, OpenCase>& cases) {
  // An answer after the deadline does not end a duty that was breached: it is found among the moments of the case.
  auto query = session.query("SELECT c.id, d.due_at, " + duty_state_at("?3") + ", d.ended_at, (SELECT min(m.at) FROM case_moment m WHERE m.case_id = c.id AND m.kind = " +
                             number_of(MomentKind::answered) + " AND m.at > d.due_at AND m.at <= ?3) FROM service_case c CROSS JOIN case_duty d ON d.case_id = c.id WHERE" + of_month() +
                             " AND d.armed_at <= ?3 AND d.kind = " + number_of(DutyKind::reply) + " ORDER BY c.id, d.number");
  bind_month(query, month, known_at);
  while (query.step()) cases[query.integer(0)].replies.push_back(reply_of(query));
}

constexpr const char* columns = "SELECT event, issued_at, journal_number FROM open_data_edition";

Edition edition_of(const db::Query& query) { return {json::stored<EditionIssued>(query.text(0)), Instant{query.integer(1)}, query.integer(2)}; }

void verify_one(const Edition& edition, const EditionFiles& files, const std::vector<db::Entry>& entries, std::vector<std::string>& differences) {
  const std::string where = stream_of(edition.issued.number);
  const auto differ = [&](const char* what) { differences.push_back(where + ": " + what); };
  if (entries.size() != 1 || entries.front().kind != issued_kind || entries.front().number != edition.journal_number || entries.front().at != edition.issued_at) return differ("not as in the journal");
  if (json::stored<EditionIssued>(entries.front().payload) != edition.issued) differ("the row differs from the journal");
  if (sha256_of(files.figures_csv) != edition.issued.figures_sha256 || sha256_of(files.rows_csv) != edition.issued.rows_sha256) return differ("a file was changed");
  const auto checked = check_figures(files.figures_csv, files.rows_csv);
  if (!checked) return differ("a file cannot be read");
  if (!checked->differences.empty() || checked->rows != edition.issued.rows) differ("figures do not follow from the rows");
}

}  // namespace

std::vector<OpenCase> read_open_cases(db::Session& session, Date month, Instant known_at) {
  std::map<std::int64_t, OpenCase> found;
  {
    auto query = session.query("SELECT c.id, c.kind, c.category, c.area, c.registered_at, " + returns_at("?3") + ", " + satisfaction_at("?3") +
                               ", c.about_officer_id IS NOT NULL OR EXISTS (SELECT 1 FROM case_accused a WHERE a.case_id = c.id) FROM service_case c WHERE" + of_month());
    bind_month(query, month, known_at);
    while (query.step()) {
      OpenCase one;
      one.kind = static_cast<CaseKind>(query.integer(1));
      one.category = query.text(2);
      one.area = static_cast<Area>(query.integer(3));
      one.registered_at = Instant{query.integer(4)};
      one.returns = query.integer(5);
      if (!query.is_null(6)) one.satisfaction = static_cast<Satisfaction>(query.integer(6));
      one.names_person = query.integer(7) != 0;
      found.emplace(query.integer(0), std::move(one));
    }
  }
  read_replies(session, month, known_at, found);
  std::vector<OpenCase> cases;
  cases.reserve(found.size());
  for (auto& [id, one] : found) cases.push_back(std::move(one));
  return cases;
}

std::int64_t next_edition_number(db::Session& session) {
  auto query = session.query("SELECT coalesce(max(number), 0) + 1 FROM open_data_edition");
  query.step();
  return query.integer(0);
}

Edition add_edition(db::Session& session, const MadeEdition& made, const EditionWriter& writer) {
  db::NewEntry entry;
  entry.stream = stream_of(made.issued.number);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.officer_id.value;
  entry.kind = issued_kind;
  entry.clause = clause::art_8;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = json::to_text(made.issued);
  const std::int64_t journal_number = db::append(session, {entry});
  session.run("INSERT INTO open_data_edition (number, month, issued_at, corrects_number, journal_number, event, figures_csv, rows_csv) VALUES (?1,?2,?3,?4,?5,?6,?7,?8)", made.issued.number,
              made.issued.month.days, writer.now, made.issued.corrects_number, journal_number, entry.payload, made.files.figures_csv, made.files.rows_csv);
  return {made.issued, writer.now, journal_number};
}

std::optional<Edition> load_edition(db::Session& session, std::int64_t number) {
  auto query = session.query(std::string(columns) + " WHERE number = ?1");
  query.bind(1, number);
  return query.step() ? std::optional(edition_of(query)) : std::nullopt;
}

EditionFiles load_edition_files(db::Session& session, std::int64_t number) {
  auto query = session.query("SELECT figures_csv, rows_csv FROM open_data_edition WHERE number = ?1");
  query.bind(1, number);
  SHOUWEN_CHECK(query.step());
  return {std::string(query.text(0)), std::string(query.text(1))};
}

std::vector<Edition> list_editions(db::Session& session, std::int64_t before, std::int64_t limit) {
  auto query = session.query(std::string(columns) + " WHERE ?1 = 0 OR number < ?1 ORDER BY number DESC LIMIT ?2");
  query.bind(1, before).bind(2, limit);
  std::vector<Edition> editions;
  while (query.step()) editions.push_back(edition_of(query));
  return editions;
}

std::optional<Edition> latest_month_edition(db::Session& session) {
  auto query = session.query(std::string(columns) + " ORDER BY month DESC, number DESC LIMIT 1");
  return query.step() ? std::optional(edition_of(query)) : std::nullopt;
}

std::optional<std::int64_t> corrected_by(db::Session& session, std::int64_t number) {
  auto query = session.query("SELECT number FROM open_data_edition WHERE corrects_number = ?1");
  query.bind(1, number);
  return query.step() ? std::optional(query.integer(0)) : std::nullopt;
}

std::optional<Date> month_to_freeze(db::Session& session, std::int64_t wait_days, Instant now) {
  Instant from{0};
  {
    // Frozen in order, so only what follows the last one is looked at.
    auto last = session.query("SELECT max(month) FROM open_data_edition");
    if (last.step() && !last.is_null(0)) from = at_local(month_after(Date{static_cast<std::int32_t>(last.integer(0))}), 0);
  }
  auto query = session.query("SELECT min(registered_at) FROM service_case WHERE registered_at >= ?1");
  query.bind(1, from.seconds);
  if (!query.step() || query.is_null(0)) return std::nullopt;
  const Date day = local_date(Instant{query.integer(0)}), month = Date::of(day.year(), day.month(), 1);
  if (now < known_at_of(month, wait_days)) return std::nullopt;
  return month;
}

bool freeze_finished_month(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || rulebook->open_data == nullptr) return false;
  const OpenDataRules& rules = *rulebook->open_data;
  const Instant now = house.now();
  MadeEdition made;
  {
    // Counted by a reader: the writer goes on meanwhile. What is written after `known_at` is not looked at.
    const auto session = house.readers().borrow();
    const auto month = month_to_freeze(*session, rules.wait_days, now);
    if (!month) return false;
    const Instant known_at = known_at_of(*month, rules.wait_days);
    made = make_edition(next_edition_number(*session), *month, known_at, read_open_cases(*session, *month, known_at), rules);
  }
  bool added = false;
  house.writer().run([&](db::Session& session) {
    // A correction may have taken the number meanwhile; then the next round does it.
    if (next_edition_number(session) != made.issued.number) return;
    add_edition(session, made, {OfficerId{}, now, rulebook->version});
    added = true;
  });
  return added;
}

EditionsVerified verify_editions(db::Session& session) {
  EditionsVerified verified;
  std::vector<Edition> editions = list_editions(session, 0, INT64_MAX);
  verified.editions = static_cast<std::int64_t>(editions.size());
  for (const Edition& edition : editions)
    verify_one(edition, load_edition_files(session, edition.issued.number), db::read_stream(session, stream_of(edition.issued.number)), verified.differences);
  auto counted = session.query("SELECT count(*), max(stream_id) FROM event WHERE stream_kind = 'open_data_edition'");
  counted.step();
  if (counted.integer(0) != verified.editions || counted.integer(1) != verified.editions) verified.differences.push_back("open_data_edition: the numbers have gaps or rows are missing");
  return verified;
}

}  // namespace shouwen
