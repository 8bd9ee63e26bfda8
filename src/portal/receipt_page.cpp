// The public page of a receipt. Nobody is named on it: whoever found the paper learns what was charged and by which published item.
#include "portal/receipt_page.h"

#include "api/rate_limit.h"
#include "base/text.h"
#include "cases/guessed_code_store.h"
#include "charges/charge_desk.h"
#include "http/multipart.h"
#include "portal/form.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "regulation/charge_rules.h"
#include "regulation/clauses.h"
#include "regulation/price.h"
#include "regulation/price_book.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

/// From one address: a family checking its papers, not a script trying codes.
constexpr double burst = 12, per_minute = 6;
constexpr std::size_t longest_typed = 40;

/// Where the amount comes from, as the rulebook cites it; "" = it does not know the code any more.
std::string source_of(const Rulebook& rulebook, const ChargeLine& line) {
  for (const FeeItem& fee : price_book_of(rulebook).fees)
    if (fee.code == line.code) return fee.source;
  const PostedPrice* price = latest_price(rulebook, line.code, line.charged_on);
  return price == nullptr ? std::string() : price->source;
}

void set_receipt(data& values, const Call& call, const Receipt& receipt, Language language) {
  const bool zh = language == Language::zh;
  data rows{data::type::list};
  for (const ChargeLine& line : receipt.lines) {
    data row;
    row.set("name", zh ? line.name_zh : line.name_en);
    row.set("sum", say("receipt_sum", language, {{"quantity", quantity_text(line.quantity_thousandths)}, {"price", price_text(line.yuan_e8)}, {"unit", line.unit}}));
    row.set("amount", yuan_text(line.amount_fen));
    if (line.arrear) row.set("late", late_fee_words(language, line));
    row.set("list", std::to_string(line.number));
    row.set("list_words", say("receipt_list", language, {{"number", std::to_string(line.number)}, {"code", line.code}}));
    if (const std::string source = source_of(*call.rulebook, line); !source.empty()) row.set("source", source);
    rows << row;
  }
  values.set("has_receipt", true);
  values.set("receipt_number", number_text(receipt));
  values.set("issued", to_iso(receipt.issued_at).substr(0, 16).replace(10, 1, " "));
  values.set("lines", rows);
  values.set("total", yuan_text(receipt.total_fen));
  values.set("cancelled", receipt.state == ReceiptState::cancelled);
  if (receipt.state == ReceiptState::counter_entry) values.set("counter_entry", say("receipt_counter_entry", language, {{"number", receipt.cancels_number}}));
  values.set("valid", receipt.state == ReceiptState::issued || receipt.state == ReceiptState::cancellation_asked);
}

std::string typed(std::string_view text) {
  return is_valid_utf8(text) ? first_characters(clean_text(to_half_width(text), false), longest_typed) : std::string();
}

struct Asked {
  std::string number, code;
};

http::Response page(Api& api, const Call& call, const Asked& asked, const std::optional<Receipt>& receipt, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  values.set("number", asked.number);
  set_errors(values, refusals, language);
  if (receipt) set_receipt(values, call, *receipt, language);
  return write_page(api, call, {"receipt", say("receipt_title", language), refusals.empty() ? 200 : api::status_of(refusals.front()), "/p/receipt"}, values);
}

/// Many within an hour are told to supervision and the administrators; one is a slip.
void note_guess(Api& api, const Call& call) {
  const std::int64_t alarm_tries = call.rulebook->charges ? call.rulebook->charges->alarm_tries : 0;
  api.house().writer().run([&](db::Session& session) { note_wrong_code(session, GuessedCode::receipt, {alarm_tries, *call.rulebook, *call.organisation}, call.now); });
}

/// A wrong code is counted, which waits for the writer: what is typed comes on the slow pool.
http::Response look_up_receipt(Api& api, const Call& call, db::Session& session, const Asked& asked, api::RateLimit& rate) {
  if (const std::int64_t wait = rate.take(call.request.remote_address, call.now); wait > 0)
    return page(api, call, asked, {}, {{"rate.exceeded", "", "", {{"seconds", std::to_string(wait)}}}});
  const auto receipt = receipt_of_code(api.house(), session, asked.number, asked.code);
  if (!receipt) {
    note_guess(api, call);
    return page(api, call, asked, {}, {{"receipt.code_wrong", clause::art_9_2, "/number", {}}});
  }
  return page(api, call, asked, receipt, {});
}

http::Operation receipt_page_operation(const char* method, const char* id, const char* summary) {
  http::Operation made{method, "/p/receipt", id, "public pages", summary, clause::art_9_2};
  made.is_public = true;
  made.response_content_type = "text/html";
  return made;
}

}  // namespace

void add_receipt_page(Api& api) {
  const auto rate = std::make_shared<api::RateLimit>(burst, per_minute);
  // The code on the paper opens it at once; typed, it is posted and stands in no address.
  api.read(receipt_page_operation("GET", "public_receipt_form", "Where a receipt is checked"), [&api, rate](const Call& call, db::Session& session) {
    const Asked asked{typed(call.request.query_value("number").value_or("")), typed(call.request.query_value("code").value_or(""))};
    return asked.code.empty() ? page(api, call, asked, {}, {}) : look_up_receipt(api, call, session, asked, *rate);
  });
  http::Operation looking = receipt_page_operation("POST", "public_receipt", "What was charged on a receipt, by its number and check code");
  looking.request_content_type = "application/x-www-form-urlencoded";
  looking.request_body.schema = R"({"type":"object"})";
  api.slow(looking, [&api, rate](const Call& call, db::Session& session) {
    const auto form = http::parse_form(call.request.body);
    if (!form) return page(api, call, {}, {}, {form.refusal()});
    return look_up_receipt(api, call, session, {typed(value_of(*form, "number")), typed(value_of(*form, "code"))}, *rate);
  });
}

}  // namespace shouwen
