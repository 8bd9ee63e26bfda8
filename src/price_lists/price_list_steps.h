// The verbs of a price list: drafted, changed, submitted, reviewed, approved and so issued, or returned; three people. Art. 9(1).
#pragma once

#include "price_lists/price_list.h"

namespace shouwen {

struct DraftPriceListInput {
  std::int64_t version = 0;                ///< that was seen; 0 for a new one
  Date in_force_from;
  std::optional<std::int64_t> corrects_number = {};  ///< the issued one that was wrong
  Text<0, 500> correction_zh, correction_en;         ///< what was wrong; needed then
};
struct PriceListStepInput {
  std::int64_t version = 0;
};
enum class PriceListVerdict { accepted, returned };
struct JudgePriceListInput {
  std::int64_t version = 0;
  PriceListVerdict verdict{};
  Text<0, 500> reason;                     ///< needed when it is returned
};

struct PriceListSituation {
  OfficerId officer_id;
  Instant now;
  std::int64_t rulebook_version = 0;       ///< in force on the first day
  PriceListBody body;                      ///< what that rulebook lists for the first day
  std::int64_t last_number = 0;            ///< of issued ones; 0 = none yet
  std::string bureau_name;
};
using PriceListDecision = Result<PriceListEvent>;

// Refusals price_list.…: changed_meanwhile, wrong_stage, and those named beside each.

/// first_day_over (before today), nothing_listed, unknown_number, correction_missing, correction_without_number.
PriceListDecision draft_price_list(const DraftPriceListInput& input, const PriceListSituation& situation);
/// The body is taken anew. author_only and those of drafting.
PriceListDecision change_price_list(const PriceList& list, const DraftPriceListInput& input, const PriceListSituation& situation);
/// author_only, first_day_over, content_outdated: the rulebook lists something else by now.
PriceListDecision submit_price_list(const PriceList& list, const PriceListStepInput& input, const PriceListSituation& situation);
/// own_review, reason_missing, first_day_over, content_outdated.
PriceListDecision review_price_list(const PriceList& list, const JudgePriceListInput& input, const PriceListSituation& situation);
/// By a third person: accepted is issued, with its number and, unsigned yet, its texts. own_approval, reason_missing,
/// first_day_over, content_outdated.
PriceListDecision approve_price_list(const PriceList& list, const JudgePriceListInput& input, const PriceListSituation& situation);
/// A draft that will not be issued.
PriceListDecision discard_price_list(const PriceList& list, const PriceListStepInput& input, const PriceListSituation& situation);

}  // namespace shouwen
