// A tip about theft in the small bureau, and what brings it to each stage.
#pragma once

#include <gtest/gtest.h>

#include "org/small_bureau_test.h"
#include "tip_offs/joint.h"
#include "tip_offs/reward.h"
#include "tip_offs/talk.h"
#include "tip_offs/told.h"
#include "tip_offs/verify_tip.h"

namespace shouwen {

using namespace small_bureau;

inline const Instant morning = at_local(Date::of(2026, 3, 10), 10 * 3600);

class Tip : public testing::Test {
 protected:
  Tip() {
    service_case.id = CaseId{7};
    service_case.kind = CaseKind::tip_off;
    service_case.category = "tip_off.theft";
    service_case.secrecy = Secrecy::sealed;
    service_case.contact.sealed = "box1:AAAA";
    service_case.registered_at = morning;
    service_case.first_contact_id = auditor;
    service_case.responsible_officer_id = auditor;
    service_case.handling_unit_id = audit;
    tip.case_id = service_case.id;
  }
  TipSituation by(OfficerId who, Instant now = morning) const { return {who, now, service_case, bureau_staff, *tip_off_rules(shipped)}; }
  static std::string code_of(const TipDecision& decision) { return decision ? "" : decision.refusal().code; }
  std::string take(const TipDecision& decision) {
    if (!decision) return decision.refusal().code;
    tip = apply(std::move(tip), *decision);
    return "";
  }
  void investigate() {
    ASSERT_EQ(take(accept_tip(tip, {}, by(auditor))), "");
    ASSERT_EQ(take(pre_check(tip, {0, true, {"有线索"}}, by(auditor))), "");
    ASSERT_EQ(take(appoint_investigators(tip, {0, {auditor, audit_head}}, by(auditor))), "");
    ASSERT_EQ(take(report_investigation(tip, {0, {"现场查看"}}, by(auditor))), "");
    ASSERT_EQ(take(report_investigation(tip, {0, {"调取用电量"}}, by(audit_head))), "");
  }
  void find(TipVerdict verdict, std::int64_t recovered_fen) {
    investigate();
    ASSERT_EQ(take(find_tip(tip, {0, verdict, {"查实窃电"}, recovered_fen}, by(audit_head))), "");
  }
  OtherTip own(Instant at = morning) const {
    OtherTip among{service_case.id, at, 70, tip.stage, {}, false, false};
    if (tip.finding) among.verdict = tip.finding->verdict;
    return among;
  }
  RewardSetting setting(std::vector<OtherTip> others = {}, std::vector<OfficerId> group = {director, marketing_head, office_head}) const { return {own(), std::move(others), std::move(group)}; }
  std::string propose(ProposeRewardInput input = {0, {}, {}, {}, {"按表"}}, std::vector<OtherTip> others = {}) { return take(propose_reward(tip, input, setting(std::move(others)), by(auditor))); }
  std::string vote(OfficerId who, bool approved = true, std::string reason = "") { return take(vote_on_reward(tip, {0, approved, {std::move(reason)}}, setting().group, by(who))); }
  void approve(std::int64_t recovered_fen = 2'000'000) {
    find(TipVerdict::verified, recovered_fen);
    ASSERT_EQ(propose(), "");
    ASSERT_EQ(vote(director), "");
    ASSERT_EQ(vote(marketing_head), "");
  }

  const Rulebook shipped = rulebook();
  const Organisation bureau_staff = organisation();
  ServiceCase service_case;
  TipOff tip;
};

}  // namespace shouwen
