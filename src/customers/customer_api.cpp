// Finding, reading, adding and changing customers; personal data masked until a reason is given.
#include "customers/customer_api.h"

#include "api/answers.h"
#include "api/download.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "org/accounts.h"
#include "regulation/describe.h"

namespace shouwen {

struct CustomerView {
  CustomerId id;
  std::string account_number, name, phone, address;
  Area area{};
  UnitId station_unit_id;
  std::string station_name, usage_category, meter_number;
  std::int64_t open_cases = 0;
  CustomerId merged_into_id;
};
BOOST_DESCRIBE_STRUCT(CustomerView, (), (id, account_number, name, phone, address, area, station_unit_id, station_name, usage_category,
                                         meter_number, open_cases, merged_into_id))

struct CustomerInput {
  Line<1, 30> account_number;
  Line<1, 60> name;
  Line<0, 30> phone;
  Line<0, 200> address;
  Area area{};
  UnitId station_unit_id;
  Line<0, 40> usage_category;
  Line<0, 40> meter_number;
};
BOOST_DESCRIBE_STRUCT(CustomerInput, (), (account_number, name, phone, address, area, station_unit_id, usage_category, meter_number))

struct CustomerUnmaskInput {
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(CustomerUnmaskInput, (), (reason))

struct CustomerUnmasked {
  std::string name, phone, address;
};
BOOST_DESCRIBE_STRUCT(CustomerUnmasked, (), (name, phone, address))

struct CustomerCreated {
  CustomerId id;
};
BOOST_DESCRIBE_STRUCT(CustomerCreated, (), (id))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 20;
constexpr std::int64_t longest_page = 100;
constexpr std::int64_t export_batch = 500;

http::Operation customer_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause) {
  return {method, pattern, id, "customers", summary, clause};
}

CustomerView masked_view(const Organisation& organisation, const Customer& customer) {
  const Unit* station = organisation.unit(customer.station_unit_id);
  const bool clear = customer.is_organisation;
  return {customer.id, customer.account_number, clear ? customer.name : mask_name(customer.name), mask_phone(customer.phone),
          clear ? customer.address : mask_address(customer.address), customer.area, customer.station_unit_id,
          station == nullptr ? std::string() : station->name, customer.usage_category, customer.meter_number, 0, customer.merged_into_id};
}

/// Who typed a name or a phone in full knows it: showing it tells him nothing new, and lets him choose between people.
void show_what_was_typed(CustomerView& view, const Customer& customer, std::string_view typed) {
  if (typed == customer.name) view.name = customer.name;
  if (typed.size() >= 7 && typed == customer.phone) view.phone = customer.phone;
}

Customer from_input(const CustomerInput& input) {
  return {{}, input.account_number.value, input.name.value, input.phone.value, input.address.value, input.area, input.station_unit_id,
          input.usage_category.value, input.meter_number.value, false, {}};
}

std::optional<Refusal> refuse_unknown_station(const Call& call, const CustomerInput& input) {
  if (!input.station_unit_id || call.organisation->unit(input.station_unit_id) != nullptr) return std::nullopt;
  return Refusal{"customer.station_not_found", "", "/station_unit_id", {}};
}

void add_reads(Api& api, const std::function<std::int64_t(db::Session&, CustomerId)>& count_open_cases) {
  auto search = customer_operation("GET", "/api/v1/customers", "search_customers", "By name, pinyin, phone, account number, address or meter", "art.10(6)");
  search.response_body = json::schema_of<api::Page<CustomerView>>();
  search.query = {{"q", "what the clerk typed"}, {"after", "next page", R"({"type":"integer"})"}, {"limit", "rows", R"({"type":"integer"})"}};
  api.read(search, [count_open_cases](const Call& call, db::Session& session) {
    return with_permission(call, "read_customers", [&] {
      const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
      if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
      const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, longest_page);
      auto found = search_customers(session, call.request.query_value("q").value_or(""), CustomerId{after->value_or(0)}, rows + 1);
      api::Page<CustomerView> page;
      const bool more = static_cast<std::int64_t>(found.size()) > rows;
      if (more) found.pop_back();
      for (const Customer& customer : found) {
        page.items.push_back(masked_view(*call.organisation, customer));
        show_what_was_typed(page.items.back(), customer, call.request.query_value("q").value_or(""));
        page.items.back().open_cases = count_open_cases(session, customer.id);
      }
      if (more) page.next = std::to_string(found.back().id.value);
      return api::answer(page);
    });
  });

  auto read = customer_operation("GET", "/api/v1/customers/{customer_id}", "read_customer", "One customer, masked", "art.10(6)");
  read.response_body = json::schema_of<CustomerView>();
  api.read(read, [count_open_cases](const Call& call, db::Session& session) {
    return with_permission(call, "read_customers", [&] {
      const auto customer = load_customer(session, CustomerId{call.id("customer_id")});
      if (!customer) return refused(call, Refusal{"customer.unknown", "", "", {}});
      CustomerView view = masked_view(*call.organisation, *customer);
      view.open_cases = count_open_cases(session, customer->id);
      return api::answer(view);
    });
  });
}

std::vector<std::string> export_row(const CustomerView& view) {
  return {view.account_number, view.name, view.phone, view.address, json::name_of(view.area), view.station_name, view.usage_category, view.meter_number};
}

/// Every customer the search finds, masked, page by page with a connection of its own each time.
http::Response export_answer(House& house, const Call& call) {
  const std::vector<std::string> heading = call.language == http::Language::zh
                                               ? std::vector<std::string>{"户号", "姓名", "电话", "地址", "地区", "供电所", "用电类别", "表号"}
                                               : std::vector<std::string>{"Account", "Name", "Phone", "Address", "Area", "Station", "Usage", "Meter"};
  const std::string typed(call.request.query_value("q").value_or(""));
  const auto after = std::make_shared<CustomerId>();
  const auto next_rows = [&house, typed, after, organisation = call.organisation] {
    const auto session = house.readers().borrow();
    std::vector<std::vector<std::string>> rows;
    for (const Customer& customer : search_customers(*session, typed, *after, export_batch)) {
      rows.push_back(export_row(masked_view(*organisation, customer)));
      *after = customer.id;
    }
    return rows;
  };
  return api::download(call, {"customers", call.said("客户", "Customers"), heading, next_rows});
}

void add_export(Api& api) {
  auto exported = customer_operation("GET", "/api/v1/customers/export", "export_customers", "Customers as CSV or XLSX, masked", "art.6");
  exported.response_content_type = "text/csv";
  exported.query = {{"q", "what the clerk typed"}, api::download_format()};
  api.slow(exported, [&api](const Call& call, db::Session&) { return with_permission(call, "export", [&] { return export_answer(api.house(), call); }); });
}

void add_writes(Api& api) {
  auto add = customer_operation("POST", "/api/v1/customers", "add_customer", "A new customer", "art.10(6)");
  add.request_body = json::schema_of<CustomerInput>();
  add.response_body = json::schema_of<CustomerCreated>();
  add.success_status = 201;
  add.idempotent_key = true;
  api.write(add, [](const Call& call, db::Session& session) {
    return with_permission(call, "edit_customers", [&] {
      return api::with_body<CustomerInput>(call, [&](const CustomerInput& input) {
        if (const auto refusal = refuse_unknown_station(call, input)) return refused(call, *refusal);
        const FileWriter writer{call.actor.officer_id, call.now, call.rulebook->version, call.rulebook->customer_file};
        const auto id = add_customer(session, file_of(from_input(input)), "登记", writer);
        return id ? api::answer(CustomerCreated{*id}, 201) : refused(call, id.refusal());
      });
    });
  });

  auto unmask = customer_operation("POST", "/api/v1/customers/{customer_id}/unmaskings", "unmask_customer", "Personal data in clear, with a reason, logged", "art.6");
  unmask.request_body = json::schema_of<CustomerUnmaskInput>();
  unmask.response_body = json::schema_of<CustomerUnmasked>();
  api.write(unmask, [](const Call& call, db::Session& session) {
    return with_permission(call, "unmask", [&] {
      return api::with_body<CustomerUnmaskInput>(call, [&](const CustomerUnmaskInput& input) {
        const auto customer = load_customer(session, CustomerId{call.id("customer_id")});
        if (!customer) return refused(call, Refusal{"customer.unknown", "", "", {}});
        log_access(session, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer->id.value), "name,phone,address",
                             input.reason.value, call.request.remote_address});
        return api::answer(CustomerUnmasked{customer->name, customer->phone, customer->address});
      });
    });
  });
}

}  // namespace

void add_customers_api(Api& api, std::function<std::int64_t(db::Session&, CustomerId)> count_open_cases) {
  add_reads(api, count_open_cases);
  add_export(api);
  add_writes(api);
}

}  // namespace shouwen
