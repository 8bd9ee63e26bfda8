// The services agreed with a key customer for a year. Art. 11(6)(4), 11(5). Plain values.
#pragma once

#include "services/customer_service.h"

namespace shouwen {

/// The last two are ends: ended before its time or thrown away as a draft; followed by another.
enum class AgreementState { draft, signed_by_both, ended, renewed };

struct AgreementLine {
  std::string item, name_zh, name_en;  ///< of the catalogue, as it was then
  ServiceKind kind{};
  std::int64_t times_a_year = 0;
  UnitId unit_id;                      ///< who delivers; 0 = not yet said
  bool operator==(const AgreementLine&) const = default;
};
struct AgreementContact {
  Line<0, 60> name, role;
  Line<0, 30> phone;
  bool operator==(const AgreementContact&) const = default;
};

struct ServiceAgreement {
  ServiceAgreementId id;
  std::int64_t version = 0;            ///< number of its last event
  CustomerId customer_id;
  OfficerId account_manager_id;
  AgreementState state{};
  std::vector<AgreementLine> lines;
  Date valid_from, valid_to;           ///< both days count
  AgreementContact our_contact, customer_contact;
  Text<0, 2000> terms;                 ///< what else was agreed
  ServiceAgreementId renews_id;        ///< the one this one follows; 0 = none
  std::optional<Date> signed_on;
  Line<0, 60> signed_by_us, signed_by_customer;
  std::optional<Date> ended_on;
  Text<0, 1000> end_reason;
  bool operator==(const ServiceAgreement&) const = default;

  bool is_over() const { return state == AgreementState::ended || state == AgreementState::renewed; }
};

/// What happened to an agreement: a past participle and the fields it set; what is absent stayed.
struct AgreementEvent {
  std::string kind;                    ///< agreement_drafted, agreement_changed, agreement_signed, agreement_ended, agreement_renewed
  std::optional<AgreementState> state = {};
  std::optional<CustomerId> customer_id = {};
  std::optional<OfficerId> account_manager_id = {};
  std::optional<std::vector<AgreementLine>> lines = {};
  std::optional<Date> valid_from = {}, valid_to = {};
  std::optional<AgreementContact> our_contact = {}, customer_contact = {};
  std::optional<Text<0, 2000>> terms = {};
  std::optional<ServiceAgreementId> renews_id = {};
  std::optional<Date> signed_on = {};
  std::optional<Line<0, 60>> signed_by_us = {}, signed_by_customer = {};
  std::optional<Date> ended_on = {};
  std::optional<Text<0, 1000>> end_reason = {};
};

/// The agreement after the event; one version on.
ServiceAgreement apply(ServiceAgreement agreement, const AgreementEvent& event);

}  // namespace shouwen
