// Rows of customer_message and message_setting; streams customer_message/ID and message_setting/1. Tries are not journaled, what came
// of them is.
#include "messages/message_store.h"

#include <algorithm>

#include "db/journal.h"
#include "json/stored.h"
#include "messages/message_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

// Bodies of the journal.
struct MessagePutOut {
  std::optional<CaseId> case_id;
  MessageKind kind{};
  std::string phone, text;
};
BOOST_DESCRIBE_STRUCT(MessagePutOut, (), (case_id, kind, phone, text))
struct MessageSettled {
  std::string gateway_number, reason;
};
BOOST_DESCRIBE_STRUCT(MessageSettled, (), (gateway_number, reason))
struct MessageSettingStored {
  bool sends = false, english = false;
  std::string link;
};
BOOST_DESCRIBE_STRUCT(MessageSettingStored, (), (sends, english, link))

namespace {

constexpr const char* put_out_kind = "message_put_out";
constexpr const char* again_kind = "message_put_out_again";
constexpr const char* sent_kind = "message_sent";
constexpr const char* delivered_kind = "message_delivered";
constexpr const char* failed_kind = "message_failed";
constexpr const char* cancelled_kind = "message_cancelled";
constexpr const char* setting_kind = "message_setting_changed";
constexpr const char* setting_stream = "message_setting/1";
constexpr const char* outdated = "outdated";
constexpr std::size_t longest_gateway_number = 100;

std::string stream_of(MessageId id) { return "customer_message/" + std::to_string(id.value); }
std::int64_t number_of(MessageState state) { return static_cast<std::int64_t>(state); }

void journal(db::Session& session, const std::string& stream, const char* kind, std::string payload, const MessageWriter& writer) {
  db::append(session, {{.stream = stream, .stream_number = db::next_stream_number(session, stream), .at = writer.now, .actor_id = writer.officer_id.value, .kind = kind,
                        .clause = clause::art_10_8, .rulebook_version = writer.rulebook_version, .payload = std::move(payload)}});
}

/// What a step makes of a message; the one way, for writing and verifying.
void evolve(Message& message, std::string_view kind, const MessageSettled& settled, Instant at) {
  message.reason = settled.reason;
  if (kind == again_kind) {
    message.state = MessageState::waiting;
    message.settled_at.reset();
    message.gateway_number.clear();
    ++message.repeats;
    return;
  }
  message.settled_at = at;
  if (kind == sent_kind) {
    message.state = MessageState::sent;
    message.gateway_number = settled.gateway_number;
  }
  if (kind == delivered_kind) message.state = MessageState::delivered;
  if (kind == failed_kind) message.state = MessageState::failed;
  if (kind == cancelled_kind) message.state = MessageState::cancelled;
}

void step(db::Session& session, Message message, const char* kind, const MessageSettled& settled, const MessageWriter& writer) {
  evolve(message, kind, settled, writer.now);
  session.run("UPDATE customer_message SET state = ?2, settled_at = ?3, gateway_number = ?4, reason = ?5, failures = 0, next_at = ?6, repeats = ?7 WHERE id = ?1", message.id, number_of(message.state), message.settled_at,
              message.gateway_number, message.reason, writer.now, message.repeats);
  journal(session, stream_of(message.id), kind, json::to_text(settled), writer);
}

constexpr const char* columns = "SELECT id, case_id, kind, phone, text, put_out_at, state, settled_at, gateway_number, reason, failures, next_at, repeats FROM customer_message";

Message message_of(const db::Query& query) {
  return {MessageId{query.integer(0)},
          CaseId{query.integer(1)},
          static_cast<MessageKind>(query.integer(2)),
          std::string(query.text(3)),
          std::string(query.text(4)),
          Instant{query.integer(5)},
          static_cast<MessageState>(query.integer(6)),
          query.is_null(7) ? std::nullopt : std::optional(Instant{query.integer(7)}),
          std::string(query.text(8)),
          std::string(query.text(9)),
          query.integer(10),
          Instant{query.integer(11)},
          query.integer(12)};
}

std::vector<Message> all_of(db::Query query) {
  std::vector<Message> rows;
  while (query.step()) rows.push_back(message_of(query));
  return rows;
}

/// As the journal tells it.
std::optional<Message> told_of(db::Session& session, MessageId id) {
  std::optional<Message> told;
  for (const db::Entry& entry : db::read_stream(session, stream_of(id))) {
    if (entry.kind == put_out_kind) {
      const auto body = json::stored<MessagePutOut>(entry.payload);
      told = Message{id, body.case_id.value_or(CaseId{}), body.kind, body.phone, body.text, entry.at, MessageState::waiting, {}, "", "", 0, {}, 0};
    } else if (told) {
      evolve(*told, entry.kind, json::stored<MessageSettled>(entry.payload), entry.at);
    }
  }
  return told;
}

bool same(const Message& row, const Message& told) {
  const bool waits = told.state == MessageState::waiting;
  return row.case_id == told.case_id && row.kind == told.kind && row.phone == told.phone && row.text == told.text && row.put_out_at == told.put_out_at && row.state == told.state &&
         row.settled_at == told.settled_at && row.gateway_number == told.gateway_number && row.repeats == told.repeats && (waits || row.reason == told.reason);
}

}  // namespace

MessageSetting message_setting(db::Session& session) {
  auto query = session.query("SELECT setting FROM message_setting WHERE id = 1");
  if (!query.step()) return {};
  auto stored = json::stored<MessageSettingStored>(query.text(0));
  return {stored.sends, stored.english ? http::Language::en : http::Language::zh, std::move(stored.link)};
}

void change_message_setting(db::Session& session, const MessageSetting& setting, const MessageWriter& writer) {
  const std::string payload = json::to_text(MessageSettingStored{setting.sends, setting.language == http::Language::en, setting.link});
  session.run("INSERT INTO message_setting (id, setting) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET setting = excluded.setting", payload);
  journal(session, setting_stream, setting_kind, payload, writer);
  if (setting.sends) return;
  auto query = session.query(std::string(columns) + " WHERE state = ?1 AND kind <> ?2 ORDER BY id");
  query.bind(1, number_of(MessageState::waiting)).bind(2, static_cast<std::int64_t>(MessageKind::trial));
  for (const Message& message : all_of(std::move(query))) step(session, message, cancelled_kind, {"", outdated}, writer);
}

MessageId put_message_out(db::Session& session, const NewMessage& message, const MessageWriter& writer) {
  const auto case_id = message.case_id ? std::optional(message.case_id) : std::nullopt;
  session.run("INSERT INTO customer_message (case_id, kind, phone, text, put_out_at, state, gateway_number, reason, failures, next_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', '', 0, ?7)", case_id,
              static_cast<std::int64_t>(message.kind), message.phone, message.text, writer.now, number_of(MessageState::waiting), message.from);
  const MessageId id{session.last_insert_id()};
  journal(session, stream_of(id), put_out_kind, json::to_text(MessagePutOut{case_id, message.kind, message.phone, message.text}), writer);
  return id;
}

void cancel_messages(db::Session& session, CaseId case_id, const std::vector<MessageKind>& kinds, const MessageWriter& writer) {
  for (const Message& message : messages_of_case(session, case_id))
    if (message.state == MessageState::waiting && std::find(kinds.begin(), kinds.end(), message.kind) != kinds.end()) step(session, message, cancelled_kind, {"", outdated}, writer);
}

void readdress_messages(db::Session& session, CaseId case_id, const std::string& phone, const MessageWriter& writer) {
  for (const Message& message : messages_of_case(session, case_id)) {
    if (message.state != MessageState::waiting || message.phone == phone) continue;
    step(session, message, cancelled_kind, {"", outdated}, writer);
    if (takes_messages(phone)) put_message_out(session, {case_id, message.kind, phone, message.text, message.next_at}, writer);
  }
}

std::vector<Message> due_messages(db::Session& session, Instant now, bool trials_only, std::int64_t limit) {
  auto query = session.query(std::string(columns) + " WHERE state = ?1 AND next_at <= ?2 AND (?3 = 0 OR kind = ?4) ORDER BY next_at, id LIMIT ?5");
  query.bind(1, number_of(MessageState::waiting)).bind(2, now.seconds).bind(3, trials_only ? 1 : 0).bind(4, static_cast<std::int64_t>(MessageKind::trial)).bind(5, limit);
  return all_of(std::move(query));
}

void claim_messages(db::Session& session, const std::vector<Message>& messages, Instant until) {
  for (const Message& message : messages) session.run("UPDATE customer_message SET next_at = ?2 WHERE id = ?1", message.id, until);
}

void record_try(db::Session& session, MessageId id, const MessageTry& tried, const RetryPlan& plan, const MessageWriter& writer) {
  const auto message = load_message(session, id);
  // It may have been cancelled while it was under way; what has gone has gone.
  const bool gone = tried.taken && message && message->state == MessageState::cancelled;
  if (!message || (message->state != MessageState::waiting && !gone)) return;
  if (tried.taken) return step(session, *message, sent_kind, {tried.gateway_number.substr(0, longest_gateway_number), ""}, writer);
  const auto next = tried.hopeless ? std::nullopt : next_try(plan, message->failures + 1, writer.now);
  if (!next) return step(session, *message, failed_kind, {"", tried.reason}, writer);
  session.run("UPDATE customer_message SET failures = failures + 1, next_at = ?2, reason = ?3 WHERE id = ?1", id, *next, tried.reason);
}

ReportTaken record_report(db::Session& session, const std::string& gateway_number, bool delivered, const std::string& reason, const MessageWriter& writer) {
  if (gateway_number.empty()) return ReportTaken::known;
  auto query = session.query(std::string(columns) + " WHERE gateway_number = ?1 ORDER BY id DESC LIMIT 1");
  query.bind(1, gateway_number.substr(0, longest_gateway_number));
  if (!query.step()) return ReportTaken::unknown_number;
  const Message message = message_of(query);
  const bool may_change = message.state == MessageState::sent || (message.state == MessageState::failed && delivered);
  if (!may_change) return ReportTaken::known;
  step(session, message, delivered ? delivered_kind : failed_kind, {gateway_number, delivered ? "" : reason}, writer);
  return ReportTaken::news;
}

Verdict send_message_again(db::Session& session, MessageId id, const MessageWriter& writer) {
  const auto message = load_message(session, id);
  if (!message) return Refusal{"message.unknown", "", "", {}};
  if (message->state != MessageState::failed) return Refusal{"message.not_failed", clause::art_10_8, "", {}};
  step(session, *message, again_kind, {}, writer);
  return Done{};
}

std::vector<Message> list_messages(db::Session& session, std::optional<MessageState> state, std::int64_t before, std::int64_t limit) {
  auto query = session.query(std::string(columns) + " WHERE (?1 = 0 OR id < ?1) AND (?2 = -1 OR state = ?2) ORDER BY id DESC LIMIT ?3");
  query.bind(1, before).bind(2, state ? number_of(*state) : -1).bind(3, limit);
  return all_of(std::move(query));
}

std::vector<Message> messages_of_case(db::Session& session, CaseId case_id) {
  auto query = session.query(std::string(columns) + " WHERE case_id = ?1 ORDER BY id");
  query.bind(1, case_id.value);
  return all_of(std::move(query));
}

std::optional<Message> load_message(db::Session& session, MessageId id) {
  auto query = session.query(std::string(columns) + " WHERE id = ?1");
  query.bind(1, id.value);
  return query.step() ? std::optional(message_of(query)) : std::nullopt;
}

MessageTotals message_totals(db::Session& session, Instant since) {
  auto query = session.query(
      "SELECT count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 2), count(*) FILTER (WHERE state = 3) FROM customer_message WHERE put_out_at >= ?1");
  query.bind(1, since.seconds);
  query.step();
  return {query.integer(0), query.integer(1), query.integer(2), query.integer(3)};
}

MessagesVerified verify_messages(db::Session& session) {
  MessagesVerified verified;
  std::vector<MessageId> ids;
  {
    auto query = session.query("SELECT id FROM customer_message UNION SELECT stream_id FROM event WHERE stream_kind = 'customer_message' ORDER BY 1");
    while (query.step()) ids.push_back(MessageId{query.integer(0)});
  }
  for (const MessageId id : ids) {
    const auto row = load_message(session, id), told = told_of(session, id);
    if (!row || !told || !same(*row, *told)) verified.differences.push_back(stream_of(id) + ": the row differs from the journal");
  }
  const auto entries = db::read_stream(session, setting_stream);
  auto query = session.query("SELECT setting FROM message_setting WHERE id = 1");
  const std::string stands = query.step() ? std::string(query.text(0)) : std::string();
  if (stands != (entries.empty() ? std::string() : entries.back().payload)) verified.differences.emplace_back("message_setting: the row differs from the journal");
  verified.messages = static_cast<std::int64_t>(ids.size());
  return verified;
}

}  // namespace shouwen
