// A correction as paper: what was wrong, the formula, each month's lines with their published item, who proposed and who confirmed. Art. 9(2).
#include <fmt/format.h>

#include <kainjow/mustache.hpp>

#include "base/check.h"
#include "base/embedded.h"
#include "bill_adjustments/bill_adjustment_api.h"
#include "bill_adjustments/bill_adjustment_view.h"
#include "charges/charge.h"
#include "customers/customer_file_store.h"
#include "org/accounts.h"
#include "regulation/clauses.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_adjustment_pages();

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

std::string state_words(const Call& call, AdjustmentState state) {
  switch (state) {
    case AdjustmentState::proposed: return call.said("待第二人确认，未生效", "Waits for a second person: not in force");
    case AdjustmentState::confirmed: return call.said("已确认", "Confirmed");
    case AdjustmentState::declined: return call.said("未同意", "Declined");
    case AdjustmentState::withdrawn: return call.said("已撤回", "Withdrawn");
  }
  return {};
}

data month_rows(const AdjustmentResultView& result) {
  data months{data::type::list};
  for (const MonthAdjustmentView& month : result.months) {
    data row, lines{data::type::list};
    for (const AdjustedLineView& line : month.lines) {
      data one;
      one.set("name", line.name);
      one.set("energy", kwh_text(line.energy_wh));
      one.set("price", line.price);
      one.set("amount", yuan_text(line.amount_fen));
      one.set("source", line.source);
      lines << one;
    }
    row.set("month", fmt::format("{}-{:02}", month.month / 100, month.month % 100));
    row.set("recorded", kwh_text(month.recorded_wh));
    row.set("adjusted", kwh_text(month.adjusted_wh));
    row.set("lines", lines);
    row.set("amount", yuan_text(month.right_fen - month.billed_fen));
    months << row;
  }
  return months;
}

void set_labels(data& values, const Call& call) {
  const std::tuple<const char*, const char*, const char*> labels[] = {
      {"lang", "zh-CN", "en"}, {"heading", "退补电费计算书", "Correction of bills"}, {"customer_label", "客户", "Customer"}, {"account_label", "户号", "Account"},
      {"cause_label", "原因", "Cause"}, {"base_label", "计算基准", "Base"}, {"time_label", "起止", "Time"}, {"formula_label", "算式", "Formula"}, {"tariff_label", "电价", "Tariff"},
      {"month_label", "月份", "Month"}, {"recorded_label", "抄见（千瓦时）", "Recorded, kWh"}, {"item_label", "公布项目", "Published item"}, {"energy_label", "退补电量（千瓦时）", "Corrected by, kWh"},
      {"price_label", "单价（元/千瓦时）", "Yuan/kWh"}, {"amount_label", "金额（元）", "Yuan"}, {"total_label", "合计", "Total"}, {"reason_label", "说明", "Reason"},
      {"proposed_label", "提出", "Proposed"}, {"decided_label", "确认", "Decided"}, {"customer_signs", "客户签字：", "Customer:"}};
  for (const auto& [name, zh, en] : labels) values.set(name, call.said(zh, en));
}

data values_of(const House& house, const Call& call, const BillAdjustmentView& view, const std::optional<CustomerFile>& file) {
  data values;
  set_labels(values, call);
  values.set("bureau", house.bureau_name());
  values.set("number", std::to_string(view.id.value));
  values.set("state", state_words(call, view.state));
  values.set("customer", file ? file->name.value : view.customer_name);
  if (file) values.set("account", file->account_number.value);
  values.set("cause", fmt::format("{} · {}", view.cause_name, view.rule));
  values.set("source", view.source);
  values.set("base", view.base);
  values.set("time", fmt::format("{} – {}", to_iso(view.basis.from_on), to_iso(view.basis.fixed_on)));
  values.set("period", view.period);
  values.set("formula", view.result.formula);
  values.set("tariff", view.tariff_name);
  values.set("months", month_rows(view.result));
  values.set("energy", kwh_text(view.result.adjusted_wh));
  values.set("amount", yuan_text(view.result.amount_fen));
  values.set("direction", view.result.amount_fen >= 0 ? call.said("应补", "to pay") : call.said("应退", "to give back"));
  values.set("reason", view.reason);
  values.set("proposed", fmt::format("{} {}", view.proposed_by_name, to_iso(view.proposed_at).substr(0, 10)));
  if (view.decided_at) values.set("decided", fmt::format("{} {} {}", view.decided_by_name, to_iso(*view.decided_at).substr(0, 10), view.words));
  if (call.rulebook->bill_corrections) values.set("settled", call.said(call.rulebook->bill_corrections->settled_zh, call.rulebook->bill_corrections->settled_en));
  return values;
}

std::string_view template_text() {
  for (const EmbeddedFile& file : embedded_adjustment_pages())
    if (file.name == "bill_adjustment.html") return file.content;
  SHOUWEN_CHECK(false);
  return {};
}

}  // namespace

void add_bill_adjustment_papers_api(Api& api) {
  http::Operation print{"GET", "/api/v1/bill_adjustments/{bill_adjustment_id}/paper", "print_bill_adjustment", "bill_adjustments", "The correction to print, with the customer's name; the reading is logged",
                        clause::art_9_2};
  print.response_content_type = "text/html";
  print.query = {{"lang", "zh or en"}};
  api.slow(print, [&api](const Call& call, db::Session& session) {
    const auto found = load_bill_adjustment(session, BillAdjustmentId{call.id("bill_adjustment_id")});
    if (!found) return refused(call, Refusal{"bill_adjustment.unknown", "", "", {}});
    if (const Verdict allowed = may_adjust(call, session, "read_account_records", found->customer_id); !allowed) return refused(call, allowed.refusal());
    api.house().writer().run([&](db::Session& writing) {
      log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(found->customer_id.value), "name", "退补电费计算书", call.request.remote_address});
    });
    Call asked = call;
    if (const auto lang = call.request.query_value("lang")) asked.language = *lang == "en" ? http::Language::en : http::Language::zh;
    kainjow::mustache::mustache filled{std::string(template_text())};
    http::Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = filled.render(values_of(api.house(), asked, adjustment_view(asked, session, *found), load_file(session, found->customer_id)));
    response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    return response;
  });
}

}  // namespace shouwen
