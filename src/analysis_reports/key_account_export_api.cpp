// The table of key customers out of the house: a reason first, then the rows asked for under a watermark.
#include "accounts/account_store.h"
#include "analysis_reports/key_account_desk.h"
#include "customer_exports/customer_export_api.h"
#include "customer_exports/customer_export_describe.h"
#include "customer_exports/customer_export_store.h"
#include "http/multipart.h"
#include "regulation/clauses.h"
#include "tables/chart_workbook.h"
#include "tables/table_writer.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using tables::WorkbookCell;

constexpr const char* subject = "key_accounts";
constexpr double wh_a_kwh = 1000, permille_a_percent = 10;

http::Operation key_account_export_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/key_accounts/exports") + rest, id, "analysis_reports", summary, clause::art_11_3};
}

std::vector<std::string> heading(const Call& call) {
  return {call.said("客户", "Customer"),        call.said("户号", "Account"),           call.said("等级", "Tier"),          call.said("客户经理", "Account manager"),
          call.said("部门", "Unit"),            call.said("供电所", "Station"),         call.said("容量（千伏安）", "Capacity kVA"), call.said("年电量（千瓦时）", "Year kWh"),
          call.said("同比（%）", "Change %"),   call.said("最近联系", "Last contact"),  call.said("联系逾期", "Contact overdue"), call.said("失约", "Promises broken"),
          call.said("在办需求", "Needs"),       call.said("需求（千瓦）", "Needs kW"),  call.said("异动月", "Unusual months")};
}

WorkbookCell number(const std::optional<std::int64_t>& value, double unit = 1) { return value ? WorkbookCell(static_cast<double>(*value) / unit) : WorkbookCell(); }

std::string tier_word(const Call& call, AccountTier tier) {
  if (call.rulebook->account_managers)
    for (const AccountTierRule& rule : call.rulebook->account_managers->tiers)
      if (rule.tier == tier) return call.said(rule.name_zh, rule.name_en);
  return {};
}

std::vector<WorkbookCell> cells_of(const Call& call, const KeyAccountRow& row) {
  const std::string yes = call.said("是", "yes");
  return {row.customer_name,
          row.account_number,
          tier_word(call, row.tier),
          officer_name(call, row.account_manager_id),
          unit_name(call, row.unit_id),
          unit_name(call, row.station_unit_id),
          number(row.capacity_kva),
          number(row.year_wh, wh_a_kwh),
          number(change_permille(row.year_wh, row.before_wh), permille_a_percent),
          row.last_contact_at ? to_iso(local_date(*row.last_contact_at)) : std::string(),
          row.contact_overdue ? yes : std::string(),
          number(row.promises_broken),
          number(row.needs),
          number(row.needs_kw),
          number(row.unusual)};
}

std::string as_text(const WorkbookCell& cell) {
  if (const auto* text = std::get_if<std::string>(&cell)) return *text;
  const auto* value = std::get_if<double>(&cell);
  if (value == nullptr) return {};
  std::string text = std::to_string(*value);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string csv_of(const Call& call, const std::vector<KeyAccountRow>& rows, const std::string& watermark) {
  std::string text(tables::csv_byte_order_mark);
  tables::append_csv_row(text, {watermark});
  tables::append_csv_row(text, heading(call));
  for (const KeyAccountRow& row : rows) {
    std::vector<std::string> cells;
    for (const WorkbookCell& cell : cells_of(call, row)) cells.push_back(as_text(cell));
    tables::append_csv_row(text, cells);
  }
  return text;
}

std::string workbook_of(const Call& call, const std::vector<KeyAccountRow>& rows, const std::string& watermark) {
  tables::WorkbookSheet sheet{call.said("重点客户", "Key customers"), {30, 14, 12, 14, 18, 18, 14, 18, 10, 12, 10, 8, 10, 12, 10}, {}, {}};
  tables::WorkbookRow head{{}, tables::RowLook::heading};
  for (std::string& name : heading(call)) head.cells.emplace_back(std::move(name));
  sheet.rows.push_back(std::move(head));
  for (const KeyAccountRow& row : rows) sheet.rows.push_back({cells_of(call, row)});
  return tables::chart_workbook({sheet}, sheet.name, watermark);
}

void add_export(Api& api) {
  auto add = key_account_export_operation("POST", "", "export_key_accounts", "The table as asked for leaves the house: with a reason, kept in the journal and the access log");
  add.query = asked_query();
  add.request_body = json::schema_of<CustomerExportInput>();
  add.response_body = json::schema_of<CustomerExportView>();
  add.success_status = 201;
  add.idempotent_key = true;
  api.write(add, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "export_key_accounts", [&] {
      return api::with_body<CustomerExportInput>(call, [&](const CustomerExportInput& input) {
        if (input.export_format != ExportFormat::csv && input.export_format != ExportFormat::xlsx)
          return refused(call, Refusal{"customer_export.format", clause::art_11_3, "/export_format", {}});
        if (const auto rows = asked_rows(call, session); !rows) return refused(call, rows.refusal());
        const CustomerExport exported = add_customer_export(session, {{}, call.actor.officer_id, call.now, subject, input.export_format, input.reason.value, call.request.raw_query},
                                                            call.request.remote_address, call.rulebook->version);
        return api::answer(CustomerExportView{exported.id, export_number(exported), exported.export_format, watermark_of(call, api.house().bureau_name(), exported)}, 201);
      });
    });
  });
}

/// What was asked for then, asked again for the same person.
http::Response file_of(const Call& call, db::Session& session, const CustomerExport& exported, const std::string& watermark) {
  const auto question = http::parse_form(exported.question);
  if (!question) return refused(call, question.refusal());
  http::Request asked;
  asked.query = *question;
  const Call again{asked, call.language, call.actor, call.session_id, call.csrf_token, call.must_change_password, call.now, call.organisation, call.rulebook};
  const auto rows = asked_rows(again, session);
  if (!rows) return refused(call, rows.refusal());
  const bool csv = exported.export_format == ExportFormat::csv;
  http::Response response;
  response.content_type = csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + export_number(exported) + (csv ? ".csv\"" : ".xlsx\""));
  response.body = csv ? csv_of(call, *rows, watermark) : workbook_of(call, *rows, watermark);
  return response;
}

void add_file(Api& api) {
  auto file = key_account_export_operation("GET", "/{export_id}/file", "read_key_account_export", "The table of an export of one's own, CSV or XLSX");
  file.response_content_type = "text/csv";
  api.slow(file, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "export_key_accounts", [&] {
      const auto exported = load_customer_export(session, CustomerExportId{call.id("export_id")});
      if (!exported || exported->officer_id != call.actor.officer_id || exported->subject != subject) return refused(call, Refusal{"customer_export.unknown", "", "", {}});
      return file_of(call, session, *exported, watermark_of(call, api.house().bureau_name(), *exported));
    });
  });
}

}  // namespace

void add_key_account_exports_api(Api& api) {
  add_export(api);
  add_file(api);
}

}  // namespace shouwen
