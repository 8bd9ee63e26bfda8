// Reading needs: the list, one need, the funnel, who keeps the manager waiting, and the list to take away.
#include <fmt/format.h>

#include "api/download.h"
#include "cases/case_store.h"
#include "needs/need_view.h"
#include "regulation/clauses.h"

namespace shouwen {

struct FunnelStageView {
  NeedStage stage{};
  std::string stage_name;
  std::int64_t count = 0, capacity_kva = 0, power_kw = 0, yearly_energy_wh = 0;
};
BOOST_DESCRIBE_STRUCT(FunnelStageView, (), (stage, stage_name, count, capacity_kva, power_kw, yearly_energy_wh))
struct LostView {
  std::string reason, reason_name;
  std::int64_t count = 0, capacity_kva = 0, power_kw = 0;
};
BOOST_DESCRIBE_STRUCT(LostView, (), (reason, reason_name, count, capacity_kva, power_kw))
struct FunnelView {
  std::vector<FunnelStageView> stages;
  std::vector<LostView> lost_by_reason;
  std::optional<std::int64_t> conversion_percent;           ///< realised of all that are over; absent while none is
  std::optional<std::int64_t> capacity_conversion_percent;  ///< the same by kVA
};
BOOST_DESCRIBE_STRUCT(FunnelView, (), (stages, lost_by_reason, conversion_percent, capacity_conversion_percent))

struct WaitingUnitView {
  UnitId unit_id;
  std::string unit_name;
  std::int64_t requests = 0, working_seconds = 0, power_kw = 0, capacity_kva = 0;
};
BOOST_DESCRIBE_STRUCT(WaitingUnitView, (), (unit_id, unit_name, requests, working_seconds, power_kw, capacity_kva))
struct WaitingView {
  std::vector<WaitingUnitView> units;          ///< longest first
  std::vector<SupportRequestView> requests;    ///< open ones, longest first
};
BOOST_DESCRIBE_STRUCT(WaitingView, (), (units, requests))
struct LostReasonView {
  std::string code, name;
};
BOOST_DESCRIBE_STRUCT(LostReasonView, (), (code, name))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50;
constexpr std::int64_t longest_page = 200;
constexpr std::int64_t export_batch = 500;
constexpr std::int64_t wh_a_kwh = 1000;

std::vector<http::QueryParameter> filter_query() {
  return {{"stage", "of the funnel"}, {"kind", "of the need"},
          {"account_manager_id", "whose", R"({"type":"integer"})"}, {"customer_id", "of one customer", R"({"type":"integer"})"}};
}

/// Goes on with the filter for who may read needs.
template <class Next>
http::Response with_filter(const Call& call, Next&& next) {
  return with_permission(call, "read_needs", [&] {
    const auto filter = need_filter(call);
    return filter ? next(*filter) : refused(call, filter.refusal());
  });
}

void add_list(Api& api) {
  auto list = need_operation("GET", "", "list_needs", "Needs, newest first", clause::art_11_1);
  list.response_body = json::schema_of<api::Page<NeedRowView>>();
  list.query = filter_query();
  list.query.push_back({"after", "next page", R"({"type":"integer"})"});
  list.query.push_back({"limit", "rows", R"({"type":"integer"})"});
  api.read(list, [](const Call& call, db::Session& session) {
    return with_filter(call, [&](const NeedFilter& filter) {
      const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
      if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
      const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
      auto needs = list_needs(session, filter, NeedId{after->value_or(0)}, rows + 1);
      api::Page<NeedRowView> page;
      const bool more = static_cast<std::int64_t>(needs.size()) > rows;
      if (more) needs.pop_back();
      for (const Need& need : needs) page.items.push_back(row_view(call, session, need));
      if (more) page.next = std::to_string(needs.back().id.value);
      return api::answer(page);
    });
  });

  auto read = need_operation("GET", "/{need_id}", "read_need", "One need, what may be done, its internal requests, its story", clause::art_11_1);
  read.response_body = json::schema_of<NeedView>();
  api.read(read, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_needs", [&] {
      const auto need = load_need(session, NeedId{call.id("need_id")});
      return need ? api::answer(need_view(call, session, *need)) : refused(call, Refusal{"need.unknown", "", "", {}});
    });
  });

  http::Operation reasons{"GET", "/api/v1/need_lost_reasons", "list_need_lost_reasons", "needs", "Why a need may be lost", clause::art_11_1};
  reasons.response_body = json::schema_of<api::Page<LostReasonView>>();
  api.read(reasons, [](const Call& call, db::Session&) {
    return with_permission(call, "read_needs", [&] {
      api::Page<LostReasonView> page;
      for (const Reason& reason : call.rulebook->need_lost_reasons) page.items.push_back({reason.code, call.said(reason.name_zh, reason.name_en)});
      return api::answer(page);
    });
  });
}

std::optional<std::int64_t> percent(std::int64_t part, std::int64_t other) {
  return part + other == 0 ? std::nullopt : std::optional(part * 100 / (part + other));
}

FunnelView funnel_view(const Call& call, db::Session& session, const NeedFilter& filter) {
  FunnelView view;
  const auto figures = stage_figures(session, filter);
  for (const StageFigures& row : figures) view.stages.push_back({row.stage, words_of(call, row.stage), row.count, row.capacity_kva, row.power_kw, row.yearly_energy_wh});
  for (const LostFigures& row : lost_figures(session, filter)) {
    std::string name = row.reason;
    for (const Reason& reason : call.rulebook->need_lost_reasons)
      if (reason.code == row.reason) name = call.said(reason.name_zh, reason.name_en);
    view.lost_by_reason.push_back({row.reason, std::move(name), row.count, row.capacity_kva, row.power_kw});
  }
  const StageFigures& realised = figures[static_cast<std::size_t>(NeedStage::realised)];
  const StageFigures& lost = figures[static_cast<std::size_t>(NeedStage::lost)];
  view.conversion_percent = percent(realised.count, lost.count);
  view.capacity_conversion_percent = percent(realised.capacity_kva, lost.capacity_kva);
  return view;
}

WaitingView waiting_view(const Call& call, db::Session& session, const NeedFilter& filter) {
  WaitingView view;
  std::vector<WaitingRow> rows;
  for (const Need& need : needs_with_requests(session, filter))
    for (const CaseId id : need.case_ids) {
      const auto request = load_case(session, id);
      if (!request || request->stage != Stage::open) continue;
      const RequestHolder holder = holder_of(*request, need.account_manager_id, call.organisation->bureau_office());
      rows.push_back(waiting_row(need, *request, holder, call.rulebook->calendars, call.now));
      view.requests.push_back(support_request_view(call, need, *request));
    }
  for (const WaitingSum& sum : waiting_by_unit(rows)) {
    const Unit* unit = call.organisation->unit(sum.unit_id);
    view.units.push_back({sum.unit_id, unit == nullptr ? std::string() : unit->name, sum.requests, sum.working_seconds, sum.power_kw, sum.capacity_kva});
  }
  std::stable_sort(view.requests.begin(), view.requests.end(), [](const SupportRequestView& a, const SupportRequestView& b) { return a.working_seconds > b.working_seconds; });
  return view;
}

void add_figures(Api& api) {
  auto funnel = need_operation("GET", "/funnel", "read_need_funnel", "Count, kVA, kW and Wh by stage; lost by reason; conversion", clause::art_11_1);
  funnel.response_body = json::schema_of<FunnelView>();
  funnel.query = filter_query();
  api.read(funnel, [](const Call& call, db::Session& session) {
    return with_filter(call, [&](const NeedFilter& filter) { return api::answer(funnel_view(call, session, filter)); });
  });

  auto waiting = need_operation("GET", "/waiting", "read_need_waiting", "Who keeps the manager waiting, by working hours and by kW", clause::art_11_2);
  waiting.response_body = json::schema_of<WaitingView>();
  waiting.query = filter_query();
  api.read(waiting, [](const Call& call, db::Session& session) {
    return with_filter(call, [&](const NeedFilter& filter) { return api::answer(waiting_view(call, session, filter)); });
  });
}

std::vector<std::string> export_row(const NeedRowView& row) {
  const auto kwh = row.yearly_energy_wh / wh_a_kwh;
  return {std::to_string(row.id.value), row.title, row.customer_name, row.account_manager_name, row.kind_name, row.stage_name, std::to_string(row.capacity_kva),
          std::to_string(row.power_kw), std::to_string(kwh), row.expected_on ? to_iso(*row.expected_on) : std::string(), std::to_string(row.requests)};
}

struct ExportQuestion {
  Call call;  ///< without its request: that one is gone when rows are read
  NeedFilter filter;
  NeedId after;
};

http::Response export_answer(House& house, const Call& call, const NeedFilter& filter) {
  const std::vector<std::string> heading = call.language == http::Language::zh
                                               ? std::vector<std::string>{"编号", "需求", "客户", "客户经理", "类别", "阶段", "容量（千伏安）", "负荷（千瓦）", "年电量（千瓦时）", "预计送电", "内部请求"}
                                               : std::vector<std::string>{"No.", "Need", "Customer", "Account manager", "Kind", "Stage", "Capacity kVA", "Load kW", "Energy kWh a year", "Expected", "Internal requests"};
  static const http::Request no_request;
  const auto question = std::make_shared<ExportQuestion>(ExportQuestion{{no_request, call.language, call.actor, {}, {}, false, call.now, call.organisation, call.rulebook}, filter, {}});
  const auto next_rows = [&house, question] {
    const auto session = house.readers().borrow();
    api::TableRows rows;
    for (const Need& need : list_needs(*session, question->filter, question->after, export_batch)) {
      rows.push_back(export_row(row_view(question->call, *session, need)));
      question->after = need.id;
    }
    return rows;
  };
  return api::download(call, {"needs", call.said("客户需求", "Needs"), heading, next_rows});
}

void add_export(Api& api) {
  auto exported = need_operation("GET", "/export", "export_needs", "Needs as CSV or XLSX", clause::art_11_1);
  exported.response_content_type = "text/csv";
  exported.query = filter_query();
  exported.query.push_back(api::download_format());
  api.slow(exported, [&api](const Call& call, db::Session&) {
    return with_filter(call, [&](const NeedFilter& filter) {
      return with_permission(call, "export", [&] { return export_answer(api.house(), call, filter); });
    });
  });
}

}  // namespace

void add_need_reads_api(Api& api) {
  add_list(api);
  add_figures(api);
  add_export(api);
}

}  // namespace shouwen
