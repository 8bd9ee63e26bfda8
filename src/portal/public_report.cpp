// Keeping the draft between the questions, and sending it.
#include "portal/public_report.h"

#include <algorithm>

#include "api/qr_code.h"
#include "base/text.h"
#include "cases/attachment_store.h"
#include "cases/case_routes.h"
#include "cases/work.h"
#include "http/multipart.h"
#include "portal/case_parts.h"
#include "portal/draft_store.h"
#include "portal/named_officers.h"
#include "portal/page_texts.h"
#include "portal/photo_upload.h"
#include "portal/public_words.h"
#include "portal/report_pages.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

std::string step_path(ReportStep step) { return std::string("/p/report/") + name_of(step); }

std::optional<ReportDraft> draft_of(Api& api, const Call& call, db::Session& session) {
  return load_draft(session, api.house(), call.request.cookie(draft_cookie), call.now);
}

/// Without a draft there is no such question: the customer begins again and is told why.
http::Response begin_again() { return go_on("/p/report?lost=yes"); }

bool is_sent(const ReportDraft& draft) { return !draft.number.empty(); }

/// May be asked now: everything it builds on is answered.
bool may_ask(ReportStep step, const ReportDraft& draft, const Rulebook& rulebook) {
  if (step == ReportStep::photos) step = ReportStep::check;
  for (const ReportStep earlier : steps_of(draft, rulebook)) {
    if (earlier == step) return true;
    if (!is_answered(draft, earlier)) return false;
  }
  return false;
}

http::Response kind_page(Api& api, const Call& call, const ReportDraft& draft, const std::vector<Refusal>& refusals) {
  return question_page(api, call, ReportStep::kind, draft, refusals);
}

void keep(Api& api, const Call& call, db::Session& session, const std::string& token, const ReportDraft& draft) {
  save_draft(session, api.house(), token, draft, call.now.plus_seconds(draft_kept_seconds));
}

/// What the house said no to, shown where it can be put right.
http::Response refused_page(Api& api, const Call& call, const ReportDraft& draft, std::vector<Refusal> refusals) {
  for (Refusal& refusal : refusals) refusal = for_customer(std::move(refusal));
  return question_page(api, call, ReportStep::check, draft, refusals);
}

/// Photos become attachments of the case in the same transaction. Those a restore did not bring along are left out.
Result<Performed> attach_photos(Api& api, const Call& call, db::Session& session, std::string_view token, const ReportDraft& draft, Performed performed) {
  const CaseDesk desk = desk_of(api.house(), call, session);
  for (const DraftPhoto& photo : draft.photos) {
    if (!adopt_file(draft_folder(api.house(), token), api.house().folder(), photo.hash)) continue;
    Result<Performed> attached = attach_photo(desk, performed.after.id, photo);
    if (!attached) return attached.refusal();
    attached->receipt = std::move(performed.receipt);
    performed = *std::move(attached);
  }
  return performed;
}

}  // namespace

http::Response report_start(Api& api, const Call& call, db::Session& session) {
  const auto draft = draft_of(api, call, session);
  if (draft && !is_sent(*draft) && draft->kind) {
    const Language language = wish_of(call.request).language;
    data values = page_values(call.request);
    values.set("next", step_path(next_open_step(*draft, *call.rulebook)));
    values.set("hint", say("resume_hint", language, {{"days", std::to_string(draft_kept_seconds / seconds_per_day)}}));
    const KindRule& kind = call.rulebook->kind(*draft->kind);
    values.set("kind", language == Language::zh ? kind.name_zh : kind.name_en);
    if (!draft->text.empty()) values.set("text", first_characters(draft->text, 60));
    return write_page(api, call, {"report_resume", say("resume_title", language)}, values);
  }
  std::vector<Refusal> refusals;
  if (call.request.query_value("lost")) refusals.push_back({"public.draft_missing", "", "", {}});
  return kind_page(api, call, {}, refusals);
}

http::Response report_question(Api& api, const Call& call, db::Session& session, ReportStep step) {
  const auto draft = draft_of(api, call, session);
  if (!draft) return step == ReportStep::kind ? kind_page(api, call, {}, {}) : begin_again();
  if (is_sent(*draft)) return step == ReportStep::kind ? kind_page(api, call, {}, {}) : go_on("/p/report/received");
  if (!may_ask(step, *draft, *call.rulebook)) return go_on(step_path(next_open_step(*draft, *call.rulebook)));
  return question_page(api, call, step, *draft, {});
}

http::Response report_answer(Api& api, const Call& call, db::Session& session, ReportStep step) {
  const auto form = http::parse_form(call.request.body);
  if (!form) return kind_page(api, call, {}, {form.refusal()});
  auto draft = draft_of(api, call, session);
  std::string token(call.request.cookie(draft_cookie));
  if (step == ReportStep::kind && (!draft || is_sent(*draft))) {
    draft = ReportDraft{};
    token = new_draft_token();
  }
  if (!draft) return begin_again();
  if (is_sent(*draft)) return go_on("/p/report/received");
  if (!may_ask(step, *draft, *call.rulebook)) return go_on(step_path(next_open_step(*draft, *call.rulebook)));
  Answered answered = answer(step, *form, *std::move(draft), *call.rulebook);
  // A tip is given on one page of its own: no draft of it is kept.
  if (answered.draft.kind == CaseKind::tip_off) return go_on("/p/tip/new");
  if (!answered.refusals.empty()) return question_page(api, call, step, answered.draft, answered.refusals);
  keep(api, call, session, token, answered.draft);
  const std::vector<std::string> cookies{page_cookie(call.request, draft_cookie, token, draft_kept_seconds)};
  if (step == ReportStep::danger && answered.draft.danger) return go_on("/p/report/emergency", cookies);
  const bool changing = call.request.query_value("change").has_value();
  return go_on(step_path(changing ? next_open_step(answered.draft, *call.rulebook) : step_after(step, answered.draft, *call.rulebook)), cookies);
}

http::Response report_photos(Api& api, const Call& call, db::Session& session) {
  const std::string token(call.request.cookie(draft_cookie));
  auto draft = load_draft(session, api.house(), token, call.now);
  if (!draft) return begin_again();
  if (is_sent(*draft)) return go_on("/p/report/received");
  const std::size_t room = photo_count_limit - std::min(photo_count_limit, draft->photos.size());
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, photo_limit_bytes, 2 * photo_count_limit);
  if (!parts) return question_page(api, call, ReportStep::photos, *draft, {parts.refusal()});
  const auto photos = keep_photos(*parts, draft_folder(api.house(), token), room);
  if (!photos) return question_page(api, call, ReportStep::photos, *draft, {photos.refusal()});
  const bool goes_on = std::any_of(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "go" && part.content == "next"; });
  if (photos->empty() && !goes_on) return question_page(api, call, ReportStep::photos, *draft, {Refusal{"public.photo_missing", "", "/photo", {}}});
  // Read again where nothing else writes: two uploads at once must not lose one of them.
  api.house().writer().run([&](db::Session& writing) {
    if (auto fresh = load_draft(writing, api.house(), token, call.now)) draft = std::move(fresh);
    for (const DraftPhoto& photo : *photos) {
      const bool known = std::any_of(draft->photos.begin(), draft->photos.end(), [&photo](const DraftPhoto& row) { return row.hash == photo.hash; });
      if (!known && draft->photos.size() < photo_count_limit) draft->photos.push_back(photo);
    }
    if (goes_on) draft = answer(ReportStep::photos, {}, *std::move(draft), *call.rulebook).draft;
    keep(api, call, writing, token, *draft);
  });
  const bool changing = call.request.query_value("change").has_value();
  if (!goes_on) return go_on(step_path(ReportStep::photos) + (changing ? "?change=yes" : ""));
  return go_on(step_path(changing ? next_open_step(*draft, *call.rulebook) : step_after(ReportStep::photos, *draft, *call.rulebook)));
}

http::Response report_photo_removal(Api& api, const Call& call, db::Session& session) {
  const auto form = http::parse_form(call.request.body);
  auto draft = draft_of(api, call, session);
  if (!form || !draft) return begin_again();
  const std::string hash = value_of(*form, "hash");
  std::erase_if(draft->photos, [&hash](const DraftPhoto& photo) { return photo.hash == hash; });
  keep(api, call, session, std::string(call.request.cookie(draft_cookie)), *draft);
  return go_on(step_path(ReportStep::photos) + (call.request.query_value("change") ? "?change=yes" : ""));
}

http::Response report_photo(Api& api, const Call& call, db::Session& session) {
  const std::string token(call.request.cookie(draft_cookie));
  const auto draft = load_draft(session, api.house(), token, call.now);
  const std::string_view hash = call.request.parameter("hash");
  http::Response response;
  response.status = 404;
  response.content_type = "text/plain; charset=utf-8";
  if (!draft) return response;
  for (const DraftPhoto& photo : draft->photos)
    if (photo.hash == hash)
      if (auto content = read_file(draft_folder(api.house(), token), photo.hash)) {
        response.status = 200;
        response.content_type = photo.content_type;
        response.body = *std::move(content);
      }
  return response;
}

http::Response report_send(Api& api, const Call& call, db::Session& session) {
  const std::string token(call.request.cookie(draft_cookie));
  auto draft = load_draft(session, api.house(), token, call.now);
  if (!draft) return begin_again();
  if (is_sent(*draft)) return go_on("/p/report/received");
  if (!may_ask(ReportStep::check, *draft, *call.rulebook)) return go_on(step_path(next_open_step(*draft, *call.rulebook)));
  // The words are for those who work on it, so they are in their language.
  auto input = registration_of(*draft, *call.rulebook, say("danger_words", Language::zh));
  if (!input.mistakes.empty()) return refused_page(api, call, *draft, std::move(input.mistakes));
  if (!draft->officer.empty()) name_accused_in(input.value, draft->officer, "", *call.organisation);
  Result<Performed> registered = perform_registration(desk_of(api.house(), call, session), input.value);
  if (!registered) return refused_page(api, call, *draft, {registered.refusal()});
  announce(api, *registered);
  Result<Performed> performed = attach_photos(api, call, session, token, *draft, *std::move(registered));
  if (!performed) return refused_page(api, call, *draft, {performed.refusal()});
  // What was typed is the case's now; the draft only remembers what it became.
  ReportDraft sent;
  sent.kind = draft->kind;
  sent.number = performed->after.number;
  sent.receipt = performed->receipt;
  save_draft(session, api.house(), token, sent, call.now.plus_seconds(sent_draft_kept_seconds));
  api.after_commit([folder = draft_folder(api.house(), token)] {
    std::error_code ignored;
    std::filesystem::remove_all(folder, ignored);
  });
  return go_on("/p/report/received");
}

http::Response report_received(Api& api, const Call& call, db::Session& session) {
  const auto draft = draft_of(api, call, session);
  if (!draft) return begin_again();
  const auto id = is_sent(*draft) ? find_case_by_number(session, draft->number) : std::nullopt;
  const auto sent = id ? load_case(session, *id) : std::nullopt;
  if (!sent) return go_on(step_path(next_open_step(*draft, *call.rulebook)));
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("number", sent->number);
  values.set("receipt", draft->receipt);
  const std::string url = own_url(call.request, "/p/follow?receipt=" + draft->receipt);
  values.set("url", url);
  if (const std::string qr = qr_svg(url); !qr.empty()) values.set("qr", qr);
  set_answerable(values, call, *sent, language);
  set_promises(values, call, *sent, language);
  return write_page(api, call, {"received", say("received", language)}, values);
}

http::Response report_restart(Api& api, const Call& call, db::Session& session) {
  forget_draft(session, api.house(), call.request.cookie(draft_cookie));
  return go_on("/p/report", {page_cookie(call.request, draft_cookie, "", 0)});
}

}  // namespace shouwen
