// Each clause of the way of a violation case: who may not, what must come before what, what closes it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "conduct/conduct_fixture_test.h"
#include "conduct/conduct_told.h"
#include "conduct/exposure_words.h"

namespace shouwen {
namespace {

using namespace conduct_test;

TEST(Conduct, Art_9_4_opened_for_one_person_by_nobody_of_his_line) {
  World w;
  EXPECT_EQ(w.open("asking_favours", accused), "conduct.own_case");
  EXPECT_EQ(w.open("asking_favours", other_clerk), "conduct.recused");
  EXPECT_EQ(w.open("asking_favours", auditor, OfficerId{999}), "conduct.unknown_officer");
  EXPECT_EQ(w.open("no_such_kind"), "conduct.unknown_violation");
  EXPECT_EQ(w.open(), "");
  EXPECT_EQ(w.state.accused.unit_id, hall);
  EXPECT_EQ(number_text(w.state), "查〔2026〕1号");
  EXPECT_EQ(w.take(accept_conduct_case(w.state, {}, w.by(hall_head))), "conduct.recused");
  EXPECT_EQ(w.take(accept_conduct_case(w.state, {7}, w.by(auditor))), "conduct.changed_meanwhile");
}

TEST(Conduct, Art_9_4_a_lead_must_hold_and_opens_one_case) {
  World w;
  const auto refusal = [&](LeadKind kind, bool holds, std::string opened, std::optional<Line<0, 60>> reference) {
    const ConductDecided decided = open_conduct_case({kind, 5, reference, accused, {"asking_favours"}, {"线索"}}, {ConductLevel::bureau, audit, holds, "", std::move(opened), 2026, 1}, w.by(auditor));
    return decided ? std::string() : decided.refusal().code;
  };
  EXPECT_EQ(refusal(LeadKind::tip_off, false, "", {}), "conduct.lead_does_not_hold");
  EXPECT_EQ(refusal(LeadKind::complaint, true, "查〔2026〕9号", {}), "conduct.opened_already");
  EXPECT_EQ(refusal(LeadKind::inspection, false, "", {}), "conduct.reference_missing");
  EXPECT_EQ(refusal(LeadKind::audit, false, "", Line<0, 60>{"审〔2026〕4号"}), "");
  EXPECT_EQ(refusal(LeadKind::charge_attempt, true, "", {}), "");
}

TEST(Conduct, Art_7_a_unit_judges_light_kinds_of_its_own_people_and_supervision_may_take_over) {
  World w;
  EXPECT_EQ(w.open("service_attitude", center_head, center_head, center), "conduct.own_case");
  EXPECT_EQ(w.open("service_attitude", center_head, station_officer, center), "conduct.not_your_people");
  EXPECT_EQ(w.open("asking_favours", center_head, accused, center), "conduct.bureau_only");
  ASSERT_EQ(w.open("service_attitude", center_head, accused, center), "");
  EXPECT_EQ(w.take(accept_conduct_case(w.state, {}, w.by(center_head))), "");
  EXPECT_EQ(w.take(appoint_conduct_investigators(w.state, {0, {agent, center_head}}, w.by(center_head))), "conduct.investigator_supervised");
  ASSERT_EQ(w.take(appoint_conduct_investigators(w.state, {0, {agent, follow_up_clerk}}, w.by(center_head))), "");
  ASSERT_EQ(w.take(record_conduct_finding(w.state, facts(), w.by(agent))), "");
  ASSERT_EQ(w.take(confirm_conduct_finding(w.state, {}, w.by(follow_up_clerk))), "");
  ASSERT_EQ(w.take(ask_hearing(w.state, {0, {"请说明。"}}, w.by(agent))), "");
  ASSERT_EQ(w.take(answer_hearing(w.state, {0, true, {}}, w.by(accused))), "");
  DecideConductInput beyond = decision(HandlingLevel::pay_withheld, "service_attitude");
  beyond.withheld_fen = 10000;
  EXPECT_EQ(w.take(decide_conduct(w.state, beyond, w.by(center_head))), "conduct.beyond_unit");
  World taken = w;
  ASSERT_EQ(taken.take(take_over_conduct_case(taken.state, {0, {"情节较重"}}, taken.by(audit_head))), "");
  EXPECT_EQ(taken.state.unit_id, audit);
  EXPECT_EQ(taken.take(decide_conduct(taken.state, beyond, taken.by(audit_head))), "");
  EXPECT_EQ(w.take(decide_conduct(w.state, decision(HandlingLevel::circulated_criticism, "service_attitude"), w.by(center_head))), "");
}

TEST(Conduct, Art_9_4_two_investigators_neither_of_the_line_nor_who_supervised) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::accepted), "");
  const auto named = [&](std::vector<OfficerId> ids) { return w.take(appoint_conduct_investigators(w.state, {0, std::move(ids)}, w.by(auditor))); };
  EXPECT_EQ(named({first}), "conduct.two_investigators");
  EXPECT_EQ(named({first, first}), "conduct.two_investigators");
  EXPECT_EQ(named({first, accused}), "conduct.investigator_recused");
  EXPECT_EQ(named({first, other_clerk}), "conduct.investigator_recused");
  EXPECT_EQ(named({first, center_head}), "conduct.investigator_supervised");
  EXPECT_EQ(named({first, director}), "conduct.investigator_supervised");
  EXPECT_EQ(named({first, former_clerk}), "conduct.unknown_officer");
  EXPECT_EQ(named({first, second}), "");
  EXPECT_EQ(named({auditor, second}), "") << "others until a finding is recorded";
  EXPECT_EQ(w.take(record_conduct_finding(w.state, facts(), w.by(first))), "conduct.not_investigator");
  EXPECT_EQ(w.take(confirm_conduct_finding(w.state, {}, w.by(second))), "conduct.no_finding");
  EXPECT_EQ(w.take(record_conduct_finding(w.state, {}, w.by(second))), "conduct.no_facts");
  ASSERT_EQ(w.take(record_conduct_finding(w.state, facts(), w.by(second))), "");
  EXPECT_EQ(w.take(confirm_conduct_finding(w.state, {}, w.by(second))), "conduct.own_finding");
  EXPECT_EQ(named({first, second}), "conduct.wrong_stage");
}

TEST(Conduct, Art_9_4_nobody_decides_before_the_person_was_heard) {
  for (const ConductStage stage : {ConductStage::opened, ConductStage::accepted, ConductStage::investigating, ConductStage::to_hear, ConductStage::hearing}) {
    World w;
    ASSERT_EQ(bring_to(w, stage), "");
    EXPECT_EQ(w.take(decide_conduct(w.state, decision(), w.by(audit_head))), "conduct.not_heard");
  }
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::hearing), "");
  EXPECT_EQ(w.take(answer_hearing(w.state, {0, false, {"替他说"}}, w.by(other_clerk))), "conduct.not_the_accused");
  EXPECT_EQ(w.take(answer_hearing(w.state, {0, false, {}}, w.by(accused))), "conduct.answer_missing");
  EXPECT_EQ(w.take(answer_hearing(w.state, {0, true, {}}, w.by(accused))), "");
  EXPECT_EQ(w.state.hearing->answer, HearingAnswer::declined);
}

TEST(Conduct, Art_9_4_an_answer_not_given_in_time_lapses_and_is_warned_of_before) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::hearing), "");
  EXPECT_FALSE(strike_conduct(w.state, w.by({})));
  w.now = w.state.clock->warn_at;
  const auto warned = strike_conduct(w.state, w.by({}));
  ASSERT_TRUE(warned);
  EXPECT_EQ(warned->kind, "conduct_step_warned");
  w.state = apply(w.state, *warned);
  EXPECT_EQ(next_strike_at(w.state), w.state.clock->due_at);
  // Five working days from Monday morning: the next Monday's close of business.
  EXPECT_EQ(local_date(w.state.clock->due_at), Date::of(2026, 11, 30));
  w.now = w.state.clock->due_at;
  const auto lapsed = strike_conduct(w.state, w.by({}));
  ASSERT_TRUE(lapsed);
  EXPECT_EQ(lapsed->kind, "conduct_hearing_lapsed");
  w.state = apply(w.state, *lapsed);
  EXPECT_EQ(w.take(decide_conduct(w.state, decision(), w.by(audit_head))), "");
}

TEST(Conduct, Art_9_4_a_decision_within_the_table_on_proved_facts_by_who_did_not_investigate) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::to_decide), "");
  const auto refused = [&](DecideConductInput input, OfficerId by = audit_head) {
    const ConductDecided decided = decide_conduct(w.state, input, w.by(by));
    return decided ? std::string() : decided.refusal().code;
  };
  EXPECT_EQ(refused(decision(), first), "conduct.decider_investigated");
  EXPECT_EQ(refused(decision(), hall_head), "conduct.recused");
  EXPECT_EQ(refused(decision(HandlingLevel::criticism)), "conduct.measure_not_in_table");
  EXPECT_EQ(refused(decision(HandlingLevel::pay_withheld)), "conduct.withheld_out_of_range");
  DecideConductInput input = decision(HandlingLevel::pay_withheld);
  input.withheld_fen = 99'999;
  EXPECT_EQ(refused(input), "conduct.withheld_out_of_range");
  input.withheld_fen = 100'000;
  EXPECT_EQ(refused(input), "");
  input = decision();
  input.withheld_fen = 1;
  EXPECT_EQ(refused(input), "conduct.withheld_out_of_range");
  EXPECT_EQ(refused(decision(HandlingLevel::disciplinary)), "conduct.unknown_discipline");
  input = decision(HandlingLevel::disciplinary);
  input.discipline = Line<0, 60>{"demerit"};
  EXPECT_EQ(refused(input), "");
  for (const std::vector<std::int64_t>& numbers : {std::vector<std::int64_t>{}, {2}, {1, 1}, {0}, {3}}) {
    input = decision();
    input.fact_numbers = numbers;
    EXPECT_EQ(refused(input), "conduct.fact_not_proved");
  }
}

TEST(Conduct, Art_9_4_the_same_person_again_loses_the_lightest) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::to_decide), "");
  DecideConductInput lightest = decision(HandlingLevel::pay_withheld);
  lightest.withheld_fen = 100'000;
  w.earlier = {{ConductCaseId{9}, monday.plus_seconds(-1200 * seconds_per_day)}};
  EXPECT_TRUE(decide_conduct(w.state, lightest, w.by(audit_head))) << "longer ago than the table's 36 months";
  w.earlier = {{ConductCaseId{9}, monday.plus_seconds(-1000 * seconds_per_day)}};
  EXPECT_EQ(w.take(decide_conduct(w.state, lightest, w.by(audit_head))), "conduct.measure_not_in_table");
  ASSERT_EQ(w.take(decide_conduct(w.state, decision(), w.by(audit_head))), "");
  EXPECT_TRUE(w.state.decision->repeated);
  const ViolationRow& row = *conduct_rules(rulebook())->violation("service_attitude");
  EXPECT_EQ(measures_allowed(row, ConductLevel::unit, true), std::vector{HandlingLevel::circulated_criticism});
}

TEST(Conduct, Art_9_4_nothing_proved_clears_the_person) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::investigating), "");
  ASSERT_EQ(w.take(record_conduct_finding(w.state, facts(false), w.by(first))), "");
  ASSERT_EQ(w.take(confirm_conduct_finding(w.state, {}, w.by(second))), "");
  EXPECT_EQ(w.state.stage, ConductStage::to_decide);
  EXPECT_EQ(w.take(decide_conduct(w.state, decision(), w.by(audit_head))), "conduct.not_heard");
  EXPECT_EQ(w.take(end_not_proved(w.state, {0, {"没有证据"}}, w.by(first))), "conduct.decider_investigated");
  const ConductCase before = w.state;
  const ConductDecided ended = end_not_proved(w.state, {0, {"没有证据证明"}}, w.by(audit_head));
  ASSERT_TRUE(ended);
  w.state = apply(w.state, *ended);
  EXPECT_EQ(w.state.stage, ConductStage::not_proved);
  EXPECT_EQ(w.state.ended_because, "没有证据证明");
  EXPECT_FALSE(w.state.clock);
  const auto told = told_of_conduct(before, w.state, *ended, {w.organisation, audit, "leader"});
  ASSERT_FALSE(told.empty());
  EXPECT_EQ(told.front().officer_ids, std::vector{accused});
}

TEST(Conduct, Art_9_4_an_objection_is_decided_by_somebody_else_and_may_make_it_milder) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::decided), "");
  EXPECT_EQ(w.take(object_to_decision(w.state, {0, {"处理过重"}}, w.by(audit_head))), "conduct.not_the_accused");
  ASSERT_EQ(w.take(object_to_decision(w.state, {0, {"处理过重"}}, w.by(accused))), "");
  EXPECT_EQ(w.take(draft_exposure(w.state, exposure(), w.by(auditor))), "conduct.wrong_stage") << "nothing is exposed while it is open";
  const auto outcome = [&](ObjectionOutcome what, OfficerId by, std::optional<HandlingLevel> measure = {}) {
    return w.take(decide_objection(w.state, {0, what, measure, {}, {}, {"复核意见"}}, w.by(by)));
  };
  EXPECT_EQ(outcome(ObjectionOutcome::stands, audit_head), "conduct.own_decision");
  EXPECT_EQ(outcome(ObjectionOutcome::stands, second), "conduct.decider_investigated");
  EXPECT_EQ(outcome(ObjectionOutcome::milder, director), "conduct.not_milder");
  EXPECT_EQ(outcome(ObjectionOutcome::milder, office_head, HandlingLevel::judicial), "conduct.not_milder");
  EXPECT_EQ(outcome(ObjectionOutcome::milder, office_head, HandlingLevel::criticism), "conduct.measure_not_in_table");
  EXPECT_EQ(w.take(decide_objection(w.state, {0, ObjectionOutcome::milder, HandlingLevel::pay_withheld, 150'000, {}, {"退还及时"}}, w.by(office_head))), "");
  EXPECT_EQ(w.state.decision->measure, HandlingLevel::pay_withheld);
  EXPECT_EQ(w.state.stage, ConductStage::carrying_out);
  EXPECT_EQ(w.take(object_to_decision(w.state, {0, {"再次"}}, w.by(accused))), "conduct.objected_already");
}

TEST(Conduct, Art_9_4_an_exposure_states_decided_facts_names_nobody_else_and_needs_both_bodies) {
  World w;
  w.known = {{DatumKind::name, "赵大明"}, {DatumKind::phone, "13800138000"}};
  ASSERT_EQ(bring_to(w, ConductStage::carrying_out), "");
  DraftExposureInput input = exposure();
  input.facts[0].number = 2;
  EXPECT_EQ(w.take(draft_exposure(w.state, input, w.by(auditor))), "conduct.fact_not_decided");
  input = exposure();
  input.facts[0].text.value = "向客户赵 大明索要购物卡。";
  const ConductDecided named = draft_exposure(w.state, input, w.by(auditor));
  ASSERT_TRUE(named.refused());
  EXPECT_EQ(named.refusal().code, "conduct.third_person");
  EXPECT_EQ(named.refusal().field, "/facts/0/text");
  EXPECT_EQ(named.refusal().values.front().second, "赵大明");
  input = exposure();
  input.title.value = "李明索要购物卡";
  EXPECT_EQ(w.take(draft_exposure(w.state, input, w.by(auditor))), "conduct.third_person") << "society reads the surname only";
  EXPECT_EQ(w.take(draft_exposure(w.state, exposure(ExposureLevel::bureau), w.by(auditor))), "conduct.exposure_too_narrow");
  ASSERT_EQ(w.take(draft_exposure(w.state, exposure(), w.by(auditor))), "");
  EXPECT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(auditor))), "conduct.own_exposure");
  EXPECT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(other_clerk))), "conduct.recused");
  ASSERT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(audit_head))), "");
  EXPECT_FALSE(w.state.exposure->published_at);
  EXPECT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(office_head))), "conduct.approved_already");
  EXPECT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::leading_group, w.by(audit_head))), "conduct.approved_by_you");
  w.number = 7;
  ASSERT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::leading_group, w.by(office_head))), "");
  EXPECT_EQ(number_text(*w.state.exposure), "曝光〔2026〕7号");
  EXPECT_EQ(*w.state.exposure->last_day, Date::of(2026, 11, 23).plus_days(180));
  const ShownExposure shown = shown_exposure(w.state, w.organisation, *conduct_rules(rulebook()), http::Language::zh, ShownText::published);
  EXPECT_EQ(shown.person, "李某");
  EXPECT_EQ(shown.now.measure, "待岗、调岗");
}

TEST(Conduct, Art_9_4_a_draft_sent_back_loses_its_approvals) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::carrying_out), "");
  EXPECT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(audit_head))), "conduct.no_draft");
  ASSERT_EQ(w.take(draft_exposure(w.state, exposure(), w.by(auditor))), "");
  ASSERT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(audit_head))), "");
  ASSERT_EQ(w.take(return_exposure(w.state, {0, {"写清时间"}}, w.by(office_head))), "");
  EXPECT_FALSE(w.state.exposure->draft);
  ASSERT_EQ(w.take(draft_exposure(w.state, exposure(), w.by(auditor))), "");
  EXPECT_TRUE(w.state.exposure->draft->approvals.empty());
}

TEST(Conduct, Art_9_4_corrected_openly_the_old_text_stays) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::carrying_out), "");
  const CorrectExposureInput correction{0, {"更正后的标题"}, {{1, {"索要购物卡一张。"}}}, {"数量写错"}};
  EXPECT_EQ(w.take(correct_exposure(w.state, correction, w.by(auditor))), "conduct.not_exposed");
  ASSERT_EQ(expose(w), "");
  EXPECT_EQ(w.take(draft_exposure(w.state, exposure(), w.by(auditor))), "conduct.exposed_already");
  ASSERT_EQ(w.take(correct_exposure(w.state, correction, w.by(auditor))), "");
  EXPECT_EQ(w.state.exposure->texts.size(), 1U) << "the old one hangs until both have approved";
  ASSERT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(audit_head))), "");
  ASSERT_EQ(w.take(approve_exposure(w.state, {}, ExposureBody::leading_group, w.by(office_head))), "");
  const ShownExposure shown = shown_exposure(w.state, w.organisation, *conduct_rules(rulebook()), http::Language::zh, ShownText::published);
  EXPECT_EQ(shown.now.because, "数量写错");
  ASSERT_EQ(shown.earlier.size(), 1U);
  EXPECT_EQ(shown.earlier[0].title, "营业厅柜员索要购物卡被查处");
  EXPECT_EQ(w.state.exposure->number, 1);
}

TEST(Conduct, Art_9_4_taken_down_by_rule_only_and_the_number_stays) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::carrying_out), "");
  ASSERT_EQ(expose(w), "");
  w.now = at_local(w.state.exposure->last_day->plus_days(1), 0).plus_seconds(-1);
  EXPECT_FALSE(strike_conduct(w.state, w.by({})));
  w.now = w.now.plus_seconds(1);
  const auto down = strike_conduct(w.state, w.by({}));
  ASSERT_TRUE(down);
  EXPECT_EQ(down->kind, "conduct_exposure_taken_down");
  w.state = apply(w.state, *down);
  EXPECT_EQ(w.state.exposure->taken_down_by, TakeDownRule::term_over);
  EXPECT_EQ(w.state.exposure->texts.size(), 1U);
}

TEST(Conduct, Art_9_4_a_late_objection_that_holds_takes_the_exposure_down) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::carrying_out), "");
  ASSERT_EQ(expose(w), "");
  ASSERT_EQ(w.take(object_to_decision(w.state, {0, {"有新证据"}}, w.by(accused))), "");
  EXPECT_TRUE(w.state.objection->late);
  EXPECT_EQ(w.state.stage, ConductStage::carrying_out);
  EXPECT_EQ(w.take(close_conduct_case(w.state, {}, w.by(auditor))), "conduct.objection_waits");
  World milder = w;
  ASSERT_EQ(milder.take(decide_objection(milder.state, {0, ObjectionOutcome::milder, HandlingLevel::pay_withheld, 100'000, {}, {"从轻"}}, milder.by(office_head))), "");
  EXPECT_TRUE(milder.state.exposure->outdated);
  EXPECT_EQ(milder.take(close_conduct_case(milder.state, {}, milder.by(auditor))), "conduct.exposure_outdated");
  ASSERT_EQ(w.take(decide_objection(w.state, {0, ObjectionOutcome::lifted, {}, {}, {}, {"新证据成立"}}, w.by(office_head))), "");
  EXPECT_EQ(w.state.stage, ConductStage::lifted);
  EXPECT_EQ(w.state.exposure->taken_down_by, TakeDownRule::decision_lifted);
  EXPECT_TRUE(w.state.exposure->taken_down_at);
  EXPECT_FALSE(w.state.has_standing_decision());
}

TEST(Conduct, Art_9_4_put_right_by_a_day_tested_by_another_unit_and_closed_when_all_is_done) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::carrying_out), "");
  const auto close = [&] { return w.take(close_conduct_case(w.state, {}, w.by(auditor))); };
  EXPECT_EQ(close(), "conduct.exposure_missing");
  ASSERT_EQ(expose(w), "");
  EXPECT_EQ(close(), "conduct.rectification_missing");
  const auto order = [&](UnitId unit, Date due) { return w.take(order_rectification(w.state, {0, unit, {"完善报装一次性告知"}, due}, w.by(auditor))); };
  EXPECT_EQ(order(UnitId{99}, Date::of(2026, 12, 10)), "conduct.unknown_unit");
  EXPECT_EQ(order(hall, Date::of(2026, 11, 23)), "conduct.due_day_out_of_range");
  EXPECT_EQ(order(hall, Date::of(2027, 12, 10)), "conduct.due_day_out_of_range");
  ASSERT_EQ(order(hall, Date::of(2026, 12, 10)), "");
  EXPECT_EQ(close(), "conduct.rectification_open");
  const auto report = [&](OfficerId by) { return w.take(report_rectified(w.state, 1, {0, {"已完成"}}, w.by(by))); };
  EXPECT_EQ(report(accused), "conduct.not_your_task");
  EXPECT_EQ(report(station_head), "conduct.not_your_task");
  EXPECT_EQ(w.take(retest_rectification(w.state, 1, {0, true, {"看过"}, {}}, w.by(audit_head))), "conduct.not_rectified");
  ASSERT_EQ(report(hall_head), "");
  EXPECT_EQ(report(hall_head), "conduct.rectified_already");
  EXPECT_EQ(w.take(retest_rectification(w.state, 2, {0, true, {"看过"}, {}}, w.by(audit_head))), "conduct.unknown_task");
  EXPECT_EQ(w.take(retest_rectification(w.state, 1, {0, false, {"没做到"}, {}}, w.by(audit_head))), "conduct.due_day_out_of_range");
  ASSERT_EQ(w.take(retest_rectification(w.state, 1, {0, false, {"没做到"}, Date::of(2026, 12, 20)}, w.by(audit_head))), "");
  ASSERT_EQ(report(other_clerk), "");
  ASSERT_EQ(w.take(retest_rectification(w.state, 1, {0, true, {"抽查十件均已告知"}, {}}, w.by(audit_head))), "");
  EXPECT_EQ(w.state.rectifications[0].failed, 1);
  EXPECT_EQ(close(), "");
  EXPECT_EQ(w.state.stage, ConductStage::closed);
}

TEST(Conduct, Art_9_4_who_put_it_right_does_not_test_it) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::carrying_out), "");
  ASSERT_EQ(w.take(order_rectification(w.state, {0, marketing, {"更新收费告知"}, Date::of(2026, 12, 10)}, w.by(auditor))), "");
  ASSERT_EQ(w.take(report_rectified(w.state, 1, {0, {"已完成"}}, w.by(marketing_head))), "");
  EXPECT_EQ(w.take(retest_rectification(w.state, 1, {0, true, {"看过"}, {}}, w.by(marketing_head))), "conduct.own_rectification");
  w.now = at_local(Date::of(2026, 12, 11), 60);
  EXPECT_FALSE(strike_conduct(w.state, w.by({}))->rectification) << "done is not overdue";
}

TEST(Conduct, Art_9_4_what_is_owed_and_late_is_told_once) {
  World w;
  ASSERT_EQ(bring_to(w, ConductStage::investigating), "");
  w.now = w.state.clock->due_at;
  const auto late = strike_conduct(w.state, w.by({}));
  ASSERT_TRUE(late);
  EXPECT_EQ(late->kind, "conduct_step_overdue");
  const ConductCase before = w.state;
  w.state = apply(w.state, *late);
  EXPECT_FALSE(strike_conduct(w.state, w.by({})));
  EXPECT_FALSE(next_strike_at(w.state));
  std::vector<OfficerId> told;
  for (const ConductTold& one : told_of_conduct(before, w.state, *late, {w.organisation, audit, "leader"}))
    for (const OfficerId id : one.officer_ids) told.push_back(id);
  EXPECT_THAT(told, testing::IsSupersetOf({first, second, auditor, audit_head}));
  EXPECT_THAT(told, testing::Not(testing::Contains(accused)));
  EXPECT_THAT(told, testing::Not(testing::Contains(hall_head)));
}

TEST(Conduct, Art_9_4_names_are_shown_by_surname) {
  EXPECT_EQ(exposed_name("李明", ExposureNaming::surname), "李某");
  EXPECT_EQ(exposed_name("欧阳静", ExposureNaming::surname), "欧某") << "as the house masks every name";
  EXPECT_EQ(exposed_name("𠮷田玉", ExposureNaming::surname), "𠮷某");
  EXPECT_EQ(exposed_name("李㛃", ExposureNaming::full), "李㛃");
}

}  // namespace
}  // namespace shouwen
