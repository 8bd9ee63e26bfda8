// What the calls about price lists share. Heavy: only for *_api.cpp of this room.
#pragma once

#include "api/answers.h"
#include "api/names.h"
#include "price_lists/price_list_api.h"
#include "price_lists/price_list_content.h"
#include "price_lists/price_list_describe.h"
#include "price_lists/price_list_store.h"

namespace shouwen {

http::Operation price_list_operation(const char* method, std::string pattern, const char* id, const char* summary);

/// The version in force when the first day begins, or now if that is later.
std::shared_ptr<const Rulebook> rulebook_on(House& house, db::Session& session, Date first_day, Instant now);

inline PriceListWriter price_list_writer(const api::Call& call) { return {call.actor.officer_id, call.now, call.rulebook->version}; }

/// The difference from the price list that holds until this one; empty also for the first.
struct ComparedPriceList {
  std::optional<std::int64_t> number;      ///< compared with
  std::vector<PriceChange> changes;
};
ComparedPriceList compared_with_last(db::Session& session, const PriceList& list);

}  // namespace shouwen
