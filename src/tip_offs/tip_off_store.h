// Tips in the database: state and journal (stream tip_off/CASE) in one transaction; slips and payments; guessed codes. All SQL of it.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "db/session.h"
#include "tip_offs/same_facts.h"
#include "tip_offs/tip_off.h"

namespace shouwen {

/// A tip of which nothing special has happened yet has no row: it is as it was received.
TipOff load_tip_off(db::Session& session, CaseId id);
TipOff save_tip_off(db::Session& session, const TipOff& before, const TipOffEvent& event, std::int64_t rulebook_version);
/// Everything that happened to it, in order.
std::vector<TipOffEvent> tip_off_events(db::Session& session, CaseId id);

/// Living tips' and finished ones' case ids with an id below `before` (0 = all), newest first; the caller looks at each whether he may see it.
struct TipRow {
  CaseId case_id;
  TipOff tip;
};
std::vector<TipRow> list_tip_offs(db::Session& session, CaseId before, std::int64_t limit);
/// The other tip of a number, as the rules see it; nothing if there is no such tip.
std::optional<CaseId> find_tip_by_number(db::Session& session, const std::string& number);
/// A tip among those about the same facts.
OtherTip tip_among(db::Session& session, CaseId id, const TipOffRules& rules);
/// All others about the same facts, also those that are linked over a third.
std::vector<OtherTip> tips_of_same_facts(db::Session& session, const TipOff& tip, const TipOffRules& rules);

/// Codes of the second, third … reporter of a tip.
void keep_reporter_code(db::Session& session, CaseId id, std::int64_t reporter, std::string_view hash);
struct TipHolder {
  CaseId case_id;
  std::int64_t reporter = 1;
};
/// Whose code it is, of the first reporter or another; both are looked up in any case.
std::optional<TipHolder> find_tip_holder(db::Session& session, std::string_view hash);

/// Approved rewards nobody claimed in time; those whose reporter is to be told that the time ends.
std::vector<CaseId> unclaimed_rewards(db::Session& session, Instant now, std::int64_t limit);
std::vector<CaseId> rewards_to_tell(db::Session& session, Instant now, std::int64_t limit);
/// Tips of which a reward was proposed, newest first.
std::vector<TipRow> list_rewarded_tips(db::Session& session, CaseId before, std::int64_t limit);

struct RewardSlip {
  std::string hash;
  CaseId case_id;
  std::int64_t reporter = 1;
  std::int64_t amount_fen = 0;
  Instant claimed_at;
  std::string sealed;               ///< the code, under the house key
  std::optional<Instant> paid_at;
};
void keep_slip(db::Session& session, const RewardSlip& slip);
std::optional<RewardSlip> find_slip(db::Session& session, std::string_view hash);
std::optional<RewardSlip> slip_of(db::Session& session, CaseId id, std::int64_t reporter);
/// False if it was paid before: the slip is the key of payments.
bool keep_payment(db::Session& session, const RewardSlip& slip, OfficerId cashier, Instant now);

/// One more code of no tip in this hour; the count.
std::int64_t note_code_miss(db::Session& session, Instant now);
/// Writes the alarm into the journal (stream tip_code/HOUR), once an hour; the entry's number, or nothing if it is there already.
std::optional<std::int64_t> alarm_code_misses(db::Session& session, Instant now, std::int64_t misses, std::int64_t rulebook_version);
struct CodeAlarm {
  Instant hour;
  std::int64_t misses = 0;
};
/// Alarms since an instant, newest first.
std::vector<CodeAlarm> code_alarms(db::Session& session, Instant since);

/// What is published of tips since an instant (art. 8): numbers only.
struct TipFigures {
  std::int64_t received = 0, verified = 0, rewarded = 0, rewarded_fen = 0;
};
TipFigures tip_figures(db::Session& session, Instant since);

/// What differs between a tip's row and its events.
std::vector<std::string> verify_tip_off(db::Session& session, CaseId id);

}  // namespace shouwen
