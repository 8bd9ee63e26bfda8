// The register of what hangs where: each hall proves by a photo that an issued price list is on its wall. Art. 9(1), 8.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "json/field_types.h"
#include "org/organisation.h"
#include "regulation/price_list_rules.h"

namespace shouwen {

using PricePostingId = Id<struct PricePostingTag>;

/// 未上墙 已上墙 照片不合格.
enum class PostingState { missing, posted, rejected };

struct PostingProof {
  Date posted_on;
  OfficerId officer_id;
  Instant at;
  std::string photo_hash, photo_type;
  std::int64_t bytes = 0;
  std::string note;
  bool operator==(const PostingProof&) const = default;
};
struct PostingRejection {
  OfficerId officer_id;
  Instant at;
  std::string reason;
  bool operator==(const PostingRejection&) const = default;
};
/// One hall and one price list.
struct PricePosting {
  PricePostingId id;
  std::int64_t version = 0;
  std::int64_t number = 0;                     ///< of the price list
  UnitId unit_id;
  PostingState state{};
  std::optional<PostingProof> proof;           ///< the latest
  std::int64_t proofs = 0;                     ///< given so far
  std::optional<PostingRejection> rejection;   ///< of the latest proof
  std::optional<Instant> told_at;              ///< when supervision was told that it is overdue
  bool operator==(const PricePosting&) const = default;
};
struct PricePostingEvent {
  std::string kind;                            ///< price_posting_proved, _rejected, _told
  std::optional<std::int64_t> number = {};
  std::optional<UnitId> unit_id = {};
  std::optional<PostingProof> proof = {};
  std::optional<PostingRejection> rejection = {};
  std::optional<Instant> told_at = {};
};
using PostingDecision = Result<PricePostingEvent>;

struct RejectPostingInput {
  std::int64_t version = 0;
  Line<2, 200> reason;
};

/// What the rules of posting look at beside the posting.
struct PostingSituation {
  OfficerId officer_id;
  Instant now;
  Date issued_on;                              ///< of the price list
  std::optional<std::int64_t> followed_by;     ///< the price list that is in force instead; none = this one, or not yet
};

/// The units that must post, in the organisation's order.
std::vector<UnitId> price_halls(const PriceListRules& rules, const Organisation& organisation);
/// The end of the bureau's days: from the first day, or from the issue if that is later.
Instant posting_due_at(const PriceListRules& rules, const WorkCalendar& calendar, Instant issued_at, Date in_force_from);

// Refusals price_posting.…: those named beside each.

/// later_than_today, before_issue, outdated (another price list is in force).
PostingDecision prove_posting(const PricePosting& posting, const PostingProof& proof, const PostingSituation& situation);
/// changed_meanwhile, nothing_to_reject, own_photo.
PostingDecision reject_posting(const PricePosting& posting, const RejectPostingInput& input, const PostingSituation& situation);
/// Once for a hall and a price list, when its time is over without a good photo; nothing otherwise.
std::optional<PricePostingEvent> tell_overdue_posting(const PricePosting& posting, Instant due_at, Instant now);

/// The posting after the event; one version on.
PricePosting apply(PricePosting posting, const PricePostingEvent& event);

}  // namespace shouwen
