// Permission, names and storing, the same for every call.
#include "accounts/account_desk.h"

namespace shouwen {

AccountDesk::AccountDesk(const api::Call& made, db::Session& opened, const AccountWiring& wired)
    : call(made), session(opened), wiring(wired), terms(manager_terms(opened)), rules(made.rulebook->account_managers.value_or(AccountManagerRules{})) {}

AccountSituation AccountDesk::situation() const {
  return {call.actor.officer_id, call.now, *call.organisation, rules, call.rulebook->calendars.bureau, terms, call.rulebook->closing.warn_at_percents};
}

Answerable AccountDesk::answerable(const ManagedCustomer& customer) const { return answerable_for(customer, terms, *call.organisation, call.now); }

Permission AccountDesk::may_on(const char* verb, const ManagedCustomer& customer, UnitId home_unit_id) const {
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.responsible_officer_id = customer.manager_id;
  facts.first_contact_id = answerable(customer).officer_id;
  if (customer.hand_over) facts.offered_to_officer_id = customer.hand_over->to_officer_id;
  facts.handling_unit_id = unit_of(customer, *call.organisation);
  facts.first_contact_unit_id = home_unit_id;
  // What was done in the field is written down even after the customer went to somebody else.
  if (std::string_view(verb) == "record_account_contact")
    for (const Tenure& tenure : customer.tenures) facts.earlier_holders.push_back(tenure.officer_id);
  return may(*call.rulebook, *call.organisation, call.actor, verb, facts);
}

bool AccountDesk::is_own(const ManagedCustomer& customer) const {
  const OfficerId me = call.actor.officer_id;
  return customer.manager_id == me || answerable(customer).officer_id == me || (customer.hand_over && customer.hand_over->to_officer_id == me);
}

std::string AccountDesk::officer_name(OfficerId id) const {
  const Officer* officer = call.organisation->officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

std::string AccountDesk::shown_name(const AccountCustomer& known, const ManagedCustomer& customer) const {
  return known.is_organisation || is_own(customer) ? known.name : mask_name(known.name);
}

UnitId home_of(const AccountCustomer& known, const ManagedCustomer& customer) { return customer.home_unit_id ? customer.home_unit_id : known.station_unit_id; }

http::Operation account_operation(const char* method, const char* pattern, const char* id, const char* summary, const char* clause) {
  return {method, pattern, id, "accounts", summary, clause};
}

ManagedCustomer save_decided(const AccountDesk& desk, ManagedCustomer customer, std::vector<AccountEvent> events) {
  const Answerable who = desk.answerable(customer);
  if (who.officer_id == desk.call.actor.officer_id)
    for (AccountEvent& event : events) event.on_behalf_of_id = who.instead_of_id;
  return save_account_events(desk.session, std::move(customer), events, desk.rulebook_version());
}

http::Response account_answer(const AccountDesk& desk, ManagedCustomer customer, AccountDecision decision) {
  if (!decision) return api::refused(desk.call, decision.refusal());
  return api::answer(AccountChanged{save_decided(desk, std::move(customer), *std::move(decision)).version}, 201);
}

void add_accounts_api(api::Api& api, const AccountWiring& wiring) {
  add_managed_customer_reads(api, wiring);
  add_managed_customer_verbs(api, wiring);
  add_contact_verbs(api, wiring);
  add_account_manager_routes(api, wiring);
  add_hand_over_sheets(api, wiring);
}

}  // namespace shouwen
