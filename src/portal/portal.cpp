// Routes of the public pages. The public acts through the same rules as everybody: as the customer of one case.
#include "portal/portal.h"

#include "portal/data_page.h"
#include "portal/draft_store.h"
#include "portal/exposure_page.h"
#include "portal/feed_pages.h"
#include "portal/journal_page.h"
#include "portal/leave.h"
#include "portal/notice_page.h"
#include "portal/page_shelf.h"
#include "portal/page_files.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/participation_pages.h"
#include "portal/price_page.h"
#include "portal/public_case.h"
#include "portal/public_report.h"
#include "portal/public_words.h"
#include "portal/receipt_page.h"
#include "portal/service_page.h"
#include "portal/survey_page.h"
#include "portal/tip_pages.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

http::Operation portal_operation(const char* method, std::string pattern, std::string id, const char* summary, const char* clause) {
  http::Operation made{method, std::move(pattern), std::move(id), "public pages", summary, clause};
  made.is_public = true;
  made.response_content_type = "text/html";
  if (made.method == "POST") {
    made.request_content_type = "application/x-www-form-urlencoded";
    made.request_body.schema = R"({"type":"object"})";
  }
  return made;
}

http::Operation upload(const char* pattern, const char* id, const char* summary, const char* clause) {
  http::Operation made = portal_operation("POST", pattern, id, summary, clause);
  made.request_content_type = "multipart/form-data";
  return made;
}

http::Response emergency(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("words", card_text(*call.rulebook, "danger", language));
  data calls{data::type::list};
  const auto add = [&calls](const std::string& name, const std::string& about, const std::string& phone) {
    data row;
    row.set("name", name);
    row.set("about", about);
    row.set("phone", phone);
    calls << row;
  };
  const Hotline hotline = hotline_of(call, language);
  if (!hotline.phone.empty()) add(hotline.name, say("emergency_hotline", language), hotline.phone);
  for (const DirectoryEntry& entry : call.rulebook->directory)
    if (entry.role == DirectoryRole::rescue)
      add(language == Language::zh ? entry.name_zh : entry.name_en, language == Language::zh ? entry.about_zh : entry.about_en, entry.phone);
  values.set("calls", calls);
  return write_page(api, call, {"emergency", say("emergency_title", language)}, values);
}

http::Response offline(Api& api, const Call& call) {
  return write_page(api, call, {"offline", say("offline_title", wish_of(call.request).language)}, page_values(call.request));
}

constexpr ReportStep asked_steps[] = {ReportStep::kind, ReportStep::danger, ReportStep::category, ReportStep::place, ReportStep::text, ReportStep::contact};

void add_questions(Api& api) {
  for (const ReportStep step : {ReportStep::kind, ReportStep::danger, ReportStep::category, ReportStep::place, ReportStep::text, ReportStep::photos,
                                ReportStep::contact, ReportStep::check})
    api.read(portal_operation("GET", std::string("/p/report/") + name_of(step), std::string("public_report_") + name_of(step), "A question of the report", clause::art_10_1),
             [&api, step](const Call& call, db::Session& session) { return report_question(api, call, session, step); });
  for (const ReportStep step : asked_steps)
    api.write(portal_operation("POST", std::string("/p/report/") + name_of(step), std::string("public_answer_") + name_of(step), "Its answer", clause::art_10_1),
              [&api, step](const Call& call, db::Session& session) { return report_answer(api, call, session, step); });
}

void add_report(Api& api) {
  api.read(portal_operation("GET", "/p/report", "public_report", "Where a report begins or goes on", clause::art_10_1),
           [&api](const Call& call, db::Session& session) { return report_start(api, call, session); });
  add_questions(api);
  api.slow(upload("/p/report/photos", "public_add_photos", "Photos of the report", clause::art_10_6),
           [&api](const Call& call, db::Session& session) { return report_photos(api, call, session); });
  api.write(portal_operation("POST", "/p/report/photos/removal", "public_remove_photo", "Take a photo out again", clause::art_10_6),
            [&api](const Call& call, db::Session& session) { return report_photo_removal(api, call, session); });
  http::Operation photo = portal_operation("GET", "/p/report/photos/{hash}", "public_photo", "A photo of one's own report", clause::art_10_6);
  photo.response_content_type = "image/*";
  api.slow(std::move(photo), [&api](const Call& call, db::Session& session) { return report_photo(api, call, session); });
  api.read(portal_operation("GET", "/p/report/emergency", "public_emergency", "Somebody is in danger: whom to call", clause::art_10_2),
           [&api](const Call& call, db::Session&) { return emergency(api, call); });
  api.write(portal_operation("POST", "/p/report/send", "public_send", "Send the report", clause::art_10_1),
            [&api](const Call& call, db::Session& session) { return report_send(api, call, session); });
  api.read(portal_operation("GET", "/p/report/received", "public_received", "Number, receipt, who is answerable", clause::art_10_1),
           [&api](const Call& call, db::Session& session) { return report_received(api, call, session); });
  api.write(portal_operation("POST", "/p/report/restart", "public_restart", "Forget what was begun", ""),
            [&api](const Call& call, db::Session& session) { return report_restart(api, call, session); });
}

void add_follow(Api& api) {
  api.read(portal_operation("GET", "/p/follow", "public_follow_form", "Where a case is looked up", clause::art_10_8),
           [&api](const Call& call, db::Session& session) { return follow_form(api, call, session); });
  api.slow(portal_operation("POST", "/p/follow", "public_follow", "Look up a case by number and phone, or by receipt", clause::art_10_8),
           [&api](const Call& call, db::Session& session) { return look_up(api, call, session); });
  api.read(portal_operation("GET", "/p/case", "public_case", "How the case stands", clause::art_10_8),
           [&api](const Call& call, db::Session& session) { return followed_case(api, call, session); });
  http::Operation as_customer = portal_operation("GET", "/api/v1/cases/{case_id}/customer_page", "read_case_as_customer", "The page as the case's customer reads it", clause::art_10_8);
  as_customer.is_public = false;
  as_customer.tag = "cases";
  api.read(std::move(as_customer), [&api](const Call& call, db::Session& session) { return case_as_customer(api, call, session); });
  api.slow(upload("/p/case/add", "public_add", "The customer adds words or photos", clause::art_10_1),
           [&api](const Call& call, db::Session& session) { return add_to_case(api, call, session); });
  api.write(portal_operation("POST", "/p/case/leave", "public_leave", "Close everything this browser was let see", ""),
            [&api](const Call& call, db::Session& session) { return leave(api, call, session, "/p"); });
  for (const PublicVerb& verb : public_verbs())
    api.write(portal_operation("POST", std::string("/p/case/") + verb.name, verb.operation_id, verb.summary, verb.clause),
              [&api, &verb](const Call& call, db::Session& session) { return act(api, call, session, verb); });
}

}  // namespace

void add_portal(Api& api) {
  add_page_files(api);
  api.read(portal_operation("GET", "/p", "public_home", "Where a customer begins", clause::art_8),
           shelved(api, [&api](const Call& call, db::Session& session) { return home_page(api, call, session); }));
  api.read(portal_operation("GET", "/p/offline", "public_offline", "What is shown without a connection", ""), [&api](const Call& call, db::Session&) { return offline(api, call); });
  add_report(api);
  add_follow(api);
  add_survey_pages(api);
  add_price_pages(api);
  add_notice_pages(api);
  add_receipt_page(api);
  add_tip_pages(api);
  add_exposure_pages(api);
  add_participation_pages(api);
  const auto board = std::make_shared<FigureBoard>();
  api.slow(portal_operation("GET", "/p/service", "public_service", "What things take, and how we do", clause::art_8),
           shelved(api, [&api, board](const Call& call, db::Session& session) { return service_page(api, call, session, *board); }));
  api.read(portal_operation("GET", "/p/bill", "public_bill", "What a month costs, line by line", clause::art_9_1),
           shelved(api, [&api](const Call& call, db::Session&) { return bill_page(api, call); }));
  api.read(portal_operation("GET", "/p/late_fee", "public_late_fee", "What paying late costs, step by step", clause::art_9_1),
           shelved(api, [&api](const Call& call, db::Session&) { return late_fee_page(api, call); }));
  api.read(portal_operation("GET", "/p/journal", "public_journal", "One root a day over the journal, and proofs", clause::art_8),
           shelved(api, [&api](const Call& call, db::Session& session) { return journal_page(api, call, session); }));
  api.read(portal_operation("GET", "/p/data", "public_data", "Open data: what there is, what it means, how to check it", clause::art_8),
           shelved(api, [&api](const Call& call, db::Session& session) { return data_page(api, call, session); }));
  add_feed_pages(api);
  add_announcements_data(api);
  api.slow(portal_operation("GET", "/p/wall", "public_wall", "The hall screen", clause::art_8),
           shelved(api, [&api, board](const Call& call, db::Session& session) { return wall_page(api, call, session, *board); }));
}

}  // namespace shouwen
