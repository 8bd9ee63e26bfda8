// The pipeline without sockets: admission, versions, repeated calls, limits; and the data folder's lock.
#include "api/api.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>

#include "api/answers.h"
#include "api/rate_limit.h"
#include "api/workers.h"
#include "db/temporary_database_test.h"

namespace shouwen::api {
namespace {

TEST(RateLimit, lets_a_burst_through_and_refills) {
  RateLimit limit(3, 60);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(limit.take("a", Instant{100}), 0);
  EXPECT_GT(limit.take("a", Instant{100}), 0);
  EXPECT_EQ(limit.take("b", Instant{100}), 0) << "another address has its own";
  EXPECT_EQ(limit.take("a", Instant{102}), 0);
  EXPECT_EQ(limit.take("a", Instant{102}), 0);
  EXPECT_GT(limit.take("a", Instant{50}), 0) << "a clock set back gives nothing away";
}

TEST(Workers, take_what_fits_and_finish_it) {
  std::atomic<int> done{0};
  std::promise<void> gate;
  const std::shared_future<void> open = gate.get_future().share();
  int accepted = 0;
  {
    Workers workers(1, 3);
    for (int i = 0; i < 10; ++i)
      accepted += workers.submit([&done, open] {
        open.wait();
        ++done;
      });
    EXPECT_LT(accepted, 10);
    gate.set_value();
  }
  EXPECT_EQ(done, accepted);
}

class ApiTest : public testing::Test {
 protected:
  static http::Request request(const char* method, const char* path) {
    http::Request made;
    made.method = method;
    made.path = path;
    made.remote_address = "127.0.0.1";
    return made;
  }
  static http::Operation operation(const char* method, const char* pattern) {
    http::Operation made;
    made.method = method;
    made.pattern = pattern;
    made.operation_id = std::string(method) + pattern;
    made.is_public = true;
    return made;
  }
  db::TemporaryDatabase database;
};

TEST_F(ApiTest, one_process_holds_the_data_folder) {
  auto first = House::open(database.folder(), &wall_clock, 1);
  ASSERT_TRUE(first);
  EXPECT_EQ(House::open(database.folder(), &wall_clock, 1).refusal().code, "house.in_use");
  first->reset();
  EXPECT_TRUE(House::open(database.folder(), &wall_clock, 1));
  EXPECT_EQ(House::open(database.folder() / "missing", &wall_clock, 1).refusal().code, "house.folder_missing");
}

TEST_F(ApiTest, a_refused_write_leaves_nothing_and_tells_nobody) {
  auto house = *House::open(database.folder(), &wall_clock, 1, database.uri());
  Api api(*house);
  int announced = 0;
  const auto body = [&](int status) {
    return [&api, &announced, status](const Call&, db::Session& session) {
      session.run("INSERT INTO bureau (id, name, created_at) VALUES (1, 'x', 0) ON CONFLICT (id) DO UPDATE SET name = bureau.name || 'x'");
      api.after_commit([&announced] { ++announced; });
      http::Response response;
      response.status = status;
      return response;
    };
  };
  api.write(operation("POST", "/good"), body(201));
  api.write(operation("POST", "/bad"), body(422));
  api.read(operation("GET", "/name"), [](const Call&, db::Session& session) {
    auto query = session.query("SELECT name FROM bureau");
    http::Response response;
    response.body = query.step() ? std::string(query.text(0)) : "";
    return response;
  });
  EXPECT_EQ(api.call(request("POST", "/bad")).status, 422);
  EXPECT_EQ(api.call(request("GET", "/name")).body, "");
  EXPECT_EQ(api.call(request("POST", "/good")).status, 201);
  EXPECT_EQ(api.call(request("POST", "/bad")).status, 422);
  EXPECT_EQ(api.call(request("GET", "/name")).body, "x");
  EXPECT_EQ(announced, 1);
  EXPECT_NE(api.metrics().find("shouwen_calls_total{operation=\"POST/bad\",status=\"4xx\"} 2"), std::string::npos);
}

TEST_F(ApiTest, the_same_key_acts_once_and_another_body_is_refused) {
  auto house = *House::open(database.folder(), &wall_clock, 1, database.uri());
  Api api(*house);
  int acted = 0;
  http::Operation post = operation("POST", "/act");
  post.idempotent_key = true;
  api.write(post, [&acted](const Call&, db::Session&) { return answer(Page<std::string>{{std::to_string(++acted)}, {}}, 201); });
  http::Request call = request("POST", "/act");
  call.headers = {{"idempotency-key", "k1"}};
  call.body = "{}";
  const std::string first = api.call(call).body;
  EXPECT_EQ(api.call(call).body, first);
  EXPECT_EQ(acted, 1);
  call.body = "{\"other\":1}";
  EXPECT_EQ(api.call(call).status, 409);
  call.headers = {{"idempotency-key", std::string(101, 'k')}};
  EXPECT_EQ(api.call(call).status, 400);
}

TEST_F(ApiTest, nobody_gets_in_without_a_session_and_faults_are_answered) {
  auto house = *House::open(database.folder(), &wall_clock, 1, database.uri());
  Api api(*house);
  http::Operation closed = operation("GET", "/closed");
  closed.is_public = false;
  api.read(closed, [](const Call&, db::Session&) { return no_content(); });
  api.read(operation("GET", "/broken"), [](const Call&, db::Session& session) {
    session.query("SELECT * FROM no_such_table").step();
    return no_content();
  });
  EXPECT_EQ(api.call(request("GET", "/closed")).status, 401);
  EXPECT_EQ(api.call(request("GET", "/broken")).status, 500);
  EXPECT_EQ(api.call(request("GET", "/nowhere")).status, 404);
  EXPECT_EQ(api.call(request("DELETE", "/closed")).status, 405);
}

TEST(Answers, each_refusal_has_its_status) {
  const std::pair<const char*, int> table[] = {{"session.missing", 401},       {"sign_in.wrong", 401},   {"permission.denied", 403},      {"session.csrf_wrong", 403},
                                               {"case.unknown", 404},          {"body.malformed", 400},  {"case.changed_meanwhile", 409}, {"idempotency.reused", 409},
                                               {"version.missing", 428},       {"rate.exceeded", 429},   {"rate.rated_already", 422},     {"storage.full", 507},   {"storage.away", 503},
                                               {"transfer.ruling_binds", 422}, {"server.busy", 503},     {"body.too_large", 413}};
  for (const auto& [code, status] : table) EXPECT_EQ(status_of({code, "", "", {}}), status) << code;
}

}  // namespace
}  // namespace shouwen::api
