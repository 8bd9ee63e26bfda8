// A contact counts only with substance. Art. 11(3).
#pragma once

#include "accounts/account_promise.h"
#include "accounts/evaluate.h"

namespace shouwen {

struct RecordContactInput {
  std::string client_id;
  Instant at;                            ///< when it took place; may lie before it was sent
  Channel channel{};
  std::string representative, words;
  std::vector<std::string> photos;
  bool file_changed = false;             ///< the customer's file was changed by it
  std::int64_t need_id = 0;              ///< a need it opened
  std::int64_t service_id = 0;           ///< a service delivered in it
  std::optional<PromiseInput> promise;   ///< made in it
  std::optional<EvaluateInput> evaluation;
  std::string no_change_confirmed_by;    ///< who of the customer confirmed that nothing changed
};

/// What other rooms know about what is claimed.
struct ContactEvidence {
  bool file_changed = false, need_opened = false, service_delivered = false;
};

/// The events of one contact, its promise and evaluation with it. Refusals: record_contact.no_tier, .in_the_future,
/// .not_yours_then (he was not the manager at that time and answers for nothing now), .without_substance,
/// .file_not_changed, .need_not_opened, .service_not_delivered, and those of promise and evaluation. `answers_now`: the actor is answerable or directs.
AccountDecision record_contact(const ManagedCustomer& customer, const RecordContactInput& input, const ContactEvidence& evidence, bool answers_now,
                               const AccountSituation& situation);

}  // namespace shouwen
