// Receipts as paper, A5 or 80 mm, with QR code and check code; and the day close sheet. Everything escaped. Art. 9(2).
#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "api/qr_code.h"
#include "api/query.h"
#include "base/check.h"
#include "base/embedded.h"
#include "base/text.h"
#include "charges/charge_api.h"
#include "charges/day_account.h"
#include "org/accounts.h"
#include "regulation/clauses.h"
#include "regulation/price.h"

namespace shouwen {

std::span<const EmbeddedFile> embedded_charge_pages();

namespace {

using api::Api;
using api::Call;
using kainjow::mustache::data;

std::string_view page_of(std::string_view name) {
  for (const EmbeddedFile& file : embedded_charge_pages())
    if (file.name == name) return file.content;
  SHOUWEN_CHECK(false);
  return {};
}

/// The address may say the language: a page opened by a link sends no choice of the desk.
Call in_asked_language(const Call& call) {
  Call asked = call;
  if (const auto lang = call.request.query_value("lang")) asked.language = *lang == "en" ? http::Language::en : http::Language::zh;
  return asked;
}

std::string public_address(const Call& call, const std::string& path) {
  return std::string(call.request.header("x-forwarded-proto") == "https" ? "https" : "http") + "://" + std::string(call.request.header("host")) + path;
}

http::Response paper(std::string_view page, data values) {
  kainjow::mustache::mustache filled{std::string(page)};
  http::Response response;
  response.content_type = "text/html; charset=utf-8";
  response.body = filled.render(values);
  response.headers.emplace_back("Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  return response;
}

void set_labels(data& values, const Call& call, std::initializer_list<std::tuple<const char*, const char*, const char*>> labels) {
  for (const auto& [name, zh, en] : labels) values.set(name, call.said(zh, en));
}

data line_rows(const Call& call, const Receipt& receipt) {
  data rows{data::type::list};
  for (const ChargeLine& line : receipt.lines) {
    data row;
    row.set("name", call.said(line.name_zh, line.name_en));
    row.set("code", line.code);
    if (line.arrear) row.set("late", late_fee_words(call.language, line));
    row.set("list", call.said("第" + std::to_string(line.number) + "号价目表", "price list no. " + std::to_string(line.number)));
    row.set("quantity", quantity_text(line.quantity_thousandths));
    row.set("unit", line.unit);
    row.set("price", price_text(line.yuan_e8));
    row.set("amount", yuan_text(line.amount_fen));
    rows << row;
  }
  return rows;
}

/// A roll has no length of its own, and a page of CSS must have one: long enough for all on one piece.
std::int64_t roll_height_mm(const Receipt& receipt) {
  constexpr std::int64_t rest_mm = 130, line_mm = 8, row_mm = 5, characters_of_a_row = 18;
  const auto rows_mm = [](const std::string& text) { return row_mm * (static_cast<std::int64_t>(count_characters(text)) / characters_of_a_row + 1); };
  std::int64_t height = rest_mm + rows_mm(receipt.payer.name.value) + rows_mm(receipt.remarks.value);
  for (const ChargeLine& line : receipt.lines) height += line_mm * (line.arrear ? 2 : 1) + rows_mm(line.name_zh) + rows_mm(line.name_en);
  return height;
}

data receipt_values(const House& house, const Call& call, const Receipt& receipt, const std::string& code) {
  data values;
  set_labels(values, call, {{"lang", "zh-CN", "en"}, {"number_label", "收据号", "No."}, {"date_label", "时间", "Time"}, {"payer_label", "交费人", "Payer"},
                            {"class_label", "类别", "Class"}, {"item_label", "项目", "Item"}, {"quantity_label", "数量", "Quantity"}, {"price_label", "单价", "Unit price"},
                            {"amount_label", "金额（元）", "Yuan"}, {"total_label", "合计", "Total"}, {"way_label", "方式", "Paid by"}, {"clerk_label", "收费员", "Clerk"},
                            {"unit_label", "部门", "Unit"}, {"code_label", "校验码", "Check code"}, {"remarks_label", "备注", "Remarks"},
                            {"check", "扫码或在公众网站输入收据号和校验码，可查真伪。", "Scan, or enter number and check code on the public site, to check it."}});
  const bool counter = receipt.state == ReceiptState::counter_entry;
  values.set("heading", counter ? call.said("冲销收据", "Counter-entry") : call.said("收费收据", "Receipt"));
  values.set("bureau", house.bureau_name());
  values.set("number", number_text(receipt));
  values.set("at", to_iso(receipt.issued_at).substr(0, 16).replace(10, 1, " "));
  values.set("payer", receipt.payer.name.value);
  values.set("class", class_words(call, receipt.payer.payer_class));
  values.set("lines", line_rows(call, receipt));
  values.set("total", yuan_text(receipt.total_fen));
  values.set("way", payment_words(call, receipt.payment_way));
  values.set("clerk", officer_name(call, receipt.officer_id));
  values.set("unit", unit_name(call, receipt.unit_id));
  values.set("height", std::to_string(roll_height_mm(receipt)));
  if (!receipt.remarks.value.empty()) values.set("remarks", receipt.remarks.value);
  if (counter) values.set("cancels", call.said("冲销收据 ", "Takes back receipt ") + receipt.cancels_number);
  if (receipt.state == ReceiptState::cancelled) values.set("cancelled", call.said("本收据已冲销", "This receipt was cancelled"));
  if (!code.empty()) {
    values.set("code", code);
    values.set("qr", qr_svg(public_address(call, "/p/receipt?number=" + number_text(receipt) + "&code=" + bare_code(code))));
  }
  return values;
}

/// The payer stands in clear on his receipt: who printed it is kept, unless it was his own.
void log_print(House& house, const Call& call, const Receipt& receipt) {
  if (receipt.payer.is_organisation || receipt.officer_id == call.actor.officer_id) return;
  house.writer().run([&](db::Session& writing) {
    log_access(writing, {0, call.now, call.actor.officer_id, "receipt/" + std::to_string(receipt.id.value), "name", "收费收据", call.request.remote_address});
  });
}

data sum_rows(const std::vector<DaySumView>& sums) {
  data rows{data::type::list};
  for (const DaySumView& sum : sums) {
    data row;
    row.set("name", sum.name);
    row.set("count", std::to_string(sum.count));
    row.set("cancelled", std::to_string(sum.cancelled));
    row.set("amount", yuan_text(sum.amount_fen));
    rows << row;
  }
  return rows;
}

http::Response day_sheet(const House& house, const Call& call, const DayAccount& day) {
  data values;
  set_labels(values, call, {{"lang", "zh-CN", "en"}, {"heading", "收费日结单", "Day close sheet"}, {"date_label", "日期", "Day"}, {"numbers_label", "收据号段", "Receipts from to"},
                            {"receipts_label", "收据张数", "Receipts"}, {"counter_label", "其中冲销", "Of them counter-entries"}, {"total_label", "实收合计（元）", "Total, yuan"},
                            {"by_item", "按项目", "By item"}, {"by_officer", "按收费员", "By clerk"}, {"by_way", "按方式", "By way of payment"}, {"name_label", "名称", "Name"},
                            {"count_label", "笔数", "Count"}, {"cancelled_label", "其中冲销", "Counter-entries"}, {"amount_label", "金额（元）", "Yuan"},
                            {"clerk_signs", "收费员：", "Clerk:"}, {"checker_signs", "复核：", "Checked by:"}, {"printed_label", "打印", "Printed"}});
  values.set("bureau", house.bureau_name());
  values.set("date", to_iso(day.on));
  values.set("numbers", day.receipts == 0 ? std::string("—") : day.first_number + " – " + day.last_number);
  values.set("receipts", std::to_string(day.receipts));
  values.set("counter", std::to_string(day.counter_entries));
  values.set("total", yuan_text(day.amount_fen));
  values.set("items", sum_rows(day.by_item));
  values.set("officers", sum_rows(day.by_officer));
  values.set("ways", sum_rows(day.by_payment_way));
  values.set("printed", to_iso(call.now).substr(0, 16).replace(10, 1, " ") + " " + officer_name(call, call.actor.officer_id));
  return paper(page_of("day_close.html"), values);
}

}  // namespace

DayAccount day_account(const Call& call, db::Session& session, Date on) {
  const DayNumbers numbers = day_numbers(session, on);
  DayAccount day{on, "", "", numbers.receipts, numbers.counter_entries, numbers.amount_fen, {}, {}, {}};
  if (numbers.receipts > 0) {
    day.first_number = number_text(ReceiptOrigin::counter, on.year(), numbers.first);
    day.last_number = number_text(ReceiptOrigin::counter, on.year(), numbers.last);
  }
  const auto view = [](const DaySum& sum, std::string name) { return DaySumView{sum.key, std::move(name), sum.count, sum.cancelled, sum.amount_fen}; };
  for (const DaySum& sum : day_sums(session, on, DayGroup::item)) day.by_item.push_back(view(sum, call.said(sum.name_zh, sum.name_en)));
  for (const DaySum& sum : day_sums(session, on, DayGroup::officer)) day.by_officer.push_back(view(sum, officer_name(call, OfficerId{std::stoll(sum.key)})));
  for (const DaySum& sum : day_sums(session, on, DayGroup::payment_way)) day.by_payment_way.push_back(view(sum, payment_words(call, sum.key)));
  return day;
}

void add_receipt_papers_api(Api& api) {
  auto print = charge_operation("GET", "/receipts/{receipt_id}/paper", "print_receipt", "The receipt to print: A5 or an 80 mm roll", clause::art_9_2);
  print.response_content_type = "text/html";
  print.query = {{"lang", "zh or en"}, {"paper", "a5 or roll", R"({"type":"string","enum":["a5","roll"]})"}};
  api.slow(print, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_receipts", [&] {
      const auto receipt = load_receipt(session, ReceiptId{call.id("receipt_id")});
      if (!receipt) return refused(call, Refusal{"receipt.unknown", "", "", {}});
      const std::string_view size = call.request.query_value("paper").value_or("a5");
      if (size != "a5" && size != "roll") return refused(call, api::bad_query("paper"));
      log_print(api.house(), call, *receipt);
      return paper(page_of(size == "roll" ? "receipt_roll.html" : "receipt_a5.html"), receipt_values(api.house(), in_asked_language(call), *receipt, receipt_code(api.house(), session, receipt->id)));
    });
  });

  auto sheet = charge_operation("GET", "/receipt_days/{date}/paper", "print_receipt_day", "The day close sheet", clause::art_9_2);
  sheet.response_content_type = "text/html";
  sheet.query = {{"lang", "zh or en"}};
  api.read(sheet, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "read_receipts", [&] {
      const auto on = parse_date(call.request.parameter("date"));
      if (!on) return refused(call, api::bad_query("date"));
      const Call asked = in_asked_language(call);
      return day_sheet(api.house(), asked, day_account(asked, session, *on));
    });
  });
}

}  // namespace shouwen
