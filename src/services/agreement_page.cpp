// The agreement as a page to print and sign: A4, letterhead, everything escaped. Art. 11(6)(4).
#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "base/embedded.h"
#include "customers/customer_file_store.h"
#include "org/accounts.h"
#include "regulation/clauses.h"
#include "services/agreement_view.h"
#include "services/service_api.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_service_pages();

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

/// The address may say the language: a page opened by a link sends no choice of the desk.
Call in_asked_language(const Call& call) {
  Call asked = call;
  if (const auto lang = call.request.query_value("lang")) asked.language = *lang == "en" ? http::Language::en : http::Language::zh;
  return asked;
}

data lines_of(const ServiceDesk& desk, const ServiceAgreement& agreement) {
  data rows{data::type::list};
  int place = 0;
  for (const AgreementLine& line : agreement.lines) {
    data row;
    row.set("place", std::to_string(++place));
    row.set("kind", words_of(desk.call, line.kind));
    row.set("name", desk.call.said(line.name_zh, line.name_en));
    const ServiceItem* item = desk.call.rulebook->services ? desk.call.rulebook->services->item(line.item) : nullptr;
    row.set("covers", item == nullptr ? std::string() : desk.call.said(item->covers_zh, item->covers_en));
    row.set("times", std::to_string(line.times_a_year));
    row.set("unit", desk.unit_name(line.unit_id));
    rows << row;
  }
  return rows;
}

std::string contact_words(const AgreementContact& contact) {
  std::string words = contact.name.value;
  if (!contact.role.value.empty()) words += "（" + contact.role.value + "）";
  return words + "  " + contact.phone.value;
}

void set_labels(data& values, const Call& call) {
  const auto label = [&](const char* name, const char* zh, const char* en) { values.set(name, call.said(zh, en)); };
  label("lang", "zh-CN", "en");
  label("heading", "年度服务协议", "Yearly service agreement");
  label("number_label", "编号", "No.");
  label("we_label", "供电方（甲方）", "Supplier (A)");
  label("customer_label", "用电方（乙方）", "Customer (B)");
  label("account_label", "户号", "Account");
  label("contact_label", "联系人", "Contact");
  label("period_label", "有效期", "Valid");
  label("lines_label", "一、服务项目", "1. Services");
  label("place_label", "序", "No.");
  label("kind_label", "类别", "Kind");
  label("name_label", "项目和内容", "Service");
  label("times_label", "次／年", "Times a year");
  label("unit_label", "交付单位", "Delivered by");
  label("terms_label", "二、其他约定", "2. Other terms");
  label("we_sign", "甲方（盖章）：", "A (seal):");
  label("customer_signs", "乙方（盖章）：", "B (seal):");
  label("signer_label", "签字：", "Signed:");
  label("date_label", "日期：", "Date:");
}

std::string page_of(const ServiceDesk& desk, const std::string& bureau, const ServiceAgreement& agreement, const CustomerFile& file) {
  data values;
  set_labels(values, desk.call);
  values.set("bureau", bureau);
  values.set("number", fmt::format("FW{:06}", agreement.id.value));
  values.set("draft", agreement.state == AgreementState::draft ? desk.call.said("草稿，签字后生效", "Draft: binds when signed") : std::string());
  values.set("customer", file.name.value);
  values.set("account", file.account_number.value);
  values.set("our_contact", contact_words(agreement.our_contact));
  values.set("customer_contact", contact_words(agreement.customer_contact));
  values.set("period", to_iso(agreement.valid_from) + desk.call.said(" 至 ", " to ") + to_iso(agreement.valid_to));
  values.set("lines", lines_of(desk, agreement));
  values.set("terms", agreement.terms.value.empty() ? desk.call.said("无", "None") : agreement.terms.value);
  values.set("signed_by_us", agreement.signed_by_us.value);
  values.set("signed_by_customer", agreement.signed_by_customer.value);
  values.set("signed_on", agreement.signed_on ? to_iso(*agreement.signed_on) : std::string());
  kainjow::mustache::mustache page{std::string(embedded_service_pages().front().content)};
  return page.render(values);
}

/// People stand in clear on what they sign: who printed it is kept.
void log_print(House& house, const Call& call, CustomerId customer) {
  house.writer().run([&](db::Session& writing) {
    log_access(writing, {0, call.now, call.actor.officer_id, "customer/" + std::to_string(customer.value), "name,phone", "年度服务协议", call.request.remote_address});
  });
}

}  // namespace

void add_agreement_page(Api& api) {
  auto print = service_operation("GET", "/service_agreements/{agreement_id}/paper", "print_agreement", "The agreement as a page to print and sign", clause::art_11_6_4);
  print.response_content_type = "text/html";
  print.query = {{"lang", "zh or en"}};
  api.slow(print, [&api](const Call& call, db::Session& session) {
    const auto agreement = load_agreement(session, ServiceAgreementId{call.id("agreement_id")});
    if (!agreement) return refused(call, Refusal{"agreement.unknown", "", "", {}});
    const Call asked = in_asked_language(call);
    const ServiceDesk desk(asked, session);
    if (const auto denied = refuse_reading(desk, agreement->customer_id)) return refused(call, *denied);
    const auto file = load_file(session, agreement->customer_id);
    if (!file) return refused(call, Refusal{"customer.unknown", "", "", {}});
    log_print(api.house(), call, file->id);
    http::Response response;
    response.content_type = "text/html; charset=utf-8";
    response.body = page_of(desk, api.house().bureau_name(), *agreement, *file);
    response.headers.emplace_back("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    return response;
  });
}

}  // namespace shouwen
