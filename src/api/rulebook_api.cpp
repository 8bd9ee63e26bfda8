// The rulebook over HTTP: what is in force now or was on another day, in the reader's language.
#include <algorithm>

#include "api/answers.h"
#include "api/routes.h"
#include "base/text.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "regulation/rulebook_store.h"

namespace shouwen::api {

struct KindView {
  CaseKind kind{};
  std::string name;
  FollowUpNeed follow_up{};
  bool anonymous_allowed = false;
  Secrecy secrecy{};
  bool needs_arrival = false, answerable_on_the_spot = false;
  std::vector<std::string> clauses;
  std::string pinyin;  ///< as a category's
};
BOOST_DESCRIBE_STRUCT(KindView, (), (kind, name, follow_up, anonymous_allowed, secrecy, needs_arrival, answerable_on_the_spot, clauses, pinyin))
struct CategoryView {
  std::string code;
  CaseKind kind{};
  std::string name;
  std::vector<std::string> examples;
  std::string pinyin;  ///< initials and full reading, for finding it by Latin keys
};
BOOST_DESCRIBE_STRUCT(CategoryView, (), (code, kind, name, examples, pinyin))
struct DirectoryView {
  std::string code, name, phone, about;
  bool outside = false;
};
BOOST_DESCRIBE_STRUCT(DirectoryView, (), (code, name, phone, about, outside))
struct WordingView {
  std::string code, situation, text, clause;
  std::vector<Channel> channels;
};
BOOST_DESCRIBE_STRUCT(WordingView, (), (code, situation, text, clause, channels))
struct PaperView {
  std::string category;
  std::vector<std::string> papers;
  std::string note, source, clause;
};
BOOST_DESCRIBE_STRUCT(PaperView, (), (category, papers, note, source, clause))
struct PriceView {
  std::string code, name, price, unit, applies, source, clause, region, confidence;  ///< price: as published, to the last digit; region "": our own
  Date effective_from;
  std::optional<Date> effective_to;
};
BOOST_DESCRIBE_STRUCT(PriceView, (), (code, name, price, unit, applies, source, clause, region, confidence, effective_from, effective_to))
struct LimitView {
  std::string id;
  DutyKind duty{};
  std::vector<CaseKind> kinds;
  std::vector<std::string> categories;
  std::vector<Area> areas;
  std::vector<Channel> channels;
  std::vector<CustomerClass> customer_classes;
  std::vector<Voltage> voltages;
  std::string limit;
  Counting counting;
  bool before = false, adopted = true;
  SourceClass source_class{};
  std::string source, confidence;
  std::vector<std::string> clauses;
  Date effective_from;
  std::optional<Date> effective_to;
  std::optional<std::string> start_name, stop_name, calendar, region;  ///< calendar: its name, or "@unit"
  std::vector<std::string> pauses;  ///< names of the reasons for which only this limit's clock stops; empty: what the reasons say
};
BOOST_DESCRIBE_STRUCT(LimitView, (), (id, duty, kinds, categories, areas, channels, customer_classes, voltages, limit, counting, before, adopted, source_class, source,
                                      confidence, clauses, effective_from, effective_to, start_name, stop_name, calendar, region, pauses))
struct ReasonView {
  std::string code, name, clause;
};
BOOST_DESCRIBE_STRUCT(ReasonView, (), (code, name, clause))
struct PauseReasonView {
  std::string code, name, clause;
  std::vector<DutyKind> pauses;
  std::string longest;
};
BOOST_DESCRIBE_STRUCT(PauseReasonView, (), (code, name, clause, pauses, longest))
struct ClauseView {
  std::string cite, title, asks, software;
  std::optional<std::string> own_text;  ///< the bureau's own regulation, if imported
};
BOOST_DESCRIBE_STRUCT(ClauseView, (), (cite, title, asks, software, own_text))
struct RoleView {
  std::string role, name;
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (role, name))
struct HandOverView {
  std::int64_t return_budget = 0;
};
BOOST_DESCRIBE_STRUCT(HandOverView, (), (return_budget))
struct RulebookView {
  std::int64_t version = 0;
  std::string name;
  std::vector<KindView> kinds;
  std::vector<CategoryView> categories;
  std::vector<DirectoryView> directory;
  std::vector<WordingView> wording;
  std::vector<PaperView> papers;
  std::vector<PriceView> prices;
  std::vector<LimitView> limits;
  std::vector<PauseReasonView> pause_reasons;
  std::vector<ReasonView> transfer_reasons, return_reasons, lift_reasons;
  std::vector<ClauseView> clauses;
  std::vector<RoleView> roles;
  HandOverView hand_over;
  std::string region;  ///< whose local law applies
};
BOOST_DESCRIBE_STRUCT(RulebookView, (), (version, name, kinds, categories, directory, wording, papers, prices, limits, pause_reasons, transfer_reasons,
                                         return_reasons, lift_reasons, clauses, roles, hand_over, region))

namespace {

http::Operation rulebook_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "rulebook", summary, clause::art_5};
}

std::vector<ReasonView> reasons_of(const Call& call, const std::vector<Reason>& reasons) {
  std::vector<ReasonView> views;
  for (const Reason& reason : reasons) views.push_back({reason.code, call.said(reason.name_zh, reason.name_en), reason.clause});
  return views;
}

LimitView limit_view(const Call& call, const LimitRule& limit) {
  const Rulebook& book = *call.rulebook;
  const auto step_name = [&](const std::string& code) -> std::optional<std::string> {
    const ServiceStep* step = book.step(code);
    return step == nullptr ? std::nullopt : std::optional(call.said(step->name_zh, step->name_en));
  };
  LimitView row{limit.id, limit.duty, limit.scope.kinds, limit.scope.categories, limit.scope.areas, limit.scope.channels,
                limit.scope.customer_classes, limit.scope.voltages, to_text(limit.limit), limit.counting, limit.before, limit.adopted, limit.source_class,
                limit.source, limit.confidence, limit.clauses, limit.effective_from, limit.effective_to, step_name(limit.start), step_name(limit.stop), {}, {}, {}};
  if (limit.calendar == "@unit") row.calendar = limit.calendar;
  else if (!limit.calendar.empty()) row.calendar = book.calendars.named(limit.calendar).name;
  if (!limit.region.empty()) row.region = limit.region;
  for (const PauseReason& reason : book.pause_reasons)
    if (limit.pauses && std::find(limit.pauses->begin(), limit.pauses->end(), reason.code) != limit.pauses->end())
      row.pauses.push_back(call.said(reason.name_zh, reason.name_en));
  return row;
}

void fill_tables(const Call& call, RulebookView& view) {
  const Rulebook& book = *call.rulebook;
  for (const KindRule& kind : book.kinds)
    view.kinds.push_back({kind.kind, call.said(kind.name_zh, kind.name_en), kind.follow_up, kind.anonymous_allowed, kind.secrecy,
                          kind.needs_arrival, kind.answerable_on_the_spot, kind.clauses, pinyin_initials(kind.name_zh) + ' ' + pinyin(kind.name_zh)});
  for (const CaseCategory& category : book.categories)
    view.categories.push_back({category.code, category.kind, call.said(category.name_zh, category.name_en), category.examples_zh,
                               pinyin_initials(category.name_zh) + ' ' + pinyin(category.name_zh)});
  for (const DirectoryEntry& entry : book.directory)
    view.directory.push_back({entry.code, call.said(entry.name_zh, entry.name_en), entry.phone, call.said(entry.about_zh, entry.about_en), entry.outside});
  for (const WordingCard& card : book.wording)
    view.wording.push_back({card.code, call.said(card.situation_zh, card.situation_en), call.said(card.text_zh, card.text_en), card.clause, card.channels});
  for (const PaperRule& paper : book.papers)
    view.papers.push_back({paper.category, call.language == http::Language::zh ? paper.papers_zh : paper.papers_en,
                           call.said(paper.note_zh, paper.note_en), paper.source, paper.clause});
  for (const PostedPrice& price : book.prices)
    view.prices.push_back({price.code, call.said(price.name_zh, price.name_en), price_text(price.yuan_e8), call.said(price.unit_zh, price.unit_en),
                           call.said(price.applies_zh, price.applies_en), price.source, price.clause, price.region, price.confidence, price.effective_from, price.effective_to});
  for (const LimitRule& limit : book.limits) view.limits.push_back(limit_view(call, limit));
  view.region = book.region;
  for (const PauseReason& reason : book.pause_reasons)
    view.pause_reasons.push_back({reason.code, call.said(reason.name_zh, reason.name_en), reason.clause, reason.pauses, to_text(reason.longest)});
  for (const RoleName& role : book.roles) view.roles.push_back({role.role, call.said(role.name_zh, role.name_en)});
}

void fill_clauses(const Call& call, db::Session& session, RulebookView& view) {
  for (const ClauseText& clause : call.rulebook->clauses) {
    ClauseView row{clause.cite, call.said(clause.title_zh, clause.title_en), call.said(clause.asks_zh, clause.asks_en),
                   call.said(clause.software_zh, clause.software_en), {}};
    auto own = session.query("SELECT content FROM regulation_text WHERE cite = ?1");
    own.bind(1, clause.cite);
    if (own.step()) row.own_text = std::string(own.text(0));
    view.clauses.push_back(std::move(row));
  }
}

Result<std::shared_ptr<const Rulebook>> rulebook_asked_for(Api& api, const Call& call, db::Session& session) {
  const auto text = call.request.query_value("as_of").value_or("");
  if (text.empty()) return call.rulebook;
  const auto at = parse_instant(text);
  if (!at) return Refusal{"query.bad_value", "", "", {{"name", "as_of"}}};
  const std::int64_t version = rulebook_version_at(session, *at);
  if (version == 0) return Refusal{"rulebook.none_then", clause::art_5, "", {}};
  return api.house().rulebook_version(version);
}

void add_reading(Api& api) {
  auto read = rulebook_operation("GET", "/api/v1/rulebook", "read_rulebook", "The rulebook in force, now or at another moment");
  read.response_body = json::schema_of<RulebookView>();
  read.query = {{"as_of", "moment; a date means its beginning; absent = now", R"({"type":"string"})"}};
  api.read(read, [&api](const Call& asked, db::Session& session) {
    const auto book = rulebook_asked_for(api, asked, session);
    if (!book) return refused(asked, book.refusal());
    Call call = asked;
    call.rulebook = *book;
    RulebookView view;
    view.version = call.rulebook->version;
    view.name = call.rulebook->name;
    fill_tables(call, view);
    fill_clauses(call, session, view);
    view.transfer_reasons = reasons_of(call, call.rulebook->hand_over.transfer_reasons);
    view.return_reasons = reasons_of(call, call.rulebook->hand_over.return_reasons);
    view.lift_reasons = reasons_of(call, call.rulebook->closing.lift_reasons);
    view.hand_over.return_budget = call.rulebook->hand_over.return_budget;
    return answer(view);
  });
}

}  // namespace

void add_rulebook_api(Api& api) {
  add_reading(api);
}

}  // namespace shouwen::api
