// What leaves the house, without a network: signatures, waits, addresses, the envelope; and the outbox in the database.
#include <gtest/gtest.h>

#include "db/temporary_database_test.h"
#include "outgoing/delivery_store.h"
#include "outgoing/endpoint_store.h"
#include "outgoing/signature.h"

namespace shouwen {
namespace {

const Instant now = *parse_instant("2026-11-27T10:20:00+08:00");

Reach reach_of(const std::vector<std::string>& networks) { return Reach(*http::TrustedProxies::parse(networks)); }
std::string code_of(const Verdict& verdict) { return verdict ? "" : verdict.refusal().code; }

TEST(WebhookSignature, Art_8_is_what_the_specification_gives_as_its_example) {
  EXPECT_EQ(webhook_signature("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", Instant{1614265330}, R"({"test": 2432232314})"), "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  const std::string secret = new_webhook_secret();
  EXPECT_EQ(secret.size(), 6u + 44u);
  EXPECT_NE(secret, new_webhook_secret());
  EXPECT_NE(webhook_signature(secret, "a", now, "{}"), webhook_signature(secret, "a", now.plus_seconds(1), "{}"));
}

TEST(RetryPlan, Art_8_waits_longer_each_time_and_ends) {
  const auto plan = parse_retry_plan({"5s", "5m", "2h"}, nullptr);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->waits, (std::vector<std::int64_t>{5, 300, 7200}));
  EXPECT_EQ(next_try(*plan, 1, now), now.plus_seconds(5));
  EXPECT_EQ(next_try(*plan, 3, now), now.plus_seconds(7200));
  EXPECT_FALSE(next_try(*plan, 4, now));
  for (const char* wrong : {"", "5", "s", "-5s", "0s", "5d", "5 m", "999h", "99999999999999999999s"}) {
    std::string named;
    EXPECT_FALSE(parse_retry_plan({"5s", wrong}, &named)) << wrong;
    EXPECT_EQ(named, wrong);
  }
}

TEST(Reception, Art_8_only_2xx_is_taken_and_only_410_is_gone) {
  for (const std::int64_t status : {200, 202, 204, 299}) EXPECT_EQ(reception_of(status), Reception::taken) << status;
  for (const std::int64_t status : {0, 100, 199, 301, 302, 400, 404, 429, 500, 503}) EXPECT_EQ(reception_of(status), Reception::refused_for_now) << status;
  EXPECT_EQ(reception_of(410), Reception::gone);
  EXPECT_FALSE(is_given_up(std::nullopt, 5, now));
  EXPECT_FALSE(is_given_up(now, 5, now.plus_seconds(5 * seconds_per_day - 1)));
  EXPECT_TRUE(is_given_up(now, 5, now.plus_seconds(5 * seconds_per_day)));
}

TEST(Reach, Art_8_nothing_special_is_public) {
  for (const char* address : {"0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.2.1",
                              "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255", "::", "::1",
                              "::ffff:8.8.8.8", "::ffff:127.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1", "fc00::1", "fd12::1",
                              "fe80::1", "fec0::1", "ff02::1", "", "localhost", "2130706433", "127.1"})
    EXPECT_FALSE(is_public_address(address)) << address;
  for (const char* address : {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.1", "192.167.1.1", "223.255.255.255",
                              "2001:4860:4860::8888", "2400:3200::1", "2606:4700::1111"})
    EXPECT_TRUE(is_public_address(address)) << address;
}

TEST(Reach, Art_8_addresses_are_read_as_the_library_that_connects_reads_them) {
  const Reach strict = reach_of({});
  for (const char* url : {"https://hooks.example.cn/a?b=c", "https://8.8.8.8:8443/", "https://[2606:4700::1111]/x"}) EXPECT_EQ(code_of(strict.check_url(url)), "") << url;
  // 127.0.0.1 in every dress.
  for (const char* url : {"https://127.0.0.1/", "https://2130706433/", "https://0x7f000001/", "https://0177.0.0.1/", "https://127.1/", "https://0x7f.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/",
                          "https://169.254.169.254/latest/meta-data", "https://10.1.2.3/", "http://8.8.8.8/", "http://hooks.example.cn/"})
    EXPECT_EQ(code_of(strict.check_url(url)), "webhook.address_not_allowed") << url;
  for (const char* url : {"ftp://hooks.example.cn/", "file:///etc/passwd", "gopher://hooks.example.cn/", "javascript://x/"}) EXPECT_NE(code_of(strict.check_url(url)), "") << url;
  EXPECT_EQ(code_of(strict.check_url("https://user:word@hooks.example.cn/")), "webhook.url_with_user");
  for (const char* url : {"hooks", "https://", "https://a b/", "https://a.cn/#x", "https://a.cn\\@b.cn/", "https://电.cn/", "https://a.cn/\r\nx: y"}) EXPECT_EQ(code_of(strict.check_url(url)), "webhook.bad_url") << url;

  const Reach inside = reach_of({"10.20.0.0/24", "fd00:1::/32"});
  for (const char* url : {"http://10.20.0.7:9000/", "https://10.20.0.7/", "http://[fd00:1::5]/"}) EXPECT_EQ(code_of(inside.check_url(url)), "") << url;
  for (const char* url : {"http://10.20.1.7/", "https://127.0.0.1/"}) EXPECT_EQ(code_of(inside.check_url(url)), "webhook.address_not_allowed") << url;
  EXPECT_TRUE(inside.may_connect("8.8.8.8", true));
  EXPECT_FALSE(inside.may_connect("8.8.8.8", false));
  EXPECT_FALSE(inside.may_connect("10.20.1.7", true));
  EXPECT_FALSE(inside.may_connect("", true));
}

TEST(CloudEvent, Art_8_says_what_the_standard_asks_and_no_more) {
  const News news{"case-7-1", NewsKind::breached, CaseId{3}, now, {"20261127000001", "complaint", "open", "YYT", now.plus_seconds(60)}};
  EXPECT_EQ(cloud_event(news, "https://kf.example.cn"),
            R"({"specversion":"1.0","id":"case-7-1","source":"https://kf.example.cn","type":"shouwen.case.breached","subject":"20261127000001","time":"2026-11-27T10:20:00+08:00","datacontenttype":"application/json",)"
            R"("data":{"case_number":"20261127000001","case_kind":"complaint","stage":"open","unit_code":"YYT","due_at":"2026-11-27T10:21:00+08:00"}})");
  EXPECT_EQ(type_of(NewsKind::trial), "shouwen.trial");
}

TEST(EndpointForm, Art_8_is_held_to_names_kinds_and_addresses) {
  const Reach reach = reach_of({});
  Endpoint known;
  known.id = EndpointId{1};
  known.state.form = {{"甲"}, {"https://a.cn/"}, {NewsKind::closed}};
  const auto said = [&](const EndpointForm& form, EndpointId self = {}) { return code_of(check_form(form, self, {known}, reach)); };
  EXPECT_EQ(said({{"乙"}, {"https://a.cn/"}, {NewsKind::closed, NewsKind::breached}}), "");
  EXPECT_EQ(said({{"甲"}, {"https://b.cn/"}, {NewsKind::closed}}), "webhook.name_taken");
  EXPECT_EQ(said({{"甲"}, {"https://b.cn/"}, {NewsKind::closed}}, known.id), "");
  EXPECT_EQ(said({{"乙"}, {"https://a.cn/"}, {}}), "webhook.no_kinds");
  EXPECT_EQ(said({{"乙"}, {"https://a.cn/"}, {NewsKind::closed, NewsKind::closed}}), "webhook.bad_kinds");
  EXPECT_EQ(said({{"乙"}, {"https://a.cn/"}, {NewsKind::trial}}), "webhook.bad_kinds");
  known.state.standing = EndpointStanding::paused;
  EXPECT_EQ(code_of(may_pause(known)), "webhook.paused_already");
  EXPECT_EQ(code_of(may_resume(known)), "");
  known.state.standing = EndpointStanding::active;
  EXPECT_EQ(code_of(may_resume(known)), "webhook.active_already");
  known.state.standing = EndpointStanding::ended;
  EXPECT_EQ(code_of(may_pause(known)), "webhook.ended");
  EXPECT_EQ(said({{"甲"}, {"https://b.cn/"}, {NewsKind::closed}}), "");
}

class Outbox : public ::testing::Test {
 protected:
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  HouseKey key = HouseKey::open(database.folder() / "house.key");
  const RetryPlan plan{{5, 300}};
  const EndpointWriter writer{OfficerId{1}, now, 1};

  Endpoint add(const char* name, std::vector<NewsKind> kinds) { return *load_endpoint(session, add_endpoint(session, {{name}, {"https://a.cn/"}, std::move(kinds)}, key, writer).id); }
  static News news(std::int64_t number, NewsKind kind, std::int64_t case_id = 1) { return {"case-" + std::to_string(number) + "-1", kind, CaseId{case_id}, now.plus_seconds(number), {"N" + std::to_string(case_id), "inquiry", "open", "U", {}}}; }
  std::vector<Delivery> due(EndpointId id, std::int64_t later = 1000000) { return due_deliveries(session, id, now.plus_seconds(later), 100); }
  static Attempt answered(std::int64_t status, std::int64_t later = 0) { return {now.plus_seconds(later), status, status == 0 ? "timed_out" : "", 12, "ok"}; }
};

TEST_F(Outbox, Art_8_goes_to_those_who_asked_and_are_active) {
  const Endpoint closings = add("甲", {NewsKind::closed}), all = add("乙", {NewsKind::closed, NewsKind::registered}), paused = add("丙", {NewsKind::closed});
  pause_endpoint(session, paused, {PauseCause::by_hand, {"换机房"}}, writer);
  put_out(session, {news(1, NewsKind::registered), news(2, NewsKind::closed)});
  EXPECT_EQ(due(closings.id).size(), 1u);
  EXPECT_EQ(due(all.id).size(), 2u);
  EXPECT_EQ(due(all.id, 1).size(), 1u) << "not before it happened";
  EXPECT_TRUE(due(paused.id).empty());
  // What it missed comes by a replay.
  resume_endpoint(session, *load_endpoint(session, paused.id), writer);
  EXPECT_EQ(replay_since(session, *load_endpoint(session, paused.id), now.plus_seconds(3), now), 0);
  EXPECT_EQ(replay_since(session, *load_endpoint(session, paused.id), now, now), 1);
  EXPECT_EQ(due(paused.id).front().news.webhook_id, "case-2-1");
}

TEST_F(Outbox, Art_8_tries_again_dies_and_is_replayed) {
  const Endpoint endpoint = add("甲", {NewsKind::closed});
  put_out(session, {news(0, NewsKind::closed)});
  const DeliveryId id = due(endpoint.id).front().id;
  const auto fail = [&](std::int64_t later) { record_attempt(session, *load_delivery(session, id), answered(503, later), plan); };
  fail(0);
  EXPECT_TRUE(due(endpoint.id, 4).empty());
  EXPECT_EQ(due(endpoint.id, 5).size(), 1u);
  fail(5);
  EXPECT_TRUE(due(endpoint.id, 304).empty());
  fail(305);
  EXPECT_EQ(load_delivery(session, id)->state, DeliveryState::dead);
  EXPECT_TRUE(due(endpoint.id).empty());
  replay_delivery(session, id, now);
  EXPECT_EQ(due(endpoint.id, 0).front().failures, 0);
  record_attempt(session, *load_delivery(session, id), answered(204), plan);
  EXPECT_EQ(load_delivery(session, id)->state, DeliveryState::delivered);
  EXPECT_EQ(list_attempts(session, id).size(), 4u);
  EXPECT_EQ(totals_of(session, endpoint.id).delivered, 1);
  put_out(session, {news(1, NewsKind::closed)});
  const Delivery gone = due(endpoint.id).front();
  record_attempt(session, gone, answered(410), plan);
  EXPECT_EQ(load_delivery(session, gone.id)->state, DeliveryState::dead);
  EXPECT_EQ(list_deliveries(session, endpoint.id, DeliveryState::dead, 0, 10).size(), 1u);
  EXPECT_EQ(list_deliveries(session, endpoint.id, std::nullopt, gone.id.value, 10).size(), 1u);
}

TEST_F(Outbox, Art_9_5_takes_back_what_may_no_longer_be_said) {
  const Endpoint endpoint = add("甲", {NewsKind::closed});
  put_out(session, {news(1, NewsKind::closed, 1), news(2, NewsKind::closed, 2)});
  const std::vector<Delivery> both = due(endpoint.id);
  ASSERT_EQ(both.size(), 2u);
  record_attempt(session, both[1], answered(500), plan);
  take_back(session, CaseId{2});
  ASSERT_EQ(due(endpoint.id).size(), 1u);
  EXPECT_EQ(due(endpoint.id).front().news.case_id, CaseId{1});
  EXPECT_TRUE(list_attempts(session, both[1].id).empty());
  // What was under way then says nothing of the row that got its number.
  put_out(session, {news(3, NewsKind::closed, 3)});
  ASSERT_EQ(load_delivery(session, both[1].id)->news.webhook_id, "case-3-1");
  record_attempt(session, both[1], answered(204), plan);
  EXPECT_EQ(load_delivery(session, both[1].id)->state, DeliveryState::waiting);
}

TEST_F(Outbox, Art_8_keeps_secrets_sealed_and_two_of_them_for_a_while) {
  const MadeEndpoint made = add_endpoint(session, {{"甲"}, {"https://a.cn/"}, {NewsKind::closed}}, key, writer);
  const Endpoint before = *load_endpoint(session, made.id);
  EXPECT_EQ(before.secret_sealed.find(made.secret), std::string::npos);
  EXPECT_EQ(open_webhook_secret(key, before.secret_sealed), made.secret);
  const std::string renewed = renew_secret(session, before, now.plus_seconds(60), key, writer);
  const Endpoint after = *load_endpoint(session, made.id);
  EXPECT_EQ(open_webhook_secret(key, after.secret_sealed), renewed);
  EXPECT_EQ(open_webhook_secret(key, after.former_secret_sealed), made.secret);
  EXPECT_EQ(after.former_until, now.plus_seconds(60));
  EXPECT_FALSE(open_webhook_secret(key, "")) << "left out of an archive: nothing is sent until it is renewed, and nothing ends the server";
  EXPECT_FALSE(open_webhook_secret(key, "sealed by another house"));
  put_out(session, {news(1, NewsKind::closed)});
  end_endpoint(session, after, writer);
  EXPECT_EQ(load_endpoint(session, made.id)->secret_sealed, "");
  EXPECT_EQ(totals_of(session, made.id).dead, 1);
  put_out(session, {news(2, NewsKind::closed)});
  EXPECT_EQ(totals_of(session, made.id).waiting, 0);
}

TEST_F(Outbox, Art_8_rows_are_proved_by_the_journal) {
  const Endpoint endpoint = add("甲", {NewsKind::closed});
  change_endpoint(session, endpoint, {{"甲二"}, {"https://b.cn/"}, {NewsKind::breached}}, writer);
  pause_endpoint(session, *load_endpoint(session, endpoint.id), {PauseCause::failing, {}}, {{}, now, 1});
  EXPECT_EQ(load_endpoint(session, endpoint.id)->state.cause, PauseCause::failing);
  EXPECT_TRUE(verify_endpoints(session).differences.empty());
  EXPECT_EQ(verify_endpoints(session).endpoints, 1);
  session.run("UPDATE webhook_endpoint SET standing = 0");
  EXPECT_EQ(verify_endpoints(session).differences.size(), 1u);
}

TEST_F(Outbox, Art_8_forgets_what_is_old) {
  const Endpoint endpoint = add("甲", {NewsKind::closed});
  put_out(session, {news(1, NewsKind::closed), news(100, NewsKind::closed)});
  record_attempt(session, due(endpoint.id).front(), answered(204), plan);
  EXPECT_EQ(forget_news(session, now.plus_seconds(50), 10), 1);
  EXPECT_EQ(forget_news(session, now.plus_seconds(50), 10), 0);
  ASSERT_EQ(list_deliveries(session, endpoint.id, std::nullopt, 0, 10).size(), 1u);
  EXPECT_EQ(list_deliveries(session, endpoint.id, std::nullopt, 0, 10).front().news.webhook_id, "case-100-1");
}

}  // namespace
}  // namespace shouwen
