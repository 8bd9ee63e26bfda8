// Each goes through the rules of its verbs, so that a demonstration cannot show what is not allowed.
#include "demo/conduct.h"

#include "cases/attachment_store.h"
#include "conduct/conduct_desk.h"
#include "conduct/conduct_file.h"
#include "conduct/decide_conduct.h"
#include "conduct/expose_conduct.h"
#include "conduct/rectify_conduct.h"

namespace shouwen {

namespace {

/// How far a planned case goes.
enum class Until { opened, investigating, hearing, to_decide, not_proved, decided, drafted, exposed, corrected, closed, lifted };
struct PlannedConduct {
  Until until;
  std::int64_t days_ago;
  const char* accused;
  const char* violation;
  HandlingLevel measure;
  std::int64_t withheld_fen;
  ExposureLevel level;
  const char *suspicion, *fact, *evidence, *exposed, *title;
};
constexpr PlannedConduct planned[] = {
    {Until::closed, 70, "CF02", "wrong_reading", HandlingLevel::circulated_criticism, 0, ExposureLevel::station, "抽查发现三户连续两个月估抄。", "连续两个月未到现场，估抄三户示数。", "现场示数与抄表记录差额、抄表轨迹",
     "连续两个月未到现场，估抄三户示数，已当面致歉并更正账单。", "估抄电表示数被通报"},
    {Until::closed, 40, "BZ02", "asking_favours", HandlingLevel::pay_withheld, 150'000, ExposureLevel::society, "检查报装回访时客户反映收过购物卡。", "办理报装时收受购物卡两张。", "购物卡实物、本人书面承认",
     "办理报装业务时收受客户购物卡两张，已全部退还。", "报装人员收受购物卡被查处"},
    {Until::corrected, 30, "YJ02", "invented_charge", HandlingLevel::pay_withheld, 200'000, ExposureLevel::society, "收费检查发现无标准的“校验费”。", "以“校验费”名义向五户收取现金。", "收据存根、退款记录",
     "以没有标准的“校验费”名义向四户收取现金，已全部退还。", "自立项目收费被查处"},
    {Until::lifted, 25, "JL02", "named_contractor", HandlingLevel::circulated_criticism, 0, ExposureLevel::society, "客户称被要求到指定单位买表箱。", "向客户口头推荐表箱供货单位。", "通话录音", "向客户推荐指定的表箱供货单位。",
     "指定供货单位被通报"},
    {Until::exposed, 15, "XQQ02", "service_attitude", HandlingLevel::circulated_criticism, 0, ExposureLevel::bureau, "群众反映答复时态度生硬。", "两次打断客户说话并挂断电话。", "通话录音", "接听电话时两次打断并挂断。", "服务态度生硬被通报"},
    {Until::drafted, 12, "CF02", "theft_collusion", HandlingLevel::post_suspended, 0, ExposureLevel::society, "审计发现同一台区多户异常未报。", "明知用户绕表用电而不上报。", "聊天记录、用电量曲线",
     "明知用户绕表用电而不上报，造成电量损失，损失已追回。", "与窃电人员串通被查处"},
    {Until::decided, 8, "SHQ02", "overdue_service", HandlingLevel::criticism, 0, ExposureLevel::station, "复电拖延两天。", "交费后两天未安排复电。", "工单时间记录", "", ""},
    {Until::to_decide, 6, "YYT03", "service_attitude", HandlingLevel::criticism, 0, ExposureLevel::team, "投诉柜台推诿。", "让客户往返三次补同一份材料。", "受理记录、监控", "", ""},
    {Until::hearing, 3, "CDY02", "invented_charge", HandlingLevel::pay_withheld, 0, ExposureLevel::society, "收取“加急费”。", "向客户收取“加急费”二百元。", "转账截图", "", ""},
    {Until::not_proved, 20, "RX02", "service_attitude", HandlingLevel::criticism, 0, ExposureLevel::team, "来电反映坐席挂断电话。", "通话因线路中断，坐席三分钟内回拨。", "通话记录", "", ""},
    {Until::investigating, 5, "DK02", "named_contractor", HandlingLevel::criticism, 0, ExposureLevel::bureau, "反映推荐施工单位。", "", "", "", ""},
    {Until::opened, 1, "HF02", "overdue_service", HandlingLevel::criticism, 0, ExposureLevel::station, "回访逾期未做却登记为已完成。", "", "", "", ""},
};

class ConductTeller {
 public:
  ConductTeller(House& house, db::Session& session) : organisation_(house.organisation()), rulebook_(house.rulebook_now()), session_(session), folder_(house.folder()), end_(house.now()) {}

  Verdict tell(const PlannedConduct& plan) {
    plan_ = &plan;
    done_ = Done{};
    at_ = at_local(local_date(end_).plus_days(static_cast<std::int32_t>(-plan.days_ago)), 9 * 3600);
    const Officer* accused = organisation_->officer_by_code(plan.accused);
    if (accused == nullptr) return Done{};
    accused_ = accused->id;
    const auto opened = open_conduct(desk(who("JCSJ02")), {LeadKind::inspection, {}, Line<0, 60>{"服检〔2026〕" + std::to_string(++papers_) + "号"}, accused_, {plan.violation}, {plan.suspicion}}, {});
    if (!opened) return opened.refusal();
    id_ = opened->after.id;
    investigate();
    hear_and_decide();
    carry_out();
    return done_;
  }

 private:
  OfficerId who(const char* code) const {
    const Officer* officer = organisation_->officer_by_code(code);
    return officer == nullptr ? OfficerId{} : officer->id;
  }
  ConductDesk desk(OfficerId officer) const { return {session_, organisation_, rulebook_, officer, at_}; }
  void by(OfficerId officer, const ConductRule& rule) {
    if (!done_) return;
    at_ = std::min(at_.plus_seconds(1800), end_);
    if (const auto saved = perform_conduct(desk(officer), id_, rule); !saved) done_ = saved.refusal();
  }
  bool reaches(Until until) const { return static_cast<bool>(done_) && plan_->until >= until; }

  void investigate() {
    if (!reaches(Until::investigating)) return;
    const OfficerId first = who("JCSJ02"), second = who("SCYX02");
    by(first, [](const ConductCase& c, const ConductSituation& s) { return accept_conduct_case(c, {}, s); });
    by(first, [&](const ConductCase& c, const ConductSituation& s) { return appoint_conduct_investigators(c, {0, {first, second}}, s); });
    if (!reaches(Until::hearing)) return;
    const bool proved = plan_->until != Until::not_proved;
    // What the investigators heard, as a file the fact points to.
    const std::string record = std::string("谈话笔录（示例）\n\n") + plan_->suspicion + '\n' + plan_->fact + '\n';
    const HandedInFile file{0, "谈话笔录.txt", "text/plain; charset=utf-8", keep_file(folder_, record), static_cast<std::int64_t>(record.size()), "两名调查人员与当事人、反映人的谈话"};
    by(first, [&](const ConductCase& c, const ConductSituation& s) { return attach_conduct_file(c, file, s); });
    by(first, [&](const ConductCase& c, const ConductSituation& s) { return record_conduct_finding(c, {0, {{{plan_->fact}, {plan_->evidence}, proved, {{1}}}}, {}, {}}, s); });
    by(second, [](const ConductCase& c, const ConductSituation& s) { return confirm_conduct_finding(c, {}, s); });
    if (plan_->until == Until::not_proved) by(who("JCSJ01"), [](const ConductCase& c, const ConductSituation& s) { return end_not_proved(c, {0, {"通话记录表明是线路中断，已及时回拨。"}}, s); });
    else by(first, [&](const ConductCase& c, const ConductSituation& s) { return ask_hearing(c, {0, {std::string("反映您：") + plan_->suspicion + "请说明情况，可以申辩。"}}, s); });
  }

  void hear_and_decide() {
    if (plan_->until == Until::not_proved || !reaches(Until::to_decide)) return;
    by(accused_, [](const ConductCase& c, const ConductSituation& s) { return answer_hearing(c, {0, false, {"情况属实，我愿意改正。"}}, s); });
    if (!reaches(Until::decided)) return;
    by(who("JCSJ01"), [this](const ConductCase& c, const ConductSituation& s) {
      const auto withheld = plan_->withheld_fen > 0 ? std::optional(plan_->withheld_fen) : std::nullopt;
      return decide_conduct(c, {0, {plan_->violation}, plan_->measure, withheld, {}, {"事实清楚，证据充分，按处理标准表决定。"}, {1}}, s);
    });
    if (reaches(Until::drafted)) by(accused_, [](const ConductCase& c, const ConductSituation& s) { return waive_objection(c, {}, s); });
  }

  void carry_out() {
    if (!reaches(Until::drafted)) return;
    by(who("JCSJ02"), [this](const ConductCase& c, const ConductSituation& s) { return draft_exposure(c, {0, plan_->level, {plan_->title}, {{1, {plan_->exposed}}}}, s); });
    const UnitId unit = organisation_->officer(accused_)->unit_id;
    by(who("JCSJ02"), [this, unit](const ConductCase& c, const ConductSituation& s) {
      return order_rectification(c, {0, unit, {"全员学习有关规定，逐件自查近三个月同类业务。"}, local_date(at_).plus_days(14)}, s);
    });
    if (!reaches(Until::exposed)) return;
    approve();
    if (plan_->until == Until::corrected) correct();
    if (plan_->until == Until::lifted) lift();
    if (plan_->until == Until::closed) close(unit);
  }
  void approve() {
    by(who("JCSJ01"), [](const ConductCase& c, const ConductSituation& s) { return approve_exposure(c, {}, ExposureBody::supervision, s); });
    by(who("JZ01"), [](const ConductCase& c, const ConductSituation& s) { return approve_exposure(c, {}, ExposureBody::leading_group, s); });
  }
  void correct() {
    by(who("JCSJ02"), [this](const ConductCase& c, const ConductSituation& s) {
      return correct_exposure(c, {0, {plan_->title}, {{1, {"以没有标准的“校验费”名义向五户收取现金，已全部退还。"}}}, {"户数写错，应为五户。"}}, s);
    });
    approve();
  }
  void lift() {
    by(accused_, [](const ConductCase& c, const ConductSituation& s) { return object_to_decision(c, {0, {"录音不完整，完整录音中我说明了可自行选择。"}}, s); });
    by(who("JZ02"), [](const ConductCase& c, const ConductSituation& s) { return decide_objection(c, {0, ObjectionOutcome::lifted, {}, {}, {}, {"完整录音证明其说明了可自行选择，原决定撤销。"}}, s); });
  }
  void close(UnitId unit) {
    const Organisation& organisation = *organisation_;
    OfficerId reporter = organisation.head_of(unit);
    if (reporter == accused_) reporter = {};
    by(reporter, [](const ConductCase& c, const ConductSituation& s) { return report_rectified(c, 1, {0, {"已组织学习，自查三个月业务，未发现同类问题。"}}, s); });
    by(who("JCSJ01"), [](const ConductCase& c, const ConductSituation& s) { return retest_rectification(c, 1, {0, true, {"抽查二十件，均符合规定。"}, {}}, s); });
    by(who("JCSJ02"), [](const ConductCase& c, const ConductSituation& s) { return close_conduct_case(c, {}, s); });
  }

  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  db::Session& session_;
  std::filesystem::path folder_;
  Instant end_, at_;
  const PlannedConduct* plan_ = nullptr;
  OfficerId accused_;
  ConductCaseId id_;
  int papers_ = 0;
  Verdict done_ = Done{};
};

}  // namespace

Verdict add_conduct(House& house) {
  if (conduct_rules(*house.rulebook_now()) == nullptr) return Done{};
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    ConductTeller teller(house, session);
    for (const PlannedConduct& plan : planned)
      if (done) done = teller.tell(plan);
  });
  if (done) strike_due_conduct(house);
  return done;
}

}  // namespace shouwen
