// State rows equal a rebuild from the journal, and a changed row is found.
#include "accounts/account_fixture_test.h"
#include "accounts/account_promise.h"
#include "accounts/account_store.h"
#include "accounts/take_charge.h"
#include "db/temporary_database_test.h"

namespace shouwen {
namespace {

using namespace key_bureau;

class AccountStore : public KeyBureau {
 protected:
  AccountStore() {
    session.execute_script("BEGIN");
    give_term(team_staff, ManagerKind::general_account_manager);
    add_manager_term(session, terms_[0], "art.11(5)(2)", by(director), 1);
    save({{director, {}, morning, "art.11(5)(2)", TierConfirmed{{AccountTier::key_account, {}, {{TierReasonKind::capacity, 400, 315, ""}}, "", director, morning, {}}, station}}});
    save(*take_charge(customer_, 0, {team_staff, ""}, by(director)));
  }
  void save(const std::vector<AccountEvent>& events) { customer_ = save_account_events(session, std::move(customer_), events, 1); }

  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(AccountStore, Art_11_3_what_is_stored_is_what_happened) {
  save(*promise(customer_, {"换表", {}, "2wd"}, by(team_staff)));
  const ContactRecorded contact{"c-1", morning, Channel::visit, "钱工", "", {{SubstanceKind::promised, 1, ""}}, {}};
  save({{team_staff, {}, morning, "art.11(3)", contact}});
  const ManagedCustomer loaded = load_managed_customer(session, customer_.id);
  EXPECT_EQ(loaded.version, 4);
  EXPECT_EQ(loaded.promises.at(0).warn_at, customer_.promises[0].warn_at);
  EXPECT_EQ(customers_held(session, team_staff), 1);
  EXPECT_EQ(contact_by_client_id(session, "c-1")->number, 4);
  EXPECT_FALSE(contact_by_client_id(session, "c-2"));
  EXPECT_EQ(account_story(session, customer_.id).back().kind, "contact_recorded");
  EXPECT_TRUE(customers_to_strike(session, morning, 9).empty());
  EXPECT_EQ(customers_to_strike(session, customer_.promises[0].warn_at[0], 9), std::vector{customer_.id});
  EXPECT_EQ(verify_accounts(session).customers, 1);
  EXPECT_EQ(verify_accounts(session).differences, std::vector<std::string>{});
}

TEST_F(AccountStore, Art_11_3_a_changed_row_is_found) {
  session.run("UPDATE managed_customer SET manager_id = 99");
  session.run("UPDATE manager_term SET to_at = 5");
  EXPECT_EQ(verify_accounts(session).differences.size(), 2U);
  session.run("DELETE FROM managed_customer");
  EXPECT_EQ(verify_accounts(session).differences.size(), 2U);
}

TEST_F(AccountStore, Art_11_5_2_a_term_ends_in_the_journal_too) {
  ManagerTerm ended = terms_[0];
  ended.to = morning;
  end_manager_term(session, ended, by(director), 1);
  EXPECT_EQ(manager_terms(session).at(0).to, morning);
  EXPECT_TRUE(verify_accounts(session).differences.empty());
}

}  // namespace
}  // namespace shouwen
