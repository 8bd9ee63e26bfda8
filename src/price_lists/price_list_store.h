// Price lists in the database: state and journal (stream price_list/ID) in one transaction; the items with the issue.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/session.h"
#include "price_lists/price_list.h"

namespace shouwen {

struct PriceListWriter {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;
};

/// An entry of this room's journal; answers with its number.
struct PriceEvent {
  std::string stream, kind, payload;
};
std::int64_t append_price_event(db::Session& session, const PriceEvent& event, const PriceListWriter& writer);

std::optional<PriceList> load_price_list(db::Session& session, PriceListId id);
PriceList add_price_list(db::Session& session, const PriceListEvent& event, const PriceListWriter& writer);
/// An issue writes its published items too.
PriceList save_price_list(db::Session& session, const PriceList& before, const PriceListEvent& event, const PriceListWriter& writer);

/// Newest first, those older than `before` (0 = from the newest).
std::vector<PriceList> list_price_lists(db::Session& session, PriceListId before, std::int64_t limit);

/// An issued one.
std::optional<PriceList> load_issued_price_list(db::Session& session, std::int64_t number);
/// 0 before the first.
std::int64_t last_price_list_number(db::Session& session);
/// The one that holds until a price list with this first day and number begins; a draft has no number yet (0).
std::optional<std::int64_t> price_list_held_before(db::Session& session, Date in_force_from, std::int64_t number);
struct IssuedRow {
  std::int64_t number = 0;
  Date in_force_from;
  PriceListId id;
};
/// Newest number first, those older than `before` (0 = from the newest).
std::vector<IssuedRow> list_issued_price_lists(db::Session& session, std::int64_t before, std::int64_t limit);

/// The number of the journal entry that issued it: with it a stranger proves that it was issued, and when. 0 = not issued.
std::int64_t issue_entry_number(db::Session& session, PriceListId id);
/// What was signed, read.
IssuedPriceList issued_of(const PriceList& list);

/// What differs between stored state and events, published items and signed content, signature and text; empty if all is well.
std::vector<std::string> verify_price_list(db::Session& session, PriceListId id);
/// Gaps in the numbers and items of no price list.
std::vector<std::string> verify_price_list_numbers(db::Session& session);

}  // namespace shouwen
