// Several customers' files as one export: all of them or none, one reason, one number, one watermark on every file.
#include <algorithm>
#include <set>

#include "customer_exports/customer_export_api.h"
#include "customer_exports/customer_export_desk.h"
#include "customer_exports/customer_export_describe.h"
#include "customer_exports/customer_export_store.h"
#include "regulation/clauses.h"
#include "tables/zip_archive.h"

namespace shouwen {

struct CustomerFilesView {
  std::string number, watermark;
  std::vector<CustomerFileContent> files;
};
BOOST_DESCRIBE_STRUCT(CustomerFilesView, (), (number, watermark, files))

namespace {

using api::Api;
using api::Call;

/// As many as one looks through; more is a table's matter.
constexpr std::size_t files_at_once = 200;

http::Operation several_exports_operation(const char* method, const char* rest, const char* id, const char* summary) {
  return {method, std::string("/api/v1/customer_exports") + rest, id, "customer_exports", summary, clause::art_11_6_3};
}

/// Each once, in the order asked for. Refusals: customer_export.nobody, customer_export.too_many, customer.unknown, those of
/// may_export with the place in the list.
Result<std::vector<Customer>> asked_customers(const Call& call, db::Session& session, const std::vector<CustomerId>& ids) {
  const char* const field = "/customer_ids";
  if (ids.empty()) return Refusal{"customer_export.nobody", clause::art_11_6_3, field, {}};
  if (ids.size() > files_at_once) return Refusal{"customer_export.too_many", clause::art_11_6_3, field, {{"limit", std::to_string(files_at_once)}, {"found", std::to_string(ids.size())}}};
  std::vector<Customer> customers;
  std::set<CustomerId> seen;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!seen.insert(ids[i]).second) continue;
    const std::string place = std::string(field) + '/' + std::to_string(i);
    auto customer = load_customer(session, ids[i]);
    if (!customer) return Refusal{"customer.unknown", "", place, {}};
    if (const Verdict allowed = may_export(call, session, *customer); !allowed) {
      Refusal refusal = allowed.refusal();
      refusal.field = place;
      return refusal;
    }
    customers.push_back(*std::move(customer));
  }
  return customers;
}

std::string ids_text(const std::vector<Customer>& customers) {
  std::string text;
  for (const Customer& customer : customers) text += (text.empty() ? "" : ",") + std::to_string(customer.id.value);
  return text;
}

/// A name every system can write; account numbers tell the files apart.
std::string file_name(const Customer& customer) {
  std::string name;
  for (const char c : customer.account_number) name += (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ? c : '_';
  return (name.empty() ? std::to_string(customer.id.value) : name) + ".xlsx";
}

void add_export(Api& api) {
  auto add = several_exports_operation("POST", "", "export_customer_files", "Several customers' files leave the house as one export: with a reason, kept in the journal and, for each, in the access log");
  add.request_body = json::schema_of<CustomersExportInput>();
  add.response_body = json::schema_of<CustomerExportView>();
  add.success_status = 201;
  add.idempotent_key = true;
  api.write(add, [&api](const Call& call, db::Session& session) {
    return api::with_body<CustomersExportInput>(call, [&](const CustomersExportInput& input) {
      if (input.export_format != ExportFormat::xlsx && input.export_format != ExportFormat::json)
        return refused(call, Refusal{"customer_export.format", clause::art_11_6_3, "/export_format", {}});
      const auto customers = asked_customers(call, session, input.customer_ids);
      if (!customers) return refused(call, customers.refusal());
      const CustomerExport exported = add_customer_export(session, {{}, call.actor.officer_id, call.now, several_customers, input.export_format, input.reason.value, ids_text(*customers)},
                                                          call.request.remote_address, call.rulebook->version);
      return api::answer(CustomerExportView{exported.id, export_number(exported), exported.export_format, watermark_of(call, api.house().bureau_name(), exported)}, 201);
    });
  });
}

http::Response zip_answer(const Call& call, const CustomerFilesView& view, const std::vector<Customer>& customers) {
  const bool english = call.request.query_value("lang").value_or("") == "en";
  std::vector<tables::ZipPart> parts;
  for (std::size_t i = 0; i < customers.size(); ++i) {
    std::string name = file_name(customers[i]);
    // Numbers that differ in signs a file name cannot hold.
    const bool taken = std::any_of(parts.begin(), parts.end(), [&name](const tables::ZipPart& part) { return part.name == name; });
    if (taken) name = std::to_string(customers[i].id.value) + '_' + name;
    parts.push_back({std::move(name), content_workbook(view.files[i], english ? ExportLanguage::en : ExportLanguage::zh)});
  }
  http::Response response;
  response.content_type = "application/zip";
  response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + view.number + ".zip\"");
  response.body = tables::zip_of(parts);
  return response;
}

void add_file(Api& api) {
  auto file = several_exports_operation("GET", "/{export_id}/file", "read_customer_files_export", "The files of an export of one's own: a zip with a workbook each, or JSON");
  file.response_content_type = "application/zip";
  file.query = {{"lang", "zh or en"}};
  api.slow(file, [&api](const Call& call, db::Session& session) {
    const auto exported = load_customer_export(session, CustomerExportId{call.id("export_id")});
    if (!exported || exported->officer_id != call.actor.officer_id || exported->subject != several_customers) return refused(call, Refusal{"customer_export.unknown", "", "", {}});
    const auto customers = asked_customers(call, session, exported_customers(*exported));
    if (!customers) return refused(call, customers.refusal());
    CustomerFilesView view{export_number(*exported), watermark_of(call, api.house().bureau_name(), *exported), {}};
    for (const Customer& customer : *customers) view.files.push_back(content_of(call, session, api.house().bureau_name(), customer, *exported));
    if (exported->export_format == ExportFormat::xlsx) return zip_answer(call, view, *customers);
    http::Response response = api::answer(view);
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + view.number + ".json\"");
    return response;
  });
}

}  // namespace

void add_several_exports(Api& api) {
  add_export(api);
  add_file(api);
}

}  // namespace shouwen
