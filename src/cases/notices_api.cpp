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
                    customer_spoke, reopened, resumed, warned, overdue, escalated, supervision_answered, replanned, policy_unread)

struct NoticeView {
  std::int64_t number = 0;
  CaseId case_id;            ///< 0 = of no case
  std::string case_number, case_text;
  NoticeKind kind{};
  std::string text, clause;  ///< what happened, as the timeline tells it
  std::optional<std::string> standing_in_for_name;
  Instant at;
  bool read = false;
  std::string path;          ///< of the page it leads to
};
BOOST_DESCRIBE_STRUCT(NoticeView, (), (number, case_id, case_number, case_text, kind, text, clause, standing_in_for_name, at, read, path))
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

std::optional<db::Entry> entry_of(db::Session& session, std::int64_t journal_number) {
  std::optional<db::Entry> found;
  db::read_all(session, journal_number - 1, [&](const db::Entry& entry) {
    found = entry;
    return false;
  });
  return found;
}

std::optional<NoticeView> house_notice_view(const Call& call, db::Session& session, const HouseNoticeTeller& tell, const NoticeRow& row) {
  const auto entry = entry_of(session, row.journal_number);
  auto said = entry && tell ? tell(call, session, *entry) : std::nullopt;
  if (!said) return std::nullopt;
  return NoticeView{row.journal_number, {}, {}, said->title, row.kind, said->text, entry->clause, {}, row.at, row.read, said->path};
}

/// Nothing if the reader may not see the case any more.
std::optional<NoticeView> notice_view(const Call& call, db::Session& session, const Names& names, const NoticeRow& row) {
  const Result<ServiceCase> found = readable_case(call, session, row.case_id);
  if (!found) return std::nullopt;
  NoticeView view{row.journal_number, row.case_id, found->number, first_characters(found->text, 60), row.kind, "", "", {}, row.at, row.read, "/cases/" + std::to_string(row.case_id.value)};
  if (row.standing_in_for_id) view.standing_in_for_name = names.officer(row.standing_in_for_id);
  if (const auto entry = entry_of(session, row.journal_number)) {
    const CaseEvent event = from_entry(*entry);
    view.text = sentence_of(event, names);
    view.clause = event.clause;
  }
  return view;
}

http::Response notices_answer(const Call& call, db::Session& session, const HouseNoticeTeller& tell) {
  const auto before = api::query_number(call, "after");
  if (!before) return refused(call, before.refusal());
  const bool unread_only = call.request.query_value("unread").value_or("") == "true";
  const Names names{*call.organisation, *call.rulebook, call.language};
  NoticesView view;
  auto rows = list_notices(session, call.actor.officer_id, unread_only, before->value_or(0), page_size + 1);
  const bool more = static_cast<std::int64_t>(rows.size()) > page_size;
  if (more) rows.pop_back();
  for (const NoticeRow& row : rows)
    if (auto notice = row.case_id ? notice_view(call, session, names, row) : house_notice_view(call, session, tell, row)) view.items.push_back(*std::move(notice));
  view.unread = count_unread_notices(session, call.actor.officer_id);
  if (more) view.next = std::to_string(rows.back().journal_number);
  return api::answer(view);
}

}  // namespace

void add_notices_api(api::Api& api, HouseNoticeTeller tell) {
  auto notices = case_operation("GET", "/api/v1/notices", "list_notices", "What I was told, newest first", clause::art_10_7);
  notices.response_body = json::schema_of<NoticesView>();
  notices.query = {{"unread", "only unread ones", R"({"type":"boolean"})"}, {"after", "the next page's cursor", R"({"type":"integer"})"}};
  api.read(std::move(notices), [tell = std::move(tell)](const Call& call, db::Session& session) { return notices_answer(call, session, tell); });

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
