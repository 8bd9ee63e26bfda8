// Reading, keeping and dropping how the caller arranged a table.
#include "preferences/preference_api.h"

#include "api/answers.h"
#include "preferences/table_preference.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(TableColumn, (), (name, width))
BOOST_DESCRIBE_STRUCT(TablePreference, (), (columns, default_filters))

namespace {

using api::Call;

http::Operation preference_operation(const char* method, const char* id, const char* summary) {
  return {method, "/api/v1/preferences/{table}", id, "preferences", summary, ""};
}

std::string table_of(const Call& call) { return std::string(call.request.parameter("table")); }

}  // namespace

void add_preferences_api(api::Api& api) {
  auto read = preference_operation("GET", "read_preference", "How I arranged a table: cases, customers");
  read.response_body = json::schema_of<TablePreference>();
  api.read(std::move(read), [](const Call& call, db::Session& session) {
    if (const Verdict known = check_preference(table_of(call), {}); !known) return refused(call, known.refusal());
    http::Response response = api::answer(TablePreference{});
    if (auto kept = load_preference(session, call.actor.officer_id, table_of(call))) response.body = *std::move(kept);
    return response;
  });

  auto keep = preference_operation("PUT", "keep_preference", "Arrange a table");
  keep.request_body = json::schema_of<TablePreference>();
  keep.success_status = 204;
  api.write(std::move(keep), [](const Call& call, db::Session& session) {
    return api::with_body<TablePreference>(call, [&](const TablePreference& preference) {
      if (const Verdict sound = check_preference(table_of(call), preference); !sound) return refused(call, sound.refusal());
      keep_preference(session, call.actor.officer_id, table_of(call), json::to_text(preference), call.now);
      return api::no_content();
    });
  });

  auto drop = preference_operation("DELETE", "drop_preference", "Back to the desk's own arrangement");
  drop.success_status = 204;
  api.write(std::move(drop), [](const Call& call, db::Session& session) {
    drop_preference(session, call.actor.officer_id, table_of(call));
    return api::no_content();
  });
}

}  // namespace shouwen
