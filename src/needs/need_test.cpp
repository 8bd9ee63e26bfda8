// A need from the first guess to power that flows; what is refused on the way; who keeps the manager waiting.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "needs/need_steps.h"
#include "needs/waiting.h"

namespace shouwen {
namespace {

const Instant noon = at_local(Date::of(2026, 11, 27), 12 * 3600);
const Date today = Date::of(2026, 11, 27);

Rulebook book() {
  Rulebook rulebook;
  rulebook.customer_file.largest_capacity_kva = 100'000;
  rulebook.need_lost_reasons = {{"postponed", "推迟", "Postponed", "art.11(1)"}};
  return rulebook;
}
const Rulebook rulebook = book();
const Organisation organisation({{UnitId{1}, {}, "DKH", "大客户中心", {}, {}, {}, {}, false}},
                                {{OfficerId{1}, "DK01", "潘", UnitId{1}, "", {}, {"account_manager"}, {}, "", true, {}}, {OfficerId{2}, "KY01", "柯", UnitId{1}, "", {}, {"officer"}, {}, "", true, {}}});
const NeedSituation situation{OfficerId{1}, noon, rulebook, organisation};

Need need_in(NeedStage stage) {
  Need need;
  need.id = NeedId{5};
  need.version = 3;
  need.account_manager_id = OfficerId{1};
  need.stage = stage;
  need.capacity_kva = 2000;
  need.power_kw = 1500;
  need.expected_on = today.plus_days(90);
  return need;
}
constexpr NeedStage stages[] = {NeedStage::latent, NeedStage::identified, NeedStage::proposed, NeedStage::in_progress, NeedStage::realised, NeedStage::lost};

std::string said(const NeedDecision& decision) { return decision ? decision->kind : decision.refusal().code + ' ' + decision.refusal().field; }

TEST(NeedArrows, Art_11_1_each_verb_only_where_its_arrow_begins) {
  struct Row {
    const char* verb;
    std::string allowed;  ///< by stage: where it leads, '-' refused
    NeedDecision (*run)(const Need&);
  };
  const Row table[] = {
      {"identify_need", "1-----", [](const Need& n) { return identify_need(n, {}, situation); }},
      {"propose", "-223--", [](const Need& n) { return propose(n, {0, {"双电源"}}, situation); }},
      {"request_support", "-133--", [](const Need& n) { return request_support(n, 0, CaseId{9}); }},
      {"realise_need", "--44--", [](const Need& n) { return realise_need(n, {0, 2000, 0, 0, today}, situation); }},
      {"lose_need", "5555--", [](const Need& n) { return lose_need(n, {0, {"postponed"}, {"明年再说"}}, situation); }},
      {"change_need", "0123--", [](const Need& n) { return change_need(n, {0, {}, {}, {}, 2500}, situation); }},
  };
  for (const Row& row : table)
    for (const NeedStage stage : stages) {
      const Need need = need_in(stage);
      const auto decision = row.run(need);
      const char wanted = row.allowed[static_cast<std::size_t>(stage)];
      EXPECT_EQ(decision ? static_cast<char>('0' + static_cast<int>(apply(need, *decision).stage)) : '-', wanted) << row.verb << ' ' << static_cast<int>(stage);
      if (wanted == '-') {
        EXPECT_EQ(said(decision), "need.wrong_stage ");
      }
    }
}

TEST(OpenNeed, Art_11_1_what_cannot_be_is_refused_naming_the_field) {
  struct Row {
    const char* said;
    void (*wrong)(OpenNeedInput&);
  };
  const Row table[] = {
      {"need_opened", [](OpenNeedInput&) {}},
      {"need_opened", [](OpenNeedInput& i) { i.capacity_kva = 2000, i.power_kw = 2000, i.yearly_energy_wh = 17'568'000'000; }},
      {"need.figure_negative /capacity_kva", [](OpenNeedInput& i) { i.capacity_kva = -1; }},
      {"need.figure_negative /power_kw", [](OpenNeedInput& i) { i.power_kw = -1; }},
      {"need.figure_negative /yearly_energy_wh", [](OpenNeedInput& i) { i.yearly_energy_wh = -1; }},
      {"need.capacity_impossible /capacity_kva", [](OpenNeedInput& i) { i.capacity_kva = 100'001; }},
      {"need.capacity_impossible /power_kw", [](OpenNeedInput& i) { i.power_kw = 100'001; }},
      {"need.power_above_capacity /power_kw", [](OpenNeedInput& i) { i.capacity_kva = 1000, i.power_kw = 1001; }},
      {"need.energy_impossible /yearly_energy_wh", [](OpenNeedInput& i) { i.power_kw = 2000, i.yearly_energy_wh = 17'568'000'001; }},
      {"need.energy_impossible /yearly_energy_wh", [](OpenNeedInput& i) { i.power_kw = 1, i.yearly_energy_wh = INT64_MAX; }},
      {"need.expected_in_the_past /expected_on", [](OpenNeedInput& i) { i.expected_on = today.plus_days(-1); }},
      {"need_opened", [](OpenNeedInput& i) { i.expected_on = today; }},
      {"need.no_manager /account_manager_id", [](OpenNeedInput& i) { i.account_manager_id = OfficerId{2}; }},
      {"need.no_manager /account_manager_id", [](OpenNeedInput& i) { i.account_manager_id = OfficerId{77}; }},
  };
  for (const Row& row : table) {
    OpenNeedInput input;
    input.customer_id = CustomerId{7};
    row.wrong(input);
    EXPECT_EQ(said(open_need(input, situation)), row.said);
  }
}

TEST(IdentifyNeed, Art_11_1_wants_a_size_and_a_day) {
  Need latent;
  latent.version = 1;
  EXPECT_EQ(said(identify_need(latent, {}, situation)), "need.size_missing /capacity_kva");
  EXPECT_EQ(said(identify_need(latent, {0, {}, 500}, situation)), "need.expected_day_missing /expected_on");
  EXPECT_EQ(said(identify_need(latent, {0, {}, 500, {}, today.plus_days(30)}, situation)), "need_identified");
  EXPECT_EQ(said(identify_need(latent, {2, {}, 500, {}, today.plus_days(30)}, situation)), "need.changed_meanwhile /version");
  latent.expected_on = today.plus_days(-3);
  latent.capacity_kva = 800;
  EXPECT_EQ(said(identify_need(latent, {}, situation)), "need.expected_in_the_past /expected_on") << "what was expected once is over";
}

TEST(Need, Art_11_1_the_rest_that_is_refused) {
  const Need proposed = need_in(NeedStage::proposed);
  EXPECT_EQ(said(propose(proposed, {0, {""}}, situation)), "need.proposal_missing /proposal");
  EXPECT_EQ(said(realise_need(proposed, {0, 0, 0, 5, today}, situation)), "need.size_missing /capacity_kva");
  EXPECT_EQ(said(realise_need(proposed, {0, 2000, 0, 0, today.plus_days(1)}, situation)), "need.energised_later /energised_on");
  EXPECT_EQ(said(lose_need(proposed, {0, {"whim"}, {"…"}}, situation)), "need.unknown_lost_reason /reason");
  EXPECT_EQ(said(change_need(proposed, {0, {}, {}, {}, 2000}, situation)), "need.nothing_changed ");
  EXPECT_EQ(said(change_need(proposed, {0, OfficerId{2}}, situation)), "need.no_manager /account_manager_id");
  EXPECT_EQ(said(request_support(proposed, 1, CaseId{9})), "need.changed_meanwhile /version");
  EXPECT_EQ(said(request_support(need_in(NeedStage::lost), 0, {})), "need.wrong_stage ");
}

RC_GTEST_PROP(Need, Art_11_1_the_end_is_the_end_and_every_step_a_version, ()) {
  Need need = need_in(NeedStage::latent);
  for (int i = 0; i < 12; ++i) {
    const int verb = *rc::gen::inRange(0, 6);
    const std::int64_t figure = *rc::gen::inRange(1, 100'000);
    const NeedDecision decision = verb == 0   ? identify_need(need, {}, situation)
                                  : verb == 1 ? propose(need, {0, {"方案"}}, situation)
                                  : verb == 2 ? request_support(need, 0, CaseId{i + 1})
                                  : verb == 3 ? realise_need(need, {0, figure, 0, 0, today}, situation)
                                  : verb == 4 ? lose_need(need, {0, {"postponed"}, {"推迟"}}, situation)
                                              : change_need(need, {0, {}, {}, {}, figure}, situation);
    RC_ASSERT(!need.is_over() || decision.refused());
    if (!decision) continue;
    const Need after = apply(need, *decision);
    RC_ASSERT(after.version == need.version + 1);
    RC_ASSERT(after.stage >= need.stage);
    need = after;
  }
}

ServiceCase request_held_by(OfficerId officer, UnitId unit) {
  ServiceCase request;
  request.id = CaseId{9};
  request.first_contact_id = OfficerId{1};
  request.responsible_officer_id = officer;
  request.handling_unit_id = unit;
  request.holdings = {{officer, unit, noon.plus_seconds(-3600)}};
  return request;
}

TEST(Waiting, Art_11_2_who_has_it_since_when) {
  const ServiceCase back = request_held_by(OfficerId{1}, UnitId{1});
  EXPECT_EQ(holder_of(back, OfficerId{1}, UnitId{3}).wait, RequestWait::manager);
  ServiceCase offered = back;
  offered.offer = Offer{OfficerId{1}, {}, UnitId{2}, "needs_specialist", "", noon.plus_seconds(-60)};
  EXPECT_EQ(holder_of(offered, OfficerId{1}, UnitId{3}).wait, RequestWait::acceptance);
  EXPECT_EQ(holder_of(offered, OfficerId{1}, UnitId{3}).unit_id, UnitId{2});
  EXPECT_EQ(holder_of(offered, OfficerId{1}, UnitId{3}).since, noon.plus_seconds(-60));
  ServiceCase asked = back;
  asked.office_question = OfficeQuestion{OfficerId{1}, "归谁", noon};
  EXPECT_EQ(holder_of(asked, OfficerId{1}, UnitId{3}).unit_id, UnitId{3});
  ServiceCase taken = request_held_by(OfficerId{2}, UnitId{2});
  EXPECT_EQ(holder_of(taken, OfficerId{1}, UnitId{3}).wait, RequestWait::work);
  EXPECT_EQ(holder_of(taken, OfficerId{1}, UnitId{3}).officer_id, OfficerId{2});
  ServiceCase paused = taken;
  paused.suspension = Suspension{};
  EXPECT_EQ(holder_of(paused, OfficerId{1}, UnitId{3}).wait, RequestWait::customer);
  ServiceCase answered = taken;
  answered.stage = Stage::resolved;
  EXPECT_EQ(holder_of(answered, OfficerId{1}, UnitId{3}).wait, RequestWait::nobody);
}

TEST(Waiting, Art_11_2_hours_add_up_by_unit_and_a_need_weighs_once) {
  const auto row = [](std::int64_t need, UnitId unit, RequestWait wait, std::int64_t seconds) { return WaitingRow{NeedId{need}, {}, {wait, unit, {}, noon}, seconds, 100, 200}; };
  const auto sums = waiting_by_unit({row(1, UnitId{2}, RequestWait::work, 100), row(1, UnitId{2}, RequestWait::acceptance, 50), row(2, UnitId{3}, RequestWait::ruling, 500),
                                     row(2, UnitId{1}, RequestWait::manager, 9000), row(3, {}, RequestWait::customer, 9000)});
  ASSERT_EQ(sums.size(), 2u);
  EXPECT_EQ(sums[0].unit_id, UnitId{3});
  EXPECT_EQ(sums[1].requests, 2);
  EXPECT_EQ(sums[1].working_seconds, 150);
  EXPECT_EQ(sums[1].power_kw, 100);
  EXPECT_EQ(sums[1].capacity_kva, 200);
}

}  // namespace
}  // namespace shouwen
