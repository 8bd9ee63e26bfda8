// A violation case (违规违纪案件): one person, what he is said to have done, and everything that became of it. Plain values. Art. 9(4), 7.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/time.h"
#include "json/field_types.h"
#include "regulation/conduct_rules.h"

namespace shouwen {

using ConductCaseId = Id<struct ConductCaseTag>;

/// 待受理 待派员 调查 待听取申辩 听取申辩 待决定 可申诉 申诉中 执行 — and the ends 不受理 未查实 已撤销 已办结.
enum class ConductStage {
  opened, accepted, investigating, to_hear, hearing, to_decide, decided, objected, carrying_out, declined, not_proved, lifted, closed
};
/// Who investigates: the unit itself (art. 7), or 监察审计部 for the bureau.
enum class ConductLevel { unit, bureau };
/// Where the lead comes from: 举报 投诉 检查 审计 被拒收费 关联收费例外 自行发现.
enum class LeadKind { tip_off, complaint, inspection, audit, charge_attempt, affiliate_charge, own_accord };
enum class HearingAnswer { waiting, answered, declined, lapsed };
/// 维持 减轻 撤销.
enum class ObjectionOutcome { stands, milder, lifted };
/// The two bodies an exposure needs (R-REP-08): 监察审计部 and 领导小组.
enum class ExposureBody { supervision, leading_group };
/// Why an exposure was taken down: its term is over, or the decision was lifted. There is no other reason.
enum class TakeDownRule { term_over, decision_lifted };

struct ConductLead {
  LeadKind kind{};
  std::int64_t id = 0;                    ///< of the case, attempt or affiliate's charge; 0 = none
  Line<0, 60> reference;                  ///< number of the case, of an inspection's or audit's paper
  bool operator==(const ConductLead&) const = default;
};
/// As he stood when the case was opened: a transfer later changes nobody's recusal.
struct AccusedPerson {
  OfficerId officer_id;
  UnitId unit_id;
  std::string post_name;
  bool operator==(const AccusedPerson&) const = default;
};

/// Somebody besides the accused whom the case knows: never in a text the accused or the public reads.
struct ThirdPerson {
  Line<1, 60> name;
  Line<0, 30> phone, id_number, account_number;
  Line<0, 200> address;
  bool operator==(const ThirdPerson&) const = default;
};
/// When a file was put there: with the evidence, with the hearing, by the accused with his answer. 证据 申辩记录 当事人材料.
enum class ConductFilePart { evidence, hearing, answer };
/// Kept in the data folder under the name of its hash; never taken out again.
struct ConductFile {
  std::int64_t number = 0;                ///< 1, 2, 3 … of its case
  ConductFilePart part{};
  std::string file_name, content_type, hash;
  std::int64_t bytes = 0;
  std::string shows;                      ///< what can be seen or heard in it
  OfficerId added_by_id;
  Instant at;
  bool operator==(const ConductFile&) const = default;
};
struct ConductFact {
  Text<1, 1000> text, evidence;           ///< what happened, and what shows it
  bool proved = false;
  std::optional<std::vector<std::int64_t>> file_numbers = {};  ///< files that show it
  bool operator==(const ConductFact&) const = default;
};
struct ConductFinding {
  std::vector<ConductFact> facts;         ///< numbered 1, 2, 3 … by their place
  std::vector<ThirdPerson> third_persons;
  std::vector<CaseId> linked_case_ids;    ///< whose customers are third persons too
  OfficerId recorded_by_id, confirmed_by_id;  ///< the two investigators
  Instant recorded_at;
  std::optional<Instant> confirmed_at;
  bool operator==(const ConductFinding&) const = default;

  bool any_proved() const;
};
struct ConductHearing {
  Text<1, 4000> question;                 ///< what he must answer to, as he reads it
  OfficerId asked_by_id;
  Instant asked_at;
  HearingAnswer answer{};
  Text<0, 4000> words;
  std::optional<Instant> answered_at;
  bool operator==(const ConductHearing&) const = default;
};
struct ConductDecision {
  std::string violation;                  ///< row of the table
  HandlingLevel measure{};
  std::int64_t withheld_fen = 0;
  std::string discipline;
  Text<1, 2000> reason;
  std::vector<std::int64_t> fact_numbers; ///< what it rests on: proved ones only
  bool repeated = false;                  ///< the same person again within the table's months
  OfficerId decided_by_id;
  Instant decided_at;
  bool operator==(const ConductDecision&) const = default;
};
struct ConductObjection {
  Text<1, 4000> text;
  bool late = false;                      ///< after the limit: it holds nothing up
  Instant at;
  std::optional<ObjectionOutcome> outcome;
  Text<0, 2000> words;
  OfficerId decided_by_id;
  std::optional<Instant> decided_at;
  bool operator==(const ConductObjection&) const = default;
};

/// One paragraph of an exposure: a decided fact, said for the public.
struct ExposedFact {
  std::int64_t number = 0;                ///< of the finding's fact
  Text<1, 1000> text;
  bool operator==(const ExposedFact&) const = default;
};
struct ExposureApproval {
  ExposureBody body{};
  OfficerId officer_id;
  Instant at;
  bool operator==(const ExposureApproval&) const = default;
};
struct ExposureText {
  Line<1, 80> title;
  std::vector<ExposedFact> facts;
  Text<0, 500> because;                   ///< of a correction: what was wrong before
  OfficerId written_by_id;
  Instant written_at;
  std::vector<ExposureApproval> approvals;
  std::optional<Instant> published_at;    ///< absent = a draft
  HandlingLevel measure{};                ///< what it says was decided
  bool operator==(const ExposureText&) const = default;
};
struct ConductExposure {
  ExposureLevel level{};
  std::optional<ExposureText> draft;      ///< waits for its two approvals; of a published one: its correction
  std::string returned_because;           ///< why the last draft came back; "" = it did not
  std::vector<ExposureText> texts;        ///< as published, the newest last; none is ever removed
  std::int64_t number = 0;                ///< in its series: the public's, or the house's
  std::optional<Instant> published_at;
  std::optional<Date> last_day;           ///< it hangs until this day
  std::optional<Instant> taken_down_at;
  TakeDownRule taken_down_by{};
  bool outdated = false;                  ///< the decision changed after it: it must be corrected
  bool operator==(const ConductExposure&) const = default;

  bool is_up() const { return published_at && !taken_down_at; }
};

struct Rectification {
  std::int64_t number = 0;
  UnitId unit_id;
  Text<1, 1000> task;
  Date due_on;
  OfficerId ordered_by_id, reported_by_id, retested_by_id;
  Text<0, 1000> report, retest;
  std::optional<Instant> reported_at, retested_at;
  bool passed = false;
  std::int64_t failed = 0;                ///< re-tests it did not pass
  bool overdue_told = false;
  bool operator==(const Rectification&) const = default;

  bool waits_for_retest() const { return reported_at && !retested_at; }
};

/// What is owed now, and by when.
struct ConductClock {
  Instant due_at;
  Instant warn_at;
  bool warned = false, overdue = false;
  bool operator==(const ConductClock&) const = default;
};

struct ConductCase {
  ConductCaseId id;
  std::int64_t version = 0;
  std::int64_t year = 0, sequence = 0;    ///< 查〔2026〕3号
  ConductStage stage{};
  ConductLevel level{};
  UnitId unit_id;                         ///< which handles it
  ConductLead lead;
  AccusedPerson accused;
  std::string violation;                  ///< row it is suspected to be; the decision's, once there is one
  Text<0, 4000> suspicion;
  OfficerId opened_by_id;
  Instant opened_at;
  OfficerId accepted_by_id;
  std::vector<OfficerId> investigator_ids;
  std::optional<ConductFinding> finding;
  std::optional<ConductHearing> hearing;
  std::optional<ConductDecision> decision;
  std::optional<ConductObjection> objection;
  std::optional<ConductExposure> exposure;
  std::vector<Rectification> rectifications;
  std::vector<ConductFile> files;
  std::optional<ConductClock> clock;
  std::string ended_because;              ///< of declined and not proved
  OfficerId ended_by_id;
  std::optional<Instant> ended_at;
  bool operator==(const ConductCase&) const = default;

  bool is_open() const { return stage < ConductStage::declined; }
  bool has_standing_decision() const { return decision && stage != ConductStage::lifted; }
  /// Of a tip: its files are for those who work on the case alone.
  bool is_sealed() const { return lead.kind == LeadKind::tip_off; }
  bool objection_waits() const { return objection && !objection->outcome; }
};

/// What happened to a case: a past participle and what it set; everything absent stays as it was.
struct ConductEvent {
  std::string kind;
  OfficerId actor_id;                     ///< 0 = the clock
  Instant at;
  std::string clause = {};
  std::optional<ConductStage> stage = {};
  std::optional<ConductCase> opened = {}; ///< the first event brings the whole case
  std::optional<ConductLevel> level = {};
  std::optional<UnitId> unit_id = {};
  std::optional<OfficerId> accepted_by_id = {};
  std::optional<std::vector<OfficerId>> investigator_ids = {};
  std::optional<ConductFinding> finding = {};
  std::optional<ConductHearing> hearing = {};
  std::optional<ConductDecision> decision = {};
  std::optional<ConductObjection> objection = {};
  std::optional<ConductExposure> exposure = {};
  std::optional<Rectification> rectification = {};
  std::optional<ConductFile> file = {};
  std::optional<ConductClock> clock = {};
  bool clock_stopped = false;
  std::optional<std::string> because = {};///< for the story; of an end it stays with the case
};

/// The case after the event; one version on.
ConductCase apply(ConductCase conduct_case, const ConductEvent& event);
/// "查〔2026〕3号".
std::string number_text(const ConductCase& conduct_case);
/// "曝光〔2026〕3号"; of the house's own series "内部通报〔2026〕3号".
std::string number_text(const ConductExposure& exposure);

}  // namespace shouwen
