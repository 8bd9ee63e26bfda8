// Field lists of the services room, for JSON. Heavy: only for .cpp files.
#pragma once

#include "json/json.h"
#include "regulation/describe.h"
#include "services/agreement_steps.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(ServiceState, offered, agreed, delivered, evaluated, declined, withdrawn)
BOOST_DESCRIBE_ENUM(AgreementState, draft, signed_by_both, ended, renewed)
BOOST_DESCRIBE_STRUCT(ServiceFile, (), (name, hash))
BOOST_DESCRIBE_STRUCT(CustomerService, (), (id, version, customer_id, account_manager_id, item, name_zh, name_en, kind, state, unit_id, agreement_id, words, offered_on,
                                            agreed_by, agreed_on, due_on, delivered_on, recorded_at, delivered_by, received_by, done, files, score, evaluation,
                                            evaluated_by, taken_down_by_id, closed_because, case_ids))
BOOST_DESCRIBE_STRUCT(ServiceEvent, (), (kind, state, customer_id, account_manager_id, item, name_zh, name_en, service_kind, unit_id, agreement_id, words, offered_on,
                                         agreed_by, agreed_on, due_on, delivered_on, recorded_at, delivered_by, received_by, done, files, score, evaluation,
                                         evaluated_by, taken_down_by_id, closed_because, case_id))
BOOST_DESCRIBE_STRUCT(OfferServiceInput, (), (customer_id, item, unit_id, words))
BOOST_DESCRIBE_STRUCT(AgreeServiceInput, (), (version, agreed_by, due_on, unit_id))
BOOST_DESCRIBE_STRUCT(DeliverServiceInput, (), (version, delivered_on, delivered_by, done, unit_id, received_by, files))
BOOST_DESCRIBE_STRUCT(EvaluateDeliveryInput, (), (version, score, words, evaluated_by))
BOOST_DESCRIBE_STRUCT(CloseServiceInput, (), (version, words))

BOOST_DESCRIBE_STRUCT(AgreementLine, (), (item, name_zh, name_en, kind, times_a_year, unit_id))
BOOST_DESCRIBE_STRUCT(AgreementContact, (), (name, role, phone))
BOOST_DESCRIBE_STRUCT(ServiceAgreement, (), (id, version, customer_id, account_manager_id, state, lines, valid_from, valid_to, our_contact, customer_contact, terms,
                                             renews_id, signed_on, signed_by_us, signed_by_customer, ended_on, end_reason))
BOOST_DESCRIBE_STRUCT(AgreementEvent, (), (kind, state, customer_id, account_manager_id, lines, valid_from, valid_to, our_contact, customer_contact, terms,
                                           renews_id, signed_on, signed_by_us, signed_by_customer, ended_on, end_reason))
BOOST_DESCRIBE_STRUCT(AgreementLineInput, (), (item, times_a_year, unit_id))
BOOST_DESCRIBE_STRUCT(DraftAgreementInput, (), (customer_id, lines, valid_from, valid_to, our_contact, customer_contact, terms))
BOOST_DESCRIBE_STRUCT(ChangeAgreementInput, (), (version, lines, valid_from, valid_to, our_contact, customer_contact, terms))
BOOST_DESCRIBE_STRUCT(SignAgreementInput, (), (version, signed_on, signed_by_us, signed_by_customer))
BOOST_DESCRIBE_STRUCT(EndAgreementInput, (), (version, words))

}  // namespace shouwen
