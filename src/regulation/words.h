// The rulebook's enum words as they are written in TOML, JSON and the database: one table each.
#pragma once

#include <optional>
#include <string_view>

#include "regulation/rulebook.h"

namespace shouwen {

std::optional<CaseKind> case_kind_of(std::string_view word);
std::optional<Area> area_of(std::string_view word);
std::optional<Channel> channel_of(std::string_view word);
std::optional<DutyKind> duty_kind_of(std::string_view word);
std::optional<SourceClass> source_class_of(std::string_view word);
std::optional<Secrecy> secrecy_of(std::string_view word);
std::optional<FollowUpNeed> follow_up_need_of(std::string_view word);
std::optional<Scope> scope_of(std::string_view word);
std::optional<DirectoryRole> directory_role_of(std::string_view word);  ///< "" = none
std::optional<OfficerNaming> officer_naming_of(std::string_view word);
std::optional<CustomerClass> customer_class_of(std::string_view word);
std::optional<Voltage> voltage_of(std::string_view word);
std::optional<CountFrom> count_from_of(std::string_view word);
std::optional<PeriodEnd> period_end_of(std::string_view word);
std::optional<FreeLastDay> free_last_day_of(std::string_view word);
std::optional<EscalationTarget> escalation_target_of(std::string_view word);
std::optional<FileItem> file_item_of(std::string_view word);
std::optional<FilePart> file_part_of(std::string_view word);
std::optional<AccountTier> account_tier_of(std::string_view word);
std::optional<ManagerKind> manager_kind_of(std::string_view word);
std::optional<CriticalGrade> critical_grade_of(std::string_view word);
std::optional<ServiceKind> service_kind_of(std::string_view word);
const char* word_of(CaseKind kind);
const char* word_of(DutyKind kind);
const char* word_of(Area area);

}  // namespace shouwen
