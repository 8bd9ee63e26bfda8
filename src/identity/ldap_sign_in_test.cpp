// What a directory is asked, as far as it needs none; the rest is test/contract/ldap.test.mjs against slapd.
#include "identity/ldap_sign_in.h"

#include <gtest/gtest.h>

namespace shouwen {
namespace {

std::string refusal_of(const LdapSettings& settings) {
  const Verdict verdict = check_ldap(settings);
  return verdict ? std::string() : verdict.refusal().code;
}

TEST(Ldap, a_name_stays_one_value) {
  EXPECT_EQ(escaped_for_ldap("YYT02"), "YYT02");
  EXPECT_EQ(escaped_for_ldap("a,dc=x"), "a\\2cdc\\3dx");
  EXPECT_EQ(escaped_for_ldap("*)(uid=*"), "\\2a\\29\\28uid\\3d\\2a");
  EXPECT_EQ(escaped_for_ldap("㛃"), "\\e3\\9b\\83");
}

TEST(Ldap, passwords_go_encrypted_or_stay_on_this_machine) {
  LdapSettings settings;
  EXPECT_EQ(refusal_of(settings), "") << "none at all is one way";
  settings.bind_as = "uid={name},dc=x";
  for (const char* url : {"ldaps://ldap.example.cn", "ldaps://10.0.0.5:636"}) {
    settings.url = url;
    EXPECT_EQ(refusal_of(settings), "");
  }
  for (const char* url : {"ldap://ldap.example.cn", "ldap://127.0.0.1", "http://x", "ldap.example.cn"}) {
    settings.url = url;
    EXPECT_EQ(refusal_of(settings), "settings.ldap_not_encrypted") << url;
  }
  settings.plain_loopback = true;
  settings.url = "ldap://127.0.0.1:3890";
  EXPECT_EQ(refusal_of(settings), "");
  settings.url = "ldap://127.0.0.1.example.cn";
  EXPECT_EQ(refusal_of(settings), "settings.ldap_not_encrypted") << "elsewhere";
  settings.start_tls = true;
  EXPECT_EQ(refusal_of(settings), "");
}

TEST(Ldap, one_way_to_know_whom_to_ask) {
  LdapSettings settings;
  settings.url = "ldaps://x";
  EXPECT_EQ(refusal_of(settings), "settings.ldap_whom");
  settings.search_base = "dc=x";
  EXPECT_EQ(refusal_of(settings), "");
  settings.bind_as = "uid={name}";
  EXPECT_EQ(refusal_of(settings), "settings.ldap_whom") << "both";
  settings.search_base.clear();
  settings.bind_as = "uid=name";
  EXPECT_EQ(refusal_of(settings), "settings.ldap_whom") << "the same for everybody";
}

TEST(Ldap, nobody_is_asked_with_an_empty_password) {
  LdapSettings settings;
  settings.url = "ldap://127.0.0.1:1";
  settings.bind_as = "{name}@example.cn";
  EXPECT_EQ(ask_ldap(settings, "YYT02", ""), api::PasswordAnswer::wrong);
  EXPECT_EQ(ask_ldap(settings, "a@b", "x"), api::PasswordAnswer::wrong) << "no plain name";
  EXPECT_EQ(ask_ldap(settings, "YYT02", std::string("x\0y", 3)), api::PasswordAnswer::wrong);
  EXPECT_EQ(ask_ldap(settings, "YYT02", "x"), api::PasswordAnswer::unreachable);
}

}  // namespace
}  // namespace shouwen
