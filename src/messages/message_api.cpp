// Setting, trials, repeats and the gateway's reports; the list stands in `src/cases/case_messages_api.cpp`, which knows who may read which case.
#include "messages/message_api.h"

#include <sodium.h>

#include <algorithm>

#include "api/answers.h"
#include "api/rate_limit.h"
#include "base/text.h"
#include "messages/message_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

struct MessageSettingInput {
  bool sends = false;
  Line<2, 2> language;
  Line<0, 120> link;
};
BOOST_DESCRIBE_STRUCT(MessageSettingInput, (), (sends, language, link))
struct MessageCardView {
  MessageKind kind{};
  std::string text;               ///< as the rulebook has it, with its places
};
BOOST_DESCRIBE_STRUCT(MessageCardView, (), (kind, text))
struct MessageSettingView {
  bool sends = false;
  std::string language, link;
  bool has_gateway = false, gateway_reports = false;
  std::vector<MessageCardView> cards;
  std::int64_t waiting = 0, sent = 0, delivered = 0, failed = 0;  ///< of the last seven days
};
BOOST_DESCRIBE_STRUCT(MessageSettingView, (), (sends, language, link, has_gateway, gateway_reports, cards, waiting, sent, delivered, failed))
struct MessageTrialInput {
  Line<11, 11> phone;
};
BOOST_DESCRIBE_STRUCT(MessageTrialInput, (), (phone))
struct MessageMade {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(MessageMade, (), (id))
struct MessageReportsTaken {
  std::int64_t taken = 0;
};
BOOST_DESCRIBE_STRUCT(MessageReportsTaken, (), (taken))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t counted_days = 7;

http::Operation message_operation(const char* method, const char* pattern, const char* id, const char* summary) { return {method, pattern, id, "messages", summary, clause::art_10_8}; }

MessageWriter writer_of_message(const Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version}; }

const char* word_of(http::Language language) { return language == http::Language::en ? "en" : "zh"; }

void add_reading_messages(Api& api, const GatewaySettings& gateway) {
  auto setting = message_operation("GET", "/api/v1/message_setting", "read_message_setting", "Whether customers are told by message, and in which words");
  setting.response_body = json::schema_of<MessageSettingView>();
  api.read(std::move(setting), [gateway](const Call& call, db::Session& session) {
    return with_permission(call, "read_messages", [&] {
      const MessageSetting stands = message_setting(session);
      const MessageTotals totals = message_totals(session, call.now.plus_seconds(-counted_days * seconds_per_day));
      MessageSettingView view{stands.sends, word_of(stands.language), stands.link, !gateway.url.empty(), !gateway.report_token.empty(), {}, totals.waiting, totals.sent, totals.delivered, totals.failed};
      for (const MessageKind kind : {MessageKind::registered, MessageKind::papers_asked, MessageKind::extended, MessageKind::moved, MessageKind::late, MessageKind::answered, MessageKind::reopened, MessageKind::trial})
        if (const std::string* card = message_card(*call.rulebook, kind, stands.language)) view.cards.push_back({kind, *card});
      return api::answer(view);
    });
  });
}

void add_keeping_messages(Api& api, const GatewaySettings& gateway) {
  auto change = message_operation("PUT", "/api/v1/message_setting", "change_message_setting", "Tell customers by message, or no more");
  change.request_body = json::schema_of<MessageSettingInput>();
  change.success_status = 204;
  api.write(std::move(change), [gateway](const Call& call, db::Session& session) {
    return with_permission(call, "manage_messages", [&] {
      return api::with_body<MessageSettingInput>(call, [&](const MessageSettingInput& input) {
        const std::string& link = input.link.value;
        if (input.language.value != "zh" && input.language.value != "en") return refused(call, Refusal{"message_setting.language", "", "/language", {}});
        if (!link.empty() && !link.starts_with("https://") && !link.starts_with("http://")) return refused(call, Refusal{"message_setting.link", "", "/link", {}});
        if (input.sends && gateway.url.empty()) return refused(call, Refusal{"message_setting.no_gateway", clause::art_10_8, "/sends", {}});
        change_message_setting(session, {input.sends, input.language.value == "en" ? http::Language::en : http::Language::zh, link}, writer_of_message(call));
        return api::no_content();
      });
    });
  });

  auto trial = message_operation("POST", "/api/v1/messages/trials", "try_message", "One message to a phone at hand, to see whether it comes");
  trial.request_body = json::schema_of<MessageTrialInput>();
  trial.response_body = json::schema_of<MessageMade>();
  trial.success_status = 201;
  api.write(std::move(trial), [gateway](const Call& call, db::Session& session) {
    return with_permission(call, "manage_messages", [&] {
      return api::with_body<MessageTrialInput>(call, [&](const MessageTrialInput& input) {
        const std::string phone = normalise_phone(input.phone.value);
        const MessageSetting stands = message_setting(session);
        const std::string* card = message_card(*call.rulebook, MessageKind::trial, stands.language);
        if (gateway.url.empty()) return refused(call, Refusal{"message_setting.no_gateway", clause::art_10_8, "", {}});
        if (!takes_messages(phone)) return refused(call, Refusal{"message.phone", "", "/phone", {}});
        if (card == nullptr) return refused(call, Refusal{"message.no_words", clause::art_10_2, "", {}});
        const MessageId id = put_message_out(session, {{}, MessageKind::trial, phone, message_text(*card, {}), call.now}, writer_of_message(call));
        return api::answer(MessageMade{id.value}, 201);
      });
    });
  });

  auto again = message_operation("POST", "/api/v1/messages/{message_id}/repeats", "repeat_message", "Sends one that failed again");
  again.success_status = 204;
  api.write(std::move(again), [](const Call& call, db::Session& session) {
    return with_permission(call, "manage_messages", [&] {
      if (const Verdict sent = send_message_again(session, MessageId{call.id("message_id")}, writer_of_message(call)); !sent) return refused(call, sent.refusal());
      return api::no_content();
    });
  });
}

bool is_the_token(std::string_view given, const std::string& token) { return !token.empty() && given.size() == token.size() && sodium_memcmp(given.data(), token.data(), token.size()) == 0; }

/// Few: a token of 24 letters and digits is not found by trying, and the writer is not to be kept busy with it.
api::RateLimit& wrong_tokens() {
  static api::RateLimit limit(60, 60);
  return limit;
}

/// The token is looked at before anything waits for the writer. A number nobody knows yet is asked for again (503): the answer of the
/// gateway and its report may have crossed.
void add_reports(Api& api, const GatewaySettings& gateway) {
  auto report = message_operation("POST", "/api/v1/message_reports/{token}", "report_messages", "The gateway says what became of messages; JSON or a form, as the operator set it");
  report.is_public = true;
  report.request_body.schema = R"({"type":"object"})";
  report.response_body = json::schema_of<MessageReportsTaken>();
  api.read(std::move(report), [&api, gateway](const Call& call, db::Session&) {
    if (!is_the_token(call.request.parameter("token"), gateway.report_token)) {
      if (const std::int64_t wait = wrong_tokens().take(call.request.remote_address, call.now); wait > 0) return refused(call, Refusal{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}});
      return refused(call, Refusal{"route.unknown", "", "", {{"path", call.request.path}}});
    }
    const auto reports = reports_of(call.request.body, gateway);
    if (!reports) return refused(call, Refusal{"body.malformed", "", "", {{"position", "0"}}});
    MessageReportsTaken taken;
    bool is_known = reports->empty();
    api.house().writer().run([&](db::Session& session) {
      for (const GatewayReport& one : *reports) {
        const bool settles = one.delivered || one.failed;
        const ReportTaken said = settles ? record_report(session, one.number, one.delivered, one.state, {{}, call.now, call.rulebook->version}) : ReportTaken::known;
        taken.taken += said == ReportTaken::news ? 1 : 0;
        is_known = is_known || said != ReportTaken::unknown_number;
      }
    });
    if (!is_known) return refused(call, Refusal{"server.busy", "", "", {}});
    return api::answer(taken);
  });
}

}  // namespace

void add_messages_api(Api& api, const GatewaySettings& gateway) {
  add_reading_messages(api, gateway);
  add_keeping_messages(api, gateway);
  add_reports(api, gateway);
}

}  // namespace shouwen
