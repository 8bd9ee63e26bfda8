// Each goes through the rules of its verbs, so that a demonstration cannot show what is not allowed.
#include "demo/tip_offs.h"

#include "cases/cases.h"
#include "demo/demo.h"
#include "tip_offs/reward.h"
#include "tip_offs/supervision_desk.h"
#include "tip_offs/talk.h"
#include "tip_offs/tip_off_api.h"
#include "tip_offs/tip_off_desk.h"
#include "tip_offs/verify_tip.h"

namespace shouwen {

namespace {

constexpr const char *first_code = "JCSJ01", *second_code = "JCSJ02", *cashier_code = "YYT02";
constexpr const char* group_codes[] = {"JZ01", "JZ02"};

struct PlannedTip {
  int steps;                       ///< 1 accepted … 9 paid
  bool conduct;
  const char* text;
  std::int64_t recovered_fen;
  std::int64_t reporters = 1;
};
constexpr PlannedTip planned[] = {
    {0, false, "新园路夜宵一条街有两家店绕过电表接线，晚上十点以后最明显。", 0},
    {2, true, "报装客户反映验收人员暗示要请客，不请就一直说资料不全。", 0},
    {4, false, "机械厂后门的变压器旁有人私接三相线，白天拆、夜里接。", 0},
    {5, false, "砂场用磁铁贴在电表上，邻居都知道。", 1'360'000},
    {6, false, "城南仓库出租屋有人改电表铅封，一直没有人查。", 486'000},
    {7, false, "冷库晚上换表芯，第二天早上再换回来。", 6'200'000},
    {8, false, "我们三户一起反映：村口碾米厂长期绕表用电。", 1'800'000, 3},
    {9, false, "砖厂从杆上直接搭线，已经三个月。", 2'400'000},
};

class TipTeller {
 public:
  TipTeller(House& house, db::Session& session)
      : house_(house), session_(session), organisation_(house.organisation()), rulebook_(house.rulebook_now()), first_(id_of(first_code)), second_(id_of(second_code)) {}

  Verdict tell(const PlannedTip& plan) {
    RegisterInput input;
    input.kind = CaseKind::tip_off;
    input.category = {plan.conduct ? "tip_off.conduct" : "tip_off.theft"};
    input.channel = Channel::web;
    input.contact.anonymous = true;
    input.text = {plan.text};
    const auto registered = register_public_tip(desk({Actor::Kind::customer, {}, {}}), input);
    if (!registered) return registered.refusal();
    id_ = registered->after.id;
    if (const auto codes = codes_for_reporters(desk({Actor::Kind::customer, {}, {}}), *registered, {plan.reporters, {}}); !codes) return codes.refusal();
    for (int step = 1; step <= plan.steps; ++step)
      if (const Verdict done = take_step(step, plan); !done) return done;
    return Done{};
  }

  Verdict is_about_same_facts_as(const TipTeller& other) const {
    const auto linked = perform_same_facts(desk(Actor{Actor::Kind::officer, first_, {}}), id_, {0, {"东街网吧"}, {"地点、时间和手法一致。"}}, other.id_, true);
    return linked ? Verdict(Done{}) : Verdict(linked.refusal());
  }

 private:
  OfficerId id_of(const char* code) const {
    const Officer* officer = organisation_->officer_by_code(code);
    return officer == nullptr ? OfficerId{} : officer->id;
  }
  CaseDesk desk(Actor actor) const {
    return {session_, organisation_, [this](std::int64_t version) { return house_.rulebook_version(version); }, rulebook_, std::move(actor), house_.now(), seal_for_supervision(session_),
            house_.key().derive(tip_code_purpose)};
  }
  Verdict by(Actor actor, const TipRule& rule) const {
    const auto done = perform_tip(desk(std::move(actor)), id_, rule);
    return done ? Verdict(Done{}) : Verdict(done.refusal());
  }
  Verdict by(OfficerId officer, const TipRule& rule) const { return by(Actor{Actor::Kind::officer, officer, {}}, rule); }
  Verdict by_reporter(const TipRule& rule) const { return by(Actor{Actor::Kind::customer, {}, {}}, rule); }

  Verdict take_step(int step, const PlannedTip& plan) {
    switch (step) {
      case 1: return by(second_, [](const TipOff& tip, const TipSituation& s) { return accept_tip(tip, {}, s); });
      case 2: return by(second_, [](const TipOff& tip, const TipSituation& s) { return pre_check(tip, {0, true, {"线索具体，予以调查。"}}, s); });
      case 3: return by(second_, [this](const TipOff& tip, const TipSituation& s) { return appoint_investigators(tip, {0, {first_, second_}}, s); });
      case 4: return talk();
      case 5: return report();
      case 6:
        return by(first_, [&plan](const TipOff& tip, const TipSituation& s) { return find_tip(tip, {0, TipVerdict::verified, {"现场检查与用电量均证实窃电，已追缴。"}, plan.recovered_fen}, s); });
      case 7: {
        const RewardSetting setting = reward_setting(desk(Actor{Actor::Kind::officer, second_, {}}), id_);
        return by(second_, [&setting](const TipOff& tip, const TipSituation& s) { return propose_reward(tip, {0, {}, {}, {}, {"查实并追回电费，按标准表奖励。"}}, setting, s); });
      }
      case 8: return vote();
      case 9: return pay();
      default: return Done{};
    }
  }
  Verdict talk() {
    if (const Verdict said = by(second_, [](const TipOff& tip, const TipSituation& s) { return say_to_reporter(tip, {{"请补充一下，一般几点以后能看到？"}}, s); }); !said) return said;
    return by_reporter([](const TipOff& tip, const TipSituation& s) { return say_as_reporter(tip, {{"晚上十一点以后，周末更早一些。"}}, 1, s); });
  }
  Verdict report() {
    for (const OfficerId officer : {second_, first_}) {
      const char* text = officer == first_ ? "调取三个月用电量，夜间明显偏低。" : "会同用电检查到现场，发现接线异常并拍照。";
      if (const Verdict done = by(officer, [text](const TipOff& tip, const TipSituation& s) { return report_investigation(tip, {0, {text}}, s); }); !done) return done;
    }
    return Done{};
  }
  Verdict vote() {
    const auto group = reward_setting(desk(Actor{Actor::Kind::officer, second_, {}}), id_).group;
    for (const char* code : group_codes)
      if (const Verdict voted = by(id_of(code), [&group](const TipOff& tip, const TipSituation& s) { return vote_on_reward(tip, {0, true, {}}, group, s); }); !voted) return voted;
    return Done{};
  }
  Verdict pay() {
    const auto code = claim_with_slip(house_, desk({Actor::Kind::customer, {}, {}}), {id_, 1}, false);
    if (!code) return code.refusal();
    const OfficerId cashier = id_of(cashier_code);
    if (const Verdict paid = by(cashier, [](const TipOff& tip, const TipSituation& s) { return pay_reward(tip, 1, s); }); !paid) return paid;
    SHOUWEN_CHECK(keep_payment(session_, *slip_of(session_, id_, 1), cashier, house_.now()));
    return Done{};
  }

  House& house_;
  db::Session& session_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  OfficerId first_, second_;
  CaseId id_;
};

}  // namespace

Verdict make_demo_supervision_key(House& house) {
  db::Session reading(house.database(), db::OpenMode::read_only);
  OfficerId last;
  for (const char* code : {first_code, second_code}) {
    const Officer* officer = house.organisation()->officer_by_code(code);
    if (officer == nullptr) return Done{};
    last = officer->id;
    if (const Verdict done = enrol({house, reading, last, house.now(), house.rulebook_now(), house.organisation()}, demo_password); !done) return done;
  }
  return make_supervision_key({house, reading, last, house.now(), house.rulebook_now(), house.organisation()});
}

Verdict add_tip_offs(House& house) {
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    for (const PlannedTip& plan : planned)
      if (done) done = TipTeller(house, session).tell(plan);
    TipTeller early(house, session), late(house, session);
    if (done) done = early.tell({5, false, "东街网吧夜里接旁路线用电，电表几乎不走。", 0});
    if (done) done = late.tell({6, false, "东街网吧绕表，我有接线的照片。", 930'000});
    if (done) done = late.is_about_same_facts_as(early);
  });
  return done;
}

}  // namespace shouwen
