// What of a URL others decide by: read as the library that will connect reads it.
#include "http/call_out.h"

#include <gtest/gtest.h>

namespace shouwen::http {
namespace {

TEST(CallOut, reads_a_url_as_the_library_that_will_connect) {
  struct Row { const char* url; const char* scheme; const char* host; bool has_user; };
  const Row rows[] = {{"https://Example.CN/a?b=c", "https", "example.cn", false}, {"http://127.0.0.1:80/", "http", "127.0.0.1", false},
                      {"http://2130706433/", "http", "127.0.0.1", false},         {"http://0x7f.1/", "http", "127.0.0.1", false},
                      {"https://[2001:DB8::1]/", "https", "2001:db8::1", false},  {"https://a.cn@b.cn/", "https", "b.cn", true},
                      {"https://:secret@b.cn/", "https", "b.cn", true},           {"ftp://a.cn/", "ftp", "a.cn", false}};
  for (const Row& row : rows) {
    SCOPED_TRACE(row.url);
    const auto parts = parts_of_url(row.url);
    ASSERT_TRUE(parts);
    EXPECT_EQ(parts->scheme, row.scheme);
    EXPECT_EQ(parts->host, row.host);
    EXPECT_EQ(parts->has_user, row.has_user);
  }
  EXPECT_TRUE(parts_of_url("https://a.cn/#b")->has_fragment);
}

TEST(CallOut, what_two_readers_could_read_differently_is_no_url) {
  for (const char* url : {"", "a.cn", "https://a.cn\\@b.cn/", "https://a.cn/ b", "https://a.cn/\tb", "https://a.cn/\nb", "https://供电.cn/"}) EXPECT_FALSE(parts_of_url(url)) << url;
}

TEST(CallOut, a_refused_address_is_never_connected_to) {
  std::string asked;
  CallOut call("http://127.0.0.1:9/", {"Accept: text/plain"}, [&asked](std::string_view address) { return asked = address, false; });
  EXPECT_NE(curl_easy_perform(call.easy()), CURLE_OK);
  EXPECT_EQ(asked, "127.0.0.1");
  EXPECT_TRUE(call.is_refused());
}

}  // namespace
}  // namespace shouwen::http
