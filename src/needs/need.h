// What a customer will want of the network, from the first guess to power that flows, in kW, kVA and Wh. Art. 11(1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "json/field_types.h"
#include "regulation/rulebook.h"

namespace shouwen {

using NeedId = Id<struct NeedTag>;

enum class NeedKind { new_supply, capacity_increase, capacity_reduction, electrification, energy_saving, reliability, other };
/// In the order of the funnel; the last two are ends.
enum class NeedStage { latent, identified, proposed, in_progress, realised, lost };

struct Need {
  NeedId id;
  std::int64_t version = 0;          ///< number of its last event
  CustomerId customer_id;
  OfficerId account_manager_id;
  Line<1, 80> title;
  NeedKind kind{};
  NeedStage stage{};
  std::int64_t capacity_kva = 0, power_kw = 0, yearly_energy_wh = 0;  ///< 0 = not known
  std::optional<Date> expected_on;   ///< energised by then
  Text<0, 4000> proposal;            ///< the solution in words
  std::optional<Instant> proposed_at;
  OfficerId proposed_by_id;
  Line<0, 60> lost_reason;           ///< a code of rulebook/needs.toml
  Text<0, 1000> lost_words;
  std::int64_t realised_capacity_kva = 0, realised_power_kw = 0, realised_yearly_energy_wh = 0;
  std::optional<Date> realised_on;
  Text<0, 2000> notes;
  std::vector<CaseId> case_ids;      ///< internal requests, in order
  bool operator==(const Need&) const = default;

  bool is_over() const { return stage == NeedStage::realised || stage == NeedStage::lost; }
};

/// What happened to a need: a past participle and the fields it set; what is absent stayed.
struct NeedEvent {
  std::string kind;                  ///< need_opened, need_identified, supply_proposed, support_requested, need_realised, need_lost, need_changed
  std::optional<NeedStage> stage = {};
  std::optional<CustomerId> customer_id = {};
  std::optional<OfficerId> account_manager_id = {};
  std::optional<Line<1, 80>> title = {};
  std::optional<NeedKind> need_kind = {};
  std::optional<std::int64_t> capacity_kva = {}, power_kw = {}, yearly_energy_wh = {};
  std::optional<Date> expected_on = {};
  std::optional<Text<0, 4000>> proposal = {};
  std::optional<Instant> proposed_at = {};
  std::optional<OfficerId> proposed_by_id = {};
  std::optional<Line<0, 60>> lost_reason = {};
  std::optional<Text<0, 1000>> lost_words = {};
  std::optional<std::int64_t> realised_capacity_kva = {}, realised_power_kw = {}, realised_yearly_energy_wh = {};
  std::optional<Date> realised_on = {};
  std::optional<Text<0, 2000>> notes = {};
  std::optional<CaseId> case_id = {};
};

/// The need after the event; one version on.
Need apply(Need need, const NeedEvent& event);

}  // namespace shouwen
