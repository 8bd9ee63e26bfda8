// A proxy's word counts only if the proxy is ours, and then only its own.
#include "http/client_address.h"

#include <gtest/gtest.h>

namespace shouwen::http {
namespace {

TEST(ClientAddress, is_the_customers_and_not_the_proxys) {
  struct Row { const char* peer; const char* forwarded_for; const char* address; };
  const Row rows[] = {
      {"203.0.113.9", "", "203.0.113.9"},
      {"203.0.113.9", "198.51.100.1", "203.0.113.9"},
      {"127.0.0.1", "", "127.0.0.1"},
      {"127.0.0.1", "198.51.100.1", "198.51.100.1"},
      {"127.0.0.1", "127.0.0.1, 198.51.100.1", "198.51.100.1"},
      {"::1", " 10.0.0.1 ,\t2001:DB8::1 ", "2001:db8::1"},
      {"::ffff:127.0.0.1", "198.51.100.1", "198.51.100.1"},
      {"127.0.0.1", "198.51.100.1, unknown", "127.0.0.1"},
      {"127.0.0.1", "198.51.100.1:8080", "127.0.0.1"},
      {"127.0.0.1", ",", "127.0.0.1"},
      {"", "198.51.100.1", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(client_address(row.peer, row.forwarded_for), row.address) << row.peer << " / " << row.forwarded_for;
}

TEST(ClientAddress, several_proxies_of_ours_are_passed_over) {
  std::string wrong;
  const auto proxies = TrustedProxies::parse({"10.1.0.0/16", "192.0.2.7", "2001:db8::/32"}, &wrong);
  ASSERT_TRUE(proxies) << wrong;
  EXPECT_EQ(client_address("10.1.2.3", "203.0.113.9, 192.0.2.7", *proxies), "203.0.113.9");
  EXPECT_EQ(client_address("2001:db8:1::5", "1.1.1.1, 203.0.113.9", *proxies), "203.0.113.9");
  EXPECT_EQ(client_address("127.0.0.1", "203.0.113.9", *proxies), "127.0.0.1") << "this machine only if it is named";
  EXPECT_EQ(client_address("10.2.0.1", "203.0.113.9", *proxies), "10.2.0.1");
  EXPECT_EQ(client_address("10.1.0.1", "10.1.0.2", *proxies), "10.1.0.2") << "a client within the network";
  for (const char* bad : {"10.0.0.0/33", "proxy.example", "10.0.0.1/", "", "::1/129", "10.0.0.0/-1"}) {
    EXPECT_FALSE(TrustedProxies::parse({bad}, &wrong)) << bad;
    EXPECT_EQ(wrong, bad);
  }
  EXPECT_FALSE(TrustedProxies::parse({})->contains("127.0.0.1")) << "nobody";
}

}  // namespace
}  // namespace shouwen::http
