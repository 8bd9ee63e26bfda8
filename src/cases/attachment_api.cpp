// Files of a case: POST /cases/{id}/attachments, and looking at one.
#include "api/answers.h"
#include "cases/attachment_store.h"
#include "cases/case_describe.h"
#include "cases/case_routes.h"
#include "cases/work.h"
#include "http/multipart.h"
#include "http/uri.h"
#include "pictures/clean_picture.h"
#include "regulation/clauses.h"

namespace shouwen {

struct AttachmentCreated {
  AttachmentId id;
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(AttachmentCreated, (), (id, version))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t attachment_limit_bytes = std::size_t{20} << 20;

/// Whoever handed in a photo of a tip must not be found by it: place, time and camera go (art. 9(5)).
Result<CleanPicture> without_traces(db::Session& session, CaseId id, std::string_view content, const std::string& type) {
  const auto service_case = load_case(session, id);
  if (!service_case || service_case->secrecy != Secrecy::sealed || !type.starts_with("image/")) return CleanPicture{std::string(content), type};
  return clean_picture(content);
}

http::Response upload(Api& api, const Call& call, db::Session& session) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, attachment_limit_bytes, 4);
  if (!parts) return refused(call, parts.refusal());
  const auto file = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "file"; });
  if (file == parts->end() || file->content.empty()) return refused(call, Refusal{"attachment.empty", "art.10(6)", "/file", {}});
  const auto type = content_type_of(file->content, file->file_name);
  if (!type) return refused(call, Refusal{"attachment.type_not_allowed", "art.10(6)", "/file", {{"name", file->file_name}}});
  const auto cleaned = without_traces(session, CaseId{call.id("case_id")}, file->content, *type);
  if (!cleaned) return refused(call, cleaned.refusal());
  const std::string hash = keep_file(api.house().folder(), cleaned->content);
  std::optional<Result<Performed>> performed;
  AttachmentId id;
  api.house().writer().run([&](db::Session& writing) {
    AttachmentRow row{{}, CaseId{call.id("case_id")}, clean_text(file->file_name, false), cleaned->content_type, hash, static_cast<std::int64_t>(cleaned->content.size()), false, call.now};
    performed = perform(desk_of(api.house(), call, writing), row.case_id, 0, "attach", [&](const ServiceCase& service_case, const Situation& situation) {
      // Asked before the row is written: a refused one must leave nothing behind.
      if (Decision asked = attach(service_case, {}, situation); asked.refused()) return asked;
      id = add_attachment(writing, row);
      return attach(service_case, {id, row.file_name, row.content_type, row.hash, row.bytes, false}, situation);
    });
  });
  if (!*performed) return refused(call, performed->refusal());
  api.house().hub().publish(live_event(**performed, call.rulebook, call.organisation));
  return api::answer(AttachmentCreated{id, (*performed)->after.version}, 201);
}

http::Response download(House& house, const Call& call, db::Session& session) {
  const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
  if (!found) return refused(call, found.refusal());
  const auto row = find_attachment(session, AttachmentId{call.id("attachment_id")});
  auto content = row && row->case_id == found->id ? read_file(house.folder(), row->hash) : std::nullopt;
  if (!content) return refused(call, Refusal{"attachment.unknown", "", "", {}});
  http::Response response;
  response.content_type = row->content_type;
  response.body = *std::move(content);
  response.headers.emplace_back("Content-Disposition", shown_as(row->content_type, row->file_name));
  return response;
}

}  // namespace

void add_attachments_api(Api& api) {
  auto adding = case_operation("POST", "/api/v1/cases/{case_id}/attachments", "attach", "Add a file", clause::art_10_6);
  adding.request_content_type = "multipart/form-data";
  adding.request_body.schema = R"({"type":"object","properties":{"file":{"type":"string","format":"binary"}},"required":["file"]})";
  adding.response_body = json::schema_of<AttachmentCreated>();
  adding.success_status = 201;
  api.slow(std::move(adding), [&api](const Call& call, db::Session& session) { return upload(api, call, session); });

  auto reading = case_operation("GET", "/api/v1/cases/{case_id}/attachments/{attachment_id}", "read_attachment", "The file", clause::art_10_6);
  reading.response_content_type = "application/octet-stream";
  api.slow(std::move(reading), [&api](const Call& call, db::Session& session) { return download(api.house(), call, session); });
}

}  // namespace shouwen
