// Quantiles of a trade and a customer's place in them.
#include "usage/peers.h"

#include <cmath>

#include "usage/robust.h"

namespace shouwen {

namespace {

using Figure = std::optional<std::int64_t> PeerFigures::*;

std::optional<PeerStanding> standing(const PeerFigures& own, const std::vector<PeerFigures>& peers, Figure figure, std::int64_t least) {
  std::vector<double> values;
  for (const PeerFigures& peer : peers)
    if (peer.*figure) values.push_back(static_cast<double>(*(peer.*figure)));
  if (static_cast<std::int64_t>(values.size()) < least || values.empty()) return std::nullopt;
  const auto at = [&values](double share) { return static_cast<std::int64_t>(std::llround(quantile(values, share))); };
  PeerStanding out{static_cast<std::int64_t>(values.size()), at(0.1), at(0.25), at(0.5), at(0.75), at(0.9), own.*figure, {}};
  if (!out.own) return out;
  double below = 0;
  for (const double value : values) below += value < static_cast<double>(*out.own) ? 1 : value == static_cast<double>(*out.own) ? 0.5 : 0;
  out.below_permille = static_cast<std::int64_t>(std::llround(below / static_cast<double>(values.size()) * 1000));
  return out;
}

}  // namespace

PeerFigures figures_of(const UseIndicators& indicators, std::int64_t capacity_kva) {
  PeerFigures figures{indicators.load_factor_permille, {}, indicators.valley_permille};
  if (capacity_kva > 0 && indicators.year_wh) figures.wh_per_kva = *indicators.year_wh / capacity_kva;
  return figures;
}

PeerComparison compare_with_peers(const PeerFigures& own, const std::vector<PeerFigures>& peers, std::int64_t peers_least) {
  return {standing(own, peers, &PeerFigures::load_factor_permille, peers_least), standing(own, peers, &PeerFigures::wh_per_kva, peers_least),
          standing(own, peers, &PeerFigures::valley_permille, peers_least)};
}

}  // namespace shouwen
