// What paying late costs: amount, last day, day of payment, rate; every step shown. A plain form by GET; nothing is kept. Art. 9(1), 9(2).
#include <fmt/format.h>

#include <charconv>

#include "base/grouped.h"
#include "base/text.h"
#include "portal/page_texts.h"
#include "portal/page_writer.h"
#include "portal/public_words.h"
#include "portal/service_page.h"
#include "prices/late_fee.h"
#include "regulation/price_book.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::size_t most_digits = 9, fen_digits = 2;

std::string typed(const Call& call, const char* name) { return clean_text(to_half_width(call.request.query_value(name).value_or("")), false); }
std::string yuan(std::int64_t fen) { return fmt::format("{}.{:02}", grouped(fen / 100), fen % 100); }

/// "1,234.5" in fen.
Result<std::int64_t> read_amount(const Call& call) {
  std::string text = typed(call, "amount");
  std::erase(text, ',');
  const std::size_t point = text.find('.');
  std::string digits = text.substr(0, point), fraction = point == std::string::npos ? "" : text.substr(point + 1);
  const bool plain = !digits.empty() && digits.size() <= most_digits && fraction.size() <= fen_digits && (digits + fraction).find_first_not_of("0123456789") == std::string::npos;
  if (!plain) return Refusal{"late_fee.not_an_amount", "", "/amount", {}};
  fraction.resize(fen_digits, '0');
  return std::stoll(digits + fraction);
}

Result<Date> read_day(const Call& call, const char* name) {
  const auto day = parse_date(typed(call, name));
  if (!day) return Refusal{"late_fee.not_a_day", "", std::string("/") + name, {}};
  return *day;
}

Result<std::optional<std::int64_t>> read_rate(const Call& call, const char* name) {
  const std::string text = typed(call, name);
  if (text.empty()) return std::optional<std::int64_t>{};
  std::int64_t rate = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), rate);
  if (error != std::errc() || end != text.data() + text.size()) return Refusal{"late_fee.not_a_rate", "", std::string("/") + name, {}};
  return std::optional(rate);
}

/// What was typed, or everything that is wrong with it.
LateFeeQuestion read_question(const Call& call, std::vector<Refusal>& wrong) {
  LateFeeQuestion question;
  const auto take = [&wrong](const auto& read, auto& into) {
    if (read) into = *read;
    else wrong.push_back(read.refusal());
  };
  take(read_amount(call), question.principal_fen);
  take(read_day(call, "last_day"), question.last_day_on);
  take(read_day(call, "paid_on"), question.paid_on);
  take(read_rate(call, "rate"), question.agreed_permille);
  take(read_rate(call, "later_rate"), question.agreed_later_permille);
  question.payer_class = typed(call, "payer") == "other" ? CustomerClass::low_voltage : CustomerClass::resident;
  return question;
}

/// The fields of a refusal are those of the API: here they have other names.
Refusal at_field(Refusal refusal) {
  static const std::pair<const char*, const char*> names[] = {{"/amount_fen", "/amount"}, {"/last_day_on", "/last_day"}, {"/agreed_permille", "/rate"}, {"/agreed_later_permille", "/later_rate"}};
  for (const auto& [api_name, page_name] : names)
    if (refusal.field == api_name) refusal.field = page_name;
  return refusal;
}

const FeeItem* published_fee(const Rulebook& rulebook, const std::string& code, Date on) {
  for (const FeeItem* fee : fees_in_force(rulebook, on))
    if (fee->code == code) return fee;
  return nullptr;
}

void set_steps(data& values, const Call& call, const LateFeeQuestion& question, const LateFee& fee, Language language) {
  const LateFeeRules& rules = *call.rulebook->charges->late_fee;
  data steps{data::type::list};
  for (const LateFeePart& part : fee.parts) {
    const TextValues words{{"from", public_date(part.from_on, language)}, {"to", public_date(part.to_on, language)}, {"days", std::to_string(part.days)}};
    data step;
    step.set("name", part.later ? say("late_fee_later_days", language, words) : say("late_fee_days", language, words));
    step.set("sum", fmt::format("{} × {} × {}‰", yuan(question.principal_fen), part.days, part.permille));
    step.set("amount", yuan(part.fen));
    if (const FeeItem* item = published_fee(*call.rulebook, late_fee_item(rules, question.payer_class, part), question.paid_on); item != nullptr && !question.agreed_permille)
      step.set("item", language == Language::zh ? item->name_zh : item->name_en);
    steps << step;
  }
  values.set("steps", steps);
  values.set("has_result", true);
  values.set("owes", !fee.parts.empty());
  values.set("total", yuan(fee.fen));
  values.set("principal", yuan(question.principal_fen));
  values.set("together", yuan(question.principal_fen + fee.fen));
  if (fee.raised_to_smallest) values.set("smallest", say("late_fee_smallest", language, {{"yuan", yuan(rules.smallest_fen)}}));
}

void set_form(data& values, const Call& call, const LateFeeRules& rules, Language language) {
  for (const char* name : {"amount", "last_day", "paid_on", "rate", "later_rate"}) values.set(name, typed(call, name));
  if (!call.request.query_value("paid_on")) values.set("paid_on", to_iso(local_date(call.now)));
  values.set("payer_other", typed(call, "payer") == "other");
  values.set("has_rules", true);
  values.set("rates", say("late_fee_rates", language,
                          {{"resident", std::to_string(rules.resident_permille)}, {"other", std::to_string(rules.other_permille)}, {"later", std::to_string(rules.other_later_permille)}}));
  values.set("range", say("late_fee_range", language, {{"lowest", std::to_string(rules.lowest_permille)}, {"highest", std::to_string(rules.highest_permille)}}));
  values.set("counts", say(rules.day_of_payment_counts ? "late_fee_payment_counts" : "late_fee_payment_free", language));
  values.set("carried", say(rules.carried == CarriedArrears::later_rate_from_january ? "late_fee_from_january" : "late_fee_from_beginning", language));
  values.set("rates_source", rules.rates_source);
  values.set("range_source", rules.range_source);
}

}  // namespace

http::Response late_fee_page(Api& api, const Call& call) {
  const Language language = wish_of(call.request).language;
  data values = page_values(call.request);
  std::vector<Refusal> wrong;
  if (call.rulebook->charges && call.rulebook->charges->late_fee) {
    set_form(values, call, *call.rulebook->charges->late_fee, language);
    if (call.request.query_value("amount")) {
      const LateFeeQuestion question = read_question(call, wrong);
      if (wrong.empty()) {
        const auto fee = calculate_late_fee(call.rulebook->charges.get(), question);
        if (fee) set_steps(values, call, question, *fee, language);
        else wrong.push_back(at_field(fee.refusal()));
      }
      set_errors(values, wrong, language);
    }
  }
  return write_page(api, call, {"late_fee", say("late_fee_title", language), wrong.empty() ? 200 : 422}, values);
}

}  // namespace shouwen
