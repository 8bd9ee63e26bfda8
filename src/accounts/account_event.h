// What happened to a managed customer: past participles, each making the next state. Pure.
#pragma once

#include <variant>

#include "accounts/managed_customer.h"

namespace shouwen {

struct TierFactsStated { TierFacts facts; std::string source; };
struct TierConfirmed { ConfirmedTier tier; UnitId home_unit_id; };
struct TakenInCharge { OfficerId officer_id; ManagerKind kind{}; std::string because; };
struct HandOverOffered { HandOver hand_over; };
struct HandOverSigned { OfficerId from_officer_id, to_officer_id; std::vector<std::string> confirmed; };
struct HandOverEnded { std::string reason; };
struct ContactRecorded {
  std::string client_id;                  ///< made where it was written down: sent twice, it counts once
  Instant at;                             ///< when it took place
  Channel channel{};
  std::string representative, words;
  std::vector<Substance> substance;
  std::vector<std::string> photos;        ///< hashes of attachments
  std::optional<std::int64_t> representative_id = {};     ///< of the file's registered ones
  std::optional<std::string> representative_role = {};
};
struct Promised { AccountPromise promise; };
struct PromiseWarned { std::int64_t number = 0; };
struct PromiseBroken { std::int64_t number = 0; OfficerId told_officer_id; };
struct PromiseKept { std::int64_t number = 0; std::string words; bool late = false; };
struct CustomerEvaluated { Evaluation evaluation; };
struct ServiceEvaluated { Evaluation evaluation; };

using AccountEventBody = std::variant<TierFactsStated, TierConfirmed, TakenInCharge, HandOverOffered, HandOverSigned, HandOverEnded, ContactRecorded, Promised,
                                      PromiseWarned, PromiseBroken, PromiseKept, CustomerEvaluated, ServiceEvaluated>;

struct AccountEvent {
  OfficerId actor_id;                     ///< 0 = the house clock
  OfficerId on_behalf_of_id;              ///< whom the actor stood in for
  Instant at;
  std::string clause;
  AccountEventBody body;
};

/// The state after one event more.
ManagedCustomer apply(ManagedCustomer customer, const AccountEvent& event);
/// When the clock has something to do with a promise: the first warning or due time still to come.
std::optional<Instant> next_moment(const ManagedCustomer& customer);

}  // namespace shouwen
