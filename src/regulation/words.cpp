// Enum words, out of the same descriptions JSON uses.
#include "regulation/words.h"

#include "json/traits.h"
#include "regulation/describe.h"

namespace shouwen {

std::optional<CaseKind> case_kind_of(std::string_view word) { return json::enum_of<CaseKind>(word); }
std::optional<Area> area_of(std::string_view word) { return json::enum_of<Area>(word); }
std::optional<Channel> channel_of(std::string_view word) { return json::enum_of<Channel>(word); }
std::optional<DutyKind> duty_kind_of(std::string_view word) { return json::enum_of<DutyKind>(word); }
std::optional<SourceClass> source_class_of(std::string_view word) { return json::enum_of<SourceClass>(word); }
std::optional<Secrecy> secrecy_of(std::string_view word) { return json::enum_of<Secrecy>(word); }
std::optional<FollowUpNeed> follow_up_need_of(std::string_view word) { return json::enum_of<FollowUpNeed>(word); }
std::optional<DirectoryRole> directory_role_of(std::string_view word) { return word.empty() ? DirectoryRole::none : json::enum_of<DirectoryRole>(word); }
std::optional<OfficerNaming> officer_naming_of(std::string_view word) { return json::enum_of<OfficerNaming>(word); }
std::optional<Scope> scope_of(std::string_view word) { return json::enum_of<Scope>(word); }
std::optional<CustomerClass> customer_class_of(std::string_view word) { return json::enum_of<CustomerClass>(word); }
std::optional<Voltage> voltage_of(std::string_view word) { return json::enum_of<Voltage>(word); }
std::optional<CountFrom> count_from_of(std::string_view word) { return json::enum_of<CountFrom>(word); }
std::optional<PeriodEnd> period_end_of(std::string_view word) { return json::enum_of<PeriodEnd>(word); }
std::optional<FreeLastDay> free_last_day_of(std::string_view word) { return json::enum_of<FreeLastDay>(word); }
std::optional<EscalationTarget> escalation_target_of(std::string_view word) { return json::enum_of<EscalationTarget>(word); }
std::optional<FileItem> file_item_of(std::string_view word) { return json::enum_of<FileItem>(word); }
std::optional<FilePart> file_part_of(std::string_view word) { return json::enum_of<FilePart>(word); }
std::optional<AccountTier> account_tier_of(std::string_view word) { return json::enum_of<AccountTier>(word); }
std::optional<ManagerKind> manager_kind_of(std::string_view word) { return json::enum_of<ManagerKind>(word); }
std::optional<CriticalGrade> critical_grade_of(std::string_view word) { return json::enum_of<CriticalGrade>(word); }
std::optional<ServiceKind> service_kind_of(std::string_view word) { return json::enum_of<ServiceKind>(word); }
const char* word_of(CaseKind kind) { return json::name_of(kind); }
const char* word_of(DutyKind kind) { return json::name_of(kind); }
const char* word_of(Area area) { return json::name_of(area); }

}  // namespace shouwen
