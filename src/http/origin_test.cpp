// A page of somebody else is known by what the browser says of it.
#include "http/origin.h"

#include <gtest/gtest.h>

namespace shouwen::http {
namespace {

TEST(Origin, is_ours_or_elsewhere) {
  struct Row { const char* site; const char* origin; const char* host; bool elsewhere; };
  for (const Row& row : {Row{"", "", "bureau.example", false}, Row{"same-origin", "", "", false}, Row{"none", "", "", false},
                         Row{"cross-site", "", "", true}, Row{"same-site", "https://bureau.example", "bureau.example", true},
                         Row{"", "https://bureau.example", "bureau.example", false}, Row{"", "http://127.0.0.1:8080", "127.0.0.1:8080", false},
                         Row{"", "https://evil.example", "bureau.example", true}, Row{"", "null", "bureau.example", true},
                         Row{"", "https://bureau.example.evil.example", "bureau.example", true}, Row{"", "https://", "", false}}) {
    Request request;
    if (*row.site != 0) request.headers.emplace_back("sec-fetch-site", row.site);
    if (*row.origin != 0) request.headers.emplace_back("origin", row.origin);
    if (*row.host != 0) request.headers.emplace_back("host", row.host);
    EXPECT_EQ(is_from_elsewhere(request), row.elsewhere) << row.site << '|' << row.origin << '|' << row.host;
  }
}

}  // namespace
}  // namespace shouwen::http
