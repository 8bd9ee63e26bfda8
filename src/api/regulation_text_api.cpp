// The bureau's own regulation over HTTP: looked at first, then kept beside our clauses.
#include "api/answers.h"
#include "api/routes.h"
#include "base/text.h"
#include "http/multipart.h"
#include "regulation/clauses.h"
#include "regulation/regulation_text.h"
#include "tables/document_text.h"

namespace shouwen::api {

struct OwnClauseView {
  std::string cite, content;
  bool beside_ours = false;  ///< our rulebook has a clause of this number
};
BOOST_DESCRIBE_STRUCT(OwnClauseView, (), (cite, content, beside_ours))
struct OwnRegulationView {
  std::vector<OwnClauseView> clauses;
  bool kept = false;  ///< false: only looked at
};
BOOST_DESCRIBE_STRUCT(OwnRegulationView, (), (clauses, kept))

namespace {

constexpr std::size_t document_limit_bytes = 10 << 20;

http::Response import_answer(Api& api, const Call& call) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, document_limit_bytes, 2);
  if (!parts) return refused(call, parts.refusal());
  const auto file = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "file"; });
  if (file == parts->end()) return refused(call, Refusal{"attachment.empty", "", "/file", {}});
  const auto text = tables::parse_document(file->content);
  if (!text) return refused(call, text.refusal());
  const std::vector<OwnClause> clauses = split_regulation(*text);
  if (clauses.empty()) return refused(call, Refusal{"import.no_articles", "", "/file", {{"file", file->file_name}}});
  OwnRegulationView view;
  for (const OwnClause& clause : clauses) view.clauses.push_back({clause.cite, clause.content, call.rulebook->clause(clause.cite) != nullptr});
  view.kept = call.request.query_value("preview").value_or("") != "true";
  if (view.kept)
    api.house().writer().run([&](db::Session& session) { keep_regulation(session, clauses, clean_text(file->file_name, false), call.now); });
  return answer(view);
}

}  // namespace

void add_regulation_text_api(Api& api) {
  http::Operation import;
  import.method = "POST";
  import.pattern = "/api/v1/regulation_texts";
  import.operation_id = "import_regulation_text";
  import.tag = "rulebook";
  import.summary = "The bureau's own regulation, .txt or .docx, split into clauses; replaces the earlier one";
  import.clause = clause::art_2;
  import.request_content_type = "multipart/form-data";
  import.request_body.schema = R"({"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"}}})";
  import.query = {{"preview", "only show how it is split", R"({"type":"boolean"})"}};
  import.response_body = json::schema_of<OwnRegulationView>();
  api.slow(std::move(import), [&api](const Call& call, db::Session&) {
    return with_permission(call, "draft_rulebook", [&] { return import_answer(api, call); });
  });
}

}  // namespace shouwen::api
