// Files of a violation case: handed in by investigators and by the accused, looked at by who may; every look is on record. Photos lose
// place, time and camera: whoever took one must not be found by it. Art. 9(4), 9(5).
#include <algorithm>

#include "api/answers.h"
#include "base/text.h"
#include "cases/attachment_store.h"
#include "conduct/conduct_file.h"
#include "conduct/conduct_views.h"
#include "http/multipart.h"
#include "org/accounts.h"
#include "pictures/clean_picture.h"
#include "regulation/clauses.h"

namespace shouwen {

struct ConductFileFields {
  std::optional<std::int64_t> version;
  std::optional<Line<0, 200>> shows;
};
BOOST_DESCRIBE_STRUCT(ConductFileFields, (), (version, shows))
struct ConductFileKept {
  std::int64_t number = 0, version = 0;
};
BOOST_DESCRIBE_STRUCT(ConductFileKept, (), (number, version))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t file_limit_bytes = std::size_t{20} << 20, name_length = 120, parts_most = 4;

std::string field_of(const std::vector<http::Part>& parts, std::string_view name) {
  const auto found = std::find_if(parts.begin(), parts.end(), [name](const http::Part& part) { return part.name == name; });
  return found == parts.end() ? std::string() : std::string(found->content);
}

/// The fields beside the file, with the limits a JSON body would have.
json::Parsed<ConductFileFields> fields_of(const std::vector<http::Part>& parts) {
  const std::string version = field_of(parts, "version");
  const bool is_number = !version.empty() && version.size() < 16 && std::all_of(version.begin(), version.end(), [](char c) { return c >= '0' && c <= '9'; });
  std::string body = "{";
  if (!version.empty()) {
    body += R"("version":)";
    if (is_number) body += std::to_string(std::stoll(version));
    else json::print_string(body, version);
    body += ',';
  }
  body += R"("shows":)";
  json::print_string(body, field_of(parts, "shows"));
  return json::parse_body<ConductFileFields>(body + "}");
}

/// Read and cleaned, not kept yet.
struct ReadFile {
  HandedInFile handed_in;
  std::string content;
};
Result<ReadFile> read_content(const http::Part& file, const ConductFileFields& fields) {
  const auto type = content_type_of(file.content, file.file_name);
  if (!type) return Refusal{"attachment.type_not_allowed", clause::art_9_4, "/file", {{"name", file.file_name}}};
  ReadFile read{{fields.version.value_or(0), first_characters(clean_text(file.file_name, false), name_length), *type, "", 0, fields.shows.value_or(Line<0, 200>{}).value}, std::string(file.content)};
  if (type->starts_with("image/")) {
    auto cleaned = clean_picture(file.content);
    if (!cleaned) return cleaned.refusal();
    read.content = std::move(cleaned->content);
    read.handed_in.content_type = cleaned->content_type;
  }
  read.handed_in.bytes = static_cast<std::int64_t>(read.content.size());
  return read;
}

using AttachRule = ConductDecided (*)(const ConductCase&, const HandedInFile&, const ConductSituation&);

http::Response hand_in(Api& api, const Call& call, ConductCaseId id, AttachRule rule) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, file_limit_bytes, parts_most);
  if (!parts) return refused(call, parts.refusal());
  const auto file = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "file"; });
  if (file == parts->end() || file->content.empty()) return refused(call, Refusal{"attachment.empty", clause::art_9_4, "/file", {}});
  for (const http::Part& part : *parts)
    if (!is_valid_utf8(part.name == "file" ? part.file_name : part.content)) return refused(call, Refusal{"upload.malformed", "", "/" + part.name, {}});
  const auto fields = fields_of(*parts);
  if (!fields.mistakes.empty()) return refused(call, fields.mistakes);
  auto read = read_content(*file, fields.value);
  if (!read) return refused(call, read.refusal());
  read->handed_in.hash = keep_file(api.house().folder(), read->content);
  std::optional<Result<SavedConduct>> saved;
  api.house().writer().run([&](db::Session& writing) {
    saved = perform_conduct(conduct_desk_of(call, writing), id, [&](const ConductCase& c, const ConductSituation& s) { return rule(c, read->handed_in, s); });
  });
  if (!*saved) return refused(call, saved->refusal());
  const ConductCase& after = (*saved)->after;
  const bool is_own = after.files.back().part == ConductFilePart::answer;
  return api::answer(ConductFileKept{is_own ? static_cast<std::int64_t>(own_conduct_files(after, call.actor.officer_id).size()) : after.files.back().number, after.version}, 201);
}

/// The file itself; the look stands in the access log.
http::Response look(Api& api, const Call& call, ConductCaseId id, const ConductFile* file) {
  auto content = file == nullptr ? std::nullopt : read_file(api.house().folder(), file->hash);
  if (!content) return refused(call, Refusal{"attachment.unknown", "", "", {}});
  api.house().writer().run([&](db::Session& writing) {
    log_access(writing, {0, call.now, call.actor.officer_id, "conduct/" + std::to_string(id.value), "conduct_file", "", call.request.remote_address});
  });
  http::Response response;
  response.content_type = file->content_type;
  response.body = *std::move(content);
  response.headers.emplace_back("Content-Disposition", shown_as(file->content_type, file->file_name));
  return response;
}

http::Operation adding(const std::string& path, const char* id, const char* summary) {
  auto operation = conduct_operation("POST", path, id, summary);
  operation.request_content_type = "multipart/form-data";
  operation.request_body.schema = R"({"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"},"shows":{"type":"string","maxLength":200},)"
                                  R"("version":{"type":"integer","description":"of the case that was seen"}}})";
  operation.response_body = json::schema_of<ConductFileKept>();
  operation.success_status = 201;
  return operation;
}
http::Operation looking(const std::string& path, const char* id, const char* summary) {
  auto operation = conduct_operation("GET", path, id, summary);
  operation.response_content_type = "application/octet-stream";
  return operation;
}

void add_of_case(Api& api) {
  api.slow(adding("/conduct_cases/{conduct_id}/files", "attach_conduct_file", "Evidence, or what belongs to the hearing, by an investigator; it is never taken out again"),
           [&api](const Call& call, db::Session& session) {
             const auto found = conduct_for(call, session, "investigate_conduct");
             return found ? hand_in(api, call, found->id, &attach_conduct_file) : refused(call, found.refusal());
           });
  api.slow(looking("/conduct_cases/{conduct_id}/files/{number}", "read_conduct_file", "The file; of a tip's case only for who works on it"), [&api](const Call& call, db::Session& session) {
    const auto found = conduct_for(call, session, "read_conduct");
    if (!found) return refused(call, found.refusal());
    const std::int64_t number = call.id("number");
    const bool there = number >= 1 && number <= static_cast<std::int64_t>(found->files.size());
    if (there && !may_look_at_files(call, session, *found)) return refused(call, Refusal{"conduct.files_sealed", clause::art_9_5, "", {}});
    return look(api, call, found->id, there ? &found->files[static_cast<std::size_t>(number) - 1] : nullptr);
  });
}

/// The case if it is against the caller and he was asked; nobody else learns that there is one.
Result<ConductCase> own_case(const Call& call, db::Session& session) {
  auto found = load_conduct_case(session, ConductCaseId{call.id("conduct_id")});
  if (!found || conduct_rules(*call.rulebook) == nullptr || found->accused.officer_id != call.actor.officer_id || !found->hearing) return Refusal{"conduct.unknown", clause::art_9_4, "", {}};
  return *std::move(found);
}

void add_of_accused(Api& api) {
  api.slow(adding("/my_conduct/{conduct_id}/files", "attach_own_conduct_file", "What the person hands in with his answer"), [&api](const Call& call, db::Session& session) {
    return with_permission(call, "answer_conduct", [&] {
      const auto found = own_case(call, session);
      return found ? hand_in(api, call, found->id, &attach_own_conduct_file) : refused(call, found.refusal());
    });
  });
  api.slow(looking("/my_conduct/{conduct_id}/files/{number}", "read_own_conduct_file", "One of the files the person handed in himself"), [&api](const Call& call, db::Session& session) {
    return with_permission(call, "answer_conduct", [&] {
      const auto found = own_case(call, session);
      if (!found) return refused(call, found.refusal());
      const auto own = own_conduct_files(*found, call.actor.officer_id);
      const std::int64_t number = call.id("number");
      return look(api, call, found->id, number >= 1 && number <= static_cast<std::int64_t>(own.size()) ? &own[static_cast<std::size_t>(number) - 1] : nullptr);
    });
  });
}

}  // namespace

void add_conduct_files_api(Api& api) {
  add_of_case(api);
  add_of_accused(api);
}

}  // namespace shouwen
