// Messages on their way and what became of them; whether the bureau sends any. All SQL of messages.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/session.h"
#include "messages/message.h"
#include "outgoing/retry.h"

namespace shouwen {

struct Message {
  MessageId id;
  CaseId case_id;                        ///< 0 = a trial
  MessageKind kind{};
  std::string phone, text;
  Instant put_out_at;
  MessageState state{};
  std::optional<Instant> settled_at;     ///< since when it is in this state; none: waiting
  std::string gateway_number;            ///< the gateway's own, once it took it
  std::string reason;                    ///< why it failed or waits for another try
  std::int64_t failures = 0;
  Instant next_at;                       ///< of what waits
  std::int64_t repeats = 0;              ///< so many times sent again by hand
};

/// Who does it: an officer, or nobody (0) where the house does it by itself.
struct MessageWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};

MessageSetting message_setting(db::Session& session);
/// Switched off, what waits is cancelled: by the time it is switched on again it would be old.
void change_message_setting(db::Session& session, const MessageSetting& setting, const MessageWriter& writer);

MessageId put_message_out(db::Session& session, const NewMessage& message, const MessageWriter& writer);
/// What waits for a case and no longer holds: of these kinds.
void cancel_messages(db::Session& session, CaseId case_id, const std::vector<MessageKind>& kinds, const MessageWriter& writer);
/// What waits for a case goes to this number instead; to none, if it takes no messages.
void readdress_messages(db::Session& session, CaseId case_id, const std::string& phone, const MessageWriter& writer);

/// Due now, oldest first; `trials_only`: by night, and while the bureau sends none.
std::vector<Message> due_messages(db::Session& session, Instant now, bool trials_only, std::int64_t limit);
/// They are on their way until then: whatever becomes of the writer, they are not sent again before.
void claim_messages(db::Session& session, const std::vector<Message>& messages, Instant until);
/// What became of one try. Nothing happens if the message is waiting no more.
struct MessageTry {
  bool taken = false;
  bool hopeless = false;                 ///< the gateway will never take it
  std::string gateway_number, reason;
};
void record_try(db::Session& session, MessageId id, const MessageTry& tried, const RetryPlan& plan, const MessageWriter& writer);
/// The gateway's word on what it took. A message once said to have failed may still come; one that came has come.
enum class ReportTaken { news, known, unknown_number };
ReportTaken record_report(db::Session& session, const std::string& gateway_number, bool delivered, const std::string& reason, const MessageWriter& writer);
/// Sent once more, from the first try, if it failed.
Verdict send_message_again(db::Session& session, MessageId id, const MessageWriter& writer);

/// Newest first, ids below `before` (0 = all).
std::vector<Message> list_messages(db::Session& session, std::optional<MessageState> state, std::int64_t before, std::int64_t limit);
/// Oldest first.
std::vector<Message> messages_of_case(db::Session& session, CaseId case_id);
std::optional<Message> load_message(db::Session& session, MessageId id);
struct MessageTotals {
  std::int64_t waiting = 0, sent = 0, delivered = 0, failed = 0;  ///< put out since the instant asked for
};
MessageTotals message_totals(db::Session& session, Instant since);

struct MessagesVerified {
  std::int64_t messages = 0;
  std::vector<std::string> differences;
};
/// Rows against the journal.
MessagesVerified verify_messages(db::Session& session);

}  // namespace shouwen
