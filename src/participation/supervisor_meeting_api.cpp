// Meetings with the social supervisors: day, summary, minutes as a file known by its hash. Art. 8, R-REP-10.
#include "base/text.h"
#include "cases/attachment_store.h"
#include "http/multipart.h"
#include "participation/participation_api.h"
#include "participation/participation_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

struct MeetingRecorded {
  SupervisorMeetingId id;
  std::string hash;
};
BOOST_DESCRIBE_STRUCT(MeetingRecorded, (), (id, hash))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t minutes_limit_bytes = std::size_t{20} << 20;
constexpr std::size_t parts_most = 8;
constexpr std::size_t name_length = 120;

const http::Part* part_of(const std::vector<http::Part>& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [name](const http::Part& part) { return part.name == name; });
  return found == parts.end() ? nullptr : &*found;
}

http::Response record(Api& api, const Call& call, const ParticipationRules& rules) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, minutes_limit_bytes, parts_most);
  if (!parts) return refused(call, parts.refusal());
  const http::Part *told = part_of(*parts, "meeting"), *file = part_of(*parts, "file");
  const auto input = json::parse_body<MeetingInput>(told == nullptr ? std::string_view("{}") : std::string_view(told->content));
  if (!input.mistakes.empty()) return refused(call, input.mistakes);
  if (file == nullptr || file->content.empty()) return refused(call, Refusal{"attachment.empty", clause::art_8, "/file", {}});
  const auto type = content_type_of(file->content, file->file_name);
  if (!type) return refused(call, Refusal{"attachment.type_not_allowed", clause::art_8, "/file", {{"name", file->file_name}}});
  MeetingMinutes minutes{first_characters(clean_text(file->file_name, false), name_length), *type, "", static_cast<std::int64_t>(file->content.size())};
  const SupervisorSituation situation{call.actor.officer_id, call.now, rules};
  if (const auto tried = record_meeting(input.value, minutes, situation); !tried) return refused(call, tried.refusal());
  minutes.hash = keep_file(api.house().folder(), file->content);
  const SupervisorMeeting meeting = *record_meeting(input.value, minutes, situation);
  MeetingRecorded recorded;
  api.house().writer().run([&](db::Session& writing) { recorded = {add_meeting(writing, meeting, call.rulebook->version).state.id, minutes.hash}; });
  return api::answer(recorded, 201);
}

http::Response minutes_of(Api& api, const Call& call, db::Session& session) {
  for (const SupervisorMeeting& meeting : list_meetings(session)) {
    if (meeting.id.value != call.id("meeting_id")) continue;
    auto content = read_file(api.house().folder(), meeting.minutes.hash);
    if (!content) break;
    http::Response response;
    response.content_type = meeting.minutes.content_type;
    response.body = *std::move(content);
    response.headers.emplace_back("Content-Disposition", shown_as(meeting.minutes.content_type, meeting.minutes.file_name));
    return response;
  }
  return refused(call, Refusal{"attachment.unknown", "", "", {}});
}

}  // namespace

void add_supervisor_meetings_api(Api& api) {
  auto recording = participation_operation("POST", "/supervisor_meetings", "record_supervisor_meeting", "A meeting that was held, with its minutes", clause::art_8);
  recording.request_content_type = "multipart/form-data";
  recording.request_body.schema = R"({"type":"object","properties":{"meeting":{"type":"string","description":"JSON: held_on, place, summary, attended"},"file":{"type":"string","format":"binary"}},"required":["meeting","file"]})";
  recording.response_body = json::schema_of<MeetingRecorded>();
  recording.success_status = 201;
  api.slow(recording, [&api](const Call& call, db::Session&) {
    return with_participation(call, "keep_social_supervisors", [&](const ParticipationRules& rules) { return record(api, call, rules); });
  });

  auto reading = participation_operation("GET", "/supervisor_meetings/{meeting_id}/minutes", "read_meeting_minutes", "The minutes as they were kept", clause::art_8);
  reading.response_content_type = "application/octet-stream";
  api.slow(reading, [&api](const Call& call, db::Session& session) {
    return with_participation(call, "read_social_supervisors", [&](const ParticipationRules&) { return minutes_of(api, call, session); });
  });
}

}  // namespace shouwen
