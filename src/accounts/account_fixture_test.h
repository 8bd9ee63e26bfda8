// A bureau with a station, its team and a key account centre, for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include "accounts/account_situation.h"
#include "accounts/answerable.h"
#include "regulation/load.h"

namespace shouwen::key_bureau {

inline constexpr UnitId bureau{1}, office{2}, center{3}, station{4}, team{5}, hall{6};
inline constexpr OfficerId director{1}, office_head{2}, center_head{3}, center_deputy{31}, center_staff{32}, station_head{4}, station_deputy{41}, station_staff{42},
    team_head{5}, team_staff{51}, hall_head{6}, clerk{61};

/// Everything that changes in a test: absences, who left, who stands in for whom.
struct People {
  std::vector<std::pair<OfficerId, Absence>> absences;
  std::vector<OfficerId> left;
  std::vector<std::pair<OfficerId, OfficerId>> deputies;
};

inline Organisation organisation(const People& people = {}) {
  const auto unit = [](UnitId id, UnitId parent, const char* code, UnitKind kind, OfficerId head) {
    Unit made;
    made.id = id;
    made.parent_id = parent;
    made.code = made.name = code;
    made.kind = kind;
    made.head_id = head;
    made.is_bureau_office = id == office;
    return made;
  };
  const auto officer = [&people](OfficerId id, UnitId unit_id, PostRank rank) {
    Officer made;
    made.id = id;
    made.code = made.name = "N" + std::to_string(id.value);
    made.unit_id = unit_id;
    made.rank = rank;
    made.active = std::find(people.left.begin(), people.left.end(), id) == people.left.end();
    for (const auto& [who, absence] : people.absences)
      if (who == id) made.absences.push_back(absence);
    for (const auto& [who, deputy] : people.deputies)
      if (who == id) made.deputy_id = deputy;
    return made;
  };
  using enum PostRank;
  return Organisation({unit(bureau, {}, "BJ", UnitKind::bureau, director), unit(office, bureau, "JBGS", UnitKind::department, office_head),
                       unit(center, bureau, "DKH", UnitKind::key_account_center, center_head), unit(station, bureau, "GDS", UnitKind::supply_station, station_head),
                       unit(team, station, "GDS-YX", UnitKind::team, team_head), unit(hall, bureau, "YYT", UnitKind::service_center, hall_head)},
                      {officer(director, bureau, head), officer(office_head, office, head), officer(center_head, center, head),
                       officer(center_deputy, center, deputy_head), officer(center_staff, center, staff), officer(station_head, station, head),
                       officer(station_deputy, station, deputy_head), officer(station_staff, station, staff), officer(team_head, team, head),
                       officer(team_staff, team, staff), officer(hall_head, hall, head), officer(clerk, hall, staff)});
}

/// Numbers as a bureau might set them.
inline AccountManagerRules rules() {
  AccountManagerRules made;
  made.set_by = "test";
  made.tiers = {{AccountTier::large_account, "特大", "Large", ManagerKind::large_account_manager, "", "", "art.11(5)(1)", 3150, 10'000'000'000, CriticalGrade::primary, false,
                 Limit{1, TimeUnit::month}},
                {AccountTier::key_account, "重点", "Key", ManagerKind::general_account_manager, "", "", "art.11(5)(2)", 315, 1'000'000'000, CriticalGrade::temporary, true,
                 Limit{3, TimeUnit::month}}};
  made.review_every = Limit{12, TimeUnit::month};
  made.customers_max = 2;
  made.hand_over_items = {{"file", "档案", "File"}, {"promises", "承诺", "Promises"}};
  return made;
}

inline const WorkCalendar& calendar() {
  static const Rulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook")).rulebook;
  return loaded.calendars.bureau;
}

/// A Tuesday at ten.
inline const Instant morning = at_local(Date::of(2026, 3, 10), 10 * 3600);

inline ManagedCustomer managed(CustomerId id) {
  ManagedCustomer made;
  made.id = id;
  return made;
}

class KeyBureau : public testing::Test {
 protected:
  AccountSituation by(OfficerId actor, Instant now = morning) const { return {actor, now, organisation_, rules_, calendar(), terms_, percents_}; }
  void give_term(OfficerId officer, ManagerKind kind) { terms_.push_back({static_cast<std::int64_t>(terms_.size()) + 1, officer, kind, Engagement::full_time, {}, {}, director}); }
  void people(const People& changed) { organisation_ = organisation(changed); }
  /// Applies what was decided; a refusal fails the test.
  void take(const AccountDecision& decision) {
    ASSERT_TRUE(decision) << decision.refusal().code;
    for (const AccountEvent& event : *decision) customer_ = apply(std::move(customer_), event);
  }
  void tier(AccountTier tier, Instant at = morning) {
    customer_ = apply(std::move(customer_), {director, {}, at, "", TierConfirmed{{tier, tier, {}, {}, director, at, {}}, station}});
  }
  static std::string code(const AccountDecision& decision) { return decision ? "allowed" : decision.refusal().code; }
  static std::string clause(const AccountDecision& decision) { return decision ? "" : decision.refusal().clause; }

  Organisation organisation_ = organisation();
  AccountManagerRules rules_ = rules();
  std::vector<ManagerTerm> terms_;
  std::vector<std::int64_t> percents_{50, 80};
  ManagedCustomer customer_ = managed(CustomerId{7});
};

}  // namespace shouwen::key_bureau
