// Routes of the public pages. The public acts through the same rules as everybody: as the customer of one case.
#include "portal/portal.h"

#include "portal/public_case.h"
#include "portal/public_report.h"
#include "portal/page_writer.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

http::Operation operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause) {
  http::Operation made;
  made.method = method;
  made.pattern = pattern;
  made.operation_id = id;
  made.tag = "public pages";
  made.summary = summary;
  made.clause = clause;
  made.is_public = true;
  made.response_content_type = "text/html";
  if (made.method == "POST") {
    made.request_content_type = "application/x-www-form-urlencoded";
    made.request_body.schema = R"({"type":"object"})";
  }
  return made;
}

http::Response home(Api& api, const Call& call) {
  const http::Language language = page_language(call.request);
  const bool zh = language == http::Language::zh;
  data values = page_data(call.request);
  data directory{data::type::list}, promises{data::type::list};
  for (const DirectoryEntry& entry : call.rulebook->directory) {
    data row;
    row.set("name", zh ? entry.name_zh : entry.name_en);
    row.set("about", zh ? entry.about_zh : entry.about_en);
    row.set("phone", entry.phone);
    directory << row;
  }
  for (const char* cite : {clause::art_10_1, clause::art_10_3, clause::art_10_7, clause::art_10_8})
    if (const ClauseText* text = call.rulebook->clause(cite)) {
      data row;
      row.set("text", zh ? text->asks_zh : text->asks_en);
      row.set("clause", text->cite);
      promises << row;
    }
  values.set("directory", directory);
  values.set("promises", promises);
  return page(call.request, api.house().bureau_name(), "home", page_text("home_title", language), values);
}

}  // namespace

void add_portal(Api& api) {
  api.read(operation("GET", "/p", "public_home", "Where a customer begins", clause::art_8), [&api](const Call& call, db::Session&) { return home(api, call); });
  api.read(operation("GET", "/p/style.css", "public_style", "Style of the public pages", ""), [](const Call&, db::Session&) { return style_sheet(); });
  api.read(operation("GET", "/p/report", "public_report_form", "The report form", clause::art_10_1),
           [&api](const Call& call, db::Session&) { return report_form(api, call); });
  api.write(operation("POST", "/p/report", "public_report", "Report", clause::art_10_1),
            [&api](const Call& call, db::Session& session) { return report(api, call, session); });
  api.read(operation("GET", "/p/follow", "public_follow_form", "Where a case is looked up", clause::art_10_8),
           [&api](const Call& call, db::Session&) { return follow_form(api, call); });
  api.read(operation("POST", "/p/follow", "public_follow", "Look up a case by number and phone, or by receipt", clause::art_10_8),
           [&api](const Call& call, db::Session& session) { return look_up(api, call, session); });
  for (const PublicVerb& verb : public_verbs()) {
    http::Operation made = operation("POST", "", verb.operation_id, verb.summary, verb.clause);
    made.pattern = std::string("/p/case/") + verb.name;
    api.write(std::move(made), [&api, &verb](const Call& call, db::Session& session) { return act(api, call, session, verb); });
  }
}

}  // namespace shouwen
