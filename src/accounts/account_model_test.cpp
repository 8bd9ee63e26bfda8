// Random sequences of appointments, ends, absences, departures and hand-overs: nobody's customer is ever without a manager.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "accounts/account_fixture_test.h"
#include "accounts/appoint_account_manager.h"
#include "accounts/confirm_tier.h"
#include "accounts/hand_over.h"
#include "accounts/take_charge.h"

namespace shouwen {
namespace {

using namespace key_bureau;

const std::vector<OfficerId> everybody{director, office_head, center_head, center_deputy, center_staff, station_head, station_deputy, station_staff, team_head, team_staff, hall_head, clerk};

struct World {
  People people;
  Organisation organisation = key_bureau::organisation();
  AccountManagerRules rules = key_bureau::rules();
  std::vector<ManagerTerm> terms;
  std::vector<std::int64_t> percents{50};
  std::vector<ManagedCustomer> customers{managed(CustomerId{1}), managed(CustomerId{2})};
  Instant now = morning;

  AccountSituation by(OfficerId actor) const { return {actor, now, organisation, rules, calendar(), terms, percents}; }
  void take(ManagedCustomer& customer, const AccountDecision& decision) {
    if (decision)
      for (const AccountEvent& event : *decision) customer = apply(std::move(customer), event);
  }
};

/// One random deed of somebody.
void act(World& world) {
  const OfficerId officer = *rc::gen::elementOf(everybody), other = *rc::gen::elementOf(everybody);
  ManagedCustomer& customer = world.customers[*rc::gen::inRange<std::size_t>(0, world.customers.size())];
  const std::vector<SignedItem> items{{"file", ""}, {"promises", ""}};
  switch (*rc::gen::inRange(0, 11)) {
    case 0: {
      const auto kind = *rc::gen::element(ManagerKind::general_account_manager, ManagerKind::large_account_manager);
      const auto days = *rc::gen::inRange(1, 9);
      if (const auto term = appoint_account_manager({officer, kind, Engagement::full_time, world.now, world.now.plus_seconds(days * seconds_per_day)}, world.by(director)))
        world.terms.push_back(*term);
      return;
    }
    case 1:
      for (ManagerTerm& term : world.terms)
        if (const auto ended = end_account_manager(term, world.now, world.by(director)); term.officer_id == officer && ended) term = *ended;
      return;
    case 2: world.people.absences.push_back({officer, {world.now, world.now.plus_seconds(*rc::gen::inRange(1, 5) * seconds_per_day)}}); break;
    case 3: world.people.left.push_back(officer); break;
    case 4: std::erase(world.people.left, officer); break;
    case 5: world.people.deputies.insert(world.people.deputies.begin(), {officer, other}); break;
    case 6: {
      const auto tier = *rc::gen::element(AccountTier::ordinary, AccountTier::key_account, AccountTier::large_account);
      return world.take(customer, confirm_tier(customer, {}, *rc::gen::element(station, center, team), {tier, "x"}, world.by(director)));
    }
    case 7: return world.take(customer, take_charge(customer, 0, {officer, "x"}, world.by(director)));
    case 8: return world.take(customer, offer_hand_over(customer, 0, {officer, "x", items}, world.by(director)));
    case 9:
      if (customer.hand_over) world.take(customer, sign_hand_over(customer, {{"file", "promises"}}, world.by(customer.hand_over->to_officer_id)));
      return;
    default: world.now = world.now.plus_seconds(*rc::gen::inRange(1, 3) * seconds_per_day); return;
  }
  world.organisation = organisation(world.people);
}

bool anybody_heads(const World& world) {
  return std::any_of(world.organisation.units().begin(), world.organisation.units().end(), [&](const Unit& unit) {
    const Officer* head = world.organisation.officer(unit.head_id);
    return head != nullptr && head->active;
  });
}

void check(const World& world, Instant at) {
  for (const ManagedCustomer& customer : world.customers) {
    if (customer.present_tier() == AccountTier::ordinary) continue;
    const Answerable who = answerable_for(customer, world.terms, world.organisation, at);
    const Officer* officer = world.organisation.officer(who.officer_id);
    RC_ASSERT(officer != nullptr);
    RC_ASSERT(officer->active || !anybody_heads(world));
    // Somebody who is away answers only if the whole line above is away too.
    const Officer* top = world.organisation.officer(director);
    if (top->active && !world.organisation.is_absent(director, at)) RC_ASSERT(!world.organisation.is_absent(who.officer_id, at));
    const Officer* manager = world.organisation.officer(customer.manager_id);
    const bool serves = manager != nullptr && manager->active && !world.organisation.is_absent(manager->id, at) && holds_any_term(world.terms, manager->id, at);
    if (serves) RC_ASSERT(who.officer_id == manager->id);
  }
}

/// Tenures of a customer follow each other without overlap, and only the last is open.
void check_tenures(const World& world) {
  for (const ManagedCustomer& customer : world.customers)
    for (std::size_t i = 1; i < customer.tenures.size(); ++i) {
      RC_ASSERT(customer.tenures[i - 1].to.has_value());
      RC_ASSERT(*customer.tenures[i - 1].to <= customer.tenures[i].from);
    }
}

RC_GTEST_PROP(AccountModel, Art_11_3_nobodys_customer_is_ever_without_a_manager, ()) {
  World world;
  const int deeds = *rc::gen::inRange(5, 40);
  for (int i = 0; i < deeds; ++i) {
    act(world);
    check(world, world.now);
    // What is planned comes to pass without anybody doing anything: terms end, absences begin and end.
    for (const int days : {1, 3, 10}) check(world, world.now.plus_seconds(days * seconds_per_day));
    check_tenures(world);
  }
}

}  // namespace
}  // namespace shouwen
