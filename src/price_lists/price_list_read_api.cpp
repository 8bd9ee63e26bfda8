// Reading price lists at the desk: the list, one with its difference and what may be done.
#include "price_lists/price_list_desk.h"

#include <algorithm>

#include "api/qr_code.h"
#include "price_lists/price_list_words.h"

namespace shouwen {

struct PriceListRowView {
  PriceListId id;
  std::int64_t version = 0;
  PriceListState state{};
  std::int64_t number = 0;                 ///< 0 before it is issued
  Date in_force_from;
  bool is_in_force = false;
  std::string drafted_by_name, reviewed_by_name, approved_by_name;
  Instant drafted_at;
  std::optional<Instant> submitted_at, reviewed_at, issued_at;
  std::optional<std::int64_t> corrects_number;
};
BOOST_DESCRIBE_STRUCT(PriceListRowView, (), (id, version, state, number, in_force_from, is_in_force, drafted_by_name, reviewed_by_name, approved_by_name, drafted_at, submitted_at,
                                             reviewed_at, issued_at, corrects_number))
struct PriceListsView {
  std::vector<PriceListRowView> items;
  std::optional<std::string> next;
  std::int64_t number_in_force = 0;        ///< 0 = none
  std::vector<PriceChange> drift;          ///< what the rulebook of today charges otherwise than the price list in force says
  bool may_draft = false;
};
BOOST_DESCRIBE_STRUCT(PriceListsView, (), (items, next, number_in_force, drift, may_draft))

/// One price, tariff, set of hours or fee, in the reader's words.
struct ListedView {
  std::string code, name, value, applies;  ///< value: "0.58886875 元/千瓦时", of fees what is charged; "" of tariffs and hours
  std::vector<std::string> lines;          ///< tiers, windows
  std::string term, payers, source, confidence;
};
BOOST_DESCRIBE_STRUCT(ListedView, (), (code, name, value, applies, lines, term, payers, source, confidence))

struct PriceListView {
  PriceListRowView price_list;
  std::int64_t rulebook_version = 0;
  std::vector<ListedView> prices, tariffs, hours, fees;
  std::string correction_zh, correction_en, returned_reason, returned_by_name;
  std::optional<Instant> returned_at;
  std::optional<std::int64_t> compared_number;  ///< the price list that holds until this one
  std::vector<PriceChange> changes;        ///< from that one
  std::vector<PriceChange> outdated;       ///< before the issue: what the rulebook says otherwise by now
  bool is_outdated = false;                ///< then it cannot be approved
  std::string hash, public_key, url, qr;   ///< of issued ones; the code as SVG
  std::vector<std::string> actions;        ///< change, submit, discard, review, approve: what this reader may do now
};
BOOST_DESCRIBE_STRUCT(PriceListView, (), (price_list, rulebook_version, prices, tariffs, hours, fees, correction_zh, correction_en, returned_reason, returned_by_name, returned_at, compared_number, changes, outdated,
                                          is_outdated, hash, public_key, url, qr, actions))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, longest_page = 200;

PriceListRowView row_view(const Call& call, const PriceList& list, std::int64_t in_force) {
  return {list.id, list.version, list.state, list.number, list.in_force_from, list.number != 0 && list.number == in_force, officer_name(call, list.drafted_by_id),
          officer_name(call, list.reviewed_by_id), officer_name(call, list.approved_by_id), list.drafted_at, list.submitted_at, list.reviewed_at, list.issued_at, list.corrects_number};
}

std::vector<std::string> actions_of(const Call& call, const PriceList& list) {
  std::vector<std::string> actions;
  const OfficerId me = call.actor.officer_id;
  const bool mine = me == list.drafted_by_id, draft = list.state == PriceListState::draft;
  const auto offer = [&](const char* action, const char* verb, bool possible) {
    if (possible && may(*call.rulebook, *call.organisation, call.actor, verb).allowed) actions.emplace_back(action);
  };
  offer("change", "draft_price_list", draft && mine);
  offer("submit", "draft_price_list", draft && mine);
  offer("discard", "draft_price_list", draft);
  offer("review", "review_price_list", list.state == PriceListState::submitted && !mine);
  offer("approve", "approve_price_list", list.state == PriceListState::reviewed && !mine && me != list.reviewed_by_id);
  return actions;
}

std::string own_address(const Call& call, std::int64_t number) {
  return std::string(call.request.header("x-forwarded-proto") == "https" ? "https" : "http") + "://" + std::string(call.request.header("host")) + "/p/prices/" + std::to_string(number);
}

template <class Row>
ListedView listed_view(const Call& call, const Row& row) {
  const Said term = term_words(row.effective_from, row.effective_to);
  return {row.code, call.said(row.name_zh, row.name_en), "", "", {}, call.said(term.zh, term.en), "", row.source, row.confidence};
}

void set_body(const Call& call, const PriceListBody& body, PriceListView& view) {
  const auto said = [&call](const Said& words) { return call.said(words.zh, words.en); };
  for (const ListedPrice& price : body.prices) {
    ListedView row = listed_view(call, price);
    row.value = price.price + " " + call.said(price.unit_zh, price.unit_en);
    row.applies = call.said(price.applies_zh, price.applies_en);
    row.payers = said(class_words(payers_of(body, price.code)));
    view.prices.push_back(std::move(row));
  }
  for (const ListedTariff& tariff : body.tariffs) {
    ListedView row = listed_view(call, tariff);
    row.applies = call.said(tariff.about_zh, tariff.about_en);
    for (const ListedSeason& season : tariff.seasons)
      if (!season.tier_limits_kwh.empty()) row.lines.push_back(said(tier_words(season)));
    if (tariff.basic_charge) row.lines.push_back(said(basic_charge_words(*tariff.basic_charge)));
    if (!is_priced(body, tariff, view.price_list.in_force_from)) row.lines.push_back(call.said("起用日没有公布齐全的电价，不能按此计费", "its prices are not all published on the first day: nothing is billed by it"));
    view.tariffs.push_back(std::move(row));
  }
  if (body.power_factor) {
    ListedView row{"power_factor", call.said("功率因数调整电费", "Power-factor adjustment"), "", "", {}, "", "", body.power_factor->source, body.power_factor->confidence};
    for (const ListedStandard& standard : body.power_factor->standards) row.lines.push_back(said(standard_words(standard)));
    view.tariffs.push_back(std::move(row));
  }
  for (const ListedTimeOfUse& use : body.times_of_use) {
    ListedView row = listed_view(call, use);
    row.applies = call.said(use.hot_days_zh, use.hot_days_en);
    for (const ListedWindow& window : use.windows) row.lines.push_back(said(window_words(window)));
    view.hours.push_back(std::move(row));
  }
  for (const ListedFee& fee : body.fees) {
    ListedView row = listed_view(call, fee);
    row.value = said(fee_words(fee));
    row.applies = call.said(fee.covers_zh, fee.covers_en);
    row.payers = said(class_words(fee.payer_classes));
    view.fees.push_back(std::move(row));
  }
}

PriceListView view_of(Api& api, const Call& call, db::Session& session, const PriceList& list) {
  PriceListView view;
  view.price_list = row_view(call, list, price_list_in_force(session, local_date(call.now)).value_or(0));
  view.rulebook_version = list.rulebook_version;
  set_body(call, list.body, view);
  view.correction_zh = list.correction_zh.value;
  view.correction_en = list.correction_en.value;
  view.returned_reason = list.returned_reason;
  view.returned_by_name = officer_name(call, list.returned_by_id);
  view.returned_at = list.returned_at;
  ComparedPriceList compared = compared_with_last(session, list);
  view.compared_number = compared.number;
  view.changes = std::move(compared.changes);
  view.actions = actions_of(call, list);
  if (list.content) {
    view.hash = list.content->hash;
    view.public_key = list.content->public_key;
    view.url = own_address(call, list.number);
    view.qr = qr_svg(view.url);
  } else if (list.state != PriceListState::discarded) {
    const PriceListBody now = price_list_body(*rulebook_on(api.house(), session, list.in_force_from, call.now), list.in_force_from);
    view.is_outdated = now != list.body;
    view.outdated = price_list_difference(list.body, now, list.in_force_from);
  }
  return view;
}

http::Response lists_answer(const Call& call, db::Session& session) {
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  for (const auto* one : {&after, &limit})
    if (!*one) return refused(call, one->refusal());
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
  auto lists = list_price_lists(session, PriceListId{after->value_or(0)}, rows + 1);
  PriceListsView view;
  if (static_cast<std::int64_t>(lists.size()) > rows) {
    lists.pop_back();
    view.next = std::to_string(lists.back().id.value);
  }
  view.number_in_force = price_list_in_force(session, local_date(call.now)).value_or(0);
  for (const PriceList& list : lists) view.items.push_back(row_view(call, list, view.number_in_force));
  view.may_draft = may(*call.rulebook, *call.organisation, call.actor, "draft_price_list").allowed;
  if (const auto shown = load_issued_price_list(session, view.number_in_force)) {
    const Date today = local_date(call.now);
    view.drift = price_list_difference(shown->body, price_list_body(*call.rulebook, shown->in_force_from), today);
  }
  return api::answer(view);
}

}  // namespace

void add_price_list_reads_api(Api& api) {
  auto list = price_list_operation("GET", "/price_lists", "list_price_lists", "Price lists, newest first, and whether the rulebook still charges what is posted");
  list.response_body = json::schema_of<PriceListsView>();
  list.query = {{"after", "next page", R"({"type":"integer"})"}, {"limit", "rows", R"({"type":"integer"})"}};
  api.read(list, [](const Call& call, db::Session& session) { return with_permission(call, "read_price_lists", [&] { return lists_answer(call, session); }); });

  auto read = price_list_operation("GET", "/price_lists/{price_list_id}", "read_price_list", "One price list, what changes with it, what may be done");
  read.response_body = json::schema_of<PriceListView>();
  api.read(read, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_price_lists", [&] {
      const auto found = load_price_list(session, PriceListId{call.id("price_list_id")});
      return found ? api::answer(view_of(api, call, session, *found)) : refused(call, Refusal{"price_list.unknown", "", "", {}});
    });
  });
}

}  // namespace shouwen
