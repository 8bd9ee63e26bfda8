// The routes of the tips' room, and what the public pages need of it.
#pragma once

#include "api/api.h"
#include "cases/cases.h"
#include "tip_offs/tip_off_store.h"

namespace shouwen {

void add_tip_offs_api(api::Api& api);

// Its parts.
void add_tip_off_reads(api::Api& api);
void add_tip_off_steps(api::Api& api);
void add_take_tip_api(api::Api& api);
void add_tip_rewards_api(api::Api& api);
void add_openings_api(api::Api& api);
void add_supervision_key_api(api::Api& api);
void add_reward_slips_api(api::Api& api);

http::Operation tip_operation(const char* method, const char* rest, const char* id, const char* summary);
/// The tip if this caller may do that with it, and is not of the accused's line; else tip.unknown, which says no more.
Result<ServiceCase> tip_for(const api::Call& call, db::Session& session, CaseId id, std::string_view verb);

/// What keys the hashes of pay-out slips.
std::string slip_key(const House& house);
/// Claims and hands out the slip: the code to show. In the writer's transaction. Refusals of claim_reward.
Result<std::string> claim_with_slip(House& house, const CaseDesk& desk, TipHolder holder, bool in_person);
/// The slip's code again, for the reporter's own page; "" if there is none.
std::string slip_code_of(House& house, db::Session& session, TipHolder holder);

}  // namespace shouwen
