// The posting register in the database: state and journal (stream price_posting/ID) in one transaction.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "db/session.h"
#include "price_lists/price_list_store.h"
#include "price_lists/price_posting.h"

namespace shouwen {

std::optional<PricePosting> load_price_posting(db::Session& session, PricePostingId id);
/// Of a hall and a price list; one without id if nothing is known yet.
PricePosting price_posting_of(db::Session& session, std::int64_t number, UnitId unit);
/// All that is known of a price list.
std::vector<PricePosting> price_postings(db::Session& session, std::int64_t number);
/// The newest price list a hall has proved by a photo that stands; nothing if none.
std::optional<std::int64_t> shown_price_list(db::Session& session, UnitId unit);

struct SavedPosting {
  PricePosting posting;
  std::int64_t journal_number = 0;
};
/// One without id gets one.
SavedPosting save_price_posting(db::Session& session, PricePosting before, const PricePostingEvent& event, const PriceListWriter& writer);

/// What differs between stored posting and events, and whether its photos are what was sent; empty if all is well.
std::vector<std::string> verify_price_posting(db::Session& session, const std::filesystem::path& folder, PricePostingId id);

}  // namespace shouwen
