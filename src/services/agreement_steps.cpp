// Art. 11(6)(4): what is promised a key customer for a year is signed by both sides, falls due on days, and is followed or ended.
#include "services/agreement_steps.h"

#include <algorithm>
#include <set>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t days_of_a_year = 365;

Refusal no(const char* code, std::string field, std::vector<std::pair<std::string, std::string>> values = {}) {
  return {code, clause::art_11_6_4, std::move(field), std::move(values)};
}

Result<AgreementArrow> arrow_of(const ServiceAgreement& agreement, std::string_view verb, std::int64_t seen_version) {
  if (seen_version != 0 && seen_version != agreement.version) return no("agreement.changed_meanwhile", "/version");
  for (const AgreementArrow& arrow : agreement_arrows())
    if (arrow.verb == verb && arrow.from == agreement.state) return arrow;
  return no("agreement.wrong_state", "");
}

/// The day before the same day of the next year; 28 February where that is the 29th.
Date last_day_of_a_year(Date from) {
  const bool leap_day = from.month() == 2 && from.day() == 29;
  return leap_day ? Date::of(from.year() + 1, 2, 28) : Date::of(from.year() + 1, from.month(), from.day()).plus_days(-1);
}

std::optional<Refusal> bad_period(Date from, Date to) {
  if (to < from) return no("agreement.ends_before_it_begins", "/valid_to");
  if (last_day_of_a_year(from) < to) return no("agreement.longer_than_a_year", "/valid_to", {{"last", to_iso(last_day_of_a_year(from))}});
  return std::nullopt;
}

Result<AgreementLine> line_of(const AgreementLineInput& input, const std::string& field, const ServiceSituation& situation) {
  const auto item = item_for(input.item.value, situation.tier, situation.rulebook, field + "/item");
  if (!item) return item.refusal();
  // More often than every day is a slip of the pen.
  if (input.times_a_year < 1 || input.times_a_year > days_of_a_year) return no("agreement.times_out_of_range", field + "/times_a_year");
  const auto unit = unit_for(input.unit_id, *item, situation.organisation, field + "/unit_id");
  if (!unit) return unit.refusal();
  return AgreementLine{(*item)->code, (*item)->name_zh, (*item)->name_en, (*item)->kind, input.times_a_year, *unit};
}

Result<std::vector<AgreementLine>> lines_of(const std::vector<AgreementLineInput>& inputs, const ServiceSituation& situation) {
  if (inputs.empty()) return no("agreement.no_lines", "/lines");
  std::vector<AgreementLine> lines;
  std::set<std::string> seen;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string field = "/lines/" + std::to_string(i);
    auto line = line_of(inputs[i], field, situation);
    if (!line) return line.refusal();
    if (!seen.insert(line->item).second) return no("agreement.item_twice", field + "/item");
    lines.push_back(*std::move(line));
  }
  return lines;
}

/// Whom both sides call; without it nobody should sign.
std::optional<Refusal> contact_missing(const ServiceAgreement& agreement) {
  const auto complete = [](const AgreementContact& contact) { return !contact.name.value.empty() && !contact.phone.value.empty(); };
  if (!complete(agreement.our_contact)) return no("agreement.contact_missing", "/our_contact");
  if (!complete(agreement.customer_contact)) return no("agreement.contact_missing", "/customer_contact");
  return std::nullopt;
}

bool binds(const ServiceAgreement& agreement) { return agreement.state == AgreementState::signed_by_both || agreement.state == AgreementState::renewed; }

std::optional<Refusal> overlap(const ServiceAgreement& agreement, const std::vector<ServiceAgreement>& others) {
  for (const ServiceAgreement& other : others)
    if (other.id != agreement.id && binds(other) && other.valid_from <= agreement.valid_to && agreement.valid_from <= other.valid_to)
      return no("agreement.overlaps", "/valid_from", {{"from", to_iso(other.valid_from)}, {"to", to_iso(other.valid_to)}});
  return std::nullopt;
}

std::int64_t deliveries_of(const AgreementLine& line, const ServiceAgreement& agreement) {
  const std::int64_t days = agreement.valid_to.days - agreement.valid_from.days + 1;
  return std::min(line.times_a_year, (line.times_a_year * days + days_of_a_year - 1) / days_of_a_year);
}

}  // namespace

const std::vector<AgreementArrow>& agreement_arrows() {
  using enum AgreementState;
  static const std::vector<AgreementArrow> arrows{
      {"change_agreement", draft, draft, clause::art_11_6_4},
      {"sign_agreement", draft, signed_by_both, clause::art_11_6_4},
      {"renew_agreement", signed_by_both, signed_by_both, clause::art_11_6_4},
      {"follow_agreement", signed_by_both, renewed, clause::art_11_6_4},
      {"end_agreement", draft, ended, clause::art_11_6_4},
      {"end_agreement", signed_by_both, ended, clause::art_11_6_4},
  };
  return arrows;
}

std::vector<std::string> verbs_from(AgreementState state) {
  std::vector<std::string> verbs;
  for (const AgreementArrow& arrow : agreement_arrows())
    if (arrow.from == state) verbs.emplace_back(arrow.verb);
  return verbs;
}

AgreementDecision draft_agreement(const DraftAgreementInput& input, const ServiceSituation& situation) {
  if (situation.tier == AccountTier::ordinary) return no("agreement.not_a_key_customer", "/customer_id");
  if (auto wrong = bad_period(input.valid_from, input.valid_to)) return *wrong;
  auto lines = lines_of(input.lines, situation);
  if (!lines) return lines.refusal();
  AgreementEvent event{"agreement_drafted", AgreementState::draft};
  event.customer_id = input.customer_id;
  event.account_manager_id = situation.account_manager_id ? situation.account_manager_id : situation.officer_id;
  event.lines = *std::move(lines);
  event.valid_from = input.valid_from;
  event.valid_to = input.valid_to;
  event.our_contact = input.our_contact;
  event.customer_contact = input.customer_contact;
  event.terms = input.terms;
  return event;
}

AgreementDecision change_agreement(const ServiceAgreement& agreement, const ChangeAgreementInput& input, const ServiceSituation& situation) {
  const auto arrow = arrow_of(agreement, "change_agreement", input.version);
  if (!arrow) return arrow.refusal();
  if (auto wrong = bad_period(input.valid_from, input.valid_to)) return *wrong;
  auto lines = lines_of(input.lines, situation);
  if (!lines) return lines.refusal();
  AgreementEvent event{"agreement_changed", arrow->to};
  event.lines = *std::move(lines);
  event.valid_from = input.valid_from;
  event.valid_to = input.valid_to;
  event.our_contact = input.our_contact;
  event.customer_contact = input.customer_contact;
  event.terms = input.terms;
  return event;
}

AgreementDecision sign_agreement(const ServiceAgreement& agreement, const SignAgreementInput& input, const std::vector<ServiceAgreement>& others,
                                 const ServiceSituation& situation) {
  const auto arrow = arrow_of(agreement, "sign_agreement", input.version);
  if (!arrow) return arrow.refusal();
  const Date today = local_date(situation.now);
  if (today < input.signed_on) return no("agreement.signed_later", "/signed_on");
  if (agreement.valid_to < today) return no("agreement.already_over", "/signed_on");
  if (auto wrong = contact_missing(agreement)) return *wrong;
  if (auto wrong = overlap(agreement, others)) return *wrong;
  AgreementEvent event{"agreement_signed", arrow->to};
  event.signed_on = input.signed_on;
  event.signed_by_us = Line<0, 60>{input.signed_by_us.value};
  event.signed_by_customer = Line<0, 60>{input.signed_by_customer.value};
  return event;
}

AgreementDecision end_agreement(const ServiceAgreement& agreement, const EndAgreementInput& input, const ServiceSituation& situation) {
  const auto arrow = arrow_of(agreement, "end_agreement", input.version);
  if (!arrow) return arrow.refusal();
  AgreementEvent event{"agreement_ended", arrow->to};
  event.ended_on = local_date(situation.now);
  event.end_reason = Text<0, 1000>{input.words.value};
  return event;
}

AgreementDecision renew_agreement(const ServiceAgreement& agreement, std::int64_t seen_version, const std::vector<ServiceAgreement>& others,
                                  const ServiceSituation& situation) {
  if (const auto arrow = arrow_of(agreement, "renew_agreement", seen_version); !arrow) return arrow.refusal();
  if (situation.tier == AccountTier::ordinary) return no("agreement.not_a_key_customer", "");
  for (const ServiceAgreement& other : others)
    if (other.renews_id == agreement.id && other.state == AgreementState::draft) return no("agreement.renewal_drafted", "", {{"number", std::to_string(other.id.value)}});
  AgreementEvent event{"agreement_drafted", AgreementState::draft};
  event.customer_id = agreement.customer_id;
  event.account_manager_id = situation.account_manager_id ? situation.account_manager_id : agreement.account_manager_id;
  std::vector<AgreementLine> lines;
  for (const AgreementLine& line : agreement.lines)
    if (item_for(line.item, situation.tier, situation.rulebook, "")) lines.push_back(line);
  if (lines.empty()) return no("agreement.no_lines", "");
  event.lines = std::move(lines);
  // A renewal that comes late begins today: nothing is agreed backwards.
  event.valid_from = std::max(agreement.valid_to.plus_days(1), local_date(situation.now));
  event.valid_to = last_day_of_a_year(*event.valid_from);
  event.our_contact = agreement.our_contact;
  event.customer_contact = agreement.customer_contact;
  event.terms = agreement.terms;
  event.renews_id = agreement.id;
  return event;
}

AgreementDecision follow_agreement(const ServiceAgreement& earlier, const ServiceAgreement& successor) {
  const auto arrow = arrow_of(earlier, "follow_agreement", 0);
  if (!arrow) return arrow.refusal();
  AgreementEvent event{"agreement_renewed", arrow->to};
  event.ended_on = successor.valid_from.plus_days(-1);
  return event;
}

std::vector<Date> spread_days(std::int64_t count, Date from, Date to) {
  const std::int64_t days = to.days - from.days + 1;
  std::vector<Date> spread;
  for (std::int64_t i = 1; i <= count; ++i) spread.push_back(from.plus_days(static_cast<std::int32_t>(std::max<std::int64_t>(days * i / count - 1, 0))));
  return spread;
}

std::vector<ServiceEvent> scheduled_services(const ServiceAgreement& agreement) {
  std::vector<ServiceEvent> services;
  const Date signed_on = agreement.signed_on.value_or(agreement.valid_from);
  const Date from = std::max(agreement.valid_from, signed_on);
  for (const AgreementLine& line : agreement.lines)
    for (const Date due_on : spread_days(deliveries_of(line, agreement), from, agreement.valid_to)) {
      ServiceEvent event{"service_scheduled", ServiceState::agreed};
      event.customer_id = agreement.customer_id;
      event.account_manager_id = agreement.account_manager_id;
      event.item = line.item;
      event.name_zh = line.name_zh;
      event.name_en = line.name_en;
      event.service_kind = line.kind;
      if (line.unit_id) event.unit_id = line.unit_id;
      event.agreement_id = agreement.id;
      event.offered_on = signed_on;
      event.agreed_by = agreement.signed_by_customer;
      event.agreed_on = signed_on;
      event.due_on = due_on;
      services.push_back(std::move(event));
    }
  std::stable_sort(services.begin(), services.end(), [](const ServiceEvent& a, const ServiceEvent& b) { return *a.due_on < *b.due_on; });
  return services;
}

AgreementProgress progress_of(const std::vector<CustomerService>& services, const std::string& item, Date today) {
  AgreementProgress progress;
  for (const CustomerService& service : services) {
    if (!item.empty() && service.item != item) continue;
    if (service.state == ServiceState::withdrawn || service.state == ServiceState::declined) {
      ++progress.withdrawn;
      continue;
    }
    ++progress.agreed;
    progress.delivered += service.is_delivered() ? 1 : 0;
    progress.overdue += service.is_overdue(today) ? 1 : 0;
  }
  return progress;
}

namespace {

template <class T, class Given>
void set(T& field, const std::optional<Given>& given) {
  if (given) field = *given;
}

}  // namespace

ServiceAgreement apply(ServiceAgreement agreement, const AgreementEvent& event) {
  ++agreement.version;
  set(agreement.state, event.state);
  set(agreement.customer_id, event.customer_id);
  set(agreement.account_manager_id, event.account_manager_id);
  set(agreement.lines, event.lines);
  set(agreement.valid_from, event.valid_from);
  set(agreement.valid_to, event.valid_to);
  set(agreement.our_contact, event.our_contact);
  set(agreement.customer_contact, event.customer_contact);
  set(agreement.terms, event.terms);
  set(agreement.renews_id, event.renews_id);
  set(agreement.signed_on, event.signed_on);
  set(agreement.signed_by_us, event.signed_by_us);
  set(agreement.signed_by_customer, event.signed_by_customer);
  set(agreement.ended_on, event.ended_on);
  set(agreement.end_reason, event.end_reason);
  return agreement;
}

}  // namespace shouwen
