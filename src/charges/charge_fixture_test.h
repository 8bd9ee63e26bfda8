// Two issued price lists with a few fees, for tests of charges.
#pragma once

#include <gtest/gtest.h>

#include "charges/receipt_store.h"
#include "db/temporary_database_test.h"

namespace shouwen {

const Date first_day = Date::of(2026, 1, 1), second_list_from = Date::of(2026, 7, 1), today = Date::of(2026, 11, 27);
const Instant noon = at_local(today, 12 * 3600);
const std::vector<CustomerClass> everybody{CustomerClass::resident, CustomerClass::low_voltage, CustomerClass::high_voltage_single, CustomerClass::high_voltage_double};

inline ChargeRules test_rules() {
  return {"test", 1'000'000, 5, 30, {"元/次", "元/只"}, {"居民生活"}, {{"cash", "现金", "Cash"}, {"transfer", "转账", "Transfer"}}, 20,
          LateFeeRules{1, 3, "law", "F1", 1, 2, 3, "rule", "OK", "art.9(2)", CarriedArrears::later_rate_from_january, false, 0, "元/元·日", "late.resident", "late.other", "late.other_later"}};
}

inline PublishedItem fee(std::int64_t number, const char* code, const char* unit, std::int64_t yuan_e8, std::vector<CustomerClass> payers = everybody) {
  return {number, code, PublishedItemKind::fee, number == 1 ? first_day : second_list_from, std::nullopt, unit, yuan_e8, std::string("费") + code, std::string("fee ") + code, std::move(payers)};
}

/// Price list 1 from the first day, 2 from July: "old" is only in the first, "ended" in the second until September, "reliability" for
/// double supplies only.
inline void issue_price_lists(db::Session& session) {
  for (const auto& [number, from] : {std::pair{1, first_day}, {2, second_list_from}})
    session.run("INSERT INTO price_list (id, version, price_list_state, number, in_force_from, state) VALUES (?1, 1, 0, ?1, ?2, '{}')", number, from.days);
  PublishedItem ended = fee(2, "ended", "元/次", 1'000'000'000);
  ended.effective_to = Date::of(2026, 9, 30);
  insert_published_items(session, {fee(1, "test", "元/次", 4'500'000'000), fee(1, "old", "元/次", 2'000'000'000), fee(2, "test", "元/次", 5'000'000'000), ended,
                                   fee(2, "reliability", "元/千伏安", 21'012'345'678, {CustomerClass::high_voltage_double}), fee(2, "late.resident", "元/元·日", 100'000, {CustomerClass::resident}),
                                   fee(2, "late.other", "元/元·日", 200'000, {CustomerClass::low_voltage}), fee(2, "late.other_later", "元/元·日", 300'000, {CustomerClass::low_voltage})});
}

class ChargeDatabase : public testing::Test {
 protected:
  ChargeDatabase() {
    session.execute_script("BEGIN");
    issue_price_lists(session);
  }
  TriedCharges tried(const std::vector<ChargeWish>& wishes, CustomerClass payer = CustomerClass::resident, Date on = today) { return try_charges(session, wishes, on, payer, rules); }
  NewReceipt fresh(std::vector<Charge> charges, CustomerClass payer = CustomerClass::resident, Date on = today) {
    return {ReceiptOrigin::counter, on, UnitId{3}, {CustomerId{}, {"赵大明"}, false, payer}, "cash", std::move(charges), {}, {}, "", {}, "", "", ""};
  }
  Receipt issued(const std::vector<ChargeWish>& wishes = {{{"test"}, {"元/次"}, 2000, {}}}, const ChargeWriter& by = {OfficerId{7}, noon, 1}) {
    return add_receipt(session, fresh(tried(wishes).charges), by);
  }

  ChargeRules rules = test_rules();
  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
  ChargeWriter writer{OfficerId{7}, noon, 1};
};

}  // namespace shouwen
