// What the public reads of suggestions, supervisors' reports and press questions: cases an editor may word, their wording. Art. 8.
#include <algorithm>

#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "customers/customer_file_store.h"
#include "participation/participation_api.h"
#include "participation/participation_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

struct PublicMatterRow {
  CaseId case_id;
  std::string number, category_name;
  Instant registered_at;
  bool answered = false;
  std::int64_t version = 0;        ///< of the wording; 0 = nothing was worded yet
  bool shown = false;
  std::string title;
  bool has_result = false;
};
BOOST_DESCRIBE_STRUCT(PublicMatterRow, (), (case_id, number, category_name, registered_at, answered, version, shown, title, has_result))
struct PublicMatterView {
  CaseId case_id;
  std::string number, case_text;   ///< what the customer wrote, for the editor only
  std::vector<std::string> replies;
  bool answered = false;
  MatterKind kind{};
  std::int64_t version = 0;
  bool shown = false;
  std::string title, text, result, written_by_name, withdrawn_because;
  std::optional<CommentVerdict> verdict;
  std::optional<Instant> written_at;
  std::string url;                 ///< of the public page
};
BOOST_DESCRIBE_STRUCT(PublicMatterView, (), (case_id, number, case_text, replies, answered, kind, version, shown, title, text, result, written_by_name, withdrawn_because, verdict, written_at, url))
struct PublicMatterChanged {
  CaseId case_id;
  std::int64_t version = 0;
  bool shown = false;
};
BOOST_DESCRIBE_STRUCT(PublicMatterChanged, (), (case_id, version, shown))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, largest_page = 200;

bool is_answered(const ServiceCase& c) { return c.outcome == Outcome::answered || c.outcome == Outcome::out_of_scope; }

/// Everybody the case names, so that none of them stands in what the public reads.
KnownPerson known_of(const Call& call, db::Session& session, const ServiceCase& c) {
  KnownPerson known{{c.contact.name}, {c.contact.phone}, {c.contact.address}};
  if (const auto file = c.contact.customer_id ? load_file(session, c.contact.customer_id) : std::nullopt) {
    known.names.push_back(file->name.value);
    known.numbers.insert(known.numbers.end(), {file->phone.value, file->account_number.value});
    known.addresses.push_back(file->address.value);
  }
  std::vector<OfficerId> accused{c.about_officer_id};
  if (c.further_accused) accused.insert(accused.end(), c.further_accused->officer_ids.begin(), c.further_accused->officer_ids.end());
  for (const OfficerId id : accused) known.names.push_back(api::officer_name(call, id));
  return known;
}

MatterSituation situation_of(const Call& call, db::Session& session, const ServiceCase& c) {
  return {call.actor.officer_id, call.now, c.kind, c.channel == Channel::media, is_supervisor_report(session, c.id), is_answered(c), c.text, known_of(call, session, c)};
}

MatterKind kind_of(const MatterSituation& situation) {
  if (situation.from_supervisor) return MatterKind::supervisor_report;
  return situation.from_media && situation.case_kind == CaseKind::inquiry ? MatterKind::press_answer : MatterKind::proposal;
}

const char* page_of(MatterKind kind) {
  switch (kind) {
    case MatterKind::proposal: return "/p/proposals";
    case MatterKind::supervisor_report: return "/p/supervisors";
    case MatterKind::press_answer: return "/p/press";
  }
  return "";
}

PublicMatterView view_of(const Call& call, db::Session& session, const ServiceCase& c) {
  const MatterSituation situation = situation_of(call, session, c);
  const PublicMatter matter = load_matter(session, c.id);
  PublicMatterView view;
  view.case_id = c.id;
  view.number = c.number;
  view.case_text = c.text;
  for (const ReplyGiven& reply : c.replies) view.replies.push_back(reply.text);
  view.answered = situation.answered;
  view.kind = matter.version > 0 ? matter.kind : kind_of(situation);
  view.version = matter.version;
  view.shown = matter.shown;
  view.title = matter.title;
  view.text = matter.text;
  view.result = matter.result;
  view.written_by_name = api::officer_name(call, matter.written_by_id);
  view.withdrawn_because = matter.withdrawn_because;
  view.verdict = matter.verdict;
  if (matter.version > 0) view.written_at = matter.written_at;
  view.url = page_of(view.kind);
  return view;
}

PublicMatterRow row_of(const Call& call, db::Session& session, const ServiceCase& c) {
  const PublicMatter matter = load_matter(session, c.id);
  const CaseCategory* category = call.rulebook->category(c.category);
  return {c.id, c.number, category == nullptr ? c.category : call.said(category->name_zh, category->name_en), c.registered_at, is_answered(c), matter.version, matter.shown, matter.title, !matter.result.empty()};
}

void add_reads(Api& api) {
  auto list = participation_operation("GET", "/public_matters", "read_public_matters", "Cases of which the public could be told, newest first, and what it is told", clause::art_8);
  list.query = {{"kind", "proposal, supervisor_report or press_answer", R"({"type":"string","enum":["proposal","supervisor_report","press_answer"]})"},
                {"after", "next page", R"({"type":"integer"})"},
                {"limit", "rows", R"({"type":"integer"})"}};
  list.response_body = json::schema_of<api::Page<PublicMatterRow>>();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_participation(call, "word_public_matters", [&](const ParticipationRules&) {
      const auto kind = json::enum_of<MatterKind>(call.request.query_value("kind").value_or("proposal"));
      if (!kind) return refused(call, Refusal{"query.bad_value", "", "", {{"name", "kind"}}});
      const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
      if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
      const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, largest_page);
      auto ids = cases_to_word(session, *kind, CaseId{after->value_or(0)}, rows + 1);
      api::Page<PublicMatterRow> page;
      if (static_cast<std::int64_t>(ids.size()) > rows) {
        ids.pop_back();
        page.next = std::to_string(ids.back().value);
      }
      for (const CaseId id : ids)
        if (const auto c = readable_case(call, session, id)) page.items.push_back(row_of(call, session, *c));
      return api::answer(page);
    });
  });

  auto one = participation_operation("GET", "/public_matters/{case_id}", "read_public_matter", "A case and its public wording, for the editor", clause::art_8);
  one.response_body = json::schema_of<PublicMatterView>();
  api.read(one, [](const Call& call, db::Session& session) {
    return with_participation(call, "word_public_matters", [&](const ParticipationRules&) {
      const auto c = readable_case(call, session, CaseId{call.id("case_id")});
      if (!c) return refused(call, c.refusal());
      const MatterSituation situation = situation_of(call, session, *c);
      return fits(kind_of(situation), situation) ? api::answer(view_of(call, session, *c)) : refused(call, Refusal{"matter.wrong_kind", clause::art_8, "", {}});
    });
  });
}

template <class Input, class Rule>
void add_verb(Api& api, const char* id, const char* resource, const char* summary, Rule rule) {
  api.write(participation_command<Input, PublicMatterChanged>(std::string("/public_matters/{case_id}") + resource, id, summary, clause::art_8), [rule](const Call& call, db::Session& session) {
    return with_participation(call, "word_public_matters", [&](const ParticipationRules&) {
      const auto c = readable_case(call, session, CaseId{call.id("case_id")});
      if (!c) return refused(call, c.refusal());
      return api::with_body<Input>(call, [&](const Input& input) {
        const PublicMatter before = load_matter(session, c->id);
        const MatterDecision decision = rule(before, input, situation_of(call, session, *c));
        if (!decision) return refused(call, decision.refusal());
        const PublicMatter after = save_matter(session, before, *decision, call.rulebook->version).state;
        return api::answer(PublicMatterChanged{after.id, after.version, after.shown}, 201);
      });
    });
  });
}

}  // namespace

void add_public_matters_api(Api& api) {
  add_reads(api);
  add_verb<WordMatterInput>(api, "word_public_matter", "/wordings", "What the public reads of it, in the editor's words", &word_matter);
  add_verb<WithdrawMatterInput>(api, "withdraw_public_matter", "/withdrawals", "The public reads it no longer, and why", &withdraw_matter);
}

}  // namespace shouwen
