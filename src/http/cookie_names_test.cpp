// Over TLS a cookie's name says so, and nothing without that name comes in.
#include "http/cookie_names.h"

#include <gtest/gtest.h>

namespace shouwen::http {
namespace {

TEST(CookieNames, carry_the_prefix_their_path_allows) {
  EXPECT_EQ(set_cookie_over_tls("a=1; Path=/; HttpOnly"), "__Host-a=1; Path=/; HttpOnly; Secure");
  EXPECT_EQ(set_cookie_over_tls("a=1; Path=/; HttpOnly; Secure"), "__Host-a=1; Path=/; HttpOnly; Secure");
  EXPECT_EQ(set_cookie_over_tls("b=2; Path=/p; HttpOnly"), "__Secure-b=2; Path=/p; HttpOnly; Secure");
  EXPECT_EQ(set_cookie_over_tls("c=; Path=/"), "__Host-c=; Path=/; Secure");
}

TEST(CookieNames, let_in_only_what_was_set_over_tls) {
  EXPECT_EQ(cookies_over_tls("__Host-a=1; b=2; __Secure-c=3;d=4"), "a=1; c=3");
  EXPECT_EQ(cookies_over_tls("a=1"), "");
  EXPECT_EQ(cookies_over_tls("a=1; __Host-a=2"), "a=2") << "planted beside the true one";
  for (const char* odd : {"", ";", "=;=", "__Host-", "; ;"}) EXPECT_LE(cookies_over_tls(odd).size(), std::string(odd).size());
}

}  // namespace
}  // namespace shouwen::http
