// Charges of affiliated enterprises: entered, compared, explained by the unit, decided by supervision. Art. 9(3).
#include <algorithm>

#include "api/download.h"
#include "api/query.h"
#include "charges/charge_api.h"
#include "charges/charge_desk.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"
#include "regulation/price.h"

namespace shouwen {

struct AffiliateChargeView {
  AffiliateChargeId id;
  std::int64_t version = 0;
  CustomerId affiliate_id;
  std::string affiliate_name;
  AffiliateSide side{};
  std::string counterparty;
  Date charged_on;
  std::string item, what, unit;
  std::int64_t quantity_thousandths = 0, amount_fen = 0;
  TariffComparison comparison{};
  std::optional<std::int64_t> published_fen, published_number;
  std::string published_name, published_unit, published_price;
  ExceptionState exception{};
  std::string entered_by_name, unit_name, source, source_number;
  Instant entered_at;
  std::string explanation, explained_by_name, decision, decided_by_name;
  std::optional<Instant> explained_at, decided_at;
  std::vector<std::string> actions;
};
BOOST_DESCRIBE_STRUCT(AffiliateChargeView, (), (id, version, affiliate_id, affiliate_name, side, counterparty, charged_on, item, what, unit, quantity_thousandths, amount_fen,
                                                comparison, published_fen, published_number, published_name, published_unit, published_price, exception, entered_by_name,
                                                unit_name, source, source_number, entered_at, explanation, explained_by_name, decision, decided_by_name, explained_at,
                                                decided_at, actions))
struct AffiliateChargesView {
  std::vector<AffiliateChargeView> items;
  std::int64_t open_exceptions = 0;
  std::optional<std::string> next;
};
BOOST_DESCRIBE_STRUCT(AffiliateChargesView, (), (items, open_exceptions, next))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, longest_page = 200;

std::vector<std::string> actions_on(const Call& call, const AffiliateCharge& charge) {
  std::vector<std::string> actions;
  const auto add = [&](const char* verb) {
    if (!refuse_unless_may(call, verb, charge.unit_id, charge.entered_by_id)) actions.emplace_back(verb);
  };
  const bool open = charge.exception == ExceptionState::opened, explained = charge.exception == ExceptionState::explained;
  if (open || explained) add("explain_exception");
  if (explained && charge.explained_by_id != call.actor.officer_id) add("decide_exception");
  return actions;
}

AffiliateChargeView charge_view(const Call& call, db::Session& session, const AffiliateCharge& charge) {
  AffiliateChargeView view;
  view.id = charge.id;
  view.version = charge.version;
  view.affiliate_id = charge.affiliate_id;
  const auto file = load_file(session, charge.affiliate_id);
  view.affiliate_name = file ? file->name.value : std::string();
  view.side = charge.side;
  view.counterparty = charge.counterparty.value;
  view.charged_on = charge.charged_on;
  view.item = charge.item.value;
  view.what = charge.what.value;
  view.unit = charge.unit.value;
  view.quantity_thousandths = charge.quantity_thousandths;
  view.amount_fen = charge.amount_fen;
  view.comparison = charge.comparison;
  if (charge.published) {
    view.published_fen = charge.published->amount_fen;
    view.published_number = charge.published->number;
    view.published_name = call.said(charge.published->name_zh, charge.published->name_en);
    view.published_unit = charge.published->unit;
    view.published_price = price_text(charge.published->yuan_e8);
  }
  view.exception = charge.exception;
  view.entered_by_name = officer_name(call, charge.entered_by_id);
  view.unit_name = unit_name(call, charge.unit_id);
  view.source = charge.source;
  view.source_number = charge.source_number;
  view.entered_at = charge.entered_at;
  view.explanation = charge.explanation.value;
  view.explained_by_name = officer_name(call, charge.explained_by_id);
  view.explained_at = charge.explained_at;
  view.decision = charge.decision.value;
  view.decided_by_name = officer_name(call, charge.decided_by_id);
  view.decided_at = charge.decided_at;
  view.actions = actions_on(call, charge);
  return view;
}

std::vector<http::QueryParameter> filter_query() {
  return {{"affiliate_id", "of one enterprise", R"({"type":"integer"})"}, {"exception", "none, opened, explained, accepted, rejected"},
          {"comparison", "agrees, above, below, without_item, other_unit"}};
}

Result<AffiliateFilter> filter_of(const Call& call) {
  AffiliateFilter filter;
  if (auto bad = api::read_id(call, "affiliate_id", filter.affiliate_id)) return *bad;
  if (auto bad = api::read_enum(call, "exception", filter.exception)) return *bad;
  if (auto bad = api::read_enum(call, "comparison", filter.comparison)) return *bad;
  return filter;
}

http::Response list_answer(const Call& call, db::Session& session, const AffiliateFilter& filter) {
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
  auto charges = list_affiliate_charges(session, filter, AffiliateChargeId{after->value_or(0)}, rows + 1);
  const bool more = static_cast<std::int64_t>(charges.size()) > rows;
  if (more) charges.pop_back();
  AffiliateChargesView view{{}, count_open_exceptions(session), {}};
  for (const AffiliateCharge& charge : charges) view.items.push_back(charge_view(call, session, charge));
  if (more) view.next = std::to_string(charges.back().id.value);
  return api::answer(view);
}

std::string comparison_words(const Call& call, TariffComparison comparison) {
  switch (comparison) {
    case TariffComparison::agrees: return call.said("一致", "agrees");
    case TariffComparison::above: return call.said("高于标准", "above");
    case TariffComparison::below: return call.said("低于标准", "below");
    case TariffComparison::without_item: return call.said("没有标准", "not published");
    case TariffComparison::other_unit: return call.said("单位不同", "another unit");
  }
  return {};
}

std::string exception_words(const Call& call, ExceptionState exception) {
  switch (exception) {
    case ExceptionState::none: return {};
    case ExceptionState::opened: return call.said("待说明", "to be explained");
    case ExceptionState::explained: return call.said("待决定", "to be decided");
    case ExceptionState::accepted: return call.said("认可", "accepted");
    case ExceptionState::rejected: return call.said("不认可", "rejected");
  }
  return {};
}

struct ExportQuestion {
  Call call;
  AffiliateFilter filter;
  AffiliateChargeId after;
};

http::Response export_answer(House& house, const Call& call, const AffiliateFilter& filter) {
  const std::vector<std::string> heading =
      call.language == http::Language::zh
          ? std::vector<std::string>{"关联企业", "方向", "对方", "日期", "项目代码", "内容", "数量", "单位", "实收", "公布标准", "核对", "例外", "说明", "决定"}
          : std::vector<std::string>{"Affiliate", "Side", "Counterparty", "Day", "Item code", "What", "Quantity", "Unit of measure", "Charged", "Published", "Comparison", "Exception", "Explanation", "Decision"};
  const auto question = std::make_shared<ExportQuestion>(ExportQuestion{without_request(call), filter, {}});
  const auto next_rows = [&house, question] {
    const auto session = house.readers().borrow();
    const Call& asked = question->call;
    api::TableRows rows;
    for (const AffiliateCharge& charge : list_affiliate_charges(*session, question->filter, question->after, longest_page)) {
      const AffiliateChargeView view = charge_view(asked, *session, charge);
      rows.push_back({view.affiliate_name, view.side == AffiliateSide::charged_by ? asked.said("对外收取", "it charged") : asked.said("自己交纳", "it was charged"), view.counterparty,
                      to_iso(view.charged_on), view.item, view.what, quantity_text(view.quantity_thousandths), view.unit, yuan_text(view.amount_fen),
                      view.published_fen ? yuan_text(*view.published_fen) : std::string(), comparison_words(asked, view.comparison), exception_words(asked, view.exception),
                      view.explanation, view.decision});
      question->after = view.id;
    }
    return rows;
  };
  return api::download(call, {"affiliate_charges", call.said("关联企业收费", "Affiliates"), heading, next_rows});
}

http::Response enter(const Call& call, db::Session& session, const AffiliateChargeInput& input) {
  const auto file = load_file(session, input.affiliate_id);
  if (!file) return refused(call, Refusal{"customer.unknown", "", "/affiliate_id", {}});
  AffiliateSituation situation{file->affiliated, {}, unit_of_caller(call), call.now};
  if (input.item && !input.item->value.empty()) situation.published = published_item_on(session, input.item->value, input.charged_on);
  const auto entered = enter_affiliate_charge(input, situation);
  if (!entered) return refused(call, entered.refusal());
  return api::answer(charge_view(call, session, save_affiliate_charge(session, {}, *entered, charge_writer(call))), 201);
}

template <class Input, class Rule>
void add_verb(Api& api, const char* path, const char* verb, const char* summary, Rule rule) {
  auto operation = charge_operation("POST", std::string("/affiliate_charges/{affiliate_charge_id}/") + path, verb, summary, clause::art_9_3);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<AffiliateChargeView>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.write(operation, [verb, rule](const Call& call, db::Session& session) {
    const auto charge = load_affiliate_charge(session, AffiliateChargeId{call.id("affiliate_charge_id")});
    if (!charge) return refused(call, Refusal{"affiliate_charge.unknown", "", "", {}});
    if (const auto denied = refuse_unless_may(call, verb, charge->unit_id, charge->entered_by_id)) return refused(call, *denied);
    return api::with_body<Input>(call, [&](const Input& input) {
      const auto event = rule(*charge, input, call.actor.officer_id);
      if (!event) return refused(call, event.refusal());
      return api::answer(charge_view(call, session, save_affiliate_charge(session, *charge, *event, charge_writer(call))), 201);
    });
  });
}

}  // namespace

void add_affiliate_charges_api(Api& api) {
  auto list = charge_operation("GET", "/affiliate_charges", "list_affiliate_charges", "What affiliated enterprises charged or were charged, beside the published tariff", clause::art_9_3);
  list.response_body = json::schema_of<AffiliateChargesView>();
  list.query = filter_query();
  list.query.push_back({"after", "next page", R"({"type":"integer"})"});
  list.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_affiliate_charges", [&] {
      const auto filter = filter_of(call);
      return filter ? list_answer(call, session, *filter) : refused(call, filter.refusal());
    });
  });

  auto exported = charge_operation("GET", "/affiliate_charges/export", "export_affiliate_charges", "Affiliates' charges as CSV or XLSX", clause::art_9_3);
  exported.response_content_type = "text/csv";
  exported.query = filter_query();
  exported.query.push_back(api::download_format());
  api.slow(exported, [&api](const Call& call, db::Session&) {
    return with_permission(call, "read_affiliate_charges", [&] {
      const auto filter = filter_of(call);
      return filter ? with_permission(call, "export", [&] { return export_answer(api.house(), call, *filter); }) : refused(call, filter.refusal());
    });
  });

  auto entering = charge_operation("POST", "/affiliate_charges", "enter_affiliate_charge", "A charge by or to an affiliated enterprise, compared with the published tariff", clause::art_9_3);
  entering.request_body = json::schema_of<AffiliateChargeInput>();
  entering.response_body = json::schema_of<AffiliateChargeView>();
  entering.success_status = 201;
  entering.idempotent_key = true;
  api.write(entering, [](const Call& call, db::Session& session) {
    return with_permission(call, "enter_affiliate_charge", [&] {
      return api::with_body<AffiliateChargeInput>(call, [&](const AffiliateChargeInput& input) { return enter(call, session, input); });
    });
  });
  add_verb<ExplainExceptionInput>(api, "explanations", "explain_exception", "Why it differs from the tariff, in words",
                                  [](const AffiliateCharge& charge, const ExplainExceptionInput& input, OfficerId) { return explain_exception(charge, input); });
  add_verb<DecideExceptionInput>(api, "decisions", "decide_exception", "Supervision accepts the explanation or does not",
                                 [](const AffiliateCharge& charge, const DecideExceptionInput& input, OfficerId officer) { return decide_exception(charge, input, officer); });
}

}  // namespace shouwen
