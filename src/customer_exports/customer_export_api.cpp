// A customer's file as a page to print, JSON or a workbook: a reason first, then the content under its watermark, to nobody else.
#include "customer_exports/customer_export_api.h"

#include "accounts/customer_care.h"
#include "api/watermark.h"
#include "customer_exports/customer_export_desk.h"
#include "customer_exports/customer_export_describe.h"
#include "customer_exports/customer_export_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;

http::Operation customer_export_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/customers/{customer_id}/exports") + rest, id, "customer_exports", summary, clause::art_11_6_3};
}

std::string subject_of(CustomerId customer) { return "customer/" + std::to_string(customer.value); }

/// Goes on with the customer of the path if the caller may take his file away.
template <class Next>
http::Response with_customer(const Call& call, db::Session& session, Next&& next) {
  const auto customer = load_customer(session, CustomerId{call.id("customer_id")});
  if (!customer) return refused(call, Refusal{"customer.unknown", "", "", {}});
  const Verdict allowed = may_export(call, session, *customer);
  return allowed ? next(*customer) : refused(call, allowed.refusal());
}

/// The export of the path, if it is the caller's own and of this customer: what another took away carries his name.
template <class Next>
http::Response with_export(const Call& call, db::Session& session, Next&& next) {
  return with_customer(call, session, [&](const Customer& customer) {
    const auto exported = load_customer_export(session, CustomerExportId{call.id("export_id")});
    if (!exported || exported->officer_id != call.actor.officer_id || exported->subject != subject_of(customer.id))
      return refused(call, Refusal{"customer_export.unknown", "", "", {}});
    return next(customer, *exported);
  });
}

void add_export(Api& api) {
  auto add = customer_export_operation("POST", "", "export_customer_file", "The file leaves the house: with a reason, kept in the journal and the access log");
  add.request_body = json::schema_of<CustomerExportInput>();
  add.response_body = json::schema_of<CustomerExportView>();
  add.success_status = 201;
  add.idempotent_key = true;
  api.write(add, [&api](const Call& call, db::Session& session) {
    return with_customer(call, session, [&](const Customer& customer) {
      return api::with_body<CustomerExportInput>(call, [&](const CustomerExportInput& input) {
        if (input.export_format == ExportFormat::csv) return refused(call, Refusal{"customer_export.format", clause::art_11_6_3, "/export_format", {}});
        const CustomerExport exported = add_customer_export(session, {{}, call.actor.officer_id, call.now, subject_of(customer.id), input.export_format, input.reason.value, ""},
                                                            call.request.remote_address, call.rulebook->version);
        return api::answer(CustomerExportView{exported.id, export_number(exported), exported.export_format, watermark_of(call, api.house().bureau_name(), exported)}, 201);
      });
    });
  });
}

void add_contents(Api& api) {
  auto content = customer_export_operation("GET", "/{export_id}", "read_customer_export", "The content of an export of one's own, as JSON");
  content.response_body = json::schema_of<CustomerFileContent>();
  api.slow(content, [&api](const Call& call, db::Session& session) {
    return with_export(call, session, [&](const Customer& customer, const CustomerExport& exported) {
      http::Response response = api::answer(content_of(call, session, api.house().bureau_name(), customer, exported));
      if (exported.export_format == ExportFormat::json) response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + export_number(exported) + ".json\"");
      return response;
    });
  });

  auto workbook = customer_export_operation("GET", "/{export_id}/workbook", "read_customer_export_workbook", "The same as XLSX");
  workbook.response_content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  workbook.query = {{"lang", "zh or en"}};
  api.slow(workbook, [&api](const Call& call, db::Session& session) {
    return with_export(call, session, [&](const Customer& customer, const CustomerExport& exported) {
      if (exported.export_format != ExportFormat::xlsx) return refused(call, Refusal{"customer_export.unknown", "", "", {}});
      const bool english = call.request.query_value("lang").value_or("") == "en";
      http::Response response;
      response.content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + export_number(exported) + ".xlsx\"");
      response.body = content_workbook(content_of(call, session, api.house().bureau_name(), customer, exported), english ? ExportLanguage::en : ExportLanguage::zh);
      return response;
    });
  });
}

}  // namespace

Verdict may_export(const Call& call, db::Session& session, const Customer& customer) {
  const CaseFacts facts = care_facts(session, *call.organisation, call.now, customer.id, customer.station_unit_id);
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, "export_customer_file", facts);
  return permission.allowed ? Verdict(Done{}) : Verdict(permission.refusal);
}

CustomerFileContent content_of(const Call& call, db::Session& session, const std::string& bureau_name, const Customer& customer, const CustomerExport& exported) {
  CustomerFileContent content = read_content(session, customer.id);
  content.watermark = watermark_of(call, bureau_name, exported);
  content.exported_at = exported.at;
  if (const Unit* station = call.organisation->unit(customer.station_unit_id)) content.station_name = station->name;
  if (const Officer* manager = call.organisation->officer(load_managed_customer(session, customer.id).manager_id)) content.account_manager_name = manager->name;
  return content;
}

std::string watermark_of(const Call& call, const std::string& bureau_name, const CustomerExport& exported) {
  return api::watermark(call, bureau_name, exported.officer_id, exported.at, export_number(exported)) + " · " + exported.reason;
}

void add_customer_exports_api(Api& api) {
  add_export(api);
  add_contents(api);
  add_several_exports(api);
}

}  // namespace shouwen
