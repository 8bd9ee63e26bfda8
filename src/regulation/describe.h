// Field lists of the rulebook's enums and small values for JSON. Heavy: only for .cpp files that print or parse.
#pragma once

#include <boost/describe.hpp>

#include "regulation/due_question.h"
#include "regulation/rulebook.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(CaseKind, inquiry, information_query, fault_report, complaint, tip_off, suggestion, feedback,
                    commendation, service_request)
BOOST_DESCRIBE_ENUM(Area, urban, rural, remote)
BOOST_DESCRIBE_ENUM(DirectoryRole, none, hotline, appeal, rescue)
BOOST_DESCRIBE_ENUM(OfficerNaming, full, surname, code, unit)
BOOST_DESCRIBE_ENUM(Channel, hall, phone, web, app, letter, visit, transfer_12345, transfer_12398, media)
BOOST_DESCRIBE_ENUM(DutyKind, contact, progress, reply, arrival, follow_up, acceptance, ruling, supervision_reply, step)
BOOST_DESCRIBE_ENUM(SourceClass, law, standard, company, bureau, practice)
BOOST_DESCRIBE_ENUM(CustomerClass, resident, low_voltage, high_voltage_single, high_voltage_double)
BOOST_DESCRIBE_ENUM(FilePart, customer, legal_representative, supply, equipment, agreements, representatives, notes)
BOOST_DESCRIBE_ENUM(FileItem, name, address, phone, business, licence_number, legal_representative, voltage, contracted_capacity, tariff_class,
                    usage_point, supply_line, meter, transformer, agreement, equipment_note, representative)
BOOST_DESCRIBE_ENUM(Voltage, below_1kv, kv_10, kv_35, kv_110, kv_220)
BOOST_DESCRIBE_ENUM(CountFrom, next_day, same_day)
BOOST_DESCRIBE_ENUM(PeriodEnd, close_of_business, midnight)
BOOST_DESCRIBE_ENUM(FreeLastDay, stays, next_working_day)
BOOST_DESCRIBE_ENUM(EscalationTarget, head, superior, leader, supervision)
BOOST_DESCRIBE_ENUM(StepReason, start_day, working_day, make_up_day, holiday, weekend, calendar_day, clock_time, working_time,
                    moved_to_working_day)
BOOST_DESCRIBE_ENUM(Secrecy, normal, personal, sealed)
BOOST_DESCRIBE_ENUM(FollowUpNeed, none, required, by_consent)
BOOST_DESCRIBE_ENUM(Scope, own, unit, subtree, bureau)
BOOST_DESCRIBE_ENUM(AccountTier, ordinary, key_account, large_account)
BOOST_DESCRIBE_ENUM(ManagerKind, general_account_manager, large_account_manager)
BOOST_DESCRIBE_ENUM(CriticalGrade, none, temporary, secondary, primary, special)
BOOST_DESCRIBE_ENUM(ServiceKind, power, safety, business, information, energy_saving, other)
BOOST_DESCRIBE_ENUM(TimeUnit, min, h, wh, d, wd, month)
BOOST_DESCRIBE_STRUCT(Limit, (), (amount, unit))
BOOST_DESCRIBE_STRUCT(Counting, (), (from, end, free_last_day))
BOOST_DESCRIBE_STRUCT(SourceDue, (), (limit_id, source_class, limit, due_at, provisional, paused_at))
BOOST_DESCRIBE_STRUCT(PauseEffect, (), (from, to, due_at))
BOOST_DESCRIBE_STRUCT(DerivationStep, (), (date, from, to, counted_seconds, counted_days, reason, name, source))

}  // namespace shouwen
