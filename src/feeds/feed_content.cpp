// Duties and shifts as entries whose ids stay the same.
#include "feeds/feed_content.h"

#include <fmt/format.h>

#include <algorithm>

#include "accounts/account_store.h"
#include "accounts/contact_plan.h"
#include "cases/case_routes.h"
#include "cases/case_words.h"
#include "customers/customer_store.h"
#include "org/org_history_store.h"
#include "org/roster_store.h"

namespace shouwen {

namespace {

constexpr std::int64_t most_cases = 1000;
constexpr std::int64_t roster_past_seconds = 30 * seconds_per_day, roster_ahead_seconds = 180 * seconds_per_day;

bool is_owed_by(const Duty& duty, const ServiceCase& service_case, OfficerId officer) {
  if (duty.ended_at || duty.paused_at || (duty.state != DutyState::open && duty.state != DutyState::breached)) return false;
  return duty.owner_officer_id ? duty.owner_officer_id == officer : !duty.owner_unit_id && service_case.responsible_officer_id == officer;
}

IcalEvent event_of(const Duty& duty, const ServiceCase& service_case, const Names& names, const std::string& origin) {
  const bool zh = names.language == http::Language::zh;
  IcalEvent event;
  event.uid = fmt::format("case-{}-duty-{}@shouwen", service_case.id.value, duty.number);
  const std::string duty_name = duty.stop.empty() ? words_of(duty.kind, names.language) : names.step(duty.stop);
  const std::string missed = duty.state != DutyState::breached ? "" : zh ? "已超时 " : "Overdue: ";
  event.summary = fmt::format("{}{} {}", missed, duty_name, service_case.number);
  event.url = fmt::format("{}/cases/{}", origin, service_case.id.value);
  event.description = fmt::format("{} {}\n{}", names.kind(service_case.kind), names.category(service_case.category), event.url);
  if (duty.provisional) event.description += zh ? "\n暂定：含放假安排未公布的年份" : "\nProvisional: a year without decreed holidays is crossed";
  event.stamp = std::max(duty.armed_at, duty.warned_at.value_or(duty.armed_at));
  event.from = duty.due_at;
  event.sequence = service_case.version;
  return event;
}

/// "（请假，李明代）" if somebody on the roster is absent when his shift begins.
std::string absence_note(const api::Call& reader, const std::vector<AbsenceTerm>& absences, const DutyShift& shift, const Officer& officer) {
  const bool absent = std::any_of(absences.begin(), absences.end(), [&](const AbsenceTerm& term) { return term.officer_id == officer.id && term.from <= shift.from && shift.from < term.to; });
  if (!absent) return "";
  const Officer* deputy = reader.organisation->officer(officer.deputy_id);
  if (deputy == nullptr || !deputy->active) return reader.said("（请假）", " (absent)");
  return reader.said("（请假，" + deputy->name + "代）", " (absent, " + deputy->name + " stands in)");
}

void sort_by_time(std::vector<IcalEvent>& events) {
  std::sort(events.begin(), events.end(), [](const IcalEvent& a, const IcalEvent& b) { return a.from < b.from || (a.from == b.from && a.uid < b.uid); });
}

/// An entry of a managed customer: `what` and the customer's account number, never his name.
IcalEvent event_of(const ManagedCustomer& customer, const std::string& account_number, const std::string& mark, const std::string& what, Instant at, const std::string& origin) {
  IcalEvent event;
  event.uid = fmt::format("customer-{}-{}@shouwen", customer.id.value, mark);
  event.summary = what + " " + account_number;
  event.url = fmt::format("{}/customers/{}", origin, customer.id.value);
  event.description = event.url;
  event.stamp = customer.last_contact_at.value_or(customer.tier->confirmed_at);
  event.from = at;
  event.sequence = customer.version;
  return event;
}

}  // namespace

IcalCalendar contacts_of(const api::Call& reader, db::Session& session, const std::string& origin) {
  IcalCalendar calendar{reader.said("首问 客户联系计划", "Shouwen: customers to contact"), {}};
  if (!reader.rulebook->account_managers) return calendar;
  const std::vector<ManagerTerm> terms = manager_terms(session);
  for (const ManagedCustomer& customer : managed_customers(session)) {
    if (!customer.tier || answerable_for(customer, terms, *reader.organisation, reader.now).officer_id != reader.actor.officer_id) continue;
    const auto known = load_customer(session, customer.id);
    if (!known) continue;
    const auto next = next_contact_at(customer, *reader.rulebook->account_managers, reader.rulebook->calendars.bureau);
    if (next) calendar.events.push_back(event_of(customer, known->account_number, "contact", reader.said("联系客户 户号", "Contact customer"), *next, origin));
    for (const AccountPromise& promise : customer.promises) {
      const std::string what = promise.broken ? reader.said("承诺逾期 户号", "Promise broken: customer") : reader.said("承诺到期 户号", "Promise due: customer");
      calendar.events.push_back(event_of(customer, known->account_number, fmt::format("promise-{}", promise.number), what, promise.due_at, origin));
    }
  }
  sort_by_time(calendar.events);
  return calendar;
}

IcalCalendar deadlines_of(const api::Call& reader, db::Session& session, const std::string& origin) {
  const OfficerId officer = reader.actor.officer_id;
  const Names names{*reader.organisation, *reader.rulebook, reader.language};
  IcalCalendar calendar{reader.said("首问 我的时限", "Shouwen: my deadlines"), {}};
  for (const CaseId id : cases_owing(session, officer, most_cases)) {
    const Result<ServiceCase> found = readable_case(reader, session, id);
    if (!found) continue;
    for (const Duty& duty : found->duties)
      if (is_owed_by(duty, *found, officer)) calendar.events.push_back(event_of(duty, *found, names, origin));
  }
  sort_by_time(calendar.events);
  return calendar;
}

IcalCalendar roster_of(const api::Call& reader, db::Session& session, UnitId unit_id) {
  const Organisation& organisation = *reader.organisation;
  const Unit* unit = organisation.unit(unit_id);
  const std::string unit_name = unit == nullptr ? "" : unit->name;
  const Instant from = reader.now.plus_seconds(-roster_past_seconds), to = reader.now.plus_seconds(roster_ahead_seconds);
  const std::vector<AbsenceTerm> absences = absences_between(session, from, to);
  IcalCalendar calendar{reader.said("首问 值班 ", "Shouwen roster: ") + unit_name, {}};
  for (const DutyShift& shift : shifts_between(session, from, to)) {
    const Officer* officer = organisation.officer(shift.officer_id);
    if (shift.unit_id != unit_id || officer == nullptr || !officer->active) continue;
    IcalEvent event;
    event.uid = fmt::format("shift-{}@shouwen", shift.id);
    event.summary = (shift.duty.empty() ? reader.said("值班", "On duty") : shift.duty) + " " + officer->name + absence_note(reader, absences, shift, *officer);
    event.location = unit_name;
    event.stamp = shift.from;
    event.from = shift.from;
    event.to = shift.to;
    calendar.events.push_back(std::move(event));
  }
  return calendar;
}

}  // namespace shouwen
