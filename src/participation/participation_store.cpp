// Six kinds of state are kept in the same way: every change is an event, the row beside it is what the events give.
#include "participation/participation_store.h"

#include "db/journal.h"
#include "json/stored.h"
#include "org/secret.h"
#include "participation/participation_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using Column = std::pair<const char*, std::optional<std::int64_t>>;

/// How a state is kept: its stream, its table, the columns beside the state itself.
template <class State>
struct Keeping;

template <>
struct Keeping<Plan> {
  using Event = PlanEvent;
  static constexpr const char *stream = "plan", *table = "service_plan", *clause = clause::art_5;
  static std::vector<Column> columns(const Plan& plan) {
    return {{"version", plan.version},
            {"stage", static_cast<std::int64_t>(plan.stage)},
            {"comments_to", plan.consultation ? std::optional<std::int64_t>(plan.consultation->to.days) : std::nullopt},
            {"is_public", is_public(plan)}};
  }
};
template <>
struct Keeping<PlanComment> {
  using Event = PlanCommentEvent;
  static constexpr const char *stream = "plan_comment", *table = "plan_comment", *clause = clause::art_8;
  static std::vector<Column> columns(const PlanComment& comment) {
    return {{"version", comment.version}, {"plan_id", comment.plan_id.value}, {"stage", static_cast<std::int64_t>(comment.stage)}, {"is_open", comment.is_open()}};
  }
};
template <>
struct Keeping<GroupMember> {
  using Event = GroupMemberEvent;
  static constexpr const char *stream = "group_member", *table = "group_member", *clause = clause::art_5;
  static std::vector<Column> columns(const GroupMember& member) {
    return {{"version", member.version}, {"officer_id", member.officer_id.value}, {"from_day", member.from.days}, {"to_day", member.to.days}};
  }
};
template <>
struct Keeping<PublicMatter> {
  using Event = PublicMatterEvent;
  static constexpr const char *stream = "public_matter", *table = "public_matter", *clause = clause::art_8;
  static std::vector<Column> columns(const PublicMatter& matter) {
    return {{"version", matter.version}, {"kind", static_cast<std::int64_t>(matter.kind)}, {"is_shown", matter.shown}};
  }
};
template <>
struct Keeping<SocialSupervisor> {
  using Event = SocialSupervisorEvent;
  static constexpr const char *stream = "social_supervisor", *table = "social_supervisor", *clause = clause::art_8;
  static std::vector<Column> columns(const SocialSupervisor& supervisor) {
    return {{"version", supervisor.version}, {"from_day", supervisor.person.from.days}, {"to_day", supervisor.person.to.days}};
  }
};
/// A meeting is recorded once; its event is the state.
template <>
struct Keeping<SupervisorMeeting> {
  using Event = SupervisorMeeting;
  static constexpr const char *stream = "supervisor_meeting", *table = "supervisor_meeting", *clause = clause::art_8;
  static std::vector<Column> columns(const SupervisorMeeting& meeting) { return {{"held_on", meeting.held_on.days}}; }
};

template <>
struct Keeping<MissedMeeting> {
  using Event = MissedMeeting;
  static constexpr const char *stream = "missed_meeting", *table = "missed_meeting", *clause = clause::art_8;
  static std::vector<Column> columns(const MissedMeeting& missed) { return {{"at", missed.at.seconds}}; }
};

MissedMeeting apply(const MissedMeeting&, MissedMeeting missed) { return missed; }
SupervisorMeeting apply(const SupervisorMeeting& before, SupervisorMeeting recorded) {
  recorded.id = before.id;
  return recorded;
}

template <class State>
std::string stream_of(const State& state) {
  return std::string(Keeping<State>::stream) + '/' + std::to_string(state.id.value);
}

template <class State>
void write_row(db::Session& session, const State& state) {
  std::string names = "id", marks = "?1";
  int place = 1;
  const std::vector<Column> columns = Keeping<State>::columns(state);
  for (const Column& column : columns) {
    names += std::string(", ") + column.first;
    marks += ", ?" + std::to_string(++place);
  }
  auto query = session.query(std::string("INSERT OR REPLACE INTO ") + Keeping<State>::table + " (" + names + ", state) VALUES (" + marks + ", ?" + std::to_string(place + 1) + ")");
  query.bind(1, state.id.value);
  place = 1;
  for (const Column& column : columns) db::Session::bind_value(query, ++place, column.second);
  query.bind(place + 1, json::to_text(state));
  query.step();
}

template <class State>
std::int64_t append_event(db::Session& session, const State& state, const typename Keeping<State>::Event& event, OfficerId actor, Instant at, const std::string& kind, std::int64_t rulebook_version) {
  db::NewEntry entry;
  entry.stream = stream_of(state);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = at;
  entry.actor_id = actor.value;
  entry.kind = kind;
  entry.clause = Keeping<State>::clause;
  entry.rulebook_version = rulebook_version;
  entry.payload = json::to_text(event);
  return db::append(session, {entry});
}

template <class State>
std::int64_t next_id(db::Session& session) {
  auto query = session.query(std::string("SELECT coalesce(max(id), 0) + 1 FROM ") + Keeping<State>::table);
  query.step();
  return query.integer(0);
}

template <class State>
State with_id(db::Session& session, State before) {
  if (!before.id) before.id.value = next_id<State>(session);
  return before;
}

template <class State, class Event>
SavedRow<State> save(db::Session& session, State before, const Event& event, OfficerId actor, std::int64_t rulebook_version) {
  before = with_id(session, std::move(before));
  State after = apply(std::move(before), event);
  const std::int64_t number = append_event(session, after, event, actor, event.at, event.kind, rulebook_version);
  write_row(session, after);
  return {std::move(after), number};
}

template <class State>
std::optional<State> load(db::Session& session, std::int64_t id) {
  auto query = session.query(std::string("SELECT state FROM ") + Keeping<State>::table + " WHERE id = ?1");
  query.bind(1, id);
  if (!query.step()) return std::nullopt;
  return json::stored<State>(query.text(0));
}

template <class State>
std::vector<State> states(db::Query query) {
  std::vector<State> found;
  while (query.step()) found.push_back(json::stored<State>(query.text(0)));
  return found;
}

template <class State>
bool row_is(db::Session& session, const State& rebuilt) {
  std::string sql = std::string("SELECT state FROM ") + Keeping<State>::table + " WHERE id = ?1";
  int place = 1;
  const std::vector<Column> columns = Keeping<State>::columns(rebuilt);
  for (const Column& column : columns) sql += std::string(" AND ") + column.first + " IS ?" + std::to_string(++place);
  auto query = session.query(sql);
  query.bind(1, rebuilt.id.value);
  place = 1;
  for (const Column& column : columns) db::Session::bind_value(query, ++place, column.second);
  return query.step() && json::stored<State>(query.text(0)) == rebuilt;
}

template <class State>
std::int64_t verify(db::Session& session, std::vector<std::string>& differences) {
  std::vector<std::int64_t> ids;
  {
    auto query = session.query(std::string("SELECT id FROM ") + Keeping<State>::table + " UNION SELECT stream_id FROM event WHERE stream_kind = ?1 ORDER BY 1");
    query.bind(1, std::string_view(Keeping<State>::stream));
    while (query.step()) ids.push_back(query.integer(0));
  }
  for (const std::int64_t id : ids) {
    State rebuilt;
    rebuilt.id.value = id;
    for (const db::Entry& entry : db::read_stream(session, stream_of(rebuilt))) rebuilt = apply(std::move(rebuilt), json::stored<typename Keeping<State>::Event>(entry.payload));
    if (!row_is(session, rebuilt)) differences.push_back(stream_of(rebuilt) + ": journal " + json::to_text(rebuilt) + " differs from what is stored");
  }
  return static_cast<std::int64_t>(ids.size());
}

void write_report(db::Session& session, const SocialSupervisor& supervisor, const SocialSupervisorEvent& event) {
  if (event.case_id) session.run("INSERT INTO supervisor_report (case_id, supervisor_id, at) VALUES (?1, ?2, ?3)", *event.case_id, supervisor.id, event.at);
}

void verify_reports(db::Session& session, std::vector<std::string>& differences) {
  std::int64_t told = 0;
  {
    auto query = session.query("SELECT stream_id, payload FROM event WHERE stream_kind = 'social_supervisor' AND kind = 'supervisor_reported'");
    while (query.step()) {
      ++told;
      const auto event = json::stored<SocialSupervisorEvent>(query.text(1));
      auto row = session.query("SELECT 1 FROM supervisor_report WHERE case_id = ?1 AND supervisor_id = ?2 AND at = ?3");
      row.bind(1, event.case_id->value).bind(2, query.integer(0)).bind(3, event.at.seconds);
      if (!row.step()) differences.push_back("supervisor_report/" + std::to_string(event.case_id->value) + ": told by the journal, not kept");
    }
  }
  auto query = session.query("SELECT count(*) FROM supervisor_report");
  query.step();
  if (query.integer(0) != told) differences.push_back("supervisor_report: " + std::to_string(query.integer(0)) + " rows, " + std::to_string(told) + " by the journal");
}

}  // namespace

std::optional<Plan> load_plan(db::Session& session, PlanId id) { return load<Plan>(session, id.value); }
SavedRow<Plan> save_plan(db::Session& session, const Plan& before, const PlanEvent& event, std::int64_t rulebook_version) {
  return save(session, before, event, event.officer_id, rulebook_version);
}
std::vector<Plan> list_plans(db::Session& session) { return states<Plan>(session.query("SELECT state FROM service_plan ORDER BY id DESC")); }

std::vector<Plan> list_public_plans(db::Session& session, PlanId before, std::int64_t limit) {
  auto query = session.query("SELECT state FROM service_plan WHERE is_public = 1 AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?1");
  query.bind(1, limit).bind(2, before.value);
  return states<Plan>(std::move(query));
}

std::vector<PlanId> plans_to_strike(db::Session& session, Date today) {
  auto query = session.query("SELECT id FROM service_plan p WHERE comments_to < ?1 AND (stage = ?2 OR EXISTS (SELECT 1 FROM plan_comment c WHERE c.plan_id = p.id AND c.is_open = 1)) ORDER BY id");
  query.bind(1, std::int64_t{today.days}).bind(2, static_cast<std::int64_t>(PlanStage::consulting));
  std::vector<PlanId> found;
  while (query.step()) found.push_back(PlanId{query.integer(0)});
  return found;
}

std::optional<PlanComment> load_comment(db::Session& session, PlanCommentId id) { return load<PlanComment>(session, id.value); }
SavedRow<PlanComment> save_comment(db::Session& session, const PlanComment& before, const PlanCommentEvent& event, std::int64_t rulebook_version) {
  // What the public sends has no officer; the journal says so.
  return save(session, before, event, event.officer_id ? event.officer_id : OfficerId{-1}, rulebook_version);
}

std::vector<PlanComment> comments_of(db::Session& session, PlanId plan) {
  auto query = session.query("SELECT state FROM plan_comment WHERE plan_id = ?1 ORDER BY id");
  query.bind(1, plan.value);
  return states<PlanComment>(std::move(query));
}

std::int64_t count_open_comments(db::Session& session, PlanId plan) { return count_comments(session, plan).open; }

CommentCounts count_comments(db::Session& session, PlanId plan) {
  auto query = session.query("SELECT count(*), coalesce(sum(stage = ?2), 0), coalesce(sum(stage = ?3), 0), coalesce(sum(is_open), 0) FROM plan_comment WHERE plan_id = ?1");
  query.bind(1, plan.value).bind(2, static_cast<std::int64_t>(CommentStage::published)).bind(3, static_cast<std::int64_t>(CommentStage::refused));
  query.step();
  return {query.integer(0), query.integer(1), query.integer(2), query.integer(3)};
}

void add_comment_code(db::Session& session, const std::string& code_hash, PlanCommentId id) {
  auto query = session.query("INSERT INTO plan_comment_code (code_hash, comment_id) VALUES (?1, ?2)");
  query.bind_blob(1, code_hash).bind(2, id.value);
  query.step();
}

std::optional<PlanCommentId> find_comment_by_code(db::Session& session, const std::string& code_hash) {
  auto query = session.query("SELECT comment_id FROM plan_comment_code WHERE code_hash = ?1");
  query.bind_blob(1, code_hash);
  if (!query.step()) return std::nullopt;
  return PlanCommentId{query.integer(0)};
}

std::optional<GroupMember> load_group_member(db::Session& session, GroupMemberId id) { return load<GroupMember>(session, id.value); }
SavedRow<GroupMember> save_group_member(db::Session& session, const GroupMember& before, const GroupMemberEvent& event, std::int64_t rulebook_version) {
  return save(session, before, event, event.by_id, rulebook_version);
}
std::vector<GroupMember> list_group_members(db::Session& session) { return states<GroupMember>(session.query("SELECT state FROM group_member ORDER BY to_day DESC, id")); }

PublicMatter load_matter(db::Session& session, CaseId id) {
  auto matter = load<PublicMatter>(session, id.value);
  if (matter) return *std::move(matter);
  PublicMatter blank;
  blank.id = id;
  return blank;
}
SavedRow<PublicMatter> save_matter(db::Session& session, const PublicMatter& before, const PublicMatterEvent& event, std::int64_t rulebook_version) {
  return save(session, before, event, event.officer_id, rulebook_version);
}

std::vector<PublicMatter> list_shown_matters(db::Session& session, MatterKind kind, CaseId before, std::int64_t limit) {
  auto query = session.query("SELECT state FROM public_matter WHERE kind = ?1 AND is_shown = 1 AND (?3 = 0 OR id < ?3) ORDER BY id DESC LIMIT ?2");
  query.bind(1, static_cast<std::int64_t>(kind)).bind(2, limit).bind(3, before.value);
  return states<PublicMatter>(std::move(query));
}

std::vector<PublicMatter> list_lately_worded_matters(db::Session& session, MatterKind kind, std::int64_t limit) {
  auto query = session.query("SELECT m.state FROM public_matter m JOIN (SELECT stream_id, max(number) AS last FROM event WHERE stream_kind = 'public_matter' GROUP BY stream_id) e ON e.stream_id = m.id"
                             " WHERE m.kind = ?1 AND m.is_shown = 1 ORDER BY e.last DESC LIMIT ?2");
  query.bind(1, static_cast<std::int64_t>(kind)).bind(2, limit);
  return states<PublicMatter>(std::move(query));
}

std::vector<CaseId> cases_to_word(db::Session& session, MatterKind kind, CaseId before, std::int64_t limit) {
  static_assert(static_cast<int>(CaseKind::inquiry) == 0 && static_cast<int>(CaseKind::suggestion) == 5 && static_cast<int>(Channel::media) == 8, "the indexes say so");
  const char* sql = "SELECT case_id FROM supervisor_report WHERE ?2 = 0 OR case_id < ?2 ORDER BY case_id DESC LIMIT ?1";
  if (kind == MatterKind::proposal)
    sql = "SELECT id FROM service_case c WHERE kind = 5 AND (?2 = 0 OR id < ?2) AND NOT EXISTS (SELECT 1 FROM supervisor_report r WHERE r.case_id = c.id) ORDER BY id DESC LIMIT ?1";
  if (kind == MatterKind::press_answer) sql = "SELECT id FROM service_case WHERE kind = 0 AND channel = 8 AND (?2 = 0 OR id < ?2) ORDER BY id DESC LIMIT ?1";
  auto query = session.query(sql);
  query.bind(1, limit).bind(2, before.value);
  std::vector<CaseId> found;
  while (query.step()) found.push_back(CaseId{query.integer(0)});
  return found;
}

std::optional<SocialSupervisor> load_supervisor(db::Session& session, SocialSupervisorId id) { return load<SocialSupervisor>(session, id.value); }
SavedRow<SocialSupervisor> save_supervisor(db::Session& session, const SocialSupervisor& before, const SocialSupervisorEvent& event, std::int64_t rulebook_version) {
  auto saved = save(session, before, event, event.officer_id ? event.officer_id : OfficerId{-1}, rulebook_version);
  write_report(session, saved.state, event);
  if (!saved.state.link_issued_at) session.run("DELETE FROM social_supervisor_link WHERE supervisor_id = ?1", saved.state.id);
  return saved;
}
std::vector<SocialSupervisor> list_supervisors(db::Session& session) {
  return states<SocialSupervisor>(session.query("SELECT state FROM social_supervisor ORDER BY to_day DESC, id"));
}

void keep_supervisor_link(db::Session& session, SocialSupervisorId id, const std::string& secret) {
  auto query = session.query("INSERT OR REPLACE INTO social_supervisor_link (supervisor_id, token_hash) VALUES (?1, ?2)");
  query.bind(1, id.value).bind_blob(2, secret_hash(secret));
  query.step();
}

std::optional<SocialSupervisorId> find_supervisor_by_link(db::Session& session, std::string_view secret) {
  auto query = session.query("SELECT supervisor_id FROM social_supervisor_link WHERE token_hash = ?1");
  query.bind_blob(1, secret_hash(secret));
  if (!query.step()) return std::nullopt;
  return SocialSupervisorId{query.integer(0)};
}

std::vector<SupervisorReport> supervisor_reports(db::Session& session, SocialSupervisorId id, std::int64_t limit) {
  auto query = session.query("SELECT case_id, supervisor_id, at FROM supervisor_report WHERE ?1 = 0 OR supervisor_id = ?1 ORDER BY case_id DESC LIMIT ?2");
  query.bind(1, id.value).bind(2, limit);
  std::vector<SupervisorReport> found;
  while (query.step()) found.push_back({CaseId{query.integer(0)}, SocialSupervisorId{query.integer(1)}, Instant{query.integer(2)}});
  return found;
}

bool is_supervisor_report(db::Session& session, CaseId id) {
  auto query = session.query("SELECT 1 FROM supervisor_report WHERE case_id = ?1");
  query.bind(1, id.value);
  return query.step();
}

SavedRow<SupervisorMeeting> add_meeting(db::Session& session, const SupervisorMeeting& meeting, std::int64_t rulebook_version) {
  SupervisorMeeting added = with_id(session, meeting);
  const std::int64_t number = append_event(session, added, added, added.recorded_by_id, added.at, "supervisor_meeting_recorded", rulebook_version);
  write_row(session, added);
  return {std::move(added), number};
}
std::vector<SupervisorMeeting> list_meetings(db::Session& session) { return states<SupervisorMeeting>(session.query("SELECT state FROM supervisor_meeting ORDER BY held_on DESC, id DESC")); }

bool is_missed_meeting_told(db::Session& session, Date due_on) { return load<MissedMeeting>(session, due_on.days).has_value(); }
SavedRow<MissedMeeting> add_missed_meeting(db::Session& session, const MissedMeeting& missed, std::int64_t rulebook_version) {
  const std::int64_t number = append_event(session, missed, missed, {}, missed.at, "supervisor_meeting_missed", rulebook_version);
  write_row(session, missed);
  return {missed, number};
}

std::string sent_form(db::Session& session, std::string_view once) {
  auto query = session.query("SELECT made FROM participation_form WHERE once_hash = ?1");
  query.bind_blob(1, secret_hash(once));
  return query.step() ? std::string(query.text(0)) : std::string();
}

void keep_sent_form(db::Session& session, std::string_view once, const std::string& made, Instant now) {
  auto query = session.query("INSERT INTO participation_form (once_hash, at, made) VALUES (?1, ?2, ?3)");
  query.bind_blob(1, secret_hash(once)).bind(2, now.seconds).bind(3, made);
  query.step();
}

void forget_sent_forms(db::Session& session, Instant before) { session.run("DELETE FROM participation_form WHERE at < ?1", before); }

ParticipationVerified verify_participation(db::Session& session) {
  ParticipationVerified verified;
  verified.plans = verify<Plan>(session, verified.differences);
  verified.comments = verify<PlanComment>(session, verified.differences);
  verified.group_members = verify<GroupMember>(session, verified.differences);
  verified.matters = verify<PublicMatter>(session, verified.differences);
  verified.supervisors = verify<SocialSupervisor>(session, verified.differences);
  verified.meetings = verify<SupervisorMeeting>(session, verified.differences);
  verify<MissedMeeting>(session, verified.differences);
  verify_reports(session, verified.differences);
  return verified;
}

}  // namespace shouwen
