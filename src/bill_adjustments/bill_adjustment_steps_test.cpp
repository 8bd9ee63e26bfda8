// Two people, decided once, and the database holds to it: by the rule, by plain SQL, and by the journal. Art. 9(2).
#include <gtest/gtest.h>

#include "bill_adjustments/bill_adjustment_store.h"
#include "db/temporary_database_test.h"
#include "regulation/load.h"

namespace shouwen {
namespace {

const Instant noon = at_local(Date::of(2026, 11, 27), 12 * 3600);

const Rulebook& shipped() {
  static const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(std::string(SOURCE_ROOT) + "/rulebook"));
  return loaded.rulebook;
}
AdjustmentSituation by(std::int64_t officer) { return {OfficerId{officer}, noon, shipped()}; }
ProposeAdjustmentInput slow_meter() {
  ProposeAdjustmentInput input;
  input.basis.tariff = {"residential"};
  input.basis.from_on = Date::of(2026, 7, 1);
  input.basis.fixed_on = Date::of(2026, 8, 31);
  input.basis.months = {{202607, 10'000'000, {}, {}, {}}};
  input.basis.error_ppm = -50'000;
  input.reason = {"检定误差−5%，𠮷㛃"};
  return input;
}

class Adjustments : public testing::Test {
 protected:
  BillAdjustment proposed() { return add_bill_adjustment(session, *propose_bill_adjustment(CustomerId{9}, slow_meter(), by(7))).after; }
  bool runs(const std::string& sql) {
    session.execute_script("SAVEPOINT trial");
    bool done = true;
    try {
      session.execute_script(sql);
    } catch (const db::Fault&) {
      done = false;
    }
    session.execute_script("ROLLBACK TO trial; RELEASE trial");
    return done;
  }
  template <class T>
  std::string code(const Result<T>& answer) { return answer ? std::string() : answer.refusal().code; }

  db::TemporaryDatabase database;
  db::Session session{database.file(), db::OpenMode::read_write_create};
};

TEST_F(Adjustments, Art_9_2_R_ADJ_01_proposed_by_one_confirmed_by_another) {
  const BillAdjustment adjustment = proposed();
  EXPECT_EQ(adjustment.result.adjusted_wh, 263'158) << "10 000 kWh, 5 % slow, half of the time";
  EXPECT_EQ(load_bill_adjustment(session, adjustment.id), adjustment);
  EXPECT_EQ(code(decide_bill_adjustment(adjustment, {0, true, {"同意"}}, by(7))), "bill_adjustment.own_proposal");
  EXPECT_EQ(code(decide_bill_adjustment(adjustment, {5, true, {"同意"}}, by(8))), "bill_adjustment.changed_meanwhile");
  EXPECT_EQ(code(withdraw_bill_adjustment(adjustment, {0, {"填错"}}, by(8))), "bill_adjustment.not_yours");
  const BillAdjustment confirmed = save_bill_adjustment(session, adjustment, *decide_bill_adjustment(adjustment, {1, true, {"核对无误"}}, by(8))).after;
  EXPECT_EQ(confirmed.state, AdjustmentState::confirmed);
  EXPECT_EQ(confirmed.decided_by_id, OfficerId{8});
  for (const bool agreed : {true, false}) EXPECT_EQ(code(decide_bill_adjustment(confirmed, {0, agreed, {"再来"}}, by(9))), "bill_adjustment.decided_already");
  EXPECT_EQ(code(withdraw_bill_adjustment(confirmed, {0, {"填错"}}, by(7))), "bill_adjustment.decided_already");
  EXPECT_EQ(verify_bill_adjustment(session, adjustment.id), std::vector<std::string>{});
}

TEST_F(Adjustments, Art_9_2_declined_and_withdrawn_stay_on_record) {
  const BillAdjustment first = proposed(), second = proposed();
  EXPECT_EQ(save_bill_adjustment(session, first, *decide_bill_adjustment(first, {0, false, {"误差未复检"}}, by(8))).after.state, AdjustmentState::declined);
  EXPECT_EQ(save_bill_adjustment(session, second, *withdraw_bill_adjustment(second, {0, {"填错"}}, by(7))).after.state, AdjustmentState::withdrawn);
  EXPECT_EQ(bill_adjustments_of(session, CustomerId{9}, 10).size(), 2U);
  EXPECT_EQ(list_bill_adjustments(session, WhichAdjustments::waiting, {}, 10).size(), 0U);
  EXPECT_EQ(list_bill_adjustments(session, WhichAdjustments::all, {}, 1).front().id, second.id);
  EXPECT_EQ(list_bill_adjustments(session, WhichAdjustments::all, second.id, 5).front().id, first.id);
  for (const BillAdjustmentId id : {first.id, second.id}) EXPECT_EQ(verify_bill_adjustment(session, id), std::vector<std::string>{});
}

TEST_F(Adjustments, Art_9_2_by_plain_sql_nobody_confirms_his_own_and_nothing_is_altered) {
  const BillAdjustment adjustment = proposed();
  for (const char* sql : {"UPDATE bill_adjustment SET adjustment_state = 1", "UPDATE bill_adjustment SET adjustment_state = 1, decided_by_id = 7", "UPDATE bill_adjustment SET total_fen = 1",
                          "UPDATE bill_adjustment SET proposed_by_id = 8", "DELETE FROM bill_adjustment",
                          "INSERT INTO bill_adjustment VALUES (2, 1, 9, 1, 7, 7, 100, '{}')", "INSERT INTO bill_adjustment VALUES (2, 1, 9, 1, 7, 0, 100, '{}')"})
    EXPECT_FALSE(runs(sql)) << sql;
  save_bill_adjustment(session, adjustment, *decide_bill_adjustment(adjustment, {0, true, {"同意"}}, by(8)));
  EXPECT_FALSE(runs("UPDATE bill_adjustment SET adjustment_state = 2")) << "decided once";
  EXPECT_FALSE(runs("UPDATE bill_adjustment SET state = replace(state, '检定', '估计')"));
}

}  // namespace
}  // namespace shouwen
