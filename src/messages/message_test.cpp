// Words with places, times, the gateway's body and answers, what becomes of a message in the store.
#include "messages/message.h"

#include <gtest/gtest.h>

#include "db/temporary_database_test.h"
#include "messages/gateway.h"
#include "messages/message_store.h"
#include "regulation/load.h"

namespace shouwen {
namespace {

const Instant monday = *parse_instant("2025-10-13T10:00");
const MessageWriter house{{}, monday, 1};
const RetryPlan plan{{10, 60}};

const Rulebook& shipped() {
  static const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  return loaded.rulebook;
}

TEST(MessageText, Art_10_2_places_are_filled_and_what_is_empty_is_left_out_whole) {
  MessageFacts facts{"20251013000018", "王芳", "0770-1", "10月20日17:30", "", "https://a/f?number=1"};
  EXPECT_EQ(message_text("编号{number}[，由{first_contact}负责][，补{what}][。查{link}]。", facts), "编号20251013000018，由王芳负责。查https://a/f?number=1。");
  EXPECT_EQ(message_text("补{what}。{unknown}", facts), "补。{unknown}") << "outside of [ ] nothing is left out";
  facts.what = "{link}[x]㛃𠮷";
  EXPECT_EQ(message_text("[{what}]", facts), "{link}[x]㛃𠮷") << "what a clerk wrote is no template";
  EXPECT_EQ(message_text("a[b", facts), "a[b");
}

TEST(MessageText, Art_10_2_every_kind_has_words_in_both_languages_that_fit_a_message) {
  for (const MessageKind kind : {MessageKind::trial, MessageKind::registered, MessageKind::papers_asked, MessageKind::extended, MessageKind::moved, MessageKind::late, MessageKind::answered, MessageKind::reopened})
    for (const http::Language language : {http::Language::zh, http::Language::en}) {
      const std::string* card = message_card(shipped(), kind, language);
      ASSERT_NE(card, nullptr);
      const std::string text = message_text(*card, {"20251013000018", "王芳", "0770-1234567", "10月20日17:30", "身份证复印件", "https://kf.example.cn/p/follow?number=20251013000018"});
      EXPECT_EQ(text.find_first_of("{}[]"), std::string::npos) << text;
      EXPECT_EQ(message_text(*card, {}).find_first_of("{}[]"), std::string::npos);
    }
}

TEST(MessageText, Art_10_7_midnight_belongs_to_the_day_that_ends) {
  EXPECT_EQ(message_time(*parse_instant("2025-10-20T17:30"), http::Language::zh), "10月20日17:30");
  EXPECT_EQ(message_time(*parse_instant("2026-01-01T00:00"), http::Language::zh), "12月31日24:00");
  EXPECT_EQ(message_time(*parse_instant("2025-02-28T08:05"), http::Language::en), "28 Feb 08:05");
}

TEST(MessageText, only_mobile_numbers_take_messages) {
  for (const char* phone : {"13812345678", "19900000001"}) EXPECT_TRUE(takes_messages(phone)) << phone;
  for (const char* phone : {"", "07701234567", "12012345678", "1381234567", "138123456789", "1381234567a"}) EXPECT_FALSE(takes_messages(phone)) << phone;
}

GatewaySettings json_gateway() {
  GatewaySettings settings;
  settings.url = "https://sms.example.cn/send";
  settings.headers = {"Authorization: Bearer x"};
  settings.body = R"({"to":["{phone}"],"text":"【局】{text}","reference":"{id}"})";
  settings.number_at = "/data/id";
  settings.taken_at = "/code";
  settings.taken_value = "0";
  return settings;
}
Message message(const std::string& text) { return {MessageId{7}, CaseId{1}, MessageKind::registered, "13812345678", text, monday, MessageState::waiting, {}, "", "", 0, monday}; }

TEST(Gateway, what_a_message_says_stays_one_text_of_the_document) {
  EXPECT_EQ(parcel_of(message("a\"},{\"x\":\n1㛃"), json_gateway()).body, R"({"to":["13812345678"],"text":"【局】a\"},{\"x\":\n1㛃","reference":"shouwen-7-1760320800-0"})");
  GatewaySettings form = json_gateway();
  form.format = GatewayFormat::form;
  form.body = "m={phone}&c={text}";
  EXPECT_EQ(parcel_of(message("a&b=电"), form).body, "m=13812345678&c=a%26b%3D%E7%94%B5");
}

TEST(Gateway, its_answers_are_read_as_the_operator_said) {
  const GatewaySettings gateway = json_gateway();
  const auto tried = [&](std::int64_t status, const std::string& body) { return try_of({{}, status, status == 0 ? "timed_out" : "", 5, body, body}, "13812345678", gateway); };
  EXPECT_EQ(tried(200, R"({"code":0,"data":{"id":991}})").gateway_number, "991");
  EXPECT_TRUE(tried(200, R"({"code":"0"})").taken);
  EXPECT_TRUE(tried(200, R"({"code":4,"message":"blacklist"})").hopeless);
  EXPECT_FALSE(tried(200, "not json").taken);
  EXPECT_TRUE(tried(400, "").hopeless);
  EXPECT_EQ(tried(400, "bad 13812345678, 13812345678").reason, "400 bad 138****5678, 138****5678") << "numbers are shown masked";
  for (const std::int64_t status : {0, 401, 403, 408, 429, 500, 503}) {
    EXPECT_FALSE(tried(status, "").taken) << status;
    EXPECT_FALSE(tried(status, "").hopeless) << status;
  }
}

TEST(Gateway, reports_come_as_document_list_or_form) {
  const GatewaySettings gateway = json_gateway();
  EXPECT_TRUE(reports_of(R"({"id":"991","state":"DELIVRD"})", gateway)->front().delivered);
  const auto two = reports_of(R"([{"id":1,"state":"UNDELIV"},{"id":2,"state":"DELIVRD"}])", gateway);
  ASSERT_EQ(two->size(), 2U);
  EXPECT_EQ(two->front().state, "UNDELIV");
  EXPECT_TRUE(two->front().failed);
  const auto on_the_way = reports_of(R"({"id":1,"state":"ACCEPTD"})", gateway);
  EXPECT_FALSE(on_the_way->front().delivered || on_the_way->front().failed);
  EXPECT_EQ(reports_of("id=991&state=DELIVRD", gateway)->front().number, "991");
  EXPECT_FALSE(reports_of("", gateway));
  EXPECT_EQ(reports_of("[]", gateway)->size(), 0U);
  EXPECT_EQ(reports_of("7", gateway)->front().number, "");
}

TEST(Gateway, a_setting_that_cannot_work_is_refused) {
  EXPECT_TRUE(check_gateway(json_gateway()));
  EXPECT_TRUE(check_gateway({})) << "none at all is one way";
  const auto refused = [](auto change) {
    GatewaySettings settings = json_gateway();
    change(settings);
    const Verdict verdict = check_gateway(settings);
    return verdict ? std::string() : verdict.refusal().code;
  };
  EXPECT_EQ(refused([](GatewaySettings& one) { one.body = R"({"to":"{phone}"})"; }), "settings.sms_body");
  EXPECT_EQ(refused([](GatewaySettings& one) { one.body = R"({"to":"{phone}","x":"{text}")"; }), "settings.sms_body");
  EXPECT_EQ(refused([](GatewaySettings& one) { one.number_at = "data"; }), "settings.sms_pointer");
  EXPECT_EQ(refused([](GatewaySettings& one) { one.headers = {"nonsense"}; }), "settings.sms_header");
  EXPECT_EQ(refused([](GatewaySettings& one) { one.report_token = "short"; }), "settings.sms_token");
  EXPECT_EQ(refused([](GatewaySettings& one) { one.report_token = "abcdefghijklmnopqrstuvwx/y"; }), "settings.sms_token");
}

class MessageStore : public ::testing::Test {
 protected:
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  MessageId put(MessageKind kind, Instant from = monday) { return put_message_out(session, {CaseId{kind == MessageKind::trial ? 0 : 5}, kind, "13812345678", "您好㛃", from}, house); }
  MessageState state(MessageId id) { return load_message(session, id)->state; }
  void TearDown() override {
    const MessagesVerified verified = verify_messages(session);
    EXPECT_EQ(verified.differences, std::vector<std::string>{});
  }
};

TEST_F(MessageStore, Art_10_8_from_put_out_to_delivered) {
  change_message_setting(session, {true, http::Language::zh, "https://a"}, house);
  EXPECT_EQ(message_setting(session), (MessageSetting{true, http::Language::zh, "https://a"}));
  const MessageId id = put(MessageKind::registered, monday.plus_seconds(20));
  EXPECT_TRUE(due_messages(session, monday, false, 9).empty()) << "a moment to take it back";
  ASSERT_EQ(due_messages(session, monday.plus_seconds(20), false, 9).size(), 1U);
  record_try(session, id, {true, false, "991", ""}, plan, house);
  EXPECT_EQ(state(id), MessageState::sent);
  EXPECT_TRUE(due_messages(session, monday.plus_seconds(99), false, 9).empty());
  EXPECT_EQ(record_report(session, "992", true, "", house), ReportTaken::unknown_number);
  EXPECT_EQ(record_report(session, "", true, "", house), ReportTaken::known);
  EXPECT_EQ(record_report(session, "991", false, "EXPIRED", house), ReportTaken::news);
  EXPECT_EQ(state(id), MessageState::failed);
  EXPECT_EQ(record_report(session, "991", true, "", house), ReportTaken::news) << "it came after all";
  EXPECT_EQ(state(id), MessageState::delivered);
  EXPECT_EQ(record_report(session, "991", false, "UNDELIV", house), ReportTaken::known) << "what came has come";
  EXPECT_EQ(state(id), MessageState::delivered);
  EXPECT_EQ(message_totals(session, monday).delivered, 1);
}

TEST_F(MessageStore, Art_10_8_tried_again_given_up_and_sent_once_more) {
  change_message_setting(session, {true, http::Language::zh, ""}, house);
  const MessageId id = put(MessageKind::answered);
  record_try(session, id, {false, false, "", "timed_out"}, plan, house);
  EXPECT_EQ(state(id), MessageState::waiting);
  EXPECT_TRUE(due_messages(session, monday.plus_seconds(9), false, 9).empty());
  EXPECT_EQ(due_messages(session, monday.plus_seconds(10), false, 9).size(), 1U);
  record_try(session, id, {false, false, "", "503"}, plan, house);
  record_try(session, id, {false, false, "", "503"}, plan, house);
  EXPECT_EQ(state(id), MessageState::failed);
  EXPECT_TRUE(send_message_again(session, id, house));
  EXPECT_EQ(load_message(session, id)->repeats, 1) << "a gateway that tells repeats by their id must not drop it";
  EXPECT_EQ(send_message_again(session, id, house).refusal().code, "message.not_failed");
  EXPECT_EQ(send_message_again(session, MessageId{99}, house).refusal().code, "message.unknown");
  record_try(session, id, {false, true, "", "400"}, plan, house);
  EXPECT_EQ(state(id), MessageState::failed) << "what the gateway will never take is not tried again";
}

TEST_F(MessageStore, what_no_longer_holds_is_not_sent_and_what_has_gone_has_gone) {
  change_message_setting(session, {true, http::Language::zh, ""}, house);
  const MessageId answered = put(MessageKind::answered), asked = put(MessageKind::papers_asked);
  cancel_messages(session, CaseId{5}, {MessageKind::answered}, house);
  EXPECT_EQ(state(answered), MessageState::cancelled);
  EXPECT_EQ(state(asked), MessageState::waiting);
  record_try(session, answered, {true, false, "1", ""}, plan, house);
  EXPECT_EQ(state(answered), MessageState::sent);
}

TEST_F(MessageStore, Art_10_2_by_night_only_trials_go_and_switched_off_nothing_is_kept_for_later) {
  change_message_setting(session, {true, http::Language::zh, ""}, house);
  const MessageId waiting = put(MessageKind::registered), trial = put(MessageKind::trial);
  const auto by_night = due_messages(session, monday, true, 9);
  ASSERT_EQ(by_night.size(), 1U);
  EXPECT_EQ(by_night.front().id, trial);
  change_message_setting(session, {false, http::Language::zh, ""}, house);
  EXPECT_EQ(state(waiting), MessageState::cancelled);
  EXPECT_EQ(state(trial), MessageState::waiting);
}

TEST_F(MessageStore, what_is_on_its_way_is_not_sent_twice_a_second) {
  change_message_setting(session, {true, http::Language::zh, ""}, house);
  put(MessageKind::registered);
  claim_messages(session, due_messages(session, monday, false, 9), monday.plus_seconds(30));
  EXPECT_TRUE(due_messages(session, monday.plus_seconds(29), false, 9).empty());
  EXPECT_EQ(due_messages(session, monday.plus_seconds(30), false, 9).size(), 1U);
}

TEST_F(MessageStore, Art_10_6_a_corrected_number_gets_what_still_waits) {
  change_message_setting(session, {true, http::Language::zh, ""}, house);
  const MessageId wrong = put(MessageKind::registered, monday.plus_seconds(20));
  readdress_messages(session, CaseId{5}, "13900000000", house);
  EXPECT_EQ(state(wrong), MessageState::cancelled);
  const auto rows = messages_of_case(session, CaseId{5});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(std::tuple(rows[1].phone, rows[1].text, rows[1].next_at), std::tuple(std::string("13900000000"), std::string("您好㛃"), monday.plus_seconds(20)));
  readdress_messages(session, CaseId{5}, "0770-1", house);
  EXPECT_EQ(messages_of_case(session, CaseId{5}).size(), 2U) << "a landline takes none";
  EXPECT_EQ(state(rows[1].id), MessageState::cancelled);
}

TEST_F(MessageStore, a_row_that_was_changed_is_found) {
  const MessageId id = put(MessageKind::registered);
  session.run("UPDATE customer_message SET text = 'x' WHERE id = ?1", id);
  EXPECT_EQ(verify_messages(session).differences.size(), 1U);
  session.run("UPDATE customer_message SET text = '您好㛃' WHERE id = ?1", id);
}

}  // namespace
}  // namespace shouwen
