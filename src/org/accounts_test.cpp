// Signing in: passwords, lock-out, one-time codes, sessions, tokens, and the key that seals.
#include "org/accounts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "db/temporary_database_test.h"
#include "org/organisation_store.h"

namespace shouwen {
namespace {

constexpr Instant now{1'700'000'000};
constexpr const char* right_password = "correct horse 电";

class AccountsTest : public testing::Test {
 protected:
  AccountsTest() {
    EXPECT_TRUE(add_unit(session, {"", "BJ", "供电局", "", UnitKind::bureau, {}}, {}, now));
    officer = *add_officer(session, {"1001", "李明", "", "BJ", "营业员", {"clerk"}, PostRank::staff}, {}, now);
    // One slow hash is enough for all tests.
    static const std::string hash = hash_password(right_password);
    set_password(session, officer, hash, true);
  }
  std::string sign_in(const std::string& password, Instant at, const std::string& code = "") {
    const auto checked = check_sign_in(find_account(session, "1001"), password, code, key, at);
    if (checked) record_success(session, officer, *checked);
    else if (checked.refusal().code != "sign_in.locked") record_failure(session, officer, at);
    return checked ? "" : checked.refusal().code;
  }
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  HouseKey key = HouseKey::open(database.folder() / "house.key");
  OfficerId officer;
};

TEST(Passwords, the_worst_ones_are_refused) {
  struct Row { const char* password; const char* code; };
  for (const Row& row : {Row{"short", "password.too_short"}, Row{"九个汉字密码不够长", "password.too_short"}, Row{"1234567890", "password.common"},
                         Row{"my1001password", "password.contains_name"}}) {
    const Verdict verdict = check_password(row.password, "1001");
    ASSERT_TRUE(verdict.refused()) << row.password;
    EXPECT_EQ(verdict.refusal().code, row.code) << row.password;
  }
  EXPECT_EQ(check_password(std::string(201, 'x'), "1001").refusal().code, "password.too_long");
  EXPECT_TRUE(check_password("十个汉字的密码足够长了", "1001"));
}

TEST_F(AccountsTest, the_fifth_wrong_password_locks_and_each_further_one_longer) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in("wrong", now), "sign_in.wrong");
  EXPECT_LE(find_account(session, "1001")->locked_until, now);
  EXPECT_EQ(sign_in("wrong", now), "sign_in.wrong");
  EXPECT_EQ(find_account(session, "1001")->locked_until, now.plus_seconds(30));
  EXPECT_EQ(sign_in(right_password, now.plus_seconds(29)), "sign_in.locked");
  EXPECT_EQ(sign_in("wrong", now.plus_seconds(30)), "sign_in.wrong");
  EXPECT_EQ(find_account(session, "1001")->locked_until, now.plus_seconds(90));
  for (int i = 0; i < 20; ++i) record_failure(session, officer, now);
  EXPECT_EQ(find_account(session, "1001")->locked_until, now.plus_seconds(3600)) << "never longer than an hour";
  EXPECT_EQ(sign_in(right_password, now.plus_seconds(3600)), "");
  EXPECT_EQ(find_account(session, "1001")->failures, 0);
}

TEST_F(AccountsTest, an_unknown_name_is_told_no_more_than_a_wrong_password) {
  const auto unknown = check_sign_in(find_account(session, "nobody"), right_password, "", key, now);
  ASSERT_TRUE(unknown.refused());
  EXPECT_EQ(unknown.refusal().code, "sign_in.wrong");
}

TEST(Totp, codes_are_those_of_rfc_6238) {
  const std::string secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
  const std::pair<std::int64_t, const char*> vectors[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
                                                          {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
  for (const auto& [seconds, code] : vectors) {
    EXPECT_EQ(totp_code(secret, seconds / 30), code);
    EXPECT_EQ(match_totp(secret, code, Instant{seconds}, 0), seconds / 30);
    EXPECT_EQ(match_totp(secret, code, Instant{seconds + 30}, 0), seconds / 30) << "a slow typist";
    EXPECT_EQ(match_totp(secret, code, Instant{seconds - 30}, 0), seconds / 30) << "a fast clock";
    EXPECT_EQ(match_totp(secret, code, Instant{seconds + 90}, 0), std::nullopt);
    EXPECT_EQ(match_totp(secret, code, Instant{seconds}, seconds / 30), std::nullopt) << "works once";
  }
  EXPECT_EQ(match_totp(secret, "２８７０８２", Instant{59}, 0), 1);
  EXPECT_EQ(match_totp(secret, "", Instant{59}, 0), std::nullopt);
  EXPECT_EQ(match_totp(secret, "28708", Instant{59}, 0), std::nullopt);
  EXPECT_NE(new_totp_secret(), new_totp_secret());
}

TEST_F(AccountsTest, the_second_factor_is_asked_after_the_password) {
  const std::string secret = new_totp_secret();
  set_totp(session, officer, key.seal("totp", secret), 0);
  const std::string code = totp_code(secret, now.seconds / 30);
  EXPECT_EQ(sign_in("wrong", now, code), "sign_in.wrong");
  EXPECT_EQ(sign_in(right_password, now), "sign_in.code_needed");
  EXPECT_EQ(sign_in(right_password, now, "000000"), "sign_in.code_wrong");
  EXPECT_EQ(sign_in(right_password, now, code), "");
  EXPECT_EQ(sign_in(right_password, now, code), "sign_in.code_wrong") << "a code works once";
  clear_totp(session, officer);
  EXPECT_EQ(sign_in(right_password, now), "");
}

TEST_F(AccountsTest, sessions_end_by_time_sign_out_and_dismissal) {
  std::string csrf;
  const std::string id = open_session(session, officer, now, csrf);
  const auto found = find_session(session, id, now);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->officer_id, officer);
  EXPECT_EQ(found->csrf_token, csrf);
  EXPECT_TRUE(found->must_change_password);
  EXPECT_FALSE(find_session(session, id + "x", now));
  EXPECT_FALSE(find_session(session, id, found->expires_at));
  auto stored = session.query("SELECT count(*) FROM session WHERE id_hash = ?1");
  stored.bind_blob(1, id);
  ASSERT_TRUE(stored.step());
  EXPECT_EQ(stored.integer(0), 0) << "the id itself is never stored";
  close_session(session, id);
  EXPECT_FALSE(find_session(session, id, now));
  const std::string second = open_session(session, officer, now, csrf);
  EXPECT_TRUE(end_officer(session, officer, OfficerId{99}, now));
  EXPECT_FALSE(find_session(session, second, now));
  EXPECT_FALSE(find_account(session, "1001"));
}

TEST_F(AccountsTest, tokens_carry_their_scopes_until_revoked_or_expired) {
  const std::string token = create_token(session, officer, {"报表", {"read", "export"}, now.plus_seconds(100)}, now);
  const auto caller = find_token(session, token, now);
  ASSERT_TRUE(caller);
  EXPECT_EQ(caller->actor.officer_id, officer);
  EXPECT_EQ(caller->actor.token_scopes, (std::vector<std::string>{"read", "export"}));
  EXPECT_TRUE(caller->note_use);
  note_token_use(session, caller->token_id, now);
  EXPECT_FALSE(find_token(session, token, now.plus_seconds(50))->note_use) << "to the hour";
  EXPECT_EQ(tokens_of(session, OfficerId{}).front().last_used_at, now);
  EXPECT_FALSE(find_token(session, token, now.plus_seconds(100)));
  const auto rows = tokens_of(session, officer);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_FALSE(revoke_token(session, OfficerId{99}, rows[0].id, now)) << "somebody else's";
  EXPECT_EQ(tokens_of(session, OfficerId{99}).size(), 0U);
  EXPECT_TRUE(revoke_token(session, officer, rows[0].id, now));
  EXPECT_FALSE(revoke_token(session, officer, rows[0].id, now));
  EXPECT_FALSE(find_token(session, token, now));
}

TEST_F(AccountsTest, Art_9_5_who_read_what_is_on_record) {
  log_access(session, {0, now, officer, "case/12", "phone", "回访", "10.0.0.1"});
  log_access(session, {0, now, officer, "case/13", "name", "核对", "10.0.0.1"});
  EXPECT_EQ(read_access_log(session, {{}, {}, 1'000'000, {}, {}, ""}, 10).size(), 2U);
  const auto rows = read_access_log(session, {{"case/12", "customer/1"}, {}, 1'000'000, {}, {}, ""}, 10);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].reason, "回访");
  EXPECT_EQ(read_access_log(session, {{}, {}, 1'000'000, {}, {}, "核"}, 10).size(), 1U) << "by words of the reason";
  EXPECT_EQ(read_access_log(session, {{}, {}, 1'000'000, now.plus_seconds(1), {}, ""}, 10).size(), 0U);
  EXPECT_EQ(read_access_log(session, {{}, {}, 1'000'000, now, now.plus_seconds(1), ""}, 10).size(), 2U);
}

TEST_F(AccountsTest, Art_9_5_what_is_sealed_opens_only_with_key_and_purpose) {
  const std::string sealed = key.seal("tip_off_identity", "张三 13800000000");
  EXPECT_EQ(sealed.find("张三"), std::string::npos);
  EXPECT_NE(key.seal("tip_off_identity", "张三 13800000000"), sealed);
  EXPECT_EQ(key.unseal("tip_off_identity", sealed), "张三 13800000000");
  EXPECT_EQ(HouseKey::open(database.folder() / "house.key").unseal("tip_off_identity", sealed), "张三 13800000000");
  EXPECT_EQ(key.unseal("totp", sealed), std::nullopt);
  std::string changed = sealed;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_EQ(key.unseal("tip_off_identity", changed), std::nullopt);
  for (const char* bad : {"", "AAAA", "不是base64"}) EXPECT_EQ(key.unseal("tip_off_identity", bad), std::nullopt);
  const auto mode = std::filesystem::status(database.folder() / "house.key").permissions();
  EXPECT_EQ(mode & (std::filesystem::perms::group_all | std::filesystem::perms::others_all), std::filesystem::perms::none);
  std::ofstream(database.folder() / "short.key") << "abc";
  EXPECT_THROW(HouseKey::open(database.folder() / "short.key"), std::runtime_error);
}

}  // namespace
}  // namespace shouwen
