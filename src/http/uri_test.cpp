// Percent-encoding and query strings, strictly.
#include "http/uri.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace shouwen::http {
namespace {

TEST(Uri, bad_escapes_are_errors) {
  EXPECT_EQ(percent_decoded("a%20b+c", false), "a b+c");
  EXPECT_EQ(percent_decoded("a%20b+c", true), "a b c");
  EXPECT_EQ(percent_decoded("%E5%81%9C", false), "停");
  for (const char* bad : {"%", "%4", "%zz", "%00", "a%2"}) EXPECT_EQ(percent_decoded(bad, false), std::nullopt) << bad;
}

RC_GTEST_PROP(Uri, what_is_encoded_decodes_to_itself, (const std::string& text)) {
  RC_PRE(text.find('\0') == std::string::npos);
  RC_ASSERT(percent_decoded(percent_encoded(text), false) == std::optional(text));
}

TEST(Uri, queries_keep_order_and_leave_out_what_is_broken) {
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  EXPECT_EQ(parse_query("a=1&b=%E5%81%9C&a=2&c&=x&&bad=%zz&d=a=b"), (Pairs{{"a", "1"}, {"b", "停"}, {"a", "2"}, {"c", ""}, {"d", "a=b"}}));
  EXPECT_EQ(parse_query(""), Pairs{});
}

}  // namespace
}  // namespace shouwen::http
