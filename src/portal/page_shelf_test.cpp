// What everybody reads alike is written once a second at most, and never given again after a change.
#include "portal/page_shelf.h"

#include <gtest/gtest.h>

#include <atomic>

#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

class PageShelf : public testing::Test {
 protected:
  PageShelf() : house(*House::open(database.folder(), [this] { return Instant{second.load()}; }, 1)), api(*house) {
    http::Operation operation;
    operation.method = "GET";
    operation.pattern = "/p/page";
    operation.operation_id = "page";
    operation.is_public = true;
    api.read(operation, shelved(api, [this](const api::Call& call, db::Session& session) {
               ++written;
               auto query = session.query("SELECT name FROM bureau");
               http::Response response;
               response.body = (query.step() ? std::string(query.text(0)) : "") + (call.language == http::Language::en ? " en" : "");
               if (call.request.header("x-forwarded-proto") == "cookie") response.headers.emplace_back("Set-Cookie", "a=b");
               return response;
             }));
  }
  std::string get(std::map<std::string, std::string> headers = {}, std::vector<std::pair<std::string, std::string>> query = {}) {
    http::Request made;
    made.method = "GET";
    made.path = "/p/page";
    made.remote_address = "127.0.0.1";
    for (const auto& [name, value] : headers) made.headers.emplace_back(name, value);
    made.query = std::move(query);
    return api.call(std::move(made)).body;
  }
  void rename(const std::string& name) {
    house->writer().run([&](db::Session& session) { session.run("INSERT INTO bureau (id, name, created_at) VALUES (1, ?1, 0) ON CONFLICT (id) DO UPDATE SET name = excluded.name", name); });
  }
  db::TemporaryDatabase database;
  std::atomic<std::int64_t> second{1'790'000'000};
  std::unique_ptr<House> house;
  api::Api api;
  int written = 0;
};

TEST_F(PageShelf, Art_8_the_same_page_is_written_once_until_something_is_committed_or_a_second_is_over) {
  rename("一");
  EXPECT_EQ(get(), "一");
  EXPECT_EQ(get(), "一");
  EXPECT_EQ(written, 1);
  rename("二");
  EXPECT_EQ(get(), "二") << "whoever was answered reads what he changed";
  EXPECT_EQ(written, 2);
  ++second;
  EXPECT_EQ(get(), "二");
  EXPECT_EQ(written, 3);
}

TEST_F(PageShelf, Art_8_languages_and_hosts_have_pages_of_their_own_and_what_may_be_ones_own_is_never_kept) {
  rename("一");
  EXPECT_EQ(get({{"accept-language", "en"}}), "一 en");
  EXPECT_EQ(get(), "一");
  get({{"host", "a.example"}});
  get({{"host", "b.example"}});
  EXPECT_EQ(written, 4);
  get({{"cookie", "shouwen_language=zh; shouwen_size=normal"}});
  EXPECT_EQ(written, 4) << "choices are no person";
  for (int i = 0; i < 2; ++i) get({{"cookie", "shouwen_tip=x"}});
  for (int i = 0; i < 2; ++i) get({}, {{"before", "3"}});
  for (int i = 0; i < 2; ++i) get({{"x-forwarded-proto", "cookie"}});
  EXPECT_EQ(written, 10);
}

}  // namespace
}  // namespace shouwen
