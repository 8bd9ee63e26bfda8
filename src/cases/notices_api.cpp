// GET /notices: what I was told, newest first; POST /notice_readings: I have seen it.
#include "api/answers.h"
#include "base/text.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/notice_store.h"
#include "db/journal.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(NoticeKind, offered, returned, office_asked, given, taken_over, answered, reminded, supervised, extension_asked, extension_decided,
                    customer_spoke, reopened, resumed, warned, overdue, escalated, supervision_answered, replanned, price_posting_overdue, policy_unread, charge_refused, codes_guessed, participation, conduct, bill_adjustment, webhook_paused)

struct NoticeView {
  std::int64_t number = 0;
  CaseId case_id;
  std::string case_number, case_text;   ///< "" of a notice about no case, whose case_id is 0
  std::string path;                     ///< of the page it leads to; "" = its case
  NoticeKind kind{};
  std::string text, clause;  ///< what happened, as the timeline tells it
  std::optional<std::string> standing_in_for_name;
  Instant at;
  bool read = false;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (), (number, case_id, case_number, case_text, path, kind, text, clause, standing_in_for_name, at, read))
struct NoticesView {
  std::vector<NoticeView> items;
  std::int64_t unread = 0;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(NoticesView, (), (items, unread, next))
struct NoticeReadingInput {
  std::int64_t number = 0;  ///< of a notice
  bool all_up_to = false;   ///< that one and all older ones
};
BOOST_DESCRIBE_STRUCT(NoticeReadingInput, (), (number, all_up_to))

namespace {

using api::Call;

constexpr std::int64_t page_size = 30;

/// Nothing if the reader may not see the case any more.
std::optional<NoticeView> notice_view(const Call& call, db::Session& session, const Names& names, const NoticeRow& row) {
  if (!row.case_id) {
    const auto notice = find_house_notice(session, row.journal_number);
    if (!notice) return std::nullopt;
    return NoticeView{row.journal_number, {}, "", "", notice->path, row.kind, call.said(notice->text_zh, notice->text_en), notice->clause, {}, row.at, row.read};
  }
  const Result<ServiceCase> found = readable_case(call, session, row.case_id);
  if (!found) return std::nullopt;
  NoticeView view{row.journal_number, row.case_id, found->number, first_characters(found->text, 60), "", row.kind, "", "", {}, row.at, row.read};
  if (row.standing_in_for_id) view.standing_in_for_name = names.officer(row.standing_in_for_id);
  db::read_all(session, row.journal_number - 1, [&](const db::Entry& entry) {
    const CaseEvent event = from_entry(entry);
    view.text = sentence_of(event, names);
    view.clause = event.clause;
    return false;
  });
  return view;
}

http::Response notices_answer(const Call& call, db::Session& session) {
  const auto before = api::query_number(call, "after");
  if (!before) return refused(call, before.refusal());
  const bool unread_only = call.request.query_value("unread").value_or("") == "true";
  const Names names{*call.organisation, *call.rulebook, call.language, [&session](CaseId other) { return number_of_case(session, other); }};
  NoticesView view;
  auto rows = list_notices(session, call.actor.officer_id, unread_only, before->value_or(0), page_size + 1);
  const bool more = static_cast<std::int64_t>(rows.size()) > page_size;
  if (more) rows.pop_back();
  for (const NoticeRow& row : rows)
    if (auto notice = notice_view(call, session, names, row)) view.items.push_back(*std::move(notice));
  view.unread = count_unread_notices(session, call.actor.officer_id);
  if (more) view.next = std::to_string(rows.back().journal_number);
  return api::answer(view);
}

}  // namespace

void add_notices_api(api::Api& api) {
  auto notices = case_operation("GET", "/api/v1/notices", "list_notices", "What I was told, newest first", clause::art_10_7);
  notices.response_body = json::schema_of<NoticesView>();
  notices.query = {{"unread", "only unread ones", R"({"type":"boolean"})"}, {"after", "the next page's cursor", R"({"type":"integer"})"}};
  api.read(std::move(notices), [](const Call& call, db::Session& session) { return notices_answer(call, session); });

  auto reading = case_operation("POST", "/api/v1/notice_readings", "read_notices", "I have seen it", clause::art_10_7);
  reading.request_body = json::schema_of<NoticeReadingInput>();
  reading.success_status = 204;
  api.write(std::move(reading), [](const Call& call, db::Session& session) {
    return api::with_body<NoticeReadingInput>(call, [&](const NoticeReadingInput& input) {
      mark_notices_read(session, call.actor.officer_id, input.number, input.all_up_to ? Reading::all_up_to : Reading::one, call.now);
      return api::no_content();
    });
  });
}

}  // namespace shouwen
