// What the bureau decided about taking part (arts. 5, 6, 8; R-REP-10): quorum, how long a draft is put to the public, whom the press
// calls. The regulation gives no number: every one is the bureau's own.
#pragma once

#include "regulation/rulebook.h"

namespace shouwen {

/// Whom the press calls (新闻联系).
struct PressContact {
  std::string code, name_zh, name_en, phone, hours_zh, hours_en;
};

struct ParticipationRules {
  std::string set_by;                     ///< whose numbers they are
  std::int64_t quorum_percent = 0;        ///< of the leading group's members in office who must have voted, rounded up
  std::int64_t comment_days_least = 0;    ///< calendar days a draft stands open for comment
  std::int64_t answer_days = 0;           ///< calendar days after the last day: comments without an answer, and the author is told
  std::int64_t supervisor_days_most = 0;  ///< the longest term of a social supervisor
  std::int64_t meeting_days = 0;          ///< a meeting with the social supervisors at least so often
  std::string suggestion_category;        ///< of a supervisor's suggestion
  std::string complaint_category;         ///< of a supervisor's complaint
  std::string press_category;             ///< of a press question: a category of kind inquiry
  std::vector<PressContact> press_contacts;
};

/// Nothing in versions from before.
const ParticipationRules* participation_rules(const Rulebook& rulebook);

class TableReader;
struct RulebookDraft;
class MistakeList;
void read_participation(TableReader& file, RulebookDraft& draft, MistakeList& mistakes);

}  // namespace shouwen
