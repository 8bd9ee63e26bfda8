// Who may be invited, when an access holds, one word for each contact, nothing enters the file unread.
#include <gtest/gtest.h>

#include "db/temporary_database_test.h"
#include "representatives/answer_visit.h"
#include "representatives/give_feedback.h"
#include "representatives/invite_representative.h"
#include "representatives/representative_account.h"
#include "representatives/representative_store.h"

namespace shouwen {
namespace {

const Date today = Date::of(2026, 3, 10);
const Instant morning = at_local(today, 10 * 3600);
constexpr OfficerId manager{5};

CustomerFile plant() {
  CustomerFile file;
  file.id = CustomerId{7};
  file.name.value = "城东水厂";
  CustomerRepresentative one;
  one.id = 1;
  one.name.value = "钱𠮷";
  one.phone.value = "13900000001";
  CustomerRepresentative other = one;
  other.id = 2;
  other.name.value = "孔㛃";
  other.phone.value = "";
  file.representatives = {one, other};
  return file;
}

class Representative : public testing::Test {
 protected:
  RepresentativeSituation by(OfficerId actor, Instant now = morning) const { return {actor, now, file, rules}; }
  static std::string code(const RepresentativeDecision& decision) { return decision ? "allowed" : decision.refusal().code; }
  RepresentativeAccess joined() const {
    RepresentativeAccess access = apply({}, *invite_representative(1, true, {}, by(manager)));
    return apply(access, {the_public, morning, "", RepresentativeJoined{}});
  }

  CustomerFile file = plant();
  RepresentativeRules rules{14, 12, 60, {}};
};

TEST_F(Representative, Art_11_4_only_a_valid_representative_of_the_file_is_invited) {
  EXPECT_EQ(code(invite_representative(1, true, {}, by(manager))), "allowed");
  EXPECT_EQ(code(invite_representative(1, false, {}, by(manager))), "invite_representative.not_answerable");
  EXPECT_EQ(code(invite_representative(9, true, {}, by(manager))), "invite_representative.not_in_file");
  EXPECT_EQ(code(invite_representative(2, true, {}, by(manager))), "invite_representative.without_phone");
  EXPECT_EQ(code(invite_representative(1, true, {"13900000001"}, by(manager))), "invite_representative.phone_taken");
  file.representatives[0].valid_to = today.plus_days(-1);
  EXPECT_EQ(code(invite_representative(1, true, {}, by(manager))), "invite_representative.not_valid_now");
  file.representatives[0].valid_to = {};
  file.representatives[0].valid_from = today.plus_days(1);
  EXPECT_EQ(code(invite_representative(1, true, {}, by(manager))), "invite_representative.not_valid_now");
  file.merged_into_id = CustomerId{8};
  EXPECT_EQ(code(invite_representative(1, true, {}, by(manager))), "invite_representative.file_merged");
}

TEST_F(Representative, Art_11_4_an_access_holds_as_long_as_the_file_names_him) {
  const RepresentativeAccess access = joined();
  EXPECT_EQ(standing_of(access, file, today), Standing::good);
  CustomerFile later = file;
  later.representatives[0].valid_to = today;
  EXPECT_EQ(standing_of(access, later, today), Standing::good) << "the last day counts";
  EXPECT_EQ(standing_of(access, later, today.plus_days(1)), Standing::no_longer_valid);
  later.representatives[0].valid_from = today.plus_days(5);
  EXPECT_EQ(standing_of(access, later, today), Standing::not_yet_valid);
  later = file;
  later.representatives[0].name.value = "别人";
  EXPECT_EQ(standing_of(access, later, today), Standing::another_person);
  later.representatives.erase(later.representatives.begin());
  EXPECT_EQ(standing_of(access, later, today), Standing::not_in_file);
  later = file;
  later.merged_into_id = CustomerId{8};
  EXPECT_EQ(standing_of(access, later, today), Standing::file_merged);
  const RepresentativeAccess ended = apply(access, *end_access(access, "离职", by(manager)));
  EXPECT_EQ(standing_of(ended, file, today), Standing::ended);
  EXPECT_EQ(code(end_access(ended, "离职", by(manager))), "end_access.ended_already");
}

TEST_F(Representative, Art_11_4_an_invitation_is_taken_up_once_and_in_time) {
  const RepresentativeAccess invited = apply({}, *invite_representative(1, true, {}, by(manager)));
  EXPECT_EQ(standing_of(invited, file, today), Standing::invited) << "a code is no password";
  EXPECT_EQ(code(join(invited, by(the_public, morning.plus_seconds(14 * seconds_per_day - 1)))), "allowed");
  EXPECT_EQ(code(join(invited, by(the_public, morning.plus_seconds(14 * seconds_per_day)))), "representative.invitation_wrong");
  EXPECT_EQ(code(join(joined(), by(the_public))), "representative.invitation_wrong");
  file.representatives.clear();
  EXPECT_EQ(code(join(invited, by(the_public))), "representative.invitation_wrong");
}

TEST_F(Representative, Art_11_3_a_contact_gets_one_word_and_an_objection_one_answer) {
  RepresentativeAccess access = joined();
  const RecordedContact contact{4, morning.plus_seconds(-3600)};
  EXPECT_TRUE(waits_for_word(contact, {access}, rules, morning));
  EXPECT_EQ(code(answer_visit({}, true, "", {access}, by(the_public))), "answer_visit.no_such_contact");
  EXPECT_EQ(code(answer_visit(contact, false, "", {access}, by(the_public))), "answer_visit.words_missing");
  EXPECT_EQ(code(answer_visit(contact, true, "", {access}, by(the_public, contact.at.plus_seconds(60 * seconds_per_day)))), "answer_visit.too_old");
  access = apply(access, *answer_visit(contact, false, "当天没有来", {access}, by(the_public)));
  EXPECT_TRUE(access.waits());
  EXPECT_FALSE(waits_for_word(contact, {access}, rules, morning));
  EXPECT_EQ(code(answer_visit(contact, true, "", {joined(), access}, by(the_public))), "answer_visit.answered_already") << "whoever of the customer spoke first";
  EXPECT_EQ(code(answer_objection(access, 5, "是电话", by(manager))), "objection.unknown");
  access = apply(access, *answer_objection(access, 4, "是电话，已更正", by(manager)));
  EXPECT_FALSE(access.waits());
  EXPECT_EQ(code(answer_objection(access, 4, "再答", by(manager))), "objection.answered_already");
}

TEST_F(Representative, Art_11_4_feedback_waits_for_the_manager) {
  RepresentativeAccess access = joined();
  EXPECT_EQ(code(give_feedback(access, FileNoteKind::equipment, "", by(the_public))), "give_feedback.words_missing");
  access = apply(access, *give_feedback(access, FileNoteKind::equipment, "2号变压器渗油", by(the_public)));
  EXPECT_EQ(code(answer_feedback(access, 2, true, "", by(manager))), "answer_feedback.unknown");
  EXPECT_EQ(code(answer_feedback(access, 1, false, "", by(manager))), "answer_feedback.reason_missing");
  access = apply(access, *answer_feedback(access, 1, true, "", by(manager)));
  EXPECT_EQ(access.feedback[0].state, FeedbackState::accepted);
  EXPECT_EQ(code(answer_feedback(access, 1, true, "", by(manager))), "answer_feedback.answered_already");
  for (int i = 0; i < 20; ++i) access = apply(access, *give_feedback(access, FileNoteKind::operation, "停产", by(the_public)));
  EXPECT_EQ(code(give_feedback(access, FileNoteKind::operation, "停产", by(the_public))), "give_feedback.many_waiting");
}

TEST_F(Representative, Art_11_4_the_row_is_what_the_events_make) {
  const db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  RepresentativeAccess access = save_representative_event(session, {}, *invite_representative(1, true, {}, by(manager)), 1);
  access = save_representative_event(session, access, {the_public, morning, "art.11(4)", RepresentativeJoined{}}, 1);
  access = save_representative_event(session, access, *give_feedback(access, FileNoteKind::equipment, "渗油", by(the_public)), 1);
  EXPECT_EQ(*load_access(session, access.id), access);
  EXPECT_EQ(accesses_that_wait(session).size(), 1U);
  EXPECT_EQ(verify_access(session, access.id), std::vector<std::string>{});
  session.run("UPDATE representative_access SET waits = 0");
  EXPECT_EQ(verify_access(session, access.id).size(), 1U);
  EXPECT_EQ(verify_access(session, AccessId{99}).size(), 1U);
}

TEST_F(Representative, codes_are_typed_as_people_type) {
  const std::string code = new_invitation_code();
  EXPECT_EQ(code.size(), 34U);
  EXPECT_NE(code, new_invitation_code());
  EXPECT_EQ(normalised_code(code).size(), 28U);
  EXPECT_EQ(normalised_code("０oＩl-abcd efgh jkmn pqrs tvwx yz23"), "0011ABCDEFGHJKMNPQRSTVWXYZ23");
  EXPECT_EQ(normalised_code("U" + std::string(27, '2')), "");
  EXPECT_EQ(normalised_code(std::string(29, '2')), "");
  EXPECT_EQ(normalised_code(""), "");
}

TEST_F(Representative, secrets_are_hashes_and_go_at_once) {
  const db::TemporaryDatabase database;
  db::Session session(database.file(), db::OpenMode::read_write_create);
  const AccessId id{1};
  const std::string code = new_invitation_code();
  keep_invitation(session, id, code);
  EXPECT_EQ(access_of_code(session, code), id);
  EXPECT_FALSE(access_of_code(session, new_invitation_code()));
  for (int i = 0; i < 4; ++i) record_code_failure(session, id);
  EXPECT_EQ(access_of_code(session, code), id);
  record_code_failure(session, id);
  EXPECT_FALSE(access_of_code(session, code)) << "the fifth wrong phone voids it";
  keep_invitation(session, id, code);
  keep_password(session, id, "hash");
  EXPECT_FALSE(access_of_code(session, code)) << "used up";
  for (int i = 0; i < 4; ++i) EXPECT_EQ(record_sign_in_failure(session, id, morning).locked_seconds, 0);
  EXPECT_EQ(record_sign_in_failure(session, id, morning).locked_seconds, 30);
  EXPECT_EQ(record_sign_in_failure(session, id, morning).locked_seconds, 60);
  EXPECT_EQ(load_secrets(session, id).locked_until, morning.plus_seconds(60));
  const std::string cookie = open_representative_session(session, id, morning, morning.plus_seconds(60));
  EXPECT_EQ(find_representative_session(session, cookie, morning)->access_id, id);
  EXPECT_FALSE(find_representative_session(session, cookie, morning.plus_seconds(60)));
  forget_secrets(session, id);
  EXPECT_FALSE(find_representative_session(session, cookie, morning));
  EXPECT_EQ(load_secrets(session, id).password_hash, "");
}

}  // namespace
}  // namespace shouwen
