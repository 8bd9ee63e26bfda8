// What the desk reads of violation cases. Heavy: only for .cpp files.
#pragma once

#include "api/answers.h"
#include "conduct/conduct_api.h"
#include "conduct/conduct_describe.h"
#include "conduct/exposure_words.h"

namespace shouwen {

struct ConductRowView {
  ConductCaseId id;
  std::int64_t version = 0;
  std::string number;
  ConductStage stage{};
  std::string stage_name;
  ConductLevel level{};
  std::string unit_name, accused_name, accused_unit_name, violation, violation_name, lead_name;
  Instant opened_at;
  std::optional<Instant> due_at;
  bool overdue = false;
  std::vector<std::string> may;                ///< what waits for this reader now
};
BOOST_DESCRIBE_STRUCT(ConductRowView, (), (id, version, number, stage, stage_name, level, unit_name, accused_name, accused_unit_name, violation, violation_name, lead_name, opened_at,
                                           due_at, overdue, may))

struct ConductFactView {
  std::int64_t number = 0;
  std::string text, evidence;
  bool proved = false, decided = false;
  std::vector<std::int64_t> file_numbers;
};
BOOST_DESCRIBE_STRUCT(ConductFactView, (), (number, text, evidence, proved, decided, file_numbers))
struct ConductFileView {
  std::int64_t number = 0;
  ConductFilePart part{};
  std::string part_name, file_name, content_type, shows, added_by_name;
  std::int64_t bytes = 0;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ConductFileView, (), (number, part, part_name, file_name, content_type, shows, added_by_name, bytes, at))
struct ConductPersonView {
  OfficerId officer_id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(ConductPersonView, (), (officer_id, name))
struct ConductFindingView {
  std::vector<ConductFactView> facts;
  std::vector<ThirdPerson> third_persons;
  std::vector<CaseId> linked_case_ids;
  std::string recorded_by_name, confirmed_by_name;
  Instant recorded_at;
  std::optional<Instant> confirmed_at;
};
BOOST_DESCRIBE_STRUCT(ConductFindingView, (), (facts, third_persons, linked_case_ids, recorded_by_name, confirmed_by_name, recorded_at, confirmed_at))
struct ConductHearingView {
  std::string question, asked_by_name;
  Instant asked_at;
  HearingAnswer answer{};
  std::string answer_name, words;
  std::optional<Instant> answered_at;
};
BOOST_DESCRIBE_STRUCT(ConductHearingView, (), (question, asked_by_name, asked_at, answer, answer_name, words, answered_at))
struct ConductDecisionView {
  std::string violation_name, measure_name, reason, decided_by_name;
  HandlingLevel measure{};
  Instant decided_at;
  bool repeated = false;
  std::vector<std::int64_t> fact_numbers;
};
BOOST_DESCRIBE_STRUCT(ConductDecisionView, (), (violation_name, measure_name, reason, decided_by_name, measure, decided_at, repeated, fact_numbers))
struct ConductObjectionView {
  std::string text, words, decided_by_name;
  bool late = false;
  Instant at;
  std::optional<ObjectionOutcome> outcome;
  std::optional<Instant> decided_at;
};
BOOST_DESCRIBE_STRUCT(ConductObjectionView, (), (text, words, decided_by_name, late, at, outcome, decided_at))
struct ExposureApprovalView {
  ExposureBody body{};
  std::string officer_name;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ExposureApprovalView, (), (body, officer_name, at))
struct ConductExposureView {
  ExposureLevel level{};
  std::string level_name, number, returned_because, written_by_name;
  bool has_draft = false, outdated = false, is_up = false;
  std::string draft_title, draft_because;
  std::vector<ExposedFact> draft_facts;
  std::vector<ExposureApprovalView> approvals;  ///< of the draft; without one, of the text that hangs
  std::int64_t public_number = 0;               ///< of /p/exposures/N; 0 = not there
  std::string title;
  std::vector<ExposedFact> facts;               ///< of the text that hangs
  std::int64_t texts = 0;
  std::optional<Instant> published_at, taken_down_at;
  std::optional<Date> last_day;
  std::optional<TakeDownRule> taken_down_by;
};
BOOST_DESCRIBE_STRUCT(ConductExposureView, (), (level, level_name, number, returned_because, written_by_name, has_draft, outdated, is_up, draft_title, draft_because, draft_facts,
                                                approvals, public_number, title, facts, texts, published_at, taken_down_at, last_day, taken_down_by))
struct RectificationView {
  std::int64_t number = 0;
  std::string unit_name, task, report, retest, ordered_by_name, reported_by_name, retested_by_name;
  Date due_on;
  bool overdue = false, passed = false;
  std::int64_t failed = 0;
  std::optional<Instant> reported_at, retested_at;
};
BOOST_DESCRIBE_STRUCT(RectificationView, (), (number, unit_name, task, report, retest, ordered_by_name, reported_by_name, retested_by_name, due_on, overdue, passed, failed, reported_at,
                                              retested_at))
struct ConductStepView {
  Instant at;
  std::string kind, name, who, text, clause;
};
BOOST_DESCRIBE_STRUCT(ConductStepView, (), (at, kind, name, who, text, clause))
struct EarlierDecisionView {
  ConductCaseId id;
  std::string number, violation_name, measure_name;
  Instant decided_at;
};
BOOST_DESCRIBE_STRUCT(EarlierDecisionView, (), (id, number, violation_name, measure_name, decided_at))
/// Something this reader might do at this stage: allowed, or why not.
struct ConductActionView {
  std::string name;
  bool allowed = false;
  std::string code, text, clause;               ///< of the refusal
};
BOOST_DESCRIBE_STRUCT(ConductActionView, (), (name, allowed, code, text, clause))
struct MeasureView {
  HandlingLevel level{};
  std::string name;
};
BOOST_DESCRIBE_STRUCT(MeasureView, (), (level, name))
/// What the table leaves to decide in this case.
struct ViolationChoiceView {
  std::string code, name, source;
  bool example = false, repeated = false;
  std::vector<MeasureView> measures;
  std::int64_t withheld_least_fen = 0, withheld_most_fen = 0;
  ExposureLevel least_exposure{};
};
BOOST_DESCRIBE_STRUCT(ViolationChoiceView, (), (code, name, source, example, repeated, measures, withheld_least_fen, withheld_most_fen, least_exposure))

struct ConductView : ConductRowView {
  ConductLead lead;
  std::string lead_path;                        ///< of the lead's own page; "" = it has none
  OfficerId accused_id;
  std::string accused_post, suspicion, opened_by_name, accepted_by_name, ended_because, ended_by_name;
  std::optional<Instant> ended_at;
  std::vector<ConductPersonView> investigators;
  std::optional<ConductFindingView> finding;
  std::optional<ConductHearingView> hearing;
  std::optional<ConductDecisionView> decision;
  std::optional<ConductObjectionView> objection;
  std::optional<ConductExposureView> exposure;
  std::vector<RectificationView> rectifications;
  std::vector<ConductFileView> files;           ///< empty for who may not look at them
  std::int64_t files_kept = 0;                  ///< how many there are
  std::vector<EarlierDecisionView> earlier;
  std::vector<ViolationChoiceView> choices;
  std::vector<ConductActionView> actions;
  std::vector<ConductStepView> story;           ///< newest first
};
BOOST_DESCRIBE_STRUCT(ConductView, (ConductRowView), (lead, lead_path, accused_id, accused_post, suspicion, opened_by_name, accepted_by_name, ended_because, ended_by_name, ended_at,
                                                      investigators, finding, hearing, decision, objection, exposure, rectifications, files, files_kept, earlier, choices, actions, story))

struct ConductChanged {
  ConductCaseId id;
  std::int64_t version = 0;
  ConductStage stage{};
};
BOOST_DESCRIBE_STRUCT(ConductChanged, (), (id, version, stage))

ConductRowView conduct_row(const api::Call& call, db::Session& session, const ConductCase& conduct_case);
ViolationChoiceView choice_view(const api::Call& call, const ViolationRow& row, ConductLevel level, bool repeated);
ConductFileView file_view(const api::Call& call, const ConductFile& file);
/// Whether this reader, who may read the case, may look at its files too.
bool may_look_at_files(const api::Call& call, db::Session& session, const ConductCase& conduct_case);
/// What the stage lets this reader do, or would if he were not refused.
std::vector<ConductActionView> conduct_actions(const api::Call& call, db::Session& session, const ConductCase& conduct_case);
/// The exposure as a list shows it and the preview.
struct ShownTextView {
  std::string title, measure, because;
  std::vector<std::string> facts;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(ShownTextView, (), (title, measure, because, facts, at))
struct ShownExposureView {
  std::string number, unit, person, violation, level_name;
  Date decided_on;
  ShownTextView now;
  std::vector<ShownTextView> earlier;
  std::optional<Instant> published_at, taken_down_at;
  std::optional<Date> last_day;
  std::optional<TakeDownRule> taken_down_by;
};
BOOST_DESCRIBE_STRUCT(ShownExposureView, (), (number, unit, person, violation, level_name, decided_on, now, earlier, published_at, taken_down_at, last_day, taken_down_by))

}  // namespace shouwen
