// What the public reads of a case: a proposal, a social supervisor's report, a press question - in an editor's words, never the
// customer's. Art. 8. Plain values and rules.
#pragma once

#include "participation/personal_data.h"
#include "participation/plan_comment.h"
#include "regulation/rulebook.h"

namespace shouwen {

enum class MatterKind { proposal, supervisor_report, press_answer };

struct PublicMatter {
  CaseId id;                           ///< of the case it is about
  std::int64_t version = 0;
  MatterKind kind{};
  bool shown = false;
  std::string title, text;             ///< the editor's
  std::optional<CommentVerdict> verdict;
  std::string result;                  ///< what became of it, in words
  OfficerId written_by_id;
  Instant first_shown_at, written_at;
  std::string withdrawn_because;
  bool operator==(const PublicMatter&) const = default;
};

struct PublicMatterEvent {
  std::string kind;                    ///< matter_worded, matter_withdrawn
  OfficerId officer_id;
  Instant at;
  std::optional<MatterKind> matter = {};
  std::optional<std::string> title = {}, text = {}, result = {}, because = {};
  std::optional<CommentVerdict> verdict = {};
};
PublicMatter apply(PublicMatter matter, const PublicMatterEvent& event);

struct WordMatterInput {
  std::int64_t version = 0;            ///< of the wording that was seen; 0 = whatever it is now
  MatterKind kind{};
  Line<1, 80> title;
  Text<1, 2000> text;
  std::optional<CommentVerdict> verdict;
  Text<0, 2000> result;
};
struct WithdrawMatterInput {
  std::int64_t version = 0;
  Text<4, 500> reason;
};

/// What the rules may know of the case.
struct MatterSituation {
  OfficerId officer_id;
  Instant now;
  CaseKind case_kind{};
  bool from_media = false, from_supervisor = false;
  bool answered = false;
  std::string case_text = {};
  KnownPerson known = {};                   ///< everybody the case names
};
using MatterDecision = Result<PublicMatterEvent>;

/// Refusals matter.changed_meanwhile, .wrong_kind, .personal_data, .copied, .not_answered_yet, .result_missing, .other_kind.
MatterDecision word_matter(const PublicMatter& matter, const WordMatterInput& input, const MatterSituation& situation);
/// Refusals matter.changed_meanwhile, .not_shown.
MatterDecision withdraw_matter(const PublicMatter& matter, const WithdrawMatterInput& input, const MatterSituation& situation);
/// Whether such a case may be told of at all: suggestions; reports of supervisors; inquiries by the media. Never a tip.
bool fits(MatterKind kind, const MatterSituation& situation);

}  // namespace shouwen
