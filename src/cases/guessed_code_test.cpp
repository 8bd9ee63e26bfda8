// Many wrong codes within an hour are told once, to supervision and administrators, by number and time alone. Art. 9(2), 9(5).
#include <gtest/gtest.h>

#include "cases/guessed_code_store.h"
#include "cases/notice_store.h"
#include "db/journal.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

const Instant ten = at_local(Date::of(2026, 11, 27), 10 * 3600 + 120);

Organisation house_of() {
  const auto unit = [](std::int64_t id, const char* code) {
    Unit made;
    made.id = UnitId{id}, made.code = code;
    return made;
  };
  const auto officer = [](std::int64_t id, std::int64_t unit_id, std::vector<std::string> roles, bool active = true) {
    Officer made;
    made.id = OfficerId{id}, made.unit_id = UnitId{unit_id}, made.roles = std::move(roles), made.active = active;
    return made;
  };
  return Organisation({unit(1, "JU"), unit(2, "JCSJ")}, {officer(1, 1, {"leader"}), officer(2, 1, {"admin"}), officer(3, 2, {"auditor"}), officer(4, 2, {"auditor", "admin"}), officer(5, 2, {"auditor"}, false)});
}

TEST(GuessedCodes, Art_9_2_Art_9_5_many_wrong_codes_in_an_hour_are_told_once) {
  db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  Rulebook rulebook;
  rulebook.closing.supervision_unit_code = "JCSJ";
  const Organisation organisation = house_of();
  EXPECT_EQ(told_of_guesses(rulebook, organisation), (std::vector{OfficerId{2}, OfficerId{3}, OfficerId{4}})) << "each once, nobody who left";
  const GuessWatch watch{20, rulebook, organisation};
  for (int tries = 1; tries <= 19; ++tries) note_wrong_code(session, GuessedCode::receipt, watch, ten);
  EXPECT_EQ(count_unread_notices(session, OfficerId{3}), 0) << "not yet too many";
  for (int tries = 20; tries <= 50; ++tries) note_wrong_code(session, GuessedCode::receipt, watch, ten);
  for (const OfficerId told : {OfficerId{2}, OfficerId{3}, OfficerId{4}}) EXPECT_EQ(count_unread_notices(session, told), 1);
  EXPECT_EQ(count_unread_notices(session, OfficerId{1}), 0);
  const NoticeRow row = list_notices(session, OfficerId{3}, true, 0, 5).front();
  EXPECT_EQ(row.kind, NoticeKind::codes_guessed);
  const HouseNotice notice = *find_house_notice(session, row.journal_number);
  EXPECT_EQ(notice.text_en, "Somebody guesses check codes of receipts: 20 wrong ones from 2026-11-27 10:00 to 11:00 so far");
  EXPECT_EQ(notice.clause, "art.9(2)");
  const auto entries = db::read_stream(session, "receipt_code/" + std::to_string(ten.seconds / 3600));
  ASSERT_EQ(entries.size(), 1U);
  EXPECT_EQ(entries.front().kind, "receipt_codes_guessed");
  EXPECT_EQ(entries.front().payload, R"({"tries":20})") << "how many, never from where";
  EXPECT_EQ(entries.front().number, row.journal_number);
  // Each kind by itself, each hour anew.
  for (int tries = 0; tries < 19; ++tries) note_wrong_code(session, GuessedCode::follow, watch, ten);
  for (int tries = 0; tries < 19; ++tries) note_wrong_code(session, GuessedCode::receipt, watch, ten.plus_seconds(3600));
  EXPECT_EQ(count_unread_notices(session, OfficerId{3}), 1);
  note_wrong_code(session, GuessedCode::follow, watch, ten);
  EXPECT_EQ(count_unread_notices(session, OfficerId{3}), 2);
  EXPECT_EQ(find_house_notice(session, list_notices(session, OfficerId{3}, true, 0, 5).front().journal_number)->clause, "art.10(8)");
  for (int tries = 0; tries < 99; ++tries) note_wrong_code(session, GuessedCode::follow, {0, rulebook, organisation}, ten.plus_seconds(7200));
  EXPECT_EQ(count_unread_notices(session, OfficerId{3}), 2) << "a rulebook from before sets no number";
}

}  // namespace
}  // namespace shouwen
