// The house clock on a data folder of its own, its hands turned by the test.
#include "jobs/ticker.h"

#include <gtest/gtest.h>

#include <atomic>

#include "accounts/account_promise.h"
#include "accounts/account_store.h"
#include "db/temporary_database_test.h"
#include "org/organisation_store.h"

namespace shouwen {
namespace {

/// A Tuesday at ten.
const Instant morning = at_local(Date::of(2026, 3, 10), 10 * 3600);

class TickerTest : public testing::Test {
 protected:
  TickerTest() {
    house->writer().run([&](db::Session& session) {
      EXPECT_TRUE(install_rulebook(session, read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"), Instant{0}, morning));
      EXPECT_TRUE(add_unit(session, {"", "BJ", "供电局", "", UnitKind::bureau, {}}, {}, morning));
      EXPECT_TRUE(add_unit(session, {"BJ", "JBGS", "局办公室", "", UnitKind::department, {}}, {}, morning));
      head = *add_officer(session, {"1", "沈", "", "BJ", "局长", {}, PostRank::head}, {}, morning);
    });
    house->reload();
    customer.id = CustomerId{7};
  }
  AccountSituation situation() const { return {head, house->now(), *organisation, rules, rulebook->calendars.bureau, terms, rulebook->closing.warn_at_percents}; }
  void save(const std::vector<AccountEvent>& events) {
    house->writer().run([&](db::Session& session) { customer = save_account_events(session, customer, events, 1); });
  }
  ManagedCustomer stored() { return load_managed_customer(*house->readers().borrow(), customer.id); }

  db::TemporaryDatabase database;
  std::atomic<std::int64_t> clock{morning.seconds};
  std::unique_ptr<House> house = *House::open(database.folder(), [this] { return Instant{clock.load()}; }, 1, database.uri());
  OfficerId head;
  ManagedCustomer customer;
  std::vector<ManagerTerm> terms;
  AccountManagerRules rules;
  std::shared_ptr<const Organisation> organisation;
  std::shared_ptr<const Rulebook> rulebook;
};

TEST_F(TickerTest, Art_11_3_a_promise_is_warned_of_and_broken_by_the_clock) {
  organisation = house->organisation();
  rulebook = house->rulebook_now();
  const UnitId bureau = organisation->unit_by_code("BJ")->id;
  save({{head, {}, morning, "art.11(5)(2)", TierConfirmed{{AccountTier::key_account, {}, {}, "x", head, morning, {}}, bureau}}});
  save(*promise(customer, {"换表", {}, "2wd"}, situation()));
  const AccountPromise made = customer.promises.at(0);
  EXPECT_EQ(strike_due_promises(*house), 0) << "nothing to say yet";
  clock = made.warn_at.at(0).seconds;
  EXPECT_EQ(strike_due_promises(*house), 1);
  EXPECT_TRUE(stored().promises.at(0).warned);
  EXPECT_EQ(strike_due_promises(*house), 0) << "once";
  clock = made.due_at.seconds + 3600;
  EXPECT_EQ(strike_due_promises(*house), 1);
  EXPECT_TRUE(stored().promises.at(0).broken);
  EXPECT_EQ(strike_due_promises(*house), 0);
  const auto session = house->readers().borrow();
  const auto story = account_story(*session, customer.id);
  EXPECT_EQ(std::get<PromiseBroken>(story.back().event.body).told_officer_id, head);
  EXPECT_EQ(story.back().event.actor_id, OfficerId{}) << "the clock";
  EXPECT_TRUE(verify_accounts(*session).differences.empty());
}

}  // namespace
}  // namespace shouwen
