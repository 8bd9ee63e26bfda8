// The verbs of a yearly service agreement, and when its deliveries fall due. Art. 11(6)(4).
#pragma once

#include "services/service_agreement.h"
#include "services/service_steps.h"

namespace shouwen {

struct AgreementArrow {
  const char* verb;
  AgreementState from, to;
  const char* clause;
};
/// All that are allowed. An agreement begins as a draft.
const std::vector<AgreementArrow>& agreement_arrows();
std::vector<std::string> verbs_from(AgreementState state);

struct AgreementLineInput {
  Line<1, 60> item;
  std::int64_t times_a_year = 0;
  std::optional<UnitId> unit_id = {};  ///< the catalogue's, if absent
};
struct DraftAgreementInput {
  CustomerId customer_id;
  std::vector<AgreementLineInput> lines;
  Date valid_from, valid_to;
  std::optional<AgreementContact> our_contact = {}, customer_contact = {};
  std::optional<Text<0, 2000>> terms = {};
};
struct ChangeAgreementInput {
  std::int64_t version = 0;            ///< of the agreement that was seen; 0 = whatever it is now
  std::vector<AgreementLineInput> lines;
  Date valid_from, valid_to;
  AgreementContact our_contact, customer_contact;
  Text<0, 2000> terms;
};
struct SignAgreementInput {
  std::int64_t version = 0;
  Date signed_on;
  Line<1, 60> signed_by_us, signed_by_customer;
};
struct EndAgreementInput {
  std::int64_t version = 0;
  Text<1, 1000> words;
};

using AgreementDecision = Result<AgreementEvent>;

// Refusals agreement.…: changed_meanwhile, wrong_state, and those named beside each.

/// not_a_key_customer, no_lines, item_twice, times_out_of_range, ends_before_it_begins, longer_than_a_year; service.unknown_item,
/// service.not_for_tier, service.unknown_unit.
AgreementDecision draft_agreement(const DraftAgreementInput& input, const ServiceSituation& situation);
/// The same.
AgreementDecision change_agreement(const ServiceAgreement& agreement, const ChangeAgreementInput& input, const ServiceSituation& situation);
/// signed_later, contact_missing, already_over, overlaps (with one of `others`, the customer's).
AgreementDecision sign_agreement(const ServiceAgreement& agreement, const SignAgreementInput& input, const std::vector<ServiceAgreement>& others,
                                 const ServiceSituation& situation);
AgreementDecision end_agreement(const ServiceAgreement& agreement, const EndAgreementInput& input, const ServiceSituation& situation);
/// A draft of the year after with the same lines, as far as the catalogue still has them. renewal_drafted, if there is one already.
AgreementDecision renew_agreement(const ServiceAgreement& agreement, std::int64_t seen_version, const std::vector<ServiceAgreement>& others,
                                  const ServiceSituation& situation);
/// What becomes of the one that `successor` follows when that is signed.
AgreementDecision follow_agreement(const ServiceAgreement& earlier, const ServiceAgreement& successor);

/// The deliveries a signed agreement owes, first due first: each line as often as its times a year fall into the agreement's
/// days, spread evenly from its signing to its last day.
std::vector<ServiceEvent> scheduled_services(const ServiceAgreement& agreement);
/// `count` days spread evenly over [from, to], the last one `to`.
std::vector<Date> spread_days(std::int64_t count, Date from, Date to);

struct AgreementProgress {
  std::int64_t agreed = 0, delivered = 0, overdue = 0, withdrawn = 0;
};
/// Of the services given, those of the item, or of all if it is empty.
AgreementProgress progress_of(const std::vector<CustomerService>& services, const std::string& item, Date today);

}  // namespace shouwen
