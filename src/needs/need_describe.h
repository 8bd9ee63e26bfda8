// Field lists of the needs room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "needs/need_steps.h"
#include "regulation/describe.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(NeedKind, new_supply, capacity_increase, capacity_reduction, electrification, energy_saving, reliability, other)
BOOST_DESCRIBE_ENUM(NeedStage, latent, identified, proposed, in_progress, realised, lost)
BOOST_DESCRIBE_STRUCT(Need, (), (id, version, customer_id, account_manager_id, title, kind, stage, capacity_kva, power_kw, yearly_energy_wh,
                                 expected_on, proposal, proposed_at, proposed_by_id, lost_reason, lost_words, realised_capacity_kva,
                                 realised_power_kw, realised_yearly_energy_wh, realised_on, notes, case_ids))
BOOST_DESCRIBE_STRUCT(NeedEvent, (), (kind, stage, customer_id, account_manager_id, title, need_kind, capacity_kva, power_kw, yearly_energy_wh,
                                      expected_on, proposal, proposed_at, proposed_by_id, lost_reason, lost_words, realised_capacity_kva,
                                      realised_power_kw, realised_yearly_energy_wh, realised_on, notes, case_id))
BOOST_DESCRIBE_STRUCT(OpenNeedInput, (), (customer_id, account_manager_id, title, kind, capacity_kva, power_kw, yearly_energy_wh, expected_on, notes))
BOOST_DESCRIBE_STRUCT(IdentifyNeedInput, (), (version, capacity_kva, power_kw, yearly_energy_wh, expected_on))
BOOST_DESCRIBE_STRUCT(ProposeInput, (), (version, proposal))
BOOST_DESCRIBE_STRUCT(RealiseNeedInput, (), (version, capacity_kva, power_kw, yearly_energy_wh, energised_on))
BOOST_DESCRIBE_STRUCT(LoseNeedInput, (), (version, reason, words))
BOOST_DESCRIBE_STRUCT(ChangeNeedInput, (), (version, account_manager_id, title, kind, capacity_kva, power_kw, yearly_energy_wh, expected_on, notes))

}  // namespace shouwen
