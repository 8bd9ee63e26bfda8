// What a feed reader or a script sends back, and when it gets nothing new.
#include "api/cached_answer.h"

#include <gtest/gtest.h>

namespace shouwen::api {
namespace {

const Instant noon = *parse_instant("2026-11-10T10:00:00+08:00");

TEST(CachedAnswer, dates_as_http_writes_them) {
  EXPECT_EQ(http_date(noon), "Tue, 10 Nov 2026 02:00:00 GMT");
  EXPECT_EQ(parse_http_date("Tue, 10 Nov 2026 02:00:00 GMT"), noon);
  for (const char* wrong : {"", "yesterday", "Mon, 10 Nov 2026 02:00:00 GMT", "Tue, 31 Feb 2026 02:00:00 GMT", "Tue, 10 Nov 2026 25:00:00 GMT", "Tue, １0 Nov 2026 02:00:00 GM", "Tue, 10 Nov 2026 02:00:00 CST"})
    EXPECT_FALSE(parse_http_date(wrong)) << wrong;
}

http::Response asked(std::vector<std::pair<std::string, std::string>> headers) {
  http::Request request;
  request.headers = std::move(headers);
  http::Response response;
  response.body = "<feed/>";
  return cached_answer(request, response, noon, 60);
}

std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

TEST(CachedAnswer, whoever_has_it_gets_no_body) {
  const http::Response first = asked({});
  EXPECT_EQ(first.status, 200);
  const std::string etag = header(first, "ETag"), modified = header(first, "Last-Modified");
  EXPECT_EQ(asked({{"if-none-match", etag}}).status, 304);
  EXPECT_TRUE(asked({{"if-none-match", etag}}).body.empty());
  EXPECT_EQ(asked({{"if-none-match", "\"other\", W/" + etag}}).status, 304);
  EXPECT_EQ(asked({{"if-none-match", "*"}}).status, 304);
  EXPECT_EQ(asked({{"if-modified-since", modified}}).status, 304);
  EXPECT_EQ(asked({{"if-modified-since", "Mon, 09 Nov 2026 02:00:00 GMT"}}).status, 200);
  EXPECT_EQ(asked({{"if-modified-since", modified}, {"if-none-match", "\"other\""}}).status, 200) << "the tag counts";
}

}  // namespace
}  // namespace shouwen::api
