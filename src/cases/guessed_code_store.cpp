// A row an hour; the alarm is an event, the notice a hint to it.
#include "cases/guessed_code_store.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/check.h"
#include "cases/notice_store.h"
#include "db/journal.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t seconds_an_hour = 3600;

struct GuessWords {
  const char *stream, *kind, *clause, *path, *zh, *en;
};
GuessWords words_of(GuessedCode code) {
  switch (code) {
    case GuessedCode::tip: return {"tip_code", "tip_codes_guessed", clause::art_9_5, "/tip_offs", "举报码", "codes of tips"};
    case GuessedCode::receipt: return {"receipt_code", "receipt_codes_guessed", clause::art_9_2, "/charges", "收据核验码", "check codes of receipts"};
    case GuessedCode::follow: return {"follow_code", "follow_codes_guessed", clause::art_10_8, "/cases", "查询进度的编号或链接", "numbers and links to follow a case"};
  }
  return {};
}

/// "2026-11-27 14:00".
std::string minute_text(Instant at) { return to_iso(at).substr(0, 16).replace(10, 1, " "); }

std::int64_t count_one_more(db::Session& session, GuessedCode code, std::int64_t hour) {
  session.run("INSERT INTO code_guess (code, hour, tries) VALUES (?1, ?2, 1) ON CONFLICT (code, hour) DO UPDATE SET tries = code_guess.tries + 1", static_cast<std::int64_t>(code), hour);
  auto query = session.query("SELECT tries FROM code_guess WHERE code = ?1 AND hour = ?2");
  query.bind(1, static_cast<std::int64_t>(code)).bind(2, hour);
  query.step();
  return query.integer(0);
}

}  // namespace

std::vector<OfficerId> told_of_guesses(const Rulebook& rulebook, const Organisation& organisation) {
  std::vector<OfficerId> told;
  const Unit* supervision = organisation.unit_by_code(rulebook.closing.supervision_unit_code);
  for (const Officer& officer : organisation.officers()) {
    const bool administrator = std::find(officer.roles.begin(), officer.roles.end(), "admin") != officer.roles.end();
    if (officer.active && (administrator || (supervision != nullptr && officer.unit_id == supervision->id))) told.push_back(officer.id);
  }
  return told;
}

void tell_of_guesses(db::Session& session, std::int64_t journal_number, const GuessAlarm& alarm, const std::vector<OfficerId>& officers, Instant now) {
  const GuessWords words = words_of(alarm.code);
  const std::string from = minute_text(alarm.hour), until = minute_text(alarm.hour.plus_seconds(seconds_an_hour)).substr(11);
  write_house_notice(session, journal_number, officers,
                     {NoticeKind::codes_guessed, words.path, words.clause, fmt::format("有人在猜{}：{} 至 {} 已有 {} 次输错", words.zh, from, until, alarm.tries),
                      fmt::format("Somebody guesses {}: {} wrong ones from {} to {} so far", words.en, alarm.tries, from, until)},
                     now);
}

void note_wrong_code(db::Session& session, GuessedCode code, const GuessWatch& watch, Instant now) {
  SHOUWEN_CHECK(code != GuessedCode::tip);
  const std::int64_t hour = now.seconds / seconds_an_hour, tries = count_one_more(session, code, hour);
  if (watch.alarm_tries == 0 || tries < watch.alarm_tries) return;
  session.run("UPDATE code_guess SET alarmed = 1 WHERE code = ?1 AND hour = ?2 AND alarmed = 0", static_cast<std::int64_t>(code), hour);
  if (session.changes() == 0) return;
  const GuessWords words = words_of(code);
  db::NewEntry entry;
  entry.stream = fmt::format("{}/{}", words.stream, hour);
  entry.stream_number = 1;
  entry.at = now;
  entry.kind = words.kind;
  entry.clause = words.clause;
  entry.rulebook_version = watch.rulebook.version;
  entry.payload = fmt::format(R"({{"tries":{}}})", tries);
  const std::int64_t number = db::append(session, {entry});
  tell_of_guesses(session, number, {code, Instant{hour * seconds_an_hour}, tries}, told_of_guesses(watch.rulebook, watch.organisation), now);
}

}  // namespace shouwen
