// Notices over HTTP, for whoever may edit them.
#include "api/answers.h"
#include "api/download.h"
#include "portal/notice.h"
#include "portal/portal.h"
#include "regulation/clauses.h"

namespace shouwen {

struct NoticeInput {
  Line<1, 60> title_zh;
  Text<1, 500> body_zh;
  std::optional<Line<0, 120>> title_en;
  std::optional<Text<0, 1000>> body_en;
  Instant valid_from, valid_to;
};
BOOST_DESCRIBE_STRUCT(NoticeInput, (), (title_zh, body_zh, title_en, body_en, valid_from, valid_to))
enum class NoticeState { planned, shown, over };
BOOST_DESCRIBE_ENUM(NoticeState, planned, shown, over)
struct NoticeView {
  std::int64_t id = 0;
  NoticeState state{};
  std::string title_zh, body_zh, title_en, body_en;
  Instant valid_from, valid_to;
  std::string author_name;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(NoticeView, (), (id, state, title_zh, body_zh, title_en, body_en, valid_from, valid_to, author_name, ended_at))
struct NoticeCreated {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(NoticeCreated, (), (id))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_length = 50;

NoticeState state_of(const Notice& notice, Instant now) {
  if (notice.is_shown(now)) return NoticeState::shown;
  return notice.ended_at || notice.valid_to <= now ? NoticeState::over : NoticeState::planned;
}

NoticeView view_of(const Call& call, const Notice& notice) {
  const Officer* author = call.organisation->officer(notice.author_id);
  return {notice.id,      state_of(notice, call.now), notice.title_zh, notice.body_zh, notice.title_en,
          notice.body_en, notice.valid_from,          notice.valid_to, author == nullptr ? std::string() : author->name, notice.ended_at};
}

http::Response listed(const Call& call, db::Session& session) {
  const auto after = api::query_number(call, "after");
  if (!after) return refused(call, after.refusal());
  api::Page<NoticeView> page;
  for (const Notice& notice : list_notices(session, after->value_or(0), page_length)) page.items.push_back(view_of(call, notice));
  if (static_cast<std::int64_t>(page.items.size()) == page_length) page.next = std::to_string(page.items.back().id);
  return api::answer(page);
}

http::Response exported(const Call& call, db::Session& session) {
  std::vector<std::vector<std::string>> rows;
  for (const Notice& notice : list_notices(session, 0, INT64_MAX)) {
    const NoticeView view = view_of(call, notice);
    rows.push_back({view.title_zh, view.body_zh, view.title_en, view.body_en, to_iso(view.valid_from), to_iso(view.valid_to),
                    view.ended_at ? to_iso(*view.ended_at) : std::string(), view.author_name});
  }
  std::vector<std::string> heading = call.language == http::Language::zh
                                         ? std::vector<std::string>{"标题", "内容", "英文标题", "英文内容", "开始", "结束", "提前撤下", "发布人"}
                                         : std::vector<std::string>{"Title", "Text", "Title (English)", "Text (English)", "From", "To", "Taken down", "By"};
  return api::download(call, "notices", call.said("公告", "Notices"), std::move(heading), std::move(rows));
}

http::Response published(const Call& call, db::Session& session, const NoticeInput& input) {
  Notice notice;
  notice.title_zh = input.title_zh.value;
  notice.body_zh = input.body_zh.value;
  if (input.title_en) notice.title_en = input.title_en->value;
  if (input.body_en) notice.body_en = input.body_en->value;
  notice.valid_from = input.valid_from;
  notice.valid_to = input.valid_to;
  notice.author_id = call.actor.officer_id;
  notice.known_at = call.now;
  if (const Verdict good = check_notice(notice, call.now); !good) return refused(call, good.refusal());
  return api::answer(NoticeCreated{add_notice(session, notice)}, 201);
}

http::Operation operation(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made;
  made.method = method;
  made.pattern = pattern;
  made.operation_id = id;
  made.tag = "notices";
  made.summary = summary;
  made.clause = clause::art_8;
  return made;
}

}  // namespace

void add_notices_api(Api& api) {
  auto list = operation("GET", "/api/v1/notices", "list_notices", "What is, was and will be told to everybody");
  list.response_body = json::schema_of<api::Page<NoticeView>>();
  list.query = {{"after", "next of the page before"}};
  api.read(std::move(list), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_notices", [&] { return listed(call, session); });
  });

  auto export_all = operation("GET", "/api/v1/notices/export", "export_notices", "Notices as CSV or XLSX");
  export_all.response_content_type = "text/csv";
  export_all.query = {api::download_format()};
  api.slow(std::move(export_all), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_notices", [&] { return with_permission(call, "export", [&] { return exported(call, session); }); });
  });

  auto publish = operation("POST", "/api/v1/notices", "publish_notice", "Tell everybody: on the public home page and the hall screen");
  publish.request_body = json::schema_of<NoticeInput>();
  publish.response_body = json::schema_of<NoticeCreated>();
  publish.success_status = 201;
  publish.idempotent_key = true;
  api.write(std::move(publish), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_notices", [&] {
      return api::with_body<NoticeInput>(call, [&](const NoticeInput& input) { return published(call, session, input); });
    });
  });

  auto end = operation("POST", "/api/v1/notices/{notice_id}/endings", "end_notice", "Take a notice down before its time");
  end.success_status = 204;
  api.write(std::move(end), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_notices", [&] {
      const Verdict ended = end_notice(session, call.id("notice_id"), call.actor.officer_id, call.now);
      return ended ? api::no_content() : refused(call, ended.refusal());
    });
  });
}

}  // namespace shouwen
