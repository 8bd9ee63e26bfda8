// The rulebook as plain values: what the regulation demands and the numbers a bureau set, each row citing its clause.
// Loaded from rulebook/*.toml by load_rulebook (load.h); stored as versions (rulebook_store.h).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "calendar/calendars.h"
#include "calendar/due.h"
#include "regulation/service_rules.h"
#include "regulation/price.h"

namespace shouwen {

// Only who needs these includes their headers: a change of one does not compile the whole house anew.
struct PriceBook;        // price_book.h
struct PriceListRules;   // price_list_rules.h
struct ChargeRules;      // charge_rules.h
struct TipOffRules;      // tip_off_rules.h
struct PolicyNoticeRules;  // policy_notice_rules.h
struct ConductRules;     // conduct_rules.h
struct ParticipationRules;  // participation_rules.h
struct OpenDataRules;    // open_data_rules.h
struct BillCorrectionRules;  // bill_correction_rules.h
struct AccountRecordRules;  // account_record_rules.h
struct IntervalRules;       // interval_rules.h

/// Level 1 of a case (glossary). 咨询 查询 报修 投诉 举报 建议 意见 表扬 业务办理, in this order.
enum class CaseKind {
  inquiry, information_query, fault_report, complaint, tip_off, suggestion, feedback, commendation, service_request
};
/// 城区 农村 边远.
enum class Area { urban, rural, remote };
/// How the customer came. 营业厅 电话 网站 App 信函 走访/现场 12345 12398 媒体.
enum class Channel { hall, phone, web, app, letter, visit, transfer_12345, transfer_12398, media };
/// What a clock times. 联系客户 反馈进展 答复 到达现场 回访 接收转办 裁定 督办回复 业务环节.
enum class DutyKind { contact, progress, reply, arrival, follow_up, acceptance, ruling, supervision_reply, step };
/// Where a number comes from. `practice` is somebody else's: an example that binds nobody until the bureau adopts it.
enum class SourceClass { law, standard, company, bureau, practice };
/// 居民 低压非居民 高压单电源 高压双电源.
enum class CustomerClass { resident, low_voltage, high_voltage_single, high_voltage_double };
/// 不满1千伏 1–10(20)千伏 35千伏 110千伏 220千伏及以上.
enum class Voltage { below_1kv, kv_10, kv_35, kv_110, kv_220 };
enum class Secrecy { normal, personal, sealed };
enum class FollowUpNeed { none, required, by_consent };

/// A clause in our own words. `cite` is "art.10(7)".
struct ClauseText {
  std::string cite;
  std::string title_zh, title_en;
  std::string asks_zh, asks_en;      ///< what it asks
  std::string software_zh, software_en;  ///< what Shouwen does about it
  bool is_rule = true;     ///< must have a rule, a command or a test
  std::string not_yet;     ///< why a rule clause has none yet; empty if it has
};

struct CaseCategory {
  std::string code;  ///< "complaint.service_conduct"
  CaseKind kind{};
  std::string name_zh, name_en;
  std::vector<std::string> examples_zh;  ///< level 3: words that lead here
  std::string plain_zh{}, plain_en{};    ///< what a customer would call it; empty = the name
  bool internal = false;                 ///< asked by the inside of the inside: not offered on the public pages
};

/// How a kind behaves.
struct KindRule {
  CaseKind kind{};
  std::string name_zh, name_en;
  FollowUpNeed follow_up{};
  bool anonymous_allowed = false;
  Secrecy secrecy{};
  bool needs_arrival = false;          ///< crews go to the place
  bool answerable_on_the_spot = true;
  bool progress_reports = false;       ///< re-armed progress duty until the result
  std::vector<std::string> clauses;
  std::int64_t rank = 0;               ///< the order in which customers are offered it
  std::string plain_zh{}, plain_en{}, about_zh{}, about_en{};  ///< in the words of a customer
};

/// What a limit is for; an empty list holds for all.
struct LimitScope {
  std::vector<CaseKind> kinds;
  std::vector<std::string> categories;
  std::vector<Area> areas;
  std::vector<Channel> channels;
  std::vector<CustomerClass> customer_classes;
  std::vector<Voltage> voltages;
};

struct LimitRule {
  std::string id;      ///< "R-CMP-01"
  DutyKind duty{};
  LimitScope scope;
  std::string start, stop;  ///< codes of steps: what starts and ends a step's clock; `start` may narrow other duties too
  bool before = false;      ///< the limit runs backwards: `stop` must be done so long before `start`
  Limit limit;
  Counting counting;
  std::string calendar;     ///< "" the bureau's, "@unit" that of the unit that owes, or a calendar's code
  /// Reasons for which this clock may stop; absent = whatever the reason itself allows.
  std::optional<std::vector<std::string>> pauses;
  std::string first_of;     ///< a table of whose rows only the first that fits counts; "" = the row counts by itself
  std::string region;       ///< local law of a region; "" = everywhere
  bool adopted = true;      ///< false: shown as an example, binds nobody
  SourceClass source_class{};
  std::string source;      ///< document and article
  std::string confidence;  ///< F1, F2, OK
  std::vector<std::string> clauses;
  Date effective_from;
  std::optional<Date> effective_to;      ///< last day in force
};

/// A step of a service line that starts or ends a clock (业扩: 供电方案答复, 竣工检验 …).
struct ServiceStep {
  std::string code, name_zh, name_en;
  std::vector<std::string> categories;   ///< of the cases it belongs to; empty = of no case: a limit of a service not run here yet
};

struct RoutingRule {
  std::string category;                  ///< code, or "complaint.*"
  std::optional<Area> area;              ///< empty = any
  std::string unit_code;                 ///< org unit code; "@station" = the 供电所 of the customer's place
  std::string clause;
};

/// What the public pages need a number for: our own hotline; whoever is not content with us; rescue in danger.
enum class DirectoryRole { none, hotline, appeal, rescue };
struct DirectoryEntry {
  std::string code, name_zh, name_en, phone, about_zh, about_en;
  bool outside = false;                  ///< 12345, 110, water …
  DirectoryRole role = DirectoryRole::none;
};

/// Places of one kind of area that a customer chooses from.
struct District {
  std::string name_zh, name_en;
  Area area{};
  std::vector<std::string> places;       ///< streets and towns, as they are called
};

/// How the public sees who is answerable: whole name, surname, staff number, or no person.
enum class OfficerNaming { full, surname, code, unit };
/// What the public sees (art. 8).
struct PublicRules {
  OfficerNaming officer_name = OfficerNaming::unit;
  std::int64_t figure_days = 0;          ///< the days published figures look back
  std::int64_t smallest_shown = 0;       ///< smaller numbers are not published
};

struct WordingCard {
  std::string code, situation_zh, situation_en, text_zh, text_en, clause;
  std::vector<Channel> channels;         ///< empty = all
};

struct PaperRule {
  std::string category;
  std::vector<std::string> papers_zh, papers_en;
  std::string note_zh, note_en, source, clause;
};

struct Reason {
  std::string code, name_zh, name_en, clause;
};

struct PauseReason : Reason {
  bool asks_customer = false;            ///< the customer must have been asked for something: when and how is on record
  std::vector<DutyKind> pauses;          ///< duties whose clock stops
  Limit longest;                         ///< resumes by itself then
};

struct HandOverRules {
  std::int64_t return_budget = 0;        ///< offers a case may see before only the office decides
  std::vector<Reason> transfer_reasons, return_reasons;
};

/// Who is told of a breach that is not made good: up the posts, and sideways to 监察审计部.
enum class EscalationTarget { head, superior, leader, supervision };
struct EscalationRule {
  std::optional<Limit> after;            ///< absent: at once
  std::vector<EscalationTarget> tell;
};

struct CloseRules {
  std::int64_t follow_up_attempts = 0;   ///< recorded tries that stand in for a reached customer
  std::int64_t attempt_gap_seconds = 0;
  std::int32_t quiet_from_second = 0;    ///< no calls from … (second of day)
  std::int32_t quiet_to_second = 0;      ///< … to
  Limit reopen_within;
  std::int64_t extensions_max = 0;
  std::vector<Limit> extension_longest;  ///< one entry: at most so much more
  std::vector<std::int64_t> warn_at_percents;  ///< of a duty's time, ascending; the last makes it "soon due"
  std::vector<EscalationRule> escalations;     ///< in order of time
  std::optional<Limit> unread_after;     ///< a warning not read for so long goes to who stands above
  std::string supervision_unit_code;     ///< where it goes: "JCSJ"
  std::string follow_up_unit_code;       ///< who owes the follow-up: "KHFW-HF"
  std::string public_first_contact_unit_code;  ///< whose officers are first asked on the public pages: "KHFW-95598"
  std::vector<Reason> lift_reasons;
};

/// What the supervision board looks at (art. 7: each unit inspects and assesses).
struct SupervisionRules {
  std::int64_t returned_from = 0;        ///< returns from which a case is shown
  Limit urge_answered_within;            ///< a reminder older than that without answer or progress is unanswered
  std::int64_t late_pause_percent = 0;   ///< of a clock's time gone when it was stopped
  std::int64_t repeated_pause_from = 0;  ///< pauses of one case
  Limit long_pause;                      ///< a pause that lasts longer
  std::int64_t hand_back_days = 0;       ///< cases of so many days make the graph of returns between units
};

/// What art. 11(6)(3) wants to be known of a customer.
enum class FileItem {
  name, address, phone, business, licence_number, legal_representative, voltage, contracted_capacity, tariff_class, usage_point,
  supply_line, meter, transformer, agreement, equipment_note, representative
};
struct WeighedFileItem {
  FileItem item{};
  std::int64_t weight = 0;
  std::string name_zh, name_en;
};
struct CustomerFileRules {
  std::int64_t largest_capacity_kva = 0;  ///< more is a slip of the pen; 0 = anything may be
  std::vector<WeighedFileItem> items;
};

/// Parts of his customer's file a representative may be shown (art. 11(4)).
enum class FilePart { customer, legal_representative, supply, equipment, agreements, representatives, notes };
/// The customer's representative and his own login; every number is the bureau's own.
struct RepresentativeRules {
  std::int64_t invitation_days = 0;  ///< an invitation not taken up ends
  std::int64_t session_hours = 0;    ///< signed in for so long
  std::int64_t visit_days = 0;       ///< contacts so young wait for his confirmation
  std::vector<FilePart> shown;
};

/// Whom a case is suggested to within the unit: points of what somebody carries, fewer are better.
struct AssignmentRules {
  std::int64_t open_points = 0, due_today_points = 0, overdue_points = 0;
  std::int64_t customer_points = 0;      ///< taken off who held a case of this customer
  std::int64_t work_points = 0;          ///< taken off who lately held the same category in the same area
  std::int64_t lately_cases = 0;         ///< so many of the latest cases of the kind are "lately"
};

/// How long what may hold personal data is kept when nobody needs it any more.
struct KeepingRules {
  std::int64_t import_rest_days = 0;     ///< refused rows and the file of an import that is over or was left lying
};

/// From when a month of a customer's use is unusual (art. 11(6)(2)).
struct UnusualRules {
  std::int64_t history_months = 0;         ///< known before anything is judged
  std::int64_t distance_tenths = 0;        ///< robust deviations
  std::int64_t change_percent = 0, share_points = 0, power_factor_points = 0;
  std::int64_t assumed_noise_percent = 0, least_noise_percent = 0;
};
/// How a forecast is chosen and how wide it is.
struct ForecastRules {
  std::int64_t interval_percent = 0, gain_percent = 0;
  std::int64_t choice_errors_least = 0, interval_errors_least = 0;  ///< back-test forecasts without which nothing is chosen, nothing bounded
};
struct UsageRules {
  UnusualRules unusual;
  ForecastRules forecast;
  std::int64_t peers_least = 0;
  std::optional<std::int64_t> watched_yearly_kwh;  ///< use from which a customer is looked at every month; absent = not set
};

enum class Scope { own, unit, subtree, bureau };
/// One line of permissions.toml: holders of `role` may do `verbs` on cases in `scope`.
struct Grant {
  std::string role;
  std::vector<std::string> verbs;        ///< rule names ("transfer"), "read_case", "read_personal", "edit_org" …
  Scope scope{};
  std::vector<CaseKind> kinds;           ///< empty = all
  Secrecy secrecy_up_to{};
};
struct RoleName { std::string role, name_zh, name_en; };

struct Rulebook {
  std::int64_t version = 0;
  std::string name;
  std::vector<ClauseText> clauses;
  std::vector<KindRule> kinds;
  std::vector<CaseCategory> categories;
  std::vector<ServiceStep> steps;
  std::vector<LimitRule> limits;
  std::string region;                    ///< whose local law applies
  std::vector<RoutingRule> routing;
  std::vector<DirectoryEntry> directory;
  std::vector<WordingCard> wording;
  std::vector<PaperRule> papers;
  std::vector<PostedPrice> prices;
  std::shared_ptr<const PriceBook> price_book;  ///< how prices make a bill; null in versions from before
  std::shared_ptr<const PriceListRules> price_lists;           ///< null in versions from before: then no edition is issued
  std::shared_ptr<const ChargeRules> charges;                  ///< null in versions from before: then nothing is charged
  std::shared_ptr<const TipOffRules> tip_offs;                 ///< null in versions from before: then no reward is decided
  std::shared_ptr<const PolicyNoticeRules> policy_notices;     ///< null in versions from before: then none is sent
  std::shared_ptr<const AccountRecordRules> account_records;   ///< null in versions from before: then none is imported
  std::shared_ptr<const ConductRules> conduct;                 ///< null in versions from before: then no violation case is opened
  std::shared_ptr<const ParticipationRules> participation;     ///< null in versions from before: then nothing is put to the public
  std::shared_ptr<const OpenDataRules> open_data;              ///< null in versions from before: then nothing is given out as data
  std::shared_ptr<const BillCorrectionRules> bill_corrections; ///< null in versions from before: then no bill is corrected
  std::vector<PauseReason> pause_reasons;
  HandOverRules hand_over;
  CloseRules closing;
  std::optional<SupervisionRules> supervision;  ///< versions from before the board have none
  std::optional<AssignmentRules> assignment;    ///< versions from before suggestions have none
  std::optional<KeepingRules> keeping;          ///< versions from before have none: then nothing is removed
  CustomerFileRules customer_file;              ///< versions from before weigh nothing
  std::optional<RepresentativeRules> representatives;  ///< versions from before have none: then nobody is invited
  std::optional<UsageRules> usage;              ///< versions from before have none: then nothing is judged or forecast
  std::shared_ptr<const IntervalRules> intervals;  ///< null in versions from before: then no day is judged
  std::vector<Reason> need_lost_reasons;        ///< versions from before have none: then no need is lost
  std::vector<District> districts;
  std::optional<PublicRules> public_rules;      ///< versions from before have none: then no person and no figure is shown
  std::optional<AccountManagerRules> account_managers;  ///< versions from before have none: then nobody is a key customer
  std::optional<ServiceRules> services;         ///< versions from before have none: then no service is offered
  ServiceReminderRules service_reminders;
  std::vector<RoleName> roles;
  std::vector<Grant> grants;
  Calendars calendars;

  const KindRule& kind(CaseKind kind) const;
  const CaseCategory* category(const std::string& code) const;
  const ClauseText* clause(const std::string& cite) const;
  const LimitRule* limit(const std::string& id) const;
  const ServiceStep* step(const std::string& code) const;
  const WordingCard* card(const std::string& code) const;
};

/// One duty of one case. What is not known of the case is absent, and rows that ask for it do not fit.
struct DutyScope {
  DutyKind duty{};
  CaseKind kind{};
  std::string category;
  Area area{};
  std::optional<Channel> channel = {};
  std::optional<CustomerClass> customer_class = {};
  std::optional<Voltage> voltage = {};
  std::string start = {};      ///< the step that happened; "" for duties that start with their own event
  std::string stop = {};       ///< of a step's clock
  std::string unit_code = {};  ///< who owes it: for "@unit" calendars
};
/// The limits in force and in scope, in order of the table.
std::vector<const LimitRule*> limits_for(const Rulebook& rulebook, const DutyScope& scope, Date on);

/// One source's own deadline of a duty: the strictest binds, the others are tracked too. The document's name is in the
/// rulebook under limit_id.
struct SourceDue {
  std::string limit_id;
  SourceClass source_class{};
  Limit limit;
  Instant due_at;
  bool provisional = false;
  std::optional<Instant> paused_at = {};  ///< this source lets the clock stand still since then
  bool operator==(const SourceDue&) const = default;
};
/// Sorted, earliest first; empty if nothing limits the duty. Counted by these calendars: days are facts, known now; the
/// limits are those the case is pinned to.
std::vector<SourceDue> due_by_source(const Rulebook& rulebook, const Calendars& calendars, const DutyScope& scope, Instant start);
/// The calendar a limit is counted by.
const WorkCalendar& calendar_for(const Calendars& calendars, const LimitRule& rule, const std::string& unit_code);

/// The responsible unit's code for a category and area, with the clause; nullptr = ask the bureau office (art. 10(4)).
const RoutingRule* route(const Rulebook& rulebook, const std::string& category, Area area);

}  // namespace shouwen
