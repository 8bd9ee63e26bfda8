// File, price book and use of a customer to hints.
#include "usage/saving_view.h"

#include "customers/customer_file_store.h"

namespace shouwen {

SavingFacts saving_facts(db::Session& session, CustomerId customer) {
  const auto file = load_file(session, customer);
  if (!file) return {};
  return {file->tariff_class.value, file->voltage, file->contracted_capacity_kva};
}

SavingView saving_view(const api::Call& call, db::Session& session, const Customer& customer, const MonthlySeries& series) {
  const SavingBasis basis = basis_of(saving_facts(session, customer.id), *call.rulebook, local_date(call.now));
  SavingView view;
  view.gaps = basis.gaps;
  view.prices_until = basis.prices_until;
  view.power_factor_standard_hundredths = basis.power_factor_standard;
  if (basis.tariff != nullptr) {
    view.tariff_name = call.said(basis.tariff->name_zh, basis.tariff->name_en);
    view.tariff_confidence = basis.tariff->confidence;
  }
  if (!basis.terms) return view;
  for (const SavingHint& hint : find_savings(series, *basis.terms)) {
    SavingHintView row{hint.kind, hint.saved_fen, hint.better, {}};
    for (const HintFigure& figure : hint.figures) row.figures.push_back({figure.name, figure.value, figure.unit});
    view.hints.push_back(std::move(row));
  }
  return view;
}

}  // namespace shouwen
