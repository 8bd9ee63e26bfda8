// The supply proposal as a page to print: a template filled with the need; everything escaped. Art. 11(1).
#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "base/embedded.h"
#include "customers/customer_file_store.h"
#include "needs/need_view.h"
#include "org/accounts.h"
#include "regulation/clauses.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_need_pages();

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

constexpr std::int64_t wh_a_kwh = 1000;

/// The address may say the language: a page opened by a link sends no choice of the desk.
Call in_asked_language(const Call& call) {
  Call asked = call;
  if (const auto lang = call.request.query_value("lang")) asked.language = *lang == "en" ? http::Language::en : http::Language::zh;
  return asked;
}

data rows_of(const Call& call, const Need& need, const CustomerFile& file) {
  data rows{data::type::list};
  const auto add = [&rows, &call](const char* zh, const char* en, const std::string& value) {
    if (value.empty()) return;
    data row;
    row.set("name", call.said(zh, en));
    row.set("value", value);
    rows << row;
  };
  add("客户", "Customer", file.name.value);
  add("户号", "Account", file.account_number.value);
  add("用电地址", "Address", file.address.value);
  add("需求", "Need", need.title.value);
  add("类别", "Kind", words_of(call, need.kind));
  if (need.capacity_kva > 0) add("容量", "Capacity", fmt::format("{} kVA", need.capacity_kva));
  if (need.power_kw > 0) add("最大负荷", "Load", fmt::format("{} kW", need.power_kw));
  if (need.yearly_energy_wh > 0) add("年用电量", "Energy a year", fmt::format("{} kWh", need.yearly_energy_wh / wh_a_kwh));
  if (need.expected_on) add("预计送电", "Power expected", to_iso(*need.expected_on));
  return rows;
}

http::Response page_of(const Call& call, const std::string& bureau, const Need& need, const CustomerFile& file) {
  const Officer* author = call.organisation->officer(need.proposed_by_id);
  data values;
  values.set("lang", call.said("zh-CN", "en"));
  values.set("bureau", bureau);
  values.set("heading", call.said("供电方案", "Supply proposal"));
  values.set("number_label", call.said("编号", "No."));
  values.set("number", fmt::format("XQ{:06}-{}", need.id.value, need.version));
  values.set("customer", file.name.value);
  values.set("need_label", call.said("一、需求", "1. The need"));
  values.set("rows", rows_of(call, need, file));
  values.set("solution_label", call.said("二、方案", "2. The solution"));
  values.set("solution", need.proposal.value);
  values.set("drafted_label", call.said("拟定人：", "Drafted by:"));
  values.set("drafted_by", author == nullptr ? std::string() : author->name);
  values.set("date", need.proposed_at ? to_iso(local_date(*need.proposed_at)) : std::string());
  values.set("customer_label", call.said("客户（签章）：", "Customer (signature):"));
  kainjow::mustache::mustache page{std::string(embedded_need_pages().front().content)};
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = page.render(values);
  response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  return response;
}

}  // namespace

void add_proposal_page(Api& api) {
  auto print = need_operation("GET", "/{need_id}/proposal", "print_proposal", "The supply proposal as a page to print", clause::art_11_1);
  print.response_content_type = "text/html";
  print.query = {{"lang", "zh or en"}};
  api.slow(print, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_needs", [&] {
      const auto need = load_need(session, NeedId{call.id("need_id")});
      if (!need) return refused(call, Refusal{"need.unknown", "", "", {}});
      if (need->proposal.value.empty()) return refused(call, Refusal{"need.no_proposal", clause::art_11_1, "", {}});
      const auto file = load_file(session, need->customer_id);
      if (!file) return refused(call, Refusal{"customer.unknown", "", "", {}});
      // A person's name and home stand in clear on what he signs: who printed it is kept.
      if (!is_organisation(*file))
        api.house().writer().run([&](db::Session& writing) {
          log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(file->id.value), "name,address", "供电方案", call.request.remote_address});
        });
      return page_of(in_asked_language(call), api.house().bureau_name(), *need, *file);
    });
  });
}

}  // namespace shouwen
