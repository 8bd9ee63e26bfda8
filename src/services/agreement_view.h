// What the desk reads of agreements. Heavy: only for this room's .cpp files.
#pragma once

#include "services/service_view.h"

namespace shouwen {

struct AgreementProgressView {
  std::int64_t agreed = 0, delivered = 0, overdue = 0, withdrawn = 0;
};
BOOST_DESCRIBE_STRUCT(AgreementProgressView, (), (agreed, delivered, overdue, withdrawn))
struct AgreementRowView {
  ServiceAgreementId id;
  std::int64_t version = 0;
  CustomerId customer_id;
  std::string customer_name, account_manager_name;
  AgreementState state{};
  std::string state_name;
  Date valid_from, valid_to;
  bool expired = false;                  ///< signed, its last day is past, and nothing follows
  std::optional<Date> signed_on;
  AgreementProgressView progress;
};
BOOST_DESCRIBE_STRUCT(AgreementRowView, (), (id, version, customer_id, customer_name, account_manager_name, state, state_name, valid_from, valid_to, expired, signed_on, progress))
struct AgreementLineView {
  std::string item, item_name;
  ServiceKind kind{};
  std::string kind_name;
  std::int64_t times_a_year = 0;
  UnitId unit_id;
  std::string unit_name;
  AgreementProgressView progress;
};
BOOST_DESCRIBE_STRUCT(AgreementLineView, (), (item, item_name, kind, kind_name, times_a_year, unit_id, unit_name, progress))
struct AgreementView {
  AgreementRowView agreement;
  std::vector<AgreementLineView> lines;
  AgreementContact our_contact, customer_contact;
  std::string terms;
  ServiceAgreementId renews_id;          ///< the one it follows; 0 = none
  std::string signed_by_us, signed_by_customer;
  std::optional<Date> ended_on;
  std::string end_reason;
  std::vector<std::string> actions;      ///< verbs that state and grants allow this reader
  std::vector<ServiceRowView> services;  ///< its deliveries, first due first
};
BOOST_DESCRIBE_STRUCT(AgreementView, (), (agreement, lines, our_contact, customer_contact, terms, renews_id, signed_by_us, signed_by_customer, ended_on, end_reason, actions,
                                          services))

std::string words_of(const api::Call& call, AgreementState state);
AgreementRowView agreement_row(const ServiceDesk& desk, const ServiceAgreement& agreement);
AgreementView agreement_view(const ServiceDesk& desk, const ServiceAgreement& agreement);

}  // namespace shouwen
