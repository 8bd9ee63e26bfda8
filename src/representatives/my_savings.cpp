// Ways his customer could save, each with the sum of last year, by the published prices. Art. 11(6)(2).
#include "representatives/my_savings.h"

#include <algorithm>

#include "base/grouped.h"
#include "usage/saving_view.h"

namespace shouwen {

namespace {

using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t fen_per_yuan = 100;

bool shows(const RepresentativeRules& rules, FilePart part) { return std::find(rules.shown.begin(), rules.shown.end(), part) != rules.shown.end(); }

/// These tell the contracted capacity, which is the file's part on supply.
bool tells_of_supply(HintKind kind) { return kind == HintKind::basic_charge || kind == HintKind::idle_capacity; }

const char* hint_text(HintKind kind) {
  switch (kind) {
    case HintKind::shift_to_valley: return "save_shift";
    case HintKind::basic_charge: return "save_basic_charge";
    case HintKind::power_factor: return "save_power_factor";
    case HintKind::idle_capacity: return "save_idle_capacity";
  }
  return "save_shift";
}

}  // namespace

void set_savings(data& values, const api::Call& call, db::Session& session, const Me& me, const MonthlySeries& series) {
  const Language language = wish_of(call.request).language;
  const SavingView found = saving_view(call, session, customer_of(me.file), series);
  const bool supply_shown = shows(*call.rulebook->representatives, FilePart::supply);
  data rows{data::type::list};
  for (const SavingHintView& hint : found.hints) {
    if (tells_of_supply(hint.kind) && !supply_shown) continue;
    data row;
    row.set("text", my_text(hint_text(hint.kind), language));
    row.set("saved", my_text("save_sum", language, {{"yuan", grouped((hint.saved_fen + fen_per_yuan / 2) / fen_per_yuan)}}));
    rows << row;
  }
  values.set("has_savings", !rows.is_empty_list());
  values.set("no_savings", my_text(found.gaps.empty() ? "save_nothing" : "save_unknown", language));
  values.set("savings", rows);
  if (!supply_shown || found.tariff_name.empty()) return;
  const bool example = found.tariff_confidence == "example";
  values.set("saved_by", my_text(example ? "save_by_example" : "save_by", language, {{"tariff", found.tariff_name}}));
}

}  // namespace shouwen
