// What the public reads of cases: proposals and what became of each; the parts other pages share.
#include <algorithm>
#include <charconv>

#include "cases/case_store.h"
#include "participation/participation_desk.h"
#include "portal/matter_parts.h"
#include "portal/page_shelf.h"
#include "portal/page_texts.h"
#include "portal/participation_pages.h"
#include "portal/public_status.h"
#include "portal/public_words.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t matters_a_page = 40;
/// A page stays light on a bad line; what is older is on the next one.
constexpr std::size_t bytes_most = 60'000;

std::string state_words(const ServiceCase& c, Language language) {
  switch (public_state(c)) {
    case PublicState::working:
    case PublicState::offered:
    case PublicState::asking_office:
    case PublicState::waiting: return say("matter_in_work", language);
    case PublicState::answered:
    case PublicState::out_of_scope: return say("matter_answered", language);
    case PublicState::withdrawn: return say("matter_taken_back", language);
    case PublicState::closed: return say("matter_closed", language);
  }
  return {};
}

http::Response proposals(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  set_matters(values, call, session, MatterKind::proposal, "/p/proposals");
  if (call.rulebook->open_data) values.set("feed_language", std::string(language == Language::en ? "en" : "zh"));
  return write_page(api, call, {"proposals", say("proposals_title", language)}, values);
}

}  // namespace

std::int64_t before_of(const Call& call) {
  std::int64_t before = 0;
  if (const auto typed = call.request.query_value("before")) std::from_chars(typed->data(), typed->data() + typed->size(), before);
  return std::max<std::int64_t>(before, 0);
}

void set_matters(data& values, const Call& call, db::Session& session, MatterKind kind, const std::string& path) {
  const Language language = wish_of(call.request).language;
  data rows{data::type::list};
  std::size_t bytes = 0, shown = 0;
  const auto matters = list_shown_matters(session, kind, CaseId{before_of(call)}, matters_a_page + 1);
  for (const PublicMatter& matter : matters) {
    bytes += matter.title.size() + matter.text.size() + matter.result.size();
    if (shown == static_cast<std::size_t>(matters_a_page) || (shown > 0 && bytes > bytes_most)) break;
    ++shown;
    const auto c = load_case(session, matter.id);
    if (!c) continue;
    data row;
    row.set("id", std::to_string(matter.id.value));
    row.set("title", matter.title);
    row.set("text", matter.text);
    row.set("day", public_date(local_date(c->registered_at), language));
    row.set("state", state_words(*c, language));
    if (matter.verdict) row.set("verdict", words_of(*matter.verdict, language));
    if (!matter.result.empty()) row.set("result", matter.result);
    rows << row;
  }
  values.set("has_matters", !rows.list_value().empty());
  values.set("matters", rows);
  if (shown < matters.size()) values.set("older_url", path + "?before=" + std::to_string(matters[shown - 1].id.value));
}

std::string short_state(const ServiceCase& service_case, Language language) { return state_words(service_case, language); }

http::Operation participation_page(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made{method, pattern, id, "public pages", summary, clause::art_8};
  made.is_public = true;
  made.response_content_type = "text/html";
  if (made.method == "POST") {
    made.request_content_type = "application/x-www-form-urlencoded";
    made.request_body.schema = R"({"type":"object"})";
  }
  return made;
}

http::Response nothing_here(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  return told_page(api, call, say("participation_nothing", language), say("participation_nothing_means", language), 404);
}

void add_proposal_pages(Api& api) {
  api.read(participation_page("GET", "/p/proposals", "public_proposals", "Proposals and what became of each; ?before= for older ones"), shelved(api, [&api](const Call& call, db::Session& session) { return proposals(api, call, session); }));
}

void add_participation_pages(Api& api) {
  add_plan_pages(api);
  add_plan_comment_pages(api);
  add_proposal_pages(api);
  add_supervisor_pages(api);
  add_press_pages(api);
}

}  // namespace shouwen
