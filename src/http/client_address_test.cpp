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

}  // namespace
}  // namespace shouwen::http
