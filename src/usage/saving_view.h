// Saving hints as the API answers them. Heavy: only for .cpp files.
#pragma once

#include "api/answers.h"
#include "customers/customer.h"
#include "usage/tariff_terms.h"
#include "usage/usage_words.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(SavingGap, tariff_class, unknown_tariff_class, assumptions, prices, contracted_capacity, basic_charge)

struct HintFigureView {
  std::string name;
  std::int64_t value = 0;
  std::string unit;   ///< Wh, fen, kW, kVA, varh, percent, hundredths, months, yuan_e8_per_kwh
};
BOOST_DESCRIBE_STRUCT(HintFigureView, (), (name, value, unit))
struct SavingHintView {
  HintKind kind{};
  std::int64_t saved_fen = 0;                          ///< over the last twelve known months; each hint by itself
  std::optional<BasicCharge> better;
  std::vector<HintFigureView> figures;
};
BOOST_DESCRIBE_STRUCT(SavingHintView, (), (kind, saved_fen, better, figures))
struct SavingView {
  std::string tariff_name, tariff_confidence;          ///< "": the file names no tariff of the price book
  std::optional<Date> prices_until;                    ///< the newest published prices held until then only
  std::optional<std::int64_t> power_factor_standard_hundredths;
  std::vector<SavingHintView> hints;                   ///< largest first
  std::vector<SavingGap> gaps;                         ///< what keeps sums from being said
};
BOOST_DESCRIBE_STRUCT(SavingView, (), (tariff_name, tariff_confidence, prices_until, power_factor_standard_hundredths, hints, gaps))

/// What the file says of tariff and capacity.
SavingFacts saving_facts(db::Session& session, CustomerId customer);
SavingView saving_view(const api::Call& call, db::Session& session, const Customer& customer, const MonthlySeries& series);

}  // namespace shouwen
