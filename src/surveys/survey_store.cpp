// Every change of a survey is an event; answers themselves are in no event, because the journal's order would tell whose they are.
#include "surveys/survey_store.h"

#include <sodium.h>

#include <map>

#include "base/check.h"
#include "db/journal.h"
#include "org/secret.h"
#include "regulation/clauses.h"
#include "surveys/sampling.h"
#include "surveys/survey_describe.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(StoredAnswers, (), (answers))

namespace {

constexpr std::int64_t public_actor = -1;
constexpr std::size_t answer_id_bytes = 16;

std::string stream_of(SurveyId id) { return "survey/" + std::to_string(id.value); }

template <class T>
T parsed(std::string_view text) {
  T value;
  const auto document = json::parse_document(text);
  SHOUWEN_CHECK(document && json::parse(*document, value, json::ParseMode::lenient).empty());
  return value;
}

std::string answer_id_of(const std::string& once) {
  if (!once.empty()) return secret_hash(once).substr(0, answer_id_bytes);
  std::string id(answer_id_bytes, '\0');
  randombytes_buf(id.data(), id.size());
  return id;
}

Invitation row_of(const db::Query& query) {
  return {query.integer(0), CustomerId{query.integer(1)}, query.integer(2), static_cast<AccountTier>(query.integer(3)), static_cast<Area>(query.integer(4)),
          UnitId{query.integer(5)}, static_cast<InvitationState>(query.integer(6)), query.integer(7)};
}
constexpr const char* invitation_columns = "SELECT number, customer_id, stratum, tier, area, station_unit_id, state, calls FROM survey_invitation WHERE survey_id = ?1";

void append(db::Session& session, SurveyId id, const SurveyEvent& event, const SurveyWriter& writer) {
  db::NewEntry entry;
  entry.stream = stream_of(id);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = writer.now;
  entry.actor_id = writer.by_public ? public_actor : writer.officer_id.value;
  entry.kind = event.kind;
  entry.clause = clause::art_11_6_2;
  entry.rulebook_version = writer.rulebook_version;
  entry.payload = json::to_text(event);
  db::append(session, {entry});
}

/// The invitations as the journal tells them, from the rows as they were drawn.
std::map<std::int64_t, Invitation> drawn_rows(db::Session& session, SurveyId id) {
  std::map<std::int64_t, Invitation> rows;
  for (Invitation row : list_invitations(session, id, std::nullopt, 0, std::numeric_limits<std::int64_t>::max())) {
    row.state = InvitationState::waiting;
    row.calls = 0;
    rows.emplace(row.number, row);
  }
  return rows;
}

}  // namespace

std::optional<Survey> load_survey(db::Session& session, SurveyId id) {
  auto query = session.query("SELECT state FROM survey WHERE id = ?1");
  query.bind(1, id.value);
  if (!query.step()) return std::nullopt;
  return parsed<Survey>(query.text(0));
}

std::vector<Survey> list_surveys(db::Session& session, SurveyId after, std::int64_t limit) {
  std::vector<Survey> surveys;
  auto query = session.query("SELECT state FROM survey WHERE (?1 = 0 OR id < ?1) ORDER BY id DESC LIMIT ?2");
  query.bind(1, after.value).bind(2, limit);
  while (query.step()) surveys.push_back(parsed<Survey>(query.text(0)));
  return surveys;
}

Survey add_survey(db::Session& session, const SurveyEvent& event, const SurveyWriter& writer) {
  Survey before;
  {
    auto query = session.query("SELECT coalesce(max(id), 0) + 1 FROM survey");
    query.step();
    before.id = SurveyId{query.integer(0)};
  }
  return save_survey(session, before, event, writer);
}

Survey save_survey(db::Session& session, const Survey& before, const SurveyEvent& event, const SurveyWriter& writer) {
  const Survey after = apply(before, event);
  append(session, after.id, event, writer);
  session.run("INSERT INTO survey (id, version, stage, state) VALUES (?1,?2,?3,?4) ON CONFLICT (id) DO UPDATE SET version=excluded.version,"
              " stage=excluded.stage, state=excluded.state",
              after.id, after.version, static_cast<std::int64_t>(after.stage), json::to_text(after));
  return after;
}

void add_invitations(db::Session& session, SurveyId id, const std::vector<Invitation>& invitations) {
  for (const Invitation& row : invitations) save_invitation(session, id, row);
}

std::optional<Invitation> load_invitation(db::Session& session, SurveyId id, std::int64_t number) {
  auto query = session.query(std::string(invitation_columns) + " AND number = ?2");
  query.bind(1, id.value).bind(2, number);
  if (!query.step()) return std::nullopt;
  return row_of(query);
}

void save_invitation(db::Session& session, SurveyId id, const Invitation& row) {
  session.run("INSERT OR REPLACE INTO survey_invitation (survey_id, number, customer_id, stratum, tier, area, station_unit_id, state, calls)"
              " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
              id, row.number, row.customer_id, row.stratum, static_cast<std::int64_t>(row.tier), static_cast<std::int64_t>(row.area), row.station_unit_id,
              static_cast<std::int64_t>(row.state), row.calls);
}

std::vector<Invitation> list_invitations(db::Session& session, SurveyId id, std::optional<InvitationState> state, std::int64_t after, std::int64_t limit) {
  std::vector<Invitation> rows;
  auto query = session.query(std::string(invitation_columns) + " AND (?2 < 0 OR state = ?2) AND number > ?3 ORDER BY number LIMIT ?4");
  query.bind(1, id.value).bind(2, state ? static_cast<std::int64_t>(*state) : std::int64_t{-1}).bind(3, after).bind(4, limit);
  while (query.step()) rows.push_back(row_of(query));
  return rows;
}

std::optional<Invitation> next_to_call(db::Session& session, SurveyId id, std::int64_t after_calls, std::int64_t after_number) {
  auto query = session.query(std::string(invitation_columns) + " AND state = 0 AND (calls, number) > (?2, ?3) ORDER BY calls, number LIMIT 1");
  query.bind(1, id.value).bind(2, after_calls).bind(3, after_number);
  if (!query.step()) return std::nullopt;
  return row_of(query);
}

InvitationCounts count_invitations(db::Session& session, SurveyId id) {
  InvitationCounts counts;
  auto query = session.query("SELECT state, count(*), sum(calls > 0) FROM survey_invitation WHERE survey_id = ?1 GROUP BY state");
  query.bind(1, id.value);
  while (query.step()) {
    const std::int64_t n = query.integer(1);
    switch (static_cast<InvitationState>(query.integer(0))) {
      case InvitationState::waiting:
        counts.waiting = n;
        counts.called_in_vain = query.integer(2);
        break;
      case InvitationState::answered: counts.answered = n; break;
      case InvitationState::declined: counts.declined = n; break;
    }
  }
  return counts;
}

void add_link(db::Session& session, const std::string& secret, const SurveyLink& link) {
  auto query = session.query("INSERT INTO survey_token (token_hash, survey_id, number) VALUES (?1, ?2, ?3)");
  query.bind_blob(1, secret_hash(secret)).bind(2, link.survey_id.value).bind(3, link.number);
  query.step();
}

std::optional<SurveyLink> find_link(db::Session& session, std::string_view secret) {
  auto query = session.query("SELECT survey_id, number FROM survey_token WHERE token_hash = ?1");
  const std::string hash = secret_hash(secret);
  query.bind_blob(1, hash);
  if (!query.step()) return std::nullopt;
  return SurveyLink{SurveyId{query.integer(0)}, query.integer(1)};
}

bool has_answers(db::Session& session, SurveyId id, const std::string& once) {
  auto query = session.query("SELECT 1 FROM survey_answer WHERE survey_id = ?1 AND id = ?2");
  const std::string answer_id = answer_id_of(once);
  query.bind(1, id.value).bind_blob(2, answer_id);
  return query.step();
}

void add_answers(db::Session& session, SurveyId id, const StoredAnswers& stored) {
  const std::string answer_id = answer_id_of(stored.once);
  const std::string text = json::to_text(stored);
  auto query = session.query("INSERT INTO survey_answer (survey_id, id, number, stratum, answers) VALUES (?1,?2,?3,?4,?5)");
  query.bind(1, id.value).bind_blob(2, answer_id).bind(3, stored.number).bind(4, stored.stratum).bind(5, std::string_view(text));
  query.step();
}

void read_answers(db::Session& session, SurveyId id, const std::function<void(const StoredAnswers&)>& each) {
  auto query = session.query("SELECT number, stratum, answers FROM survey_answer WHERE survey_id = ?1 ORDER BY id");
  query.bind(1, id.value);
  while (query.step()) {
    StoredAnswers stored = parsed<StoredAnswers>(query.text(2));
    stored.number = query.integer(0);
    stored.stratum = query.integer(1);
    each(stored);
  }
}

std::string answers_digest(db::Session& session, SurveyId id) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  const auto add = [&state](std::string_view part) { crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()), part.size()); };
  auto query = session.query("SELECT id, number, stratum, answers FROM survey_answer WHERE survey_id = ?1 ORDER BY id");
  query.bind(1, id.value);
  while (query.step()) {
    add(query.blob(0));
    add(std::to_string(query.integer(1)) + ' ' + std::to_string(query.integer(2)) + ' ');
    add(query.text(3));
    add("\n");
  }
  std::array<unsigned char, 32> hash{};
  crypto_generichash_final(&state, hash.data(), hash.size());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

std::vector<std::string> verify_survey(db::Session& session, SurveyId id) {
  const auto events = db::read_stream(session, stream_of(id));
  const auto stored = load_survey(session, id);
  if (events.empty() || !stored) return {"events and stored survey do not belong together"};
  std::vector<std::string> differing;
  Survey rebuilt;
  rebuilt.id = id;
  std::map<std::int64_t, Invitation> rows = drawn_rows(session, id);
  for (const db::Entry& entry : events) {
    const SurveyEvent event = parsed<SurveyEvent>(entry.payload);
    rebuilt = apply(std::move(rebuilt), event);
    if (!event.number) continue;
    const auto row = rows.find(*event.number);
    if (row == rows.end()) differing.push_back("no invitation " + std::to_string(*event.number));
    else row->second = apply(row->second, event);
  }
  if (rebuilt != *stored) differing.push_back("journal " + json::to_text(rebuilt) + ", stored " + json::to_text(*stored));
  const auto kept = list_invitations(session, id, std::nullopt, 0, std::numeric_limits<std::int64_t>::max());
  if (rebuilt.frame && digest_of(kept) != rebuilt.frame->digest) differing.push_back("the sample is not the one that was drawn");
  for (const Invitation& row : kept)
    if (row != rows.at(row.number)) differing.push_back("invitation " + std::to_string(row.number) + " is not what its events make");
  std::int64_t answers = 0, strangers = 0;
  read_answers(session, id, [&](const StoredAnswers& one) {
    ++answers;
    const auto row = rows.find(one.number);
    strangers += one.number != 0 && (row == rows.end() || row->second.state != InvitationState::answered || row->second.stratum != one.stratum) ? 1 : 0;
  });
  if (answers != rebuilt.answered) differing.push_back(std::to_string(answers) + " answers, " + std::to_string(rebuilt.answered) + " by the journal");
  if (strangers != 0) differing.push_back(std::to_string(strangers) + " answers of nobody who answered");
  if (rebuilt.stage == SurveyStage::closed && answers_digest(session, id) != rebuilt.answers_digest) differing.push_back("answers changed after the survey was closed");
  return differing;
}

}  // namespace shouwen
