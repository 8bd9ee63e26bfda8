// Names, formulas and sums in words.
#include "bill_adjustments/bill_adjustment_view.h"

#include <fmt/format.h>

#include "account_records/account_record_api.h"
#include "base/grouped.h"
#include "base/text.h"
#include "customers/customer_file_store.h"

namespace shouwen {

namespace {

using api::Call;

constexpr std::int64_t whole_percent = 100;

/// Millionths as percent: "−5", "4.25".
std::string percent_text(std::int64_t ppm) {
  const std::int64_t size = std::abs(ppm);
  std::string text = fmt::format("{}{}.{:04}", ppm < 0 ? "−" : "", size / 10'000, size % 10'000);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string ratio_text(const Call& call, const AdjustmentBasis& basis) {
  return call.said("抄见电量", "recorded energy") + fmt::format(" × ({} ÷ {} − 1)", basis.right.value_or(0), basis.wrong.value_or(0));
}
std::string normal_text(const Call& call, const AdjustmentBasis& basis) {
  const std::string normal = kwh_text(basis.normal_month_wh.value_or(0));
  return call.said("正常月份 " + normal + " 千瓦时 − 抄见电量", "normal month " + normal + " kWh − recorded energy");
}

std::string formula_text(const Call& call, const AdjustmentBasis& basis, std::int64_t counted_percent) {
  const std::string recorded = call.said("抄见电量", "recorded energy");
  switch (basis.cause) {
    case AdjustmentCause::meter_error: {
      std::string text = fmt::format("{} ÷ (1 + ({}%)) − {}", recorded, percent_text(basis.error_ppm.value_or(0)), recorded);
      if (counted_percent != whole_percent) text = fmt::format("({}) × {}%", text, counted_percent) + call.said("（时间）", " (of the time)");
      return text;
    }
    case AdjustmentCause::voltage_drop:
      return fmt::format("{} × ({}% − {}%)", recorded, percent_text(basis.drop_ppm.value_or(0)), percent_text(basis.allowed_drop_ppm.value_or(0)));
    case AdjustmentCause::other_cause: return normal_text(call, basis);
    case AdjustmentCause::blown_fuse: return basis.right ? ratio_text(call, basis) : normal_text(call, basis);
    case AdjustmentCause::wrong_wiring:
    case AdjustmentCause::wrong_multiplier: return ratio_text(call, basis);
  }
  return {};
}

AdjustedLineView line_view(const Call& call, const AdjustedLine& line) {
  return {line.item, call.said(line.name_zh, line.name_en), line.tier, line.period, line.energy_wh, price_text(line.yuan_e8), line.amount_fen, line.source, line.clause};
}

}  // namespace

std::string kwh_text(std::int64_t wh) {
  const std::int64_t size = std::abs(wh);
  std::string text = fmt::format("{}{}.{:03}", wh < 0 ? "−" : "", grouped(size / 1000), size % 1000);
  while (text.ends_with('0')) text.pop_back();
  if (text.ends_with('.')) text.pop_back();
  return text;
}

Verdict may_adjust(const Call& call, db::Session& session, const char* verb, CustomerId customer) { return may_on_customer_records(call, session, verb, customer); }

AdjustmentResultView result_view(const Call& call, const AdjustmentBasis& basis, const AdjustmentResult& result) {
  AdjustmentResultView view{result.adjusted_wh, result.amount_fen, result.counted_percent, formula_text(call, basis, result.counted_percent), {}};
  for (const MonthAdjustment& month : result.months) {
    MonthAdjustmentView shown{month.month, month.recorded_wh, month.adjusted_wh, month.billed_fen, month.right_fen, {}};
    for (const AdjustedLine& line : month.lines) shown.lines.push_back(line_view(call, line));
    view.months.push_back(std::move(shown));
  }
  return view;
}

BillAdjustmentView adjustment_view(const Call& call, db::Session& session, const BillAdjustment& adjustment) {
  BillAdjustmentView view;
  view.id = adjustment.id;
  view.version = adjustment.version;
  view.state = adjustment.state;
  view.customer_id = adjustment.customer_id;
  if (const auto file = load_file(session, adjustment.customer_id)) view.customer_name = is_organisation(*file) ? file->name.value : mask_name(file->name.value);
  const AdjustmentCauseRule* cause = call.rulebook->bill_corrections ? call.rulebook->bill_corrections->cause(adjustment.basis.cause) : nullptr;
  if (cause != nullptr) {
    view.cause_name = call.said(cause->name_zh, cause->name_en);
    view.rule = cause->rule;
    view.base = call.said(cause->base_zh, cause->base_en);
    view.period = call.said(cause->period_zh, cause->period_en);
    view.source = cause->source;
    view.clause = cause->clause;
  }
  const Tariff* tariff = find_tariff(*call.rulebook, adjustment.basis.tariff.value);
  view.tariff_name = tariff == nullptr ? adjustment.basis.tariff.value : call.said(tariff->name_zh, tariff->name_en);
  view.basis = adjustment.basis;
  view.result = result_view(call, adjustment.basis, adjustment.result);
  view.reason = adjustment.reason.value;
  view.proposed_by_name = api::officer_name(call, adjustment.proposed_by_id);
  view.proposed_at = adjustment.proposed_at;
  view.decided_by_name = api::officer_name(call, adjustment.decided_by_id);
  view.decided_at = adjustment.decided_at;
  view.words = adjustment.words.value;
  const bool waits = adjustment.state == AdjustmentState::proposed, own = adjustment.proposed_by_id == call.actor.officer_id;
  view.may_withdraw = waits && own;
  view.may_decide = waits && !own && static_cast<bool>(may_adjust(call, session, "decide_bill_adjustment", adjustment.customer_id));
  return view;
}

}  // namespace shouwen
