// Policy notices his customer got: read here, confirmed in his own name. Art. 11(6)(2).
#include "policy_notices/policy_attachment.h"
#include "portal/notice_page.h"
#include "regulation/clauses.h"
#include "representatives/my_desk.h"
#include "representatives/my_lists.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t notices_shown = 100;

bool waits(const ReceivedNotice& one) { return one.notice.stage == PolicyNoticeStage::sent && !one.recipient.confirmed_at; }

std::string state_of(const ReceivedNotice& one, const Call& call, Language language) {
  if (one.notice.stage == PolicyNoticeStage::withdrawn) return my_text("notice_is_withdrawn", language);
  if (one.notice.stage == PolicyNoticeStage::superseded) return my_text("notice_is_corrected", language);
  if (!one.recipient.confirmed_at) return my_text("notice_waits", language);
  return my_text("notice_read", language, {{"name", one.recipient.read_by}, {"time", public_time(*one.recipient.confirmed_at, call.now, language)}});
}

http::Response notices(Api& api, const Call& call, db::Session& session, const Me& me) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::notices);
  data rows{data::type::list};
  const auto found = received_notices(session, me.file.id, notices_shown);
  for (const ReceivedNotice& one : found) {
    data row;
    row.set("id", std::to_string(one.notice.id.value));
    row.set("title", one.notice.content.title.value);
    row.set("sent_on", to_iso(local_date(*one.notice.sent_at)));
    row.set("state", state_of(one, call, language));
    row.set("waits", waits(one));
    rows << row;
  }
  values.set("notices", rows);
  values.set("none", found.empty());
  return my_page(api, call, {"notices", MyPart::notices}, values);
}

std::string path_of(const PolicyReader& reader) { return "/p/my/notices/" + std::to_string(reader.notice.id.value); }

http::Response notice(Api& api, const Call& call, const Me& me, const PolicyReader& reader, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = my_values(call, &me, MyPart::notices);
  set_notice(values, call, reader);
  values.set("bureau", api.house().bureau_name());
  values.set("path", path_of(reader));
  if (const auto end = notice_end(reader.notice, language)) {
    values.set("end", end->second);
    if (reader.notice.superseded_by_id) values.set("newer", "/p/my/notices/" + std::to_string(reader.notice.superseded_by_id.value));
  }
  return my_page(api, call, {"notice", MyPart::notices, refusals, {}, path_of(reader)}, values);
}

/// Goes on with a notice his customer got; another one is none to him.
template <class Next>
http::Response with_notice(const Call& call, db::Session& session, const Me& me, Next&& next) {
  const auto reader = reader_of(session, PolicyNoticeId{call.id("notice_id")}, me.file.id);
  return reader ? next(*reader) : my_refusal(call, Refusal{"policy_notice.unknown", "", "", {}});
}

http::Response confirm(Api& api, const Call& call, db::Session& session, const Me& me, const PolicyReader& reader) {
  if (reader.recipient.confirmed_at) return go_on(path_of(reader));
  if (const auto refusal = keep_reading(call, session, reader, ReadingWay::representative, me.entry().name.value)) return notice(api, call, me, reader, {*refusal});
  return go_on(path_of(reader) + "?done=read");
}

}  // namespace

std::size_t notices_to_read(db::Session& session, const Me& me) {
  const auto found = received_notices(session, me.file.id, notices_shown);
  return static_cast<std::size_t>(std::count_if(found.begin(), found.end(), waits));
}

void add_my_notices(Api& api) {
  api.read(my_operation("GET", "/p/my/notices", "my_notices", "Policy notices his customer got", clause::art_11_6_2), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) { return notices(api, call, session, me); });
  });
  api.read(my_operation("GET", "/p/my/notices/{notice_id}", "my_notice", "One of them; the first opening is kept", clause::art_11_6_2), [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) {
      return with_notice(call, session, me, [&](const PolicyReader& reader) {
        keep_opening(api.house(), call, reader, ReadingWay::representative);
        return notice(api, call, me, reader, {});
      });
    });
  });
  api.write(my_operation("POST", "/p/my/notices/{notice_id}", "my_notice_confirmation", "Read and understood, in his own name", clause::art_11_6_2), [&api](const Call& call, db::Session& session) {
    return with_my_form(call, session, [&](const Me& me, const Form&) {
      return with_notice(call, session, me, [&](const PolicyReader& reader) { return confirm(api, call, session, me, reader); });
    });
  });
  http::Operation file = my_operation("GET", "/p/my/notices/{notice_id}/attachment", "my_notice_attachment", "The file that goes with it", clause::art_11_6_2);
  file.response_content_type = "application/octet-stream";
  api.slow(file, [&api](const Call& call, db::Session& session) {
    return with_me(call, session, [&](const Me& me) {
      return with_notice(call, session, me, [&](const PolicyReader& reader) {
        const auto missing = [&call] { return my_refusal(call, Refusal{"attachment.unknown", "", "", {}}); };
        return reader.notice.attachment ? attachment_answer(api.house(), *reader.notice.attachment, missing) : missing();
      });
    });
  });
}

}  // namespace shouwen
