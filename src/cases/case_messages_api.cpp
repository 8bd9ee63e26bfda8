// What customers were told by message: of one case for who reads it, of all for who looks after messages. Art. 10(8).
#include "api/answers.h"
#include "api/query.h"
#include "base/text.h"
#include "cases/case_routes.h"
#include "messages/message_describe.h"
#include "messages/message_store.h"
#include "regulation/clauses.h"

namespace shouwen {

struct MessageView {
  std::int64_t id = 0;
  std::optional<std::int64_t> case_id;  ///< absent: a trial, or a case the reader may not see; then what it says is empty too
  bool is_hidden = false;
  MessageKind kind{};
  MessageState state{};
  std::string phone, text, reason;      ///< the number masked
  Instant put_out_at;
  std::optional<Instant> settled_at, next_at;
};
BOOST_DESCRIBE_STRUCT(MessageView, (), (id, case_id, is_hidden, kind, state, phone, text, reason, put_out_at, settled_at, next_at))

namespace {

constexpr std::int64_t message_page_length = 50;

MessageView view_of_message(const Message& message, bool is_hidden) {
  MessageView view;
  view.id = message.id.value;
  view.is_hidden = is_hidden;
  view.kind = message.kind;
  view.state = message.state;
  view.put_out_at = message.put_out_at;
  view.settled_at = message.settled_at;
  if (message.state == MessageState::waiting) view.next_at = message.next_at;
  if (is_hidden) return view;
  if (message.case_id) view.case_id = message.case_id.value;
  view.phone = mask_phone(message.phone);
  view.text = message.text;
  view.reason = message.reason;
  return view;
}

void add_messages_of_case(api::Api& api) {
  auto list = case_operation("GET", "/api/v1/cases/{case_id}/messages", "list_case_messages", "What the customer was told by message, and whether it came", clause::art_10_8);
  list.response_body = json::schema_of<api::Page<MessageView>>();
  api.read(std::move(list), [](const api::Call& call, db::Session& session) {
    const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
    if (!found) return refused(call, found.refusal());
    api::Page<MessageView> page;
    for (const Message& message : messages_of_case(session, found->id)) page.items.push_back(view_of_message(message, false));
    return api::answer(page);
  });
}

void add_all_messages(api::Api& api) {
  auto list = case_operation("GET", "/api/v1/messages", "list_messages", "Messages to customers and what became of them, newest first; of cases the reader may not see only that", clause::art_10_8);
  list.tag = "messages";
  list.response_body = json::schema_of<api::Page<MessageView>>();
  list.query = {{"after", "next of the page before", R"({"type":"integer"})"}, {"state", "waiting, sent, delivered, failed or cancelled", R"({"type":"string","enum":["waiting","sent","delivered","failed","cancelled"]})"}};
  api.read(std::move(list), [](const api::Call& call, db::Session& session) {
    return with_permission(call, "read_messages", [&] {
      const auto after = api::query_number(call, "after");
      if (!after) return refused(call, after.refusal());
      std::optional<MessageState> state;
      if (const auto bad = api::read_enum(call, "state", state)) return refused(call, *bad);
      api::Page<MessageView> page;
      for (const Message& row : list_messages(session, state, after->value_or(0), message_page_length))
        page.items.push_back(view_of_message(row, row.case_id && !readable_case(call, session, row.case_id)));
      if (static_cast<std::int64_t>(page.items.size()) == message_page_length) page.next = std::to_string(page.items.back().id);
      return api::answer(page);
    });
  });
}

}  // namespace

void add_case_messages_api(api::Api& api) {
  add_messages_of_case(api);
  add_all_messages(api);
}

}  // namespace shouwen
