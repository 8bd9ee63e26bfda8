// The page of allowed arrows, each with its clause; and what an event makes of a need.
#include "needs/need_steps.h"
#include "regulation/clauses.h"

namespace shouwen {

const std::vector<NeedArrow>& need_arrows() {
  using enum NeedStage;
  static const std::vector<NeedArrow> arrows{
      {"identify_need", latent, identified, clause::art_11_1},
      {"propose", identified, proposed, clause::art_11_1},
      {"propose", proposed, proposed, clause::art_11_1},
      {"propose", in_progress, in_progress, clause::art_11_1},
      {"request_support", identified, identified, clause::art_11_2},
      {"request_support", proposed, in_progress, clause::art_11_2},
      {"request_support", in_progress, in_progress, clause::art_11_2},
      {"realise_need", proposed, realised, clause::art_11_1},
      {"realise_need", in_progress, realised, clause::art_11_1},
      {"change_need", latent, latent, clause::art_11_1},
      {"change_need", identified, identified, clause::art_11_1},
      {"change_need", proposed, proposed, clause::art_11_1},
      {"change_need", in_progress, in_progress, clause::art_11_1},
      {"lose_need", latent, lost, clause::art_11_1},
      {"lose_need", identified, lost, clause::art_11_1},
      {"lose_need", proposed, lost, clause::art_11_1},
      {"lose_need", in_progress, lost, clause::art_11_1},
  };
  return arrows;
}

std::vector<std::string> verbs_from(NeedStage stage) {
  std::vector<std::string> verbs;
  for (const NeedArrow& arrow : need_arrows())
    if (arrow.from == stage) verbs.emplace_back(arrow.verb);
  return verbs;
}

namespace {

template <class T, class Given>
void set(T& field, const std::optional<Given>& given) {
  if (given) field = *given;
}

}  // namespace

Need apply(Need need, const NeedEvent& event) {
  ++need.version;
  set(need.stage, event.stage);
  set(need.customer_id, event.customer_id);
  set(need.account_manager_id, event.account_manager_id);
  set(need.title, event.title);
  set(need.kind, event.need_kind);
  set(need.capacity_kva, event.capacity_kva);
  set(need.power_kw, event.power_kw);
  set(need.yearly_energy_wh, event.yearly_energy_wh);
  set(need.expected_on, event.expected_on);
  set(need.proposal, event.proposal);
  set(need.proposed_at, event.proposed_at);
  set(need.proposed_by_id, event.proposed_by_id);
  set(need.lost_reason, event.lost_reason);
  set(need.lost_words, event.lost_words);
  set(need.realised_capacity_kva, event.realised_capacity_kva);
  set(need.realised_power_kw, event.realised_power_kw);
  set(need.realised_yearly_energy_wh, event.realised_yearly_energy_wh);
  set(need.realised_on, event.realised_on);
  set(need.notes, event.notes);
  if (event.case_id) need.case_ids.push_back(*event.case_id);
  return need;
}

}  // namespace shouwen
