// Permission and names, the same for every call of this room.
#include "services/service_desk.h"

#include "base/text.h"
#include "customers/customer_file_store.h"
#include "customers/customer_masking.h"

namespace shouwen {

ServiceDesk::ServiceDesk(const api::Call& made, db::Session& opened) : call(made), session(opened), terms_(manager_terms(opened)) {}

const ManagedCustomer& ServiceDesk::managed(CustomerId id) const {
  const auto known = managed_.find(id);
  return known != managed_.end() ? known->second : managed_.emplace(id, load_managed_customer(session, id)).first->second;
}

OfficerId ServiceDesk::answerable(const ManagedCustomer& customer) const { return answerable_for(customer, terms_, *call.organisation, call.now).officer_id; }

ServiceSituation ServiceDesk::situation(CustomerId id) const {
  const ManagedCustomer& customer = managed(id);
  return {call.actor.officer_id, call.now, *call.rulebook, *call.organisation, customer.manager_id, customer.present_tier()};
}

std::optional<Refusal> ServiceDesk::refuse_unless_may(const char* verb, CustomerId id, OfficerId manager, UnitId unit) const {
  const ManagedCustomer& customer = managed(id);
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  // A manager of long ago has no part in a customer who has another one now.
  facts.responsible_officer_id = customer.manager_id ? customer.manager_id : manager;
  facts.first_contact_id = customer.present_tier() == AccountTier::ordinary ? manager : answerable(customer);
  const Officer* responsible = call.organisation->officer(facts.responsible_officer_id);
  facts.handling_unit_id = customer.manager_id || responsible == nullptr ? unit_of(customer, *call.organisation) : responsible->unit_id;
  if (const auto file = load_file(session, id)) facts.first_contact_unit_id = customer.home_unit_id ? customer.home_unit_id : file->station_unit_id;
  facts.offered_to_unit_id = unit;
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts);
  return permission.allowed ? std::nullopt : std::optional(permission.refusal);
}

bool ServiceDesk::is_own(CustomerId id) const {
  const OfficerId me = call.actor.officer_id;
  const ManagedCustomer& customer = managed(id);
  return customer.manager_id == me || (customer.present_tier() != AccountTier::ordinary && answerable(customer) == me);
}

bool ServiceDesk::answers_for(CustomerId id, OfficerId manager) const {
  const ManagedCustomer& customer = managed(id);
  return (customer.present_tier() == AccountTier::ordinary ? manager : answerable(customer)) == call.actor.officer_id;
}

std::string ServiceDesk::officer_name(OfficerId id) const {
  const Officer* officer = call.organisation->officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

std::string ServiceDesk::unit_name(UnitId id) const {
  const Unit* unit = call.organisation->unit(id);
  return unit == nullptr ? std::string() : unit->name;
}

std::string ServiceDesk::customer_name(CustomerId id) const {
  const auto file = load_file(session, id);
  if (!file) return {};
  return is_own(id) ? file->name.value : masked(*file).name.value;
}

std::string ServiceDesk::person_name(CustomerId customer, const std::string& name) const { return is_own(customer) ? name : mask_name(name); }

http::Operation service_operation(const char* method, const std::string& path, const char* id, const char* summary, const char* clause) {
  return {method, "/api/v1" + path, id, "services", summary, clause};
}

std::optional<Refusal> refuse_reading(const ServiceDesk& desk, std::optional<CustomerId> customer) {
  const api::Call& call = desk.call;
  Permission all = may(*call.rulebook, *call.organisation, call.actor, "read_services");
  if (all.allowed) return std::nullopt;
  return customer ? desk.refuse_unless_may("read_customer_services", *customer) : std::optional(all.refusal);
}

}  // namespace shouwen
