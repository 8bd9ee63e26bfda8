// Reading services: the catalogue, the ledger, one service, figures by kind and unit, and the ledger to take away.
#include <algorithm>

#include "api/download.h"
#include "regulation/clauses.h"
#include "services/service_api.h"
#include "services/service_view.h"

namespace shouwen {

struct CatalogueItemView {
  std::string code, name, covers;
  UnitId unit_id;                             ///< who usually delivers; 0 = not said
  std::string unit_name;
  std::optional<std::int64_t> times_a_year;
  std::vector<AccountTier> tiers;             ///< who may have it; empty = everybody
};
BOOST_DESCRIBE_STRUCT(CatalogueItemView, (), (code, name, covers, unit_id, unit_name, times_a_year, tiers))
struct CatalogueKindView {
  ServiceKind kind{};
  std::string name, clause;
  std::vector<CatalogueItemView> items;
};
BOOST_DESCRIBE_STRUCT(CatalogueKindView, (), (kind, name, clause, items))
struct CatalogueView {
  std::string set_by;                         ///< whose items they are: the regulation names the six kinds only
  std::vector<CatalogueKindView> kinds;
  std::vector<std::string> actions;           ///< what this reader may begin for the customer asked about
};
BOOST_DESCRIBE_STRUCT(CatalogueView, (), (set_by, kinds, actions))

struct ServiceFiguresView {
  std::optional<ServiceKind> kind;
  UnitId unit_id;
  std::string name;
  std::int64_t offered = 0, agreed = 0, delivered = 0, on_time = 0, overdue = 0, evaluated = 0;
  std::optional<std::int64_t> mean_score_hundredths;  ///< of the evaluated; absent while none is
};
BOOST_DESCRIBE_STRUCT(ServiceFiguresView, (), (kind, unit_id, name, offered, agreed, delivered, on_time, overdue, evaluated, mean_score_hundredths))
struct ServiceFiguresPage {
  std::vector<ServiceFiguresView> by_kind;    ///< all six
  std::vector<ServiceFiguresView> by_unit;
};
BOOST_DESCRIBE_STRUCT(ServiceFiguresPage, (), (by_kind, by_unit))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50;
constexpr std::int64_t longest_page = 200;
constexpr std::int64_t export_batch = 500;
constexpr std::int64_t hundredths = 100;

std::vector<http::QueryParameter> filter_query() {
  return {{"kind", "one of the six"},
          {"state", "of the service"},
          {"unit_id", "who delivers", R"({"type":"integer"})"},
          {"customer_id", "of one customer", R"({"type":"integer"})"},
          {"agreement_id", "of one agreement", R"({"type":"integer"})"},
          {"from", "due, or offered if nothing is due, on this day or later", R"({"type":"string","format":"date"})"},
          {"to", "the last such day", R"({"type":"string","format":"date"})"}};
}

/// Goes on with the filter for who may read that much.
template <class Next>
http::Response with_filter(const Call& call, db::Session& session, Next&& next) {
  const auto filter = service_filter(call);
  if (!filter) return refused(call, filter.refusal());
  const ServiceDesk desk(call, session);
  if (const auto denied = refuse_reading(desk, filter->customer_id)) return refused(call, *denied);
  return next(desk, *filter);
}

CatalogueItemView item_view(const ServiceDesk& desk, const ServiceItem& item) {
  const Unit* unit = item.unit_code.empty() ? nullptr : desk.call.organisation->unit_by_code(item.unit_code);
  return {item.code, desk.call.said(item.name_zh, item.name_en), desk.call.said(item.covers_zh, item.covers_en), unit == nullptr ? UnitId{} : unit->id,
          unit == nullptr ? std::string() : unit->name, item.times_a_year, item.tiers};
}

std::vector<std::string> actions_for(const ServiceDesk& desk, CustomerId customer) {
  std::vector<std::string> actions;
  if (!desk.refuse_unless_may("offer_service", customer)) actions.emplace_back("offer_service");
  const bool is_key = desk.situation(customer).tier != AccountTier::ordinary;
  if (is_key && !desk.refuse_unless_may("draft_agreement", customer)) actions.emplace_back("draft_agreement");
  return actions;
}

CatalogueView catalogue_view(const ServiceDesk& desk, std::optional<CustomerId> customer) {
  CatalogueView view;
  if (!desk.call.rulebook->services) return view;
  const ServiceRules& rules = *desk.call.rulebook->services;
  view.set_by = rules.set_by;
  if (customer) view.actions = actions_for(desk, *customer);
  for (const ServiceKindRule& kind : rules.kinds) {
    view.kinds.push_back({kind.kind, desk.call.said(kind.name_zh, kind.name_en), kind.clause, {}});
    for (const ServiceItem& item : rules.items)
      if (item.kind == kind.kind && (!customer || item.is_for(desk.situation(*customer).tier))) view.kinds.back().items.push_back(item_view(desk, item));
  }
  return view;
}

void add_catalogue(Api& api) {
  auto catalogue = service_operation("GET", "/service_catalogue", "read_service_catalogue", "The six kinds and the bureau's items under them", clause::art_11_6_4);
  catalogue.response_body = json::schema_of<CatalogueView>();
  catalogue.query = {{"customer_id", "only what he may have", R"({"type":"integer"})"}};
  api.read(catalogue, [](const Call& call, db::Session& session) {
    const auto customer = api::query_number(call, "customer_id");
    if (!customer) return refused(call, customer.refusal());
    return api::answer(catalogue_view(ServiceDesk(call, session), *customer ? std::optional(CustomerId{**customer}) : std::nullopt));
  });
}

void add_list(Api& api) {
  auto list = service_operation("GET", "/services", "list_services", "The ledger, newest first", clause::art_11_6_4);
  list.response_body = json::schema_of<api::Page<ServiceRowView>>();
  list.query = filter_query();
  list.query.push_back({"after", "next page", R"({"type":"integer"})"});
  list.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(list, [](const Call& call, db::Session& session) {
    return with_filter(call, session, [&](const ServiceDesk& desk, const ServiceFilter& filter) {
      const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
      if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
      const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
      auto services = list_services(session, filter, ServiceId{after->value_or(0)}, rows + 1);
      api::Page<ServiceRowView> page;
      const bool more = static_cast<std::int64_t>(services.size()) > rows;
      if (more) services.pop_back();
      for (const CustomerService& service : services) page.items.push_back(row_view(desk, service));
      if (more) page.next = std::to_string(services.back().id.value);
      return api::answer(page);
    });
  });

  auto read = service_operation("GET", "/services/{service_id}", "read_service", "One service, what may be done, whom it waits for, its story", clause::art_11_6_4);
  read.response_body = json::schema_of<ServiceView>();
  api.read(read, [](const Call& call, db::Session& session) {
    const auto service = load_service(session, ServiceId{call.id("service_id")});
    if (!service) return refused(call, Refusal{"service.unknown", "", "", {}});
    const ServiceDesk desk(call, session);
    const auto denied = refuse_reading(desk, service->customer_id);
    // Whoever delivers reads what he is to do.
    if (denied && desk.refuse_unless_may("deliver_service", service->customer_id, service->account_manager_id, service->unit_id)) return refused(call, *denied);
    return api::answer(service_view(desk, *service));
  });
}

ServiceFiguresView figures_view(const ServiceFigures& row) {
  ServiceFiguresView view{{}, {}, {}, row.offered, row.agreed, row.delivered, row.on_time, row.overdue, row.evaluated, {}};
  if (row.evaluated > 0) view.mean_score_hundredths = (row.score_sum * hundredths + row.evaluated / 2) / row.evaluated;
  return view;
}

ServiceFiguresPage figures_page(const ServiceDesk& desk, const ServiceFilter& filter) {
  ServiceFiguresPage page;
  const auto by_kind = service_figures(desk.session, filter, ServiceGroup::kind, desk.today());
  for (const ServiceKind kind : {ServiceKind::power, ServiceKind::safety, ServiceKind::business, ServiceKind::information, ServiceKind::energy_saving, ServiceKind::other}) {
    const auto found = std::find_if(by_kind.begin(), by_kind.end(), [kind](const ServiceFigures& row) { return row.group == static_cast<std::int64_t>(kind); });
    page.by_kind.push_back(figures_view(found == by_kind.end() ? ServiceFigures{} : *found));
    page.by_kind.back().kind = kind;
    page.by_kind.back().name = words_of(desk.call, kind);
  }
  for (const ServiceFigures& row : service_figures(desk.session, filter, ServiceGroup::unit, desk.today())) {
    page.by_unit.push_back(figures_view(row));
    page.by_unit.back().unit_id = UnitId{row.group};
    page.by_unit.back().name = desk.unit_name(UnitId{row.group});
  }
  return page;
}

void add_figures(Api& api) {
  auto figures = service_operation("GET", "/services/figures", "read_service_figures", "Offered, agreed, delivered on time and evaluated, by kind and by unit", clause::art_11_6_4);
  figures.response_body = json::schema_of<ServiceFiguresPage>();
  figures.query = filter_query();
  api.read(figures, [](const Call& call, db::Session& session) {
    return with_filter(call, session, [&](const ServiceDesk& desk, const ServiceFilter& filter) { return api::answer(figures_page(desk, filter)); });
  });
}

std::string iso_or_empty(const std::optional<Date>& date) { return date ? to_iso(*date) : std::string(); }

std::vector<std::string> export_row(const ServiceRowView& row) {
  return {std::to_string(row.id.value), row.customer_name, row.account_manager_name, row.kind_name, row.item_name, row.state_name, row.unit_name, to_iso(row.offered_on),
          iso_or_empty(row.agreed_on), iso_or_empty(row.due_on), iso_or_empty(row.delivered_on), row.score == 0 ? std::string() : std::to_string(row.score)};
}

struct ExportQuestion {
  Call call;  ///< without its request: that one is gone when rows are read
  ServiceFilter filter;
  ServiceId after;
};

http::Response export_answer(House& house, const Call& call, const ServiceFilter& filter) {
  const std::vector<std::string> heading =
      call.language == http::Language::zh ? std::vector<std::string>{"编号", "客户", "客户经理", "类别", "服务项目", "状态", "交付单位", "推荐日期", "约定日期", "应交付", "交付日期", "评分"}
                                          : std::vector<std::string>{"No.", "Customer", "Account manager", "Kind", "Service", "State", "Unit", "Offered", "Agreed", "Due", "Delivered", "Mark"};
  static const http::Request no_request;
  const auto question = std::make_shared<ExportQuestion>(ExportQuestion{{no_request, call.language, call.actor, {}, {}, false, call.now, call.organisation, call.rulebook}, filter, {}});
  const auto next_rows = [&house, question] {
    const auto session = house.readers().borrow();
    const ServiceDesk desk(question->call, *session);
    api::TableRows rows;
    for (const CustomerService& service : list_services(*session, question->filter, question->after, export_batch)) {
      rows.push_back(export_row(row_view(desk, service)));
      question->after = service.id;
    }
    return rows;
  };
  return api::download(call, {"services", call.said("服务台账", "Services"), heading, next_rows});
}

void add_export(Api& api) {
  auto exported = service_operation("GET", "/services/export", "export_services", "The ledger as CSV or XLSX", clause::art_11_6_4);
  exported.response_content_type = "text/csv";
  exported.query = filter_query();
  exported.query.push_back(api::download_format());
  api.slow(exported, [&api](const Call& call, db::Session& session) {
    return with_filter(call, session, [&](const ServiceDesk&, const ServiceFilter& filter) {
      return with_permission(call, "export", [&] { return export_answer(api.house(), call, filter); });
    });
  });
}

}  // namespace

void add_service_reads_api(Api& api) {
  add_catalogue(api);
  add_figures(api);
  add_export(api);
  add_list(api);
}

}  // namespace shouwen
