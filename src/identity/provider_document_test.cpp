// Which addresses are the provider's, what its document must say, and what one attempt carries.
#include "identity/provider_document.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "db/temporary_database_test.h"
#include "identity/provider_http.h"
#include "identity/ticket.h"

namespace shouwen {
namespace {

ProviderSettings settings() {
  ProviderSettings made;
  made.issuer = "https://id.example.cn/realms/bureau";
  made.hosts = {"keys.example.cn"};
  return made;
}

TEST(Provider, only_its_own_hosts_are_called_and_only_over_tls) {
  for (const char* url : {"https://id.example.cn/x", "https://ID.example.cn/x", "https://keys.example.cn/jwks"}) EXPECT_TRUE(may_reach(url, settings())) << url;
  for (const char* url : {"http://id.example.cn/x", "https://id.example.cn.evil.cn/", "https://id.example.cn@evil.cn/", "https://evil.cn/id.example.cn", "file:///etc/passwd",
                          "https://169.254.169.254/", "https://evil.cn\\@id.example.cn/", "", "//id.example.cn/", "https://evil.cn#id.example.cn", "http://127.0.0.1/"})
    EXPECT_FALSE(may_reach(url, settings())) << url;
}

TEST(Provider, plain_http_is_for_this_machine_and_only_if_the_operator_says_so) {
  ProviderSettings local = settings();
  local.issuer = "http://127.0.0.1:4000";
  EXPECT_FALSE(may_reach(local.issuer, local));
  local.plain_loopback = true;
  EXPECT_TRUE(may_reach(local.issuer, local));
  local.issuer = "http://127.0.0.1.evil.cn";
  EXPECT_FALSE(may_reach(local.issuer, local));
}

boost::json::object document() {
  return {{"issuer", "https://id.example.cn/realms/bureau"}, {"authorization_endpoint", "https://id.example.cn/auth"}, {"token_endpoint", "https://id.example.cn/token"},
          {"jwks_uri", "https://keys.example.cn/jwks"}, {"response_types_supported", {"code"}}, {"code_challenge_methods_supported", {"plain", "S256"}}};
}

TEST(Provider, a_document_is_taken_whole_or_not) {
  const auto read = read_provider_document(boost::json::serialize(document()), settings());
  ASSERT_TRUE(read);
  EXPECT_EQ(read->token, "https://id.example.cn/token");
  EXPECT_TRUE(read->end_session.empty());
  struct Row { const char* member; boost::json::value value; };
  for (const Row& row : {Row{"issuer", "https://id.example.cn/realms/other"}, Row{"authorization_endpoint", "https://evil.cn/auth"}, Row{"token_endpoint", nullptr},
                         Row{"jwks_uri", "http://keys.example.cn/jwks"}, Row{"end_session_endpoint", "javascript:alert(1)"}, Row{"userinfo_endpoint", "https://evil.cn/me"},
                         Row{"code_challenge_methods_supported", boost::json::array{"plain"}}, Row{"response_types_supported", boost::json::array{"id_token"}}}) {
    boost::json::object changed = document();
    changed[row.member] = row.value;
    const auto refused = read_provider_document(boost::json::serialize(changed), settings());
    ASSERT_FALSE(refused) << row.member;
    EXPECT_EQ(refused.refusal(), (Refusal{"identity.provider_unfit", "", "", {{"reason", row.member}}}));
  }
  EXPECT_FALSE(read_provider_document("<html>", settings()));
}

TEST(Ticket, goes_on_inside_the_house_only) {
  for (const char* path : {"/", "/cases?list=desk", "/cases/1#story"}) EXPECT_EQ(inside_path(path), path);
  for (const char* path : {"", "cases", "//evil.cn", "/\\evil.cn", "https://evil.cn", "/a\nb", "/\t/evil.cn", "/中"}) EXPECT_EQ(inside_path(path), "/") << path;
}

TEST(Ticket, opens_with_the_house_key_in_its_time_and_for_its_purpose) {
  const db::TemporaryDatabase place;
  const HouseKey key = HouseKey::open(place.folder() / "house.key");
  const Instant now{1'800'000'000};
  const Ticket made = new_ticket("/cases", now);
  EXPECT_NE(made.state, new_ticket("/cases", now).state);
  const std::string sealed = seal(key, made);
  const auto opened = open_ticket(key, sealed, now.plus_seconds(599));
  ASSERT_TRUE(opened);
  EXPECT_EQ(opened->nonce, made.nonce);
  EXPECT_FALSE(open_ticket(key, sealed, now.plus_seconds(600)));
  EXPECT_FALSE(open_half(key, sealed, now)) << "an attempt is no half sign-in";
  EXPECT_FALSE(open_ticket(key, "A" + sealed.substr(1), now));
}

TEST(Ticket, challenge_is_that_of_rfc_7636) { EXPECT_EQ(challenge_of("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"); }

}  // namespace
}  // namespace shouwen
