// Lists, counts, exports, and the routing suggestion.
#include <charconv>

#include "api/download.h"
#include "api/limit_words.h"
#include "api/query.h"
#include "cases/case_filter_api.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/case_store.h"
#include "customers/customer_store.h"
#include "regulation/clauses.h"
#include "regulation/message_cards.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(CaseCounts, (), (first_contact, desk, offered, unit, office, follow_up, waiting, due_today, overdue))

struct ListTotal {
  std::int64_t count = 0;
  bool more = false;  ///< there are more than were counted
};
BOOST_DESCRIBE_STRUCT(ListTotal, (), (count, more))

struct CaseListPage {
  std::vector<CaseRowView> items;
  std::optional<std::string> next;
  std::optional<std::string> previous;  ///< of a page asked for with `before`
};
BOOST_DESCRIBE_STRUCT(CaseListPage, (), (items, next, previous))

struct RoutingLimitView {
  DutyKind duty{};
  std::string duty_name, limit, source;
  Instant due_at;
};
BOOST_DESCRIBE_STRUCT(RoutingLimitView, (), (duty, duty_name, limit, source, due_at))
struct RoutingWordingView {
  std::string code, situation, text, clause;
};
BOOST_DESCRIBE_STRUCT(RoutingWordingView, (), (code, situation, text, clause))
struct RoutingView {
  std::optional<UnitId> unit_id;
  std::optional<std::string> unit_name, phone;
  std::string clause;
  bool ask_office = false, own_unit = false;
  std::vector<RoutingWordingView> wording;
  std::vector<std::string> papers;
  std::optional<std::string> papers_note;
  std::vector<RoutingLimitView> limits;
};
BOOST_DESCRIBE_STRUCT(RoutingView, (), (unit_id, unit_name, phone, clause, ask_office, own_unit, wording, papers, papers_note, limits))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, longest_page = 200, export_batch = 500, export_limit = 200000, count_limit = 10000, longest_count = 5000000;

/// What `before` says to read the list from its end.
constexpr std::string_view last_page = "end";

/// The office's and the follow-up list are for those who do that work.
std::optional<Refusal> refuse_list(const Call& call, CaseList list) {
  const char* verb = list == CaseList::office ? "rule_on" : list == CaseList::follow_up ? "follow_up" : nullptr;
  if (verb == nullptr) return std::nullopt;
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb);
  return permission.allowed ? std::nullopt : std::optional(permission.refusal);
}

std::optional<CasePageCursor> cursor_from(std::string_view text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  CasePageCursor cursor;
  const auto key = std::from_chars(text.data(), text.data() + dot, cursor.key);
  const auto id = std::from_chars(text.data() + dot + 1, text.data() + text.size(), cursor.id);
  if (key.ec != std::errc() || id.ec != std::errc()) return std::nullopt;
  return cursor;
}

std::string to_text(const CasePageCursor& cursor) { return std::to_string(cursor.key) + "." + std::to_string(cursor.id); }

http::Response list_answer(const Call& call, db::Session& session) {
  const auto filter = filter_of(call);
  if (!filter) return refused(call, filter.refusal());
  if (const auto refusal = refuse_list(call, filter->list)) return refused(call, *refusal);
  const auto limit = api::query_number(call, "limit");
  if (!limit) return refused(call, limit.refusal());
  const std::int64_t size = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
  const std::string_view before = call.request.query_value("before").value_or("");
  const char* asked = before.empty() ? "after" : "before";
  const std::string_view place = call.request.query_value(asked).value_or("");
  const auto cursor = cursor_from(place);
  if (!place.empty() && !cursor && before != last_page) return refused(call, api::bad_query(asked));
  const Reader reader = reader_of(*call.rulebook, *call.organisation, call.actor);
  auto rows = before.empty() ? list_cases(session, *filter, reader, *call.organisation, cursor, size + 1, call.now)
                             : list_cases_before(session, *filter, reader, *call.organisation, cursor, size + 1, call.now);
  const bool more = static_cast<std::int64_t>(rows.size()) > size;
  if (more) rows.erase(before.empty() ? rows.end() - 1 : rows.begin());
  const Names names{*call.organisation, *call.rulebook, call.language};
  CaseListPage page;
  for (const CaseRow& row : rows) {
    page.items.push_back(row_view(row, names, call.now));
    if (filter->list != CaseList::office) continue;
    if (const auto asked = load_case(session, row.id)) page.items.back().office_question = office_question_of(*asked, names);
  }
  if (more && before.empty()) page.next = to_text(cursor_of(*filter, rows.back()));
  if (more && !before.empty()) page.previous = to_text(cursor_of(*filter, rows.front()));
  return api::answer(page);
}

http::Response total_answer(const Call& call, db::Session& session) {
  const auto filter = filter_of(call);
  if (!filter) return refused(call, filter.refusal());
  if (const auto refusal = refuse_list(call, filter->list)) return refused(call, *refusal);
  const auto asked = api::query_number(call, "up_to");
  if (!asked) return refused(call, asked.refusal());
  const std::int64_t up_to = std::clamp<std::int64_t>(asked->value_or(count_limit), 1, longest_count);
  const Reader reader = reader_of(*call.rulebook, *call.organisation, call.actor);
  const std::int64_t found = count_listed(session, *filter, reader, *call.organisation, call.now, up_to + 1);
  return api::answer(ListTotal{std::min(found, up_to), found > up_to});
}

std::vector<std::string> export_heading(const Call& call) {
  if (call.language == http::Language::zh)
    return {"工单编号", "阶段", "结果", "类别", "分类", "渠道", "地区", "联系人", "电话", "诉求", "首问责任人", "承办人", "承办部门", "受理时间", "办结时间",
            "当前时限", "到期时间", "催办", "退回"};
  return {"Number", "Stage", "Outcome", "Kind", "Category", "Channel", "Area", "Contact", "Phone", "Text", "First contact", "Holder", "Unit", "Registered",
          "Closed", "Next duty", "Due", "Reminders", "Returns"};
}

std::vector<std::string> export_row(const CaseRow& row, const Names& names, Instant now) {
  const CaseRowView view = row_view(row, names, now);
  const auto time = [](const std::optional<Instant>& at) { return at ? to_iso(*at).substr(0, 19) : std::string(); };
  return {view.number, words_of(view.stage, names.language), words_of(view.outcome, names.language), view.kind_name, view.category_name,
          words_of(view.channel, names.language), words_of(view.area, names.language), view.contact_name, view.contact_phone, view.text,
          view.first_contact_name, view.responsible_officer_name, view.handling_unit_name, time(view.registered_at), time(view.closed_at),
          view.next_duty ? words_of(*view.next_duty, names.language) : "", time(view.next_due_at), std::to_string(view.reminders),
          std::to_string(view.returns)};
}

/// Reads an export page by page, each with a connection of its own, so that a long download holds none.
class ExportReader {
 public:
  ExportReader(House& house, const Call& call, CaseFilter filter)
      : house_(house), filter_(std::move(filter)), reader_(reader_of(*call.rulebook, *call.organisation, call.actor)),
        organisation_(call.organisation), rulebook_(call.rulebook), language_(call.language), now_(call.now) {}

  /// The next rows; empty at the end.
  std::vector<std::vector<std::string>> next() {
    std::vector<std::vector<std::string>> cells;
    if (ended_ || written_ >= export_limit) return cells;
    const auto session = house_.readers().borrow();
    const auto rows = list_cases(*session, filter_, reader_, *organisation_, cursor_, export_batch, now_);
    const Names names{*organisation_, *rulebook_, language_};
    for (const CaseRow& row : rows) cells.push_back(export_row(row, names, now_));
    written_ += static_cast<std::int64_t>(rows.size());
    ended_ = static_cast<std::int64_t>(rows.size()) < export_batch;
    if (!rows.empty()) cursor_ = cursor_of(filter_, rows.back());
    return cells;
  }

 private:
  House& house_;
  CaseFilter filter_;
  Reader reader_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  http::Language language_;
  Instant now_;
  std::optional<CasePageCursor> cursor_;
  std::int64_t written_ = 0;
  bool ended_ = false;
};

http::Response export_answer(House& house, const Call& call) {
  const auto filter = filter_of(call);
  if (!filter) return refused(call, filter.refusal());
  if (const auto refusal = refuse_list(call, filter->list)) return refused(call, *refusal);
  const auto reader = std::make_shared<ExportReader>(house, call, *filter);
  return api::download(call, {"cases-" + to_iso(local_date(call.now)), call.said("工单", "Cases"), export_heading(call), [reader] { return reader->next(); }});
}

/// The unit a routing row means: by code, or the station of the customer's place, else the first station of the area.
const Unit* routed_unit(const Call& call, db::Session& session, const RoutingRule& rule, Area area) {
  if (rule.unit_code != "@station") return call.organisation->unit_by_code(rule.unit_code);
  const auto customer_id = api::query_number(call, "customer_id");
  if (customer_id && *customer_id)
    if (const auto customer = load_customer(session, CustomerId{**customer_id}))
      if (const Unit* station = call.organisation->unit(customer->station_unit_id)) return station;
  for (const Unit& unit : call.organisation->units())
    if (unit.kind == UnitKind::supply_station && unit.area == area) return &unit;
  return nullptr;
}

/// What the clerk has told of the customer so far.
struct ToldSoFar {
  std::optional<Area> area;
  std::optional<Channel> channel;
  std::optional<CustomerClass> customer_class;
  std::optional<Voltage> voltage;
};

void fill_advice(const Call& call, RoutingView& view, const CaseCategory& category, const ToldSoFar& told) {
  const std::optional<Channel>& channel = told.channel;
  for (const WordingCard& card : call.rulebook->wording) {
    const bool fits = card.channels.empty() || (channel && std::find(card.channels.begin(), card.channels.end(), *channel) != card.channels.end());
    if (fits && !is_message_card(card.code)) view.wording.push_back({card.code, call.said(card.situation_zh, card.situation_en), call.said(card.text_zh, card.text_en), card.clause});
  }
  for (const PaperRule& paper : call.rulebook->papers) {
    if (paper.category != category.code) continue;
    view.papers = call.language == http::Language::zh ? paper.papers_zh : paper.papers_en;
    view.papers_note = call.said(paper.note_zh, paper.note_en);
  }
  for (const DutyKind duty : {DutyKind::arrival, DutyKind::contact, DutyKind::progress, DutyKind::reply}) {
    if (duty == DutyKind::arrival && !call.rulebook->kind(category.kind).needs_arrival) continue;
    const auto sources = due_by_source(*call.rulebook, call.rulebook->calendars, {duty, category.kind, category.code, told.area.value_or(Area::urban), channel, told.customer_class, told.voltage}, call.now);
    if (sources.empty()) continue;
    const LimitRule* limit = call.rulebook->limit(sources.front().limit_id);
    view.limits.push_back({duty, words_of(duty, call.language), api::words_of(sources.front().limit, call.language), limit->source, sources.front().due_at});
  }
}

http::Response routing_answer(const Call& call, db::Session& session) {
  ToldSoFar told;
  for (const auto& refusal : {api::read_enum(call, "area", told.area), api::read_enum(call, "channel", told.channel),
                              api::read_enum(call, "customer_class", told.customer_class), api::read_enum(call, "voltage", told.voltage)})
    if (refusal) return refused(call, *refusal);
  const std::optional<Area> area = told.area;
  const CaseCategory* category = call.rulebook->category(std::string(call.request.query_value("category").value_or("")));
  if (category == nullptr) return refused(call, api::bad_query("category"));
  RoutingView view;
  const RoutingRule* rule = route(*call.rulebook, category->code, area.value_or(Area::urban));
  const Unit* unit = rule == nullptr ? nullptr : routed_unit(call, session, *rule, area.value_or(Area::urban));
  view.ask_office = unit == nullptr;
  view.clause = unit == nullptr ? clause::art_10_4 : rule->clause;
  if (unit != nullptr) {
    view.unit_id = unit->id;
    view.unit_name = unit->name;
    view.phone = unit->phone;
    view.own_unit = call.organisation->is_within(call.organisation->officer(call.actor.officer_id)->unit_id, unit->id);
  }
  fill_advice(call, view, *category, told);
  return api::answer(view);
}

}  // namespace

void add_case_lists_api(Api& api) {
  auto list = case_operation("GET", "/api/v1/cases", "list_cases", "A page of a list", clause::art_10_7);
  list.response_body = json::schema_of<CaseListPage>();
  list.query = filter_parameters();
  list.query.push_back({"after", "cursor of the next page"});
  list.query.push_back({"before", "cursor of the previous page, or `end` for the last one"});
  list.query.push_back({"limit", "rows, at most 200", R"({"type":"integer"})"});
  api.read(std::move(list), [](const Call& call, db::Session& session) { return list_answer(call, session); });

  auto counts = case_operation("GET", "/api/v1/cases/counts", "count_cases", "How many wait in each list", clause::art_10_7);
  counts.response_body = json::schema_of<CaseCounts>();
  api.read(std::move(counts), [](const Call& call, db::Session& session) {
    CaseCounts found = count_cases(session, reader_of(*call.rulebook, *call.organisation, call.actor), call.now);
    if (refuse_list(call, CaseList::office)) found.office = 0;
    if (refuse_list(call, CaseList::follow_up)) found.follow_up = 0;
    return api::answer(found);
  });

  auto total = case_operation("GET", "/api/v1/cases/total", "count_listed_cases", "How many cases a list holds, counted up to 10,000 unless more is asked for", clause::art_10_7);
  total.response_body = json::schema_of<ListTotal>();
  total.query = filter_parameters();
  total.query.push_back({"up_to", "counted no further, at most 5,000,000", R"({"type":"integer"})"});
  api.read(std::move(total), [](const Call& call, db::Session& session) { return total_answer(call, session); });

  auto exported = case_operation("GET", "/api/v1/cases/export", "export_cases", "A list as CSV or XLSX", clause::art_7);
  exported.response_content_type = "text/csv";
  exported.query = filter_parameters();
  exported.query.push_back(api::download_format());
  api.slow(std::move(exported), [&api](const Call& call, db::Session&) {
    return with_permission(call, "export", [&] { return export_answer(api.house(), call); });
  });

  auto routing = case_operation("GET", "/api/v1/routing", "suggest_routing", "Whose business it is, what to say, what to bring, by when", clause::art_10_3);
  routing.response_body = json::schema_of<RoutingView>();
  routing.query = {{"category", "category code", R"({"type":"string"})", true},
                   {"area", "area", json::schema_of<Area>().schema},
                   {"channel", "channel", json::schema_of<Channel>().schema},
                   {"customer_class", "class of the customer, where limits depend on it", json::schema_of<CustomerClass>().schema},
                   {"voltage", "voltage, where limits depend on it", json::schema_of<Voltage>().schema},
                   {"customer_id", "customer", R"({"type":"integer"})"}};
  api.read(std::move(routing), [](const Call& call, db::Session& session) { return routing_answer(call, session); });
}

}  // namespace shouwen
