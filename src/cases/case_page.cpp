// Building rows and pages: names for ids, masks for personal data, duties with their sources, the story, what may be done.
#include "cases/case_page.h"

#include "api/limit_words.h"
#include "base/text.h"
#include "cases/attachment_store.h"
#include "cases/case_path.h"
#include "cases/clock_account.h"
#include "cases/duties.h"
#include "cases/steps.h"
#include "cases/case_store.h"
#include "http/problem.h"

namespace shouwen {

namespace {

std::optional<WaitingFor> waiting_for(bool offered, bool office_asked, bool suspended) {
  if (offered) return WaitingFor::acceptance;
  if (office_asked) return WaitingFor::office;
  if (suspended) return WaitingFor::customer;
  return std::nullopt;
}

std::optional<std::string> offered_to_name(const Names& names, UnitId unit, OfficerId officer) {
  if (!unit) return std::nullopt;
  std::string name = names.unit(unit);
  if (officer) name += "·" + names.officer(officer);
  return name;
}

ContactView contact_view(const ServiceCase& c, bool clear) {
  const Contact& contact = c.contact;
  ContactView view{contact.name, contact.phone, contact.address, contact.anonymous, !clear, !contact.sealed.empty(), {}};
  if (contact.customer_id) view.customer_id = contact.customer_id;
  if (clear) return view;
  view.name = mask_name(contact.name);
  view.phone = mask_phone(contact.phone);
  view.address = mask_address(contact.address);
  return view;
}

std::optional<Instant> due_of(const ServiceCase& c, DutyKind kind) {
  const Duty* duty = c.open_duty(kind);
  return duty == nullptr ? std::nullopt : std::optional(duty->due_at);
}

/// The same row a list shows, out of the state.
CaseRow row_of(const ServiceCase& c) {
  CaseRow row{c.id, c.number, c.version, c.stage, c.outcome, c.kind, c.category, c.channel, c.area, c.secrecy, c.contact.name,
              c.contact.phone, c.text, c.first_contact_id, c.responsible_officer_id, {}, c.handling_unit_id, {}, c.registered_at,
              c.closed_at, {}, {}, {}, c.office_question.has_value(), false, c.suspension.has_value(), c.reminders, c.returns};
  if (c.offer) {
    row.offered_to_unit_id = c.offer->to_unit_id;
    row.offered_to_officer_id = c.offer->to_officer_id;
  }
  if (!c.lives()) return row;
  for (const Duty& duty : c.duties) {
    const bool owed = duty.state == DutyState::open || (duty.state == DutyState::breached && !duty.ended_at);
    if (!owed || duty.paused_at || (row.next_due_at && *row.next_due_at <= duty.due_at)) continue;
    row.next_due_at = duty.due_at;
    row.next_due_armed_at = duty.armed_at;
    row.next_duty = duty.kind;
  }
  return row;
}

void fill_running(CaseDetail& detail, const ServiceCase& c, const Names& names) {
  if (c.suspension)
    detail.suspension = SuspensionView{c.suspension->reason, names.pause_reason(c.suspension->reason), c.suspension->asked_for, c.suspension->at,
                                       c.suspension->until, c.suspension->pauses};
  if (c.offer) {
    detail.offer = OfferView{names.officer(c.offer->from_officer_id), names.unit(c.offer->to_unit_id), {},
                             names.reason(names.rulebook.hand_over.transfer_reasons, c.offer->reason), c.offer->note, c.offer->at,
                             due_of(c, DutyKind::acceptance)};
    if (c.offer->to_officer_id) detail.offer->to_officer_name = names.officer(c.offer->to_officer_id);
  }
  detail.office_question = office_question_of(c, names);
  if (c.extension_request)
    detail.extension_request = ExtensionView{names.officer(c.extension_request->requester_id), c.extension_request->reason,
                                             c.extension_request->until, c.extension_request->at};
}

CaseDetail detail_of(const ServiceCase& c, const Names& names, bool clear, db::Session& session, Instant now) {
  CaseDetail detail;
  static_cast<CaseRowView&>(detail) = row_view(row_of(c), names, now);
  detail.contact = contact_view(c, clear);
  if (clear) {
    detail.contact_name = c.contact.name;
    detail.contact_phone = c.contact.phone;
  }
  if (c.about_officer_id) detail.about_officer_name = names.officer(c.about_officer_id);
  detail.rulebook_version = c.rulebook_version;
  detail.first_contact_unit_name = names.unit(c.first_contact_unit_id);
  detail.holding_since = c.holdings.empty() ? c.registered_at : c.holdings.back().from;
  detail.offers_made = c.offers_made;
  detail.return_budget = names.rulebook.hand_over.return_budget;
  detail.extensions_granted = c.extensions_granted;
  detail.reminders_unanswered = c.reminders_unanswered;
  detail.reopenings = c.reopenings;
  detail.rating = c.rating;
  detail.ruled = c.ruled;
  detail.customer_class = c.customer_class;
  detail.voltage = c.voltage;
  fill_running(detail, c, names);
  for (const CaseId id : c.linked_case_ids)
    if (const auto other = load_case(session, id)) detail.linked.push_back({id, other->number, other->stage, first_characters(other->text, 80)});
  for (const AttachmentRow& row : attachments_of(session, c.id))
    detail.attachments.push_back({row.id, row.file_name, row.content_type, row.bytes, row.at, row.by_customer});
  return detail;
}

DutyView duty_view(const Duty& duty, const ServiceCase& c, const Names& names, Instant now) {
  DutyView view{duty.number, duty.kind, names.duty(duty.kind, duty.stop), duty.state, due_state_of(duty.armed_at, duty.due_at, names.rulebook, now),
                duty.armed_at, duty.due_at, duty.provisional, duty.warned_at, duty.paused_at, duty.ended_at, duty.fulfilled_at, {}, "", {}};
  if (!duty.cause.empty()) view.cause = duty.cause;
  if (duty.owner_officer_id) view.owner_name = names.officer(duty.owner_officer_id);
  else if (duty.owner_unit_id) view.owner_name = names.unit(duty.owner_unit_id);
  else view.owner_name = names.officer(c.responsible_officer_id);
  for (const SourceDue& source : duty.sources) {
    const LimitRule* rule = names.rulebook.limit(source.limit_id);
    view.sources.push_back({source.limit_id, api::words_of(source.limit, names.language), rule == nullptr ? source.limit_id : rule->source, source.source_class, source.due_at,
                            source.paused_at || duty.paused_at, source_kept(duty, source, now)});
  }
  return view;
}

TimelineView timeline_view(const CaseEvent& event, const Names& names) {
  TimelineView view{event.number, event.at, kind_name(event.body), title_of(event.body, names.language), names.officer(event.actor_id), {}, event.clause,
                    sentence_of(event, names), {}};
  if (event.on_behalf_of_id) view.on_behalf_of_name = names.officer(event.on_behalf_of_id);
  for (const DutyChange& change : event.duties)
    view.duties.push_back({change.kind, names.duty(change.kind, change.stop), change.step, change.due_at});
  return view;
}

ClockAccountView clock_view(const ServiceCase& c, const Names& names, Instant now) {
  const ClockAccount account = account_of(c, now);
  ClockAccountView view{now, !c.waitings.empty() && !c.waitings.back().to, account.customer_seconds, account.paused_seconds, {}};
  for (const DeskClock& desk : account.desks) view.desks.push_back({names.officer(desk.officer_id), names.unit(desk.unit_id), desk.from, desk.to, desk.seconds});
  return view;
}

std::vector<StepView> step_views(const ServiceCase& c, const Names& names) {
  std::vector<StepView> views;
  for (const ServiceStep* step : steps_of(c, names.rulebook)) {
    views.push_back({step->code, names.step(step->code), {}});
    for (const StepDone& done : c.steps)
      if (done.code == step->code) views.back().done_at = done.at;
  }
  return views;
}

PathStepView path_step_view(const PathStep& step, const Names& names) {
  const auto officer = [&names](OfficerId id) { return id ? names.officer(id) : std::string(); };
  const auto unit = [&names](UnitId id) { return names.unit(id ? id : names.organisation.bureau_office()); };
  return {step.event_number, officer(step.from_officer_id), unit(step.from_unit_id), officer(step.to_officer_id), unit(step.to_unit_id)};
}

}  // namespace

DueState due_state_of(Instant armed_at, Instant due_at, const Rulebook& rulebook, Instant now) {
  if (now > due_at) return DueState::overdue;
  const std::int64_t warn_after = (due_at.seconds - armed_at.seconds) * rulebook.closing.warn_at_percents.back() / 100;
  return now.seconds >= armed_at.seconds + warn_after ? DueState::soon : DueState::ok;
}

std::optional<OfficeQuestionView> office_question_of(const ServiceCase& c, const Names& names) {
  if (!c.office_question) return std::nullopt;
  return OfficeQuestionView{names.officer(c.office_question->asker_id), c.office_question->question, c.office_question->at, due_of(c, DutyKind::ruling)};
}

CaseRowView row_view(const CaseRow& row, const Names& names, Instant now) {
  CaseRowView view;
  view.id = row.id;
  view.number = row.number;
  view.version = row.version;
  view.stage = row.stage;
  view.outcome = row.outcome;
  view.kind = row.kind;
  view.kind_name = names.kind(row.kind);
  view.category = row.category;
  view.category_name = names.category(row.category);
  view.channel = row.channel;
  view.area = row.area;
  view.secrecy = row.secrecy;
  view.contact_name = mask_name(row.contact_name);
  view.contact_phone = mask_phone(row.contact_phone);
  view.text = row.summary;
  view.first_contact_id = row.first_contact_id;
  view.first_contact_name = names.officer(row.first_contact_id);
  view.responsible_officer_id = row.responsible_officer_id;
  view.responsible_officer_name = names.officer(row.responsible_officer_id);
  view.handling_unit_id = row.handling_unit_id;
  view.handling_unit_name = names.unit(row.handling_unit_id);
  view.offered_to_name = offered_to_name(names, row.offered_to_unit_id, row.offered_to_officer_id);
  view.registered_at = row.registered_at;
  view.closed_at = row.closed_at;
  view.next_due_at = row.next_due_at;
  view.next_duty = row.next_duty;
  if (row.next_due_at) view.next_due_state = due_state_of(row.next_due_armed_at.value_or(row.registered_at), *row.next_due_at, names.rulebook, now);
  view.reminders = row.reminders;
  view.returns = row.returns;
  view.suspended = row.suspended;
  view.waiting_for = waiting_for(row.offered_to_unit_id.value != 0, row.office_asked, row.suspended);
  return view;
}

CasePage build_page(const ServiceCase& c, const api::Call& call, const Rulebook& rulebook, db::Session& session) {
  const Names names{*call.organisation, rulebook, call.language, [&session](CaseId other) { return number_of_case(session, other); }};
  const CaseFacts facts = facts_of(c);
  const bool clear = may(*call.rulebook, *call.organisation, call.actor, "read_personal", facts).allowed;
  CasePage page;
  page.service_case = detail_of(c, names, clear, session, call.now);
  for (const Duty& duty : c.duties) page.duties.push_back(duty_view(duty, c, names, call.now));
  page.clock = clock_view(c, names, call.now);
  page.steps = step_views(c, names);
  const std::vector<CaseEvent> events = load_events(session, c.id);
  for (const CaseEvent& event : events) page.timeline.push_back(timeline_view(event, names));
  for (const PathStep& step : path_of(events)) page.path.push_back(path_step_view(step, names));
  const Situation situation{call.actor, call.now, rulebook, *call.organisation, call.rulebook->calendars};
  for (const PossibleAction& action : possible_actions(c, situation, *call.rulebook)) {
    ActionView view{action.verb, action.resource, action.allowed, {}};
    if (!action.allowed) view.refusal = ActionRefusalView{action.refusal.code, action.refusal.clause, http::refusal_text(action.refusal, call.language)};
    page.actions.push_back(std::move(view));
  }
  page.why_visible = why_visible(call, may(*call.rulebook, *call.organisation, call.actor, "read_case", facts));
  return page;
}

std::vector<WhyVisibleView> why_visible(const api::Call& call, const Permission& permission) {
  std::vector<WhyVisibleView> views;
  for (const PermissionReason& reason : permission.reasons) {
    std::string role_name = call.said("所有人员", "Everybody");
    for (const RoleName& known : call.rulebook->roles)
      if (known.role == reason.role) role_name = call.said(known.name_zh, known.name_en);
    views.push_back({reason.role, role_name, reason.scope, reason.because});
  }
  return views;
}

}  // namespace shouwen
