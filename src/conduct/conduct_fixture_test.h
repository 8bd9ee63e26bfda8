// People of the small bureau around one case, the shipped table, and a case brought to any stage by the rules.
#pragma once

#include <gtest/gtest.h>

#include "conduct/decide_conduct.h"
#include "conduct/expose_conduct.h"
#include "conduct/rectify_conduct.h"
#include "conduct/strike_conduct.h"
#include "org/small_bureau_test.h"

namespace shouwen::conduct_test {

using namespace small_bureau;

/// The accused: a counter clerk of the hall, within the service centre.
inline constexpr OfficerId accused = clerk, first = producer, second = office_clerk;
inline const Instant monday = at_local(Date::of(2026, 11, 23), 9 * 3600);

struct World {
  Organisation organisation = small_bureau::organisation();
  Instant now = monday;
  std::vector<KnownDatum> known;
  std::vector<EarlierDecision> earlier;
  ConductCase state;
  std::int64_t number = 1;

  ConductSituation by(OfficerId officer) const {
    ConductSituation situation{officer, now, organisation, *conduct_rules(rulebook()), rulebook().calendars.bureau};
    situation.supervision_unit_id = audit;
    situation.known = known;
    situation.earlier = earlier;
    situation.next_exposure_number = number;
    return situation;
  }
  std::string take(const ConductDecided& decided) {
    if (!decided) return decided.refusal().code;
    state = apply(state, *decided);
    return "";
  }
  std::string open(const char* violation = "asking_favours", OfficerId opener = auditor, OfficerId whom = accused, UnitId unit = {}) {
    ConductOpening opening{unit ? ConductLevel::unit : ConductLevel::bureau, unit ? unit : audit, true, "", "", 2026, 1};
    OpenConductInput input{LeadKind::own_accord, {}, {}, whom, {violation}, {"收受客户礼品。"}};
    return take(open_conduct_case(input, opening, by(opener)));
  }
};

inline ConductFindingInput facts(bool proved = true) {
  ConductFindingInput input;
  input.facts = {{{"向报装客户索要购物卡两张。"}, {"购物卡实物，本人承认"}, proved}, {{"另有一次宴请。"}, {"只有传闻"}, false}};
  return input;
}
inline DecideConductInput decision(HandlingLevel measure = HandlingLevel::post_suspended, const char* violation = "asking_favours") {
  return {0, {violation}, measure, {}, {}, {"事实清楚，按标准表处理。"}, {1}};
}
inline DraftExposureInput exposure(ExposureLevel level = ExposureLevel::society) { return {0, level, {"营业厅柜员索要购物卡被查处"}, {{1, {"办理报装时向客户索要购物卡。"}}}}; }

/// Step by step as far as `until`; stops at what is refused and says so.
inline std::string bring_to(World& w, ConductStage until, const char* violation = "asking_favours", HandlingLevel measure = HandlingLevel::post_suspended) {
  using enum ConductStage;
  std::string refused = w.open(violation);
  const auto go = [&](ConductStage reached, const auto& rule) {
    if (refused.empty() && w.state.stage < until && w.state.stage < reached) refused = w.take(rule());
  };
  go(accepted, [&] { return accept_conduct_case(w.state, {}, w.by(auditor)); });
  go(investigating, [&] { return appoint_conduct_investigators(w.state, {0, {first, second}}, w.by(auditor)); });
  go(to_hear, [&] { return record_conduct_finding(w.state, facts(), w.by(first)); });
  go(to_hear, [&] { return confirm_conduct_finding(w.state, {}, w.by(second)); });
  go(hearing, [&] { return ask_hearing(w.state, {0, {"反映您索要购物卡，请说明。"}}, w.by(first)); });
  go(to_decide, [&] { return answer_hearing(w.state, {0, false, {"我已退还。"}}, w.by(accused)); });
  go(decided, [&] { return decide_conduct(w.state, decision(measure, violation), w.by(audit_head)); });
  go(carrying_out, [&] { return waive_objection(w.state, {}, w.by(accused)); });
  return refused;
}
/// Published by supervision's head and the director.
inline std::string expose(World& w) {
  std::string refused = w.take(draft_exposure(w.state, exposure(), w.by(auditor)));
  if (refused.empty()) refused = w.take(approve_exposure(w.state, {}, ExposureBody::supervision, w.by(audit_head)));
  if (refused.empty()) refused = w.take(approve_exposure(w.state, {}, ExposureBody::leading_group, w.by(office_head)));
  return refused;
}

}  // namespace shouwen::conduct_test
