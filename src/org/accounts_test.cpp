// Signing in: passwords, lock-out, one-time codes, sessions, tokens, and the key that seals.
#include "org/accounts.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "db/temporary_database_test.h"
#include "org/organisation_store.h"
#include "base/time.h"

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
  std::string sign_in(const std::string& password, Instant at, const std::string& code = "", const std::string& address = "10.0.0.1") {
    const SignInAttempt attempt{"1001", address};
    if (sign_in_wait(session, attempt, at) > 0) return "locked";
    const auto checked = check_sign_in(find_account(session, "1001"), password, code, key, at);
    if (checked) record_success(session, officer, *checked, attempt, at);
    else record_failure(session, attempt, at);
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
                         Row{"my1001password", "password.contains_name"}, Row{"my１００１word!!", "password.contains_name"}, Row{"１２３４５６７８９０", "password.common"},
                         Row{"Password123", "password.common"}, Row{"Qwertyuiop", "password.common"}, Row{"0987654321", "password.common"}, Row{"aaaaaaaaaaaa", "password.common"},
                         Row{"abcabcabcabc", "password.common"}, Row{"电电电电电电电电电电", "password.common"}, Row{"iloveyou123", "password.common"},
                         Row{"Shouwen2026!", "password.house_words"}, Row{"供电局95598供电局", "password.house_words"}, Row{"kefu#2026#kefu", "password.house_words"}}) {
    const Verdict verdict = check_password(row.password, "1001");
    ASSERT_TRUE(verdict.refused()) << row.password;
    EXPECT_EQ(verdict.refusal().code, row.code) << row.password;
  }
  EXPECT_EQ(check_password(std::string(201, 'x'), "1001").refusal().code, "password.too_long");
  for (const char* good : {"十个汉字的密码足够长了", "correct horse", "供电局后面的那棵老槐树", "          x"}) EXPECT_TRUE(check_password(good, "1001")) << good;
  EXPECT_TRUE(check_password(std::string(64, 'x') + "y z", "1001")) << "long ones are welcome";
  EXPECT_TRUE(check_password("𠮷㛃𠮷㛃野家的牛丼饭好", "1001"));
}

TEST_F(AccountsTest, the_fifth_wrong_password_locks_and_each_further_one_longer) {
  const SignInAttempt here{"1001", "10.0.0.1"};
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in("wrong", now), "sign_in.wrong");
  EXPECT_EQ(sign_in_wait(session, here, now), 0);
  EXPECT_EQ(sign_in("wrong", now), "sign_in.wrong");
  EXPECT_EQ(sign_in_wait(session, here, now), 30);
  EXPECT_EQ(sign_in(right_password, now.plus_seconds(29)), "locked");
  EXPECT_EQ(sign_in("wrong", now.plus_seconds(30)), "sign_in.wrong");
  EXPECT_EQ(sign_in_wait(session, here, now.plus_seconds(30)), 60);
  for (int i = 0; i < 20; ++i) record_failure(session, here, now);
  EXPECT_EQ(sign_in_wait(session, here, now), 3600) << "never longer than an hour";
  EXPECT_EQ(sign_in(right_password, now.plus_seconds(3600)), "");
  EXPECT_EQ(sign_in("wrong", now.plus_seconds(3600)), "sign_in.wrong") << "counted from the start again";
  EXPECT_EQ(sign_in(right_password, now.plus_seconds(3600)), "");
}

TEST_F(AccountsTest, whoever_guesses_elsewhere_shuts_nobody_out_where_he_works) {
  EXPECT_EQ(sign_in(right_password, now), "");
  for (int i = 0; i < 40; ++i) record_failure(session, {"1001", "198.51.100." + std::to_string(i)}, now);
  EXPECT_GT(sign_in_wait(session, {"1001", "198.51.100.200"}, now), 0) << "many strange addresses together are one guesser";
  EXPECT_EQ(sign_in(right_password, now), "");
  EXPECT_EQ(sign_in_wait(session, {"1002", "10.0.0.1"}, now), 0) << "a colleague behind the same address";
  EXPECT_EQ(sign_in_wait(session, {"1001", "198.51.100.200"}, now.plus_seconds(2 * seconds_per_day)), 0) << "forgotten after a day";
}

TEST_F(AccountsTest, a_name_nobody_has_waits_just_as_long) {
  for (int i = 0; i < 5; ++i) record_failure(session, {"nobody", "10.0.0.9"}, now);
  EXPECT_EQ(sign_in_wait(session, {"nobody", "10.0.0.9"}, now), 30);
  EXPECT_EQ(sign_in_wait(session, {"ｎｏｂｏｄｙ", "10.0.0.9"}, now), 30) << "in full width too";
}

TEST(Passwords, a_first_one_is_drawn_anew_each_time_and_good_enough) {
  std::set<std::string> drawn;
  for (int i = 0; i < 200; ++i) {
    const std::string password = new_first_password();
    ASSERT_EQ(password.size(), 14U);
    EXPECT_TRUE(check_password(password, "1001")) << password;
    EXPECT_EQ(password.find_first_of("ilo01"), std::string::npos) << "nothing that is taken for something else: " << password;
    drawn.insert(password);
  }
  EXPECT_EQ(drawn.size(), 200U);
}

TEST_F(AccountsTest, a_first_password_ends_if_nobody_changes_it) {
  set_password(session, officer, find_account(session, "1001")->password_hash, true, now);
  const SessionRules rules;
  const auto code_after = [&](std::int64_t seconds) {
    const auto checked = check_sign_in(find_account(session, "1001"), right_password, "", key, now.plus_seconds(seconds), rules);
    return checked ? std::string() : checked.refusal().code;
  };
  EXPECT_EQ(code_after(rules.first_password_seconds - 1), "");
  EXPECT_EQ(code_after(rules.first_password_seconds), "sign_in.first_password_ended");
  set_password(session, officer, find_account(session, "1001")->password_hash, false, now);
  EXPECT_EQ(code_after(100 * rules.first_password_seconds), "") << "a password of one's own does not end";
}

TEST_F(AccountsTest, sessions_end_unused_and_at_most_after_their_time) {
  const SessionRules rules;
  std::string csrf;
  const std::string id = open_session(session, officer, now, csrf, rules, {"10.0.0.1", "Firefox, Windows"});
  EXPECT_FALSE(find_session(session, id, now.plus_seconds(59), rules)->note_use);
  EXPECT_TRUE(find_session(session, id, now.plus_seconds(60), rules)->note_use);
  EXPECT_TRUE(find_session(session, id, now.plus_seconds(rules.idle_seconds - 1), rules));
  EXPECT_FALSE(find_session(session, id, now.plus_seconds(rules.idle_seconds), rules));
  for (std::int64_t at = 0; at < rules.longest_seconds; at += 1800) note_session_use(session, id, now.plus_seconds(at));
  EXPECT_TRUE(find_session(session, id, now.plus_seconds(rules.longest_seconds - 1), rules));
  EXPECT_FALSE(find_session(session, id, now.plus_seconds(rules.longest_seconds), rules));
  const std::string other = open_session(session, officer, now.plus_seconds(10), csrf, rules, {"10.0.0.2", ""});
  const auto rows = sessions_of(session, officer, other, now.plus_seconds(10), rules);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(close_other_sessions(session, officer, other), 1);
  EXPECT_FALSE(find_session(session, id, now.plus_seconds(20), rules));
  EXPECT_TRUE(find_session(session, other, now.plus_seconds(20), rules));
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
