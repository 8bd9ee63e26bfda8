// The page of a notice's link. It names the notice and nobody: whose link it is stands nowhere on it.
#include "portal/notice_page.h"

#include "api/answers.h"
#include "api/rate_limit.h"
#include "base/text.h"
#include "http/multipart.h"
#include "policy_notices/policy_attachment.h"
#include "portal/public_words.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

/// From one address: an office full of people, not a script.
constexpr double confirm_burst = 20, confirm_per_minute = 6;
constexpr std::size_t name_limit = decltype(PolicyReceiptInput::read_by)::max_length;

std::string validity_of(const PolicyNoticeText& content, const Call& call, Language language) {
  std::string words;
  if (content.valid_from && content.valid_to) words = say("notice_between", language, {{"from", to_iso(*content.valid_from)}, {"to", to_iso(*content.valid_to)}});
  else if (content.valid_from) words = say("notice_since", language, {{"day", to_iso(*content.valid_from)}});
  else if (content.valid_to) words = say("notice_until", language, {{"day", to_iso(*content.valid_to)}});
  const bool over = content.valid_to && *content.valid_to < local_date(call.now);
  return over ? words + " · " + say("notice_over", language) : words;
}

http::Response unknown(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  return told_page(api, call, say("notice_unknown", language), say("notice_unknown_means", language), 404);
}

std::string path_of(const Call& call) { return "/p/n/" + std::string(call.request.parameter("token")); }

http::Response notice_page(Api& api, const Call& call, const PolicyReader& reader, const std::string& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  set_notice(values, call, reader);
  values.set("bureau", api.house().bureau_name());
  values.set("path", path_of(call));
  values.set("read_by", typed);
  set_errors(values, refusals, language);
  return write_page(api, call, {"notice", reader.notice.content.title.value, refusals.empty() ? 200 : api::status_of(refusals.front()), path_of(call)}, values);
}

/// Goes on with the notice of the link while it holds; else says why not.
template <class Next>
http::Response with_reader(Api& api, const Call& call, db::Session& session, Next&& next) {
  const auto reader = reader_by_link(session, call.request.parameter("token"));
  if (!reader) return unknown(api, call);
  if (const auto end = notice_end(reader->notice, wish_of(call.request).language)) return told_page(api, call, end->first, end->second, 200);
  return next(*reader);
}

http::Response show(Api& api, const Call& call, const PolicyReader& reader) {
  keep_opening(api.house(), call, reader, ReadingWay::link);
  return notice_page(api, call, reader, "", {});
}

http::Response confirm(Api& api, const Call& call, db::Session& session, const PolicyReader& reader, api::RateLimit& rate) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return notice_page(api, call, reader, "", {form.refusal()});
  // Sent twice by a finger that slipped: what counts is there already.
  if (reader.recipient.confirmed_at) return go_on(path_of(call));
  const std::string given = value_of(*form, "read_by"), name = is_valid_utf8(given) ? clean_text(given, false) : std::string();
  if (const std::int64_t wait = rate.take(call.request.remote_address, call.now); wait > 0)
    return notice_page(api, call, reader, name, {{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}}});
  if (const std::size_t length = count_characters(name); length > name_limit)
    return notice_page(api, call, reader, name, {{"public.too_long", "", "/read_by", {{"limit", std::to_string(name_limit)}, {"length", std::to_string(length)}}}});
  if (const auto refusal = keep_reading(call, session, reader, ReadingWay::link, name)) return notice_page(api, call, reader, name, {*refusal});
  return go_on(path_of(call));
}

http::Operation notice_page_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made{method, pattern, id, "public pages", summary, clause::art_11_6_2};
  made.is_public = true;
  made.response_content_type = "text/html";
  return made;
}

}  // namespace

void set_notice(data& values, const Call& call, const PolicyReader& reader) {
  const Language language = wish_of(call.request).language;
  const PolicyNotice& notice = reader.notice;
  values.set("title", notice.content.title.value);
  values.set("text", notice.content.text.value);
  values.set("sent_on", notice.sent_at ? to_iso(local_date(*notice.sent_at)) : std::string());
  if (const std::string validity = validity_of(notice.content, call, language); !validity.empty()) values.set("validity", validity);
  if (notice.attachment) values.set("attachment", notice.attachment->file_name);
  if (reader.corrected) values.set("replaces", say("notice_replaces", language, {{"title", reader.corrected->content.title.value}}));
  const PolicyRecipient& row = reader.recipient;
  if (row.confirmed_at) values.set("confirmed", say("notice_confirmed", language, {{"name", row.read_by}, {"time", public_time(*row.confirmed_at, call.now, language)}}));
  values.set("can_confirm", !row.confirmed_at && notice.stage == PolicyNoticeStage::sent);
}

std::optional<std::pair<std::string, std::string>> notice_end(const PolicyNotice& notice, Language language) {
  const bool withdrawn = notice.stage == PolicyNoticeStage::withdrawn;
  if (!withdrawn && notice.stage != PolicyNoticeStage::superseded) return std::nullopt;
  const std::string day = to_iso(local_date(*notice.ended_at)), &title = notice.content.title.value;
  if (withdrawn) return std::pair(say("notice_withdrawn", language), say("notice_withdrawn_means", language, {{"title", title}, {"day", day}, {"because", notice.ended_because}}));
  return std::pair(say("notice_superseded", language), say("notice_superseded_means", language, {{"title", title}, {"day", day}}));
}

void add_notice_pages(Api& api) {
  api.read(notice_page_operation("GET", "/p/n/{token}", "public_policy_notice", "A notice; the first opening is kept"), [&api](const Call& call, db::Session& session) {
    return with_reader(api, call, session, [&](const PolicyReader& reader) { return show(api, call, reader); });
  });
  http::Operation confirming = notice_page_operation("POST", "/p/n/{token}", "public_confirm_policy_notice", "Read and understood, by a person's name");
  confirming.request_content_type = "application/x-www-form-urlencoded";
  confirming.request_body.schema = R"({"type":"object"})";
  const auto rate = std::make_shared<api::RateLimit>(confirm_burst, confirm_per_minute);
  api.write(confirming, [&api, rate](const Call& call, db::Session& session) {
    return with_reader(api, call, session, [&](const PolicyReader& reader) { return confirm(api, call, session, reader, *rate); });
  });
  http::Operation file = notice_page_operation("GET", "/p/n/{token}/attachment", "public_policy_attachment", "The file that goes with it");
  file.response_content_type = "application/octet-stream";
  api.slow(file, [&api](const Call& call, db::Session& session) {
    return with_reader(api, call, session, [&](const PolicyReader& reader) {
      const auto missing = [&] { return unknown(api, call); };
      return reader.notice.attachment ? attachment_answer(api.house(), *reader.notice.attachment, missing) : missing();
    });
  });
}

}  // namespace shouwen
