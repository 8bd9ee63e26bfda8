// The file that goes with a notice: checked by its first bytes, kept under its hash, as every attachment of the house.
#include "cases/attachment_store.h"
#include "base/text.h"
#include "http/multipart.h"
#include "policy_notices/policy_attachment.h"
#include "policy_notices/policy_notice_api.h"
#include "policy_notices/policy_notice_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;

constexpr std::size_t attachment_limit_bytes = std::size_t{10} << 20;  ///< it is opened on phones
constexpr std::size_t parts_most = 4;
constexpr std::size_t name_length = 120;

http::Response upload(Api& api, const Call& call, const PolicyNotice& seen) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, attachment_limit_bytes, parts_most);
  if (!parts) return refused(call, parts.refusal());
  const auto file = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "file"; });
  if (file == parts->end() || file->content.empty()) return refused(call, Refusal{"attachment.empty", clause::art_11_6_2, "/file", {}});
  const auto type = content_type_of(file->content, file->file_name);
  if (!type) return refused(call, Refusal{"attachment.type_not_allowed", clause::art_11_6_2, "/file", {{"name", file->file_name}}});
  const std::string hash = keep_file(api.house().folder(), file->content);
  const PolicyAttachment attachment{first_characters(clean_text(file->file_name, false), name_length), *type, hash, static_cast<std::int64_t>(file->content.size())};
  std::optional<PolicyNoticeDecision> decision;
  PolicyNotice after;
  api.house().writer().run([&](db::Session& writing) {
    const PolicyNoticeDesk desk(call, writing);
    const auto notice = load_policy_notice(writing, seen.id);
    decision = attach_to_policy_notice(*notice, call.seen_version(), attachment, desk.situation());
    if (*decision) after = save_policy_notice(writing, *notice, **decision, desk.writer()).notice;
  });
  return *decision ? changed_answer(after) : refused(call, decision->refusal());
}

}  // namespace

http::Response attachment_answer(House& house, const PolicyAttachment& attachment, const std::function<http::Response()>& missing) {
  auto content = read_file(house.folder(), attachment.hash);
  if (!content) return missing();
  http::Response response;
  response.content_type = attachment.content_type;
  response.body = *std::move(content);
  response.headers.emplace_back("Content-Disposition", shown_as(attachment.content_type, attachment.file_name));
  return response;
}

void add_policy_attachments_api(Api& api) {
  auto adding = policy_notice_operation("POST", "/policy_notices/{notice_id}/attachments", "attach_to_policy_notice", "The file that goes with a draft; another one takes its place");
  adding.request_content_type = "multipart/form-data";
  adding.request_body.schema = R"({"type":"object","properties":{"file":{"type":"string","format":"binary"}},"required":["file"]})";
  adding.response_body = json::schema_of<PolicyNoticeChanged>();
  adding.success_status = 201;
  api.slow(adding, [&api](const Call& call, db::Session& session) {
    return with_policy_notice(call, session, [&](const PolicyNoticeDesk& desk, const PolicyNotice& notice) {
      if (const auto denied = desk.refuse_unless_may("draft_policy_notice", notice)) return refused(call, *denied);
      return upload(api, call, notice);
    });
  });

  auto reading = policy_notice_operation("GET", "/policy_notices/{notice_id}/attachment", "read_policy_attachment", "The file");
  reading.response_content_type = "application/octet-stream";
  api.slow(reading, [&api](const Call& call, db::Session& session) {
    return with_readable_notice(call, session, [&](const PolicyNoticeDesk&, const PolicyNotice& notice) {
      const auto missing = [&call] { return refused(call, Refusal{"attachment.unknown", "", "", {}}); };
      return notice.attachment ? attachment_answer(api.house(), *notice.attachment, missing) : missing();
    });
  });
}

}  // namespace shouwen
