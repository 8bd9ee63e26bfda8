// The demonstration's key customers: tiers, managers, portfolios, visits and promises, in the order of time.
#pragma once

#include <queue>

#include "accounts/account_store.h"
#include "api/house.h"
#include "demo/material.h"

namespace shouwen {

class KeyAccounts {
 public:
  KeyAccounts(House& house, std::uint32_t seed, Instant begin, Instant end);

  /// Appoints managers, states facts, confirms tiers and gives everybody his portfolio, at `begin`.
  void set_up(db::Session& session);
  /// Everything that happens before `until`.
  void go_on(db::Session& session, Instant until);

  std::int64_t customers() const { return static_cast<std::int64_t>(customers_.size()); }

 private:
  enum class DeedKind { contact, keep_promise, service_evaluation, offer_hand_over, sign_hand_over };
  struct Deed {
    Instant at;
    std::int64_t order = 0;
    DeedKind kind{};
    CustomerId customer_id;
    std::int64_t number = 0;  ///< of the promise
    bool operator>(const Deed& other) const { return std::tie(at, order) > std::tie(other.at, other.order); }
  };

  AccountSituation by(OfficerId actor, Instant now) const;
  OfficerId officer(const char* code) const;
  void save(db::Session& session, const ManagedCustomer& customer, const AccountDecision& decision);
  void appoint(db::Session& session, const char* code, ManagerKind kind);
  void decide_tier(db::Session& session, CustomerId id, UnitId station);
  void give_manager(db::Session& session, CustomerId id, UnitId station);
  std::vector<const char*> managers_near(AccountTier tier, UnitId station) const;
  void plan(DeedKind kind, CustomerId id, Instant at, std::int64_t number = 0);
  void plan_contacts(db::Session& session, CustomerId id);
  void act(db::Session& session, const Deed& deed);
  void contact(db::Session& session, const ManagedCustomer& customer, Instant now);
  void hand_over(db::Session& session, const ManagedCustomer& customer, Instant now);
  Instant working_hour(Instant about);

  House& house_;
  Dice dice_;
  Instant begin_, end_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  AccountManagerRules rules_;
  std::vector<ManagerTerm> terms_;
  std::vector<CustomerId> customers_;
  std::priority_queue<Deed, std::vector<Deed>, std::greater<>> deeds_;
  std::int64_t order_ = 0, contacts_ = 0;
  std::size_t large_given_ = 0;
};

}  // namespace shouwen
