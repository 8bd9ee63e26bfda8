// SQL of notices.
#include "cases/notice_store.h"

#include "cases/situation.h"
#include "org/kept_from.h"

namespace shouwen {

void write_notices(db::Session& session, const CaseEvent& event, std::int64_t journal_number, const std::vector<Notice>& notices) {
  for (const Notice& notice : notices)
    session.run(
        "INSERT INTO notice (officer_id, journal_number, case_id, event_number, kind, standing_in_for_id, at) VALUES (?1,?2,?3,?4,?5,?6,?7)",
        notice.officer_id, journal_number, event.case_id, event.number, static_cast<std::int64_t>(notice.kind), notice.standing_in_for_id, event.at);
}

void settle_notices(db::Session& session, const ServiceCase& after, OfficerId actor, Instant now) {
  if (after.version <= 1) return;
  // The kind is part of the text: as a bound value SQLite would plan each call anew, for the sake of the index of one kind.
  static const auto settling = [](NoticeKind kind) { return "UPDATE notice SET read_at = ?2 WHERE case_id = ?1 AND read_at IS NULL AND kind = " + std::to_string(static_cast<int>(kind)); };
  static const std::string settle_offered = settling(NoticeKind::offered), settle_office_asked = settling(NoticeKind::office_asked);
  if (!after.offer) session.run(settle_offered, after.id, now);
  if (!after.office_question) session.run(settle_office_asked, after.id, now);
  if (!after.lives())
    session.run("UPDATE notice SET read_at = ?2 WHERE case_id = ?1 AND read_at IS NULL", after.id, now);
  else if (actor.value > 0)
    session.run("UPDATE notice SET read_at = ?3 WHERE case_id = ?1 AND officer_id = ?2 AND read_at IS NULL", after.id, actor, now);
}

void silence_accused(db::Session& session, const ServiceCase& after, const Organisation& organisation, Instant now) {
  const CaseFacts facts = facts_of(after);
  std::vector<std::int64_t> told;
  {
    auto query = session.query("SELECT DISTINCT officer_id FROM notice WHERE case_id = ?1 AND read_at IS NULL");
    query.bind(1, after.id.value);
    while (query.step()) told.push_back(query.integer(0));
  }
  for (const std::int64_t officer : told)
    if (is_kept_from(facts, organisation, OfficerId{officer})) session.run("UPDATE notice SET read_at = ?3 WHERE case_id = ?1 AND officer_id = ?2 AND read_at IS NULL", after.id, officer, now);
}

std::vector<NoticeRow> list_notices(db::Session& session, OfficerId officer, bool unread_only, std::int64_t before, std::int64_t limit) {
  auto query = session.query(std::string("SELECT journal_number, case_id, event_number, kind, standing_in_for_id, at, read_at IS NOT NULL FROM notice"
                                         " WHERE officer_id = ?1 AND (?2 = 0 OR journal_number < ?2)") +
                             (unread_only ? " AND read_at IS NULL" : "") + " ORDER BY journal_number DESC LIMIT ?3");
  query.bind(1, officer.value).bind(2, before).bind(3, limit);
  std::vector<NoticeRow> rows;
  while (query.step())
    rows.push_back({query.integer(0), CaseId{query.integer(1)}, query.integer(2), static_cast<NoticeKind>(query.integer(3)), OfficerId{query.integer(4)},
                    Instant{query.integer(5)}, query.integer(6) != 0});
  return rows;
}

std::int64_t count_unread_notices(db::Session& session, OfficerId officer) {
  auto query = session.query("SELECT count(*) FROM notice WHERE officer_id = ?1 AND read_at IS NULL");
  query.bind(1, officer.value);
  query.step();
  return query.integer(0);
}

void mark_notices_read(db::Session& session, OfficerId officer, std::int64_t up_to, Reading reading, Instant now) {
  const char* which = reading == Reading::one ? "UPDATE notice SET read_at = ?3 WHERE officer_id = ?1 AND journal_number = ?2 AND read_at IS NULL"
                                              : "UPDATE notice SET read_at = ?3 WHERE officer_id = ?1 AND journal_number <= ?2 AND read_at IS NULL";
  session.run(which, officer, up_to, now);
}

void write_house_notice(db::Session& session, std::int64_t journal_number, const std::vector<OfficerId>& officers, const HouseNotice& notice, Instant at) {
  session.run("INSERT INTO notice_text (journal_number, path, clause, text_zh, text_en) VALUES (?1,?2,?3,?4,?5)", journal_number, notice.path, notice.clause, notice.text_zh, notice.text_en);
  for (const OfficerId officer : officers)
    session.run("INSERT INTO notice (officer_id, journal_number, case_id, event_number, kind, standing_in_for_id, at) VALUES (?1,?2,0,0,?3,0,?4)", officer, journal_number,
                static_cast<std::int64_t>(notice.kind), at);
}

void settle_house_notices(db::Session& session, NoticeKind kind, std::string_view path, Instant now) {
  session.run("UPDATE notice SET read_at = ?1 WHERE case_id = 0 AND read_at IS NULL AND kind = ?2"
              " AND EXISTS (SELECT 1 FROM notice_text t WHERE t.journal_number = notice.journal_number AND t.path = ?3)",
              now, static_cast<std::int64_t>(kind), path);
}

std::optional<HouseNotice> find_house_notice(db::Session& session, std::int64_t journal_number) {
  auto query = session.query("SELECT n.kind, t.path, t.clause, t.text_zh, t.text_en FROM notice_text t JOIN notice n ON n.journal_number = t.journal_number WHERE t.journal_number = ?1 LIMIT 1");
  query.bind(1, journal_number);
  if (!query.step()) return std::nullopt;
  return HouseNotice{static_cast<NoticeKind>(query.integer(0)), std::string(query.text(1)), std::string(query.text(2)), std::string(query.text(3)), std::string(query.text(4))};
}

std::vector<UnreadWarning> unread_warnings(db::Session& session, Instant at, std::int64_t limit) {
  static_assert(static_cast<int>(NoticeKind::warned) == 13, "the index of unread warnings names the kind");
  auto query = session.query(
      "SELECT officer_id, journal_number, case_id FROM notice WHERE kind = 13 AND read_at IS NULL AND escalated_at IS NULL AND at <= ?1"
      " ORDER BY at LIMIT ?2");
  query.bind(1, at.seconds).bind(2, limit);
  std::vector<UnreadWarning> warnings;
  while (query.step()) warnings.push_back({OfficerId{query.integer(0)}, query.integer(1), CaseId{query.integer(2)}});
  return warnings;
}

void mark_escalated(db::Session& session, const UnreadWarning& warning, Instant now) {
  session.run("UPDATE notice SET escalated_at = ?3 WHERE officer_id = ?1 AND journal_number = ?2", warning.officer_id, warning.journal_number, now);
}

}  // namespace shouwen
