// Manager, deputy and unit of a customer as facts of a case.
#include "accounts/customer_care.h"

#include "accounts/answerable.h"

namespace shouwen {

CaseFacts care_facts(db::Session& session, const Organisation& organisation, Instant now, CustomerId customer, UnitId home) {
  const ManagedCustomer managed = load_managed_customer(session, customer);
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.responsible_officer_id = managed.manager_id;
  facts.first_contact_id = answerable_for(managed, manager_terms(session), organisation, now).officer_id;
  facts.handling_unit_id = unit_of(managed, organisation);
  if (!facts.handling_unit_id) facts.handling_unit_id = home;
  return facts;
}

}  // namespace shouwen
