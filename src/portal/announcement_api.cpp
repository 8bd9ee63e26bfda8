// Announcements over HTTP, for whoever may edit them.
#include "api/answers.h"
#include "api/download.h"
#include "portal/announcement.h"
#include "portal/portal.h"
#include "regulation/clauses.h"

namespace shouwen {

struct AnnouncementInput {
  Line<1, 60> title_zh;
  Text<1, 500> body_zh;
  std::optional<Line<0, 120>> title_en;
  std::optional<Text<0, 1000>> body_en;
  Instant valid_from, valid_to;
};
BOOST_DESCRIBE_STRUCT(AnnouncementInput, (), (title_zh, body_zh, title_en, body_en, valid_from, valid_to))
enum class AnnouncementState { planned, shown, over };
BOOST_DESCRIBE_ENUM(AnnouncementState, planned, shown, over)
struct AnnouncementView {
  std::int64_t id = 0;
  AnnouncementState state{};
  std::string title_zh, body_zh, title_en, body_en;
  Instant valid_from, valid_to;
  std::string author_name;
  std::optional<Instant> ended_at;
};
BOOST_DESCRIBE_STRUCT(AnnouncementView, (), (id, state, title_zh, body_zh, title_en, body_en, valid_from, valid_to, author_name, ended_at))
struct AnnouncementCreated {
  std::int64_t id = 0;
};
BOOST_DESCRIBE_STRUCT(AnnouncementCreated, (), (id))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_length = 50;

AnnouncementState state_of(const Announcement& announcement, Instant now) {
  if (announcement.is_shown(now)) return AnnouncementState::shown;
  return announcement.ended_at || announcement.valid_to <= now ? AnnouncementState::over : AnnouncementState::planned;
}

AnnouncementView view_of(const Call& call, const Announcement& announcement) {
  const Officer* author = call.organisation->officer(announcement.author_id);
  return {announcement.id,      state_of(announcement, call.now), announcement.title_zh, announcement.body_zh, announcement.title_en,
          announcement.body_en, announcement.valid_from,          announcement.valid_to, author == nullptr ? std::string() : author->name, announcement.ended_at};
}

http::Response listed(const Call& call, db::Session& session) {
  const auto after = api::query_number(call, "after");
  if (!after) return refused(call, after.refusal());
  api::Page<AnnouncementView> page;
  for (const Announcement& announcement : list_announcements(session, after->value_or(0), page_length)) page.items.push_back(view_of(call, announcement));
  if (static_cast<std::int64_t>(page.items.size()) == page_length) page.next = std::to_string(page.items.back().id);
  return api::answer(page);
}

http::Response exported(const Call& call, db::Session& session) {
  std::vector<std::vector<std::string>> rows;
  for (const Announcement& announcement : list_announcements(session, 0, INT64_MAX)) {
    const AnnouncementView view = view_of(call, announcement);
    rows.push_back({view.title_zh, view.body_zh, view.title_en, view.body_en, to_iso(view.valid_from), to_iso(view.valid_to),
                    view.ended_at ? to_iso(*view.ended_at) : std::string(), view.author_name});
  }
  std::vector<std::string> heading = call.language == http::Language::zh
                                         ? std::vector<std::string>{"标题", "内容", "英文标题", "英文内容", "开始", "结束", "提前撤下", "发布人"}
                                         : std::vector<std::string>{"Title", "Text", "Title (English)", "Text (English)", "From", "To", "Taken down", "By"};
  return api::download(call, "announcements", call.said("公告", "Announcements"), std::move(heading), std::move(rows));
}

http::Response published(const Call& call, db::Session& session, const AnnouncementInput& input) {
  Announcement announcement;
  announcement.title_zh = input.title_zh.value;
  announcement.body_zh = input.body_zh.value;
  if (input.title_en) announcement.title_en = input.title_en->value;
  if (input.body_en) announcement.body_en = input.body_en->value;
  announcement.valid_from = input.valid_from;
  announcement.valid_to = input.valid_to;
  announcement.author_id = call.actor.officer_id;
  announcement.known_at = call.now;
  if (const Verdict good = check_announcement(announcement, call.now); !good) return refused(call, good.refusal());
  return api::answer(AnnouncementCreated{add_announcement(session, announcement)}, 201);
}

http::Operation announcement_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "announcements", summary, clause::art_8};
}

}  // namespace

void add_announcements_api(Api& api) {
  auto list = announcement_operation("GET", "/api/v1/announcements", "list_announcements", "What is, was and will be told to everybody");
  list.response_body = json::schema_of<api::Page<AnnouncementView>>();
  list.query = {{"after", "next of the page before"}};
  api.read(std::move(list), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_announcements", [&] { return listed(call, session); });
  });

  auto export_all = announcement_operation("GET", "/api/v1/announcements/export", "export_announcements", "Announcements as CSV or XLSX");
  export_all.response_content_type = "text/csv";
  export_all.query = {api::download_format()};
  api.slow(std::move(export_all), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_announcements", [&] { return with_permission(call, "export", [&] { return exported(call, session); }); });
  });

  auto publish = announcement_operation("POST", "/api/v1/announcements", "publish_announcement", "Tell everybody: on the public home page and the hall screen");
  publish.request_body = json::schema_of<AnnouncementInput>();
  publish.response_body = json::schema_of<AnnouncementCreated>();
  publish.success_status = 201;
  publish.idempotent_key = true;
  api.write(std::move(publish), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_announcements", [&] {
      return api::with_body<AnnouncementInput>(call, [&](const AnnouncementInput& input) { return published(call, session, input); });
    });
  });

  auto end = announcement_operation("POST", "/api/v1/announcements/{announcement_id}/endings", "end_announcement", "Take a announcement down before its time");
  end.success_status = 204;
  api.write(std::move(end), [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_announcements", [&] {
      const Verdict ended = end_announcement(session, call.id("announcement_id"), call.actor.officer_id, call.now);
      return ended ? api::no_content() : refused(call, ended.refusal());
    });
  });
}

}  // namespace shouwen
