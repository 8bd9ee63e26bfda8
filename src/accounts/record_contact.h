// A contact counts only with substance. Art. 11(3).
#pragma once

#include "accounts/account_promise.h"
#include "accounts/evaluate.h"

namespace shouwen {

struct RecordContactInput {
  std::string client_id;
  Instant at;                            ///< when it took place; may lie before it was sent
  Channel channel{};
  std::int64_t representative_id = 0;    ///< of the file's registered ones; 0 = somebody else, by name and role
  std::string representative, representative_role, words;
  std::vector<std::string> photos;
  bool file_changed = false;             ///< the customer's file was changed by it
  std::int64_t need_id = 0;              ///< a need it opened
  std::int64_t service_id = 0;           ///< a service delivered in it
  std::optional<PromiseInput> promise;   ///< made in it
  std::optional<EvaluateInput> evaluation;
  std::string no_change_confirmed_by;    ///< who of the customer confirmed that nothing changed
};

/// A representative as the customer's file has him on the day of the contact.
struct RegisteredRepresentative {
  std::string name, role;
  bool valid = false;
};
/// What other rooms know about what is claimed.
struct ContactEvidence {
  bool file_changed = false, need_opened = false, service_delivered = false;
  std::optional<RegisteredRepresentative> representative = {};  ///< of the id given; nothing = the file has no such one
};

/// The events of one contact, its promise and evaluation with it. Refusals: record_contact.no_tier, .in_the_future,
/// .not_yours_then (he was not the manager at that time and answers for nothing now), .without_substance,
/// .representative_unknown, .representative_not_valid (art. 11(4): who was not the customer's representative on that day is none),
/// .representative_missing, .representative_role_missing, .file_not_changed, .need_not_opened, .service_not_delivered, and those of promise and evaluation. `answers_now`: the actor is answerable or directs.
AccountDecision record_contact(const ManagedCustomer& customer, const RecordContactInput& input, const ContactEvidence& evidence, bool answers_now,
                               const AccountSituation& situation);

}  // namespace shouwen
