// Each goes through the rules of its verbs, so that a demonstration cannot show what is not allowed.
#include "demo/participation.h"

#include "cases/attachment_store.h"
#include "cases/cases.h"
#include "cases/register_case.h"
#include "participation/comment_steps.h"
#include "participation/participation_store.h"
#include "regulation/participation_rules.h"

namespace shouwen {

namespace {

struct Goal {
  const char* title;
  GoalFigure figure;
  const char* unit;
  GoalDirection direction;
  std::int64_t target_hundredths;
};

PlanContent content_of(const char* title, const char* text, Date from, std::vector<Goal> goals) {
  PlanContent content;
  content.title = {title};
  content.text = {text};
  content.valid_from = from;
  content.valid_to = from.plus_days(364);
  for (const Goal& goal : goals) content.goals.push_back({{goal.title}, goal.figure, {goal.unit}, goal.direction, goal.target_hundredths, content.valid_to});
  return content;
}

constexpr const char* draft_text =
    "一、营业厅中午不停止服务，老年客户有专人引导。\n二、停电抢修及时告知预计复电时间。\n三、每月由各供电所进社区一次，现场解答电费、用电安全问题。\n四、客户反映的事项，按时答复，不推诿。\n";
constexpr const char* final_text =
    "一、营业厅中午不停止服务，周末安排值班，老年客户有专人引导。\n二、停电抢修及时告知预计复电时间。\n三、每月由各供电所进社区一次，现场解答电费、用电安全问题。\n四、客户反映的事项，按时答复，不推诿。\n";
constexpr const char* winter_text =
    "一、入冬前完成重载台区排查。\n二、用电高峰期间增加热线坐席。\n三、计划停电尽量避开早晚做饭时间。\n";

class Teller {
 public:
  Teller(House& house, db::Session& session) : house_(house), session_(session), organisation_(house.organisation()), rulebook_(house.rulebook_now()), rules_(*participation_rules(*rulebook_)), now_(house.now()) {}

  void tell() {
    at_ = days_ago(70);
    appoint_group();
    tell_plan_in_force();
    tell_plan_open_for_comment();
    tell_plan_in_voting();
    at_ = days_ago(1);
    plan_ = {};
    take(draft_plan({0, content_of("大客户走访和用能诊断计划", "（草稿，待补充走访名单。）\n", today().plus_days(30), {{"走访大客户", GoalFigure::own, "户", GoalDirection::at_least, 6000}})}, by(id_of("SCYX02"))));
    tell_supervisors();
    tell_matters();
    tell_press();
  }
  const Verdict& done() const { return done_; }

 private:
  OfficerId id_of(const char* code) const {
    const Officer* officer = organisation_->officer_by_code(code);
    return officer == nullptr ? OfficerId{} : officer->id;
  }
  Instant days_ago(std::int64_t days) const { return at_local(local_date(now_).plus_days(static_cast<std::int32_t>(-days)), 10 * 3600); }
  Date today() const { return local_date(at_); }
  PlanSituation by(OfficerId officer) const {
    return {officer, at_, rules_, members_in_office(list_group_members(session_), today()), plan_.id ? count_open_comments(session_, plan_.id) : 0};
  }
  void fail(const Refusal& refusal) {
    if (done_) done_ = refusal;
  }
  void take(const PlanDecision& decision) {
    if (!decision) return fail(decision.refusal());
    if (done_) plan_ = save_plan(session_, plan_, *decision, rulebook_->version).state;
  }

  void appoint_group() {
    struct Seat { const char* code; GroupDuty duty; };
    for (const Seat& seat : {Seat{"JZ01", GroupDuty::head}, {"JZ02", GroupDuty::deputy_head}, {"JCSJ01", GroupDuty::member}, {"SCYX01", GroupDuty::member}, {"SCJS01", GroupDuty::member}, {"DDGL01", GroupDuty::member}}) {
      const auto decision = appoint_member({id_of(seat.code), seat.duty, today(), today().plus_days(1095)}, list_group_members(session_), id_of("JBGS01"), at_);
      if (!decision) return fail(decision.refusal());
      save_group_member(session_, {}, *decision, rulebook_->version);
    }
  }

  void draft_and_review(const PlanContent& content) {
    plan_ = {};
    take(draft_plan({0, content}, by(id_of("SCYX02"))));
    take(submit_plan(plan_, {}, by(id_of("SCYX02"))));
    take(review_plan(plan_, {}, by(id_of("SCYX01"))));
  }

  PlanComment comment(const char* text, const char* name, bool show) {
    const auto received = receive_comment(plan_, {{text}, {name}, show, {}}, by({}));
    if (!received) return fail(received.refusal()), PlanComment{};
    return save_comment(session_, {}, *received, rulebook_->version).state;
  }
  PlanComment judged(const PlanComment& comment, const CommentDecision& decision) {
    if (!decision) return fail(decision.refusal()), comment;
    return save_comment(session_, comment, *decision, rulebook_->version).state;
  }
  PlanComment published(const PlanComment& comment) { return judged(comment, publish_comment(comment, {}, by(id_of("JBGS02")))); }

  void tell_plan_in_force() {
    at_ = days_ago(66);
    const Date month = Date::of(today().plus_days(31).year(), today().plus_days(31).month(), 1);
    const std::vector<Goal> goals{{"反映事项按时答复", GoalFigure::answered_in_time, "", GoalDirection::at_least, 9500},
                                  {"回访满意", GoalFigure::satisfaction_rate, "", GoalDirection::at_least, 9000},
                                  {"部门间退回", GoalFigure::returns, "", GoalDirection::at_most, 3000},
                                  {"进社区现场服务", GoalFigure::own, "场", GoalDirection::at_least, 300}};
    draft_and_review(content_of("优质服务提升计划", draft_text, month, goals));
    take(put_plan_to_public(plan_, {0, today().plus_days(20)}, by(id_of("SCYX02"))));
    at_ = days_ago(60);
    const PlanComment weekend = published(comment("上班族只有周末有空，希望营业厅周末也开门。", "林女士", true));
    const PlanComment again = published(comment("周末能办业务就好了。", "", false));
    const PlanComment phone = published(comment("停电时打电话问不到几点来电，可以发短信到 13800000000 吗？", "", false));
    const PlanComment advert = comment("专业疏通管道，请联系我们。", "", false);
    judged(advert, refuse_comment(advert, {0, {"内容是广告，与计划无关。"}}, by(id_of("JBGS02"))));
    at_ = days_ago(45);
    take(end_consultation(plan_, by({})));
    const PlanSituation author = by(id_of("SCYX02"));
    for (const PlanComment& one : {weekend, again})
      judged(one, answer_comment(one, {{}, CommentVerdict::taken_over, {"已写入第一条：周末安排值班。"}}, 2, author));
    judged(phone, answer_comment(phone, {{}, CommentVerdict::not_taken_over, {"短信平台尚未建成，本年度先由热线主动告知预计复电时间。"}}, 1, author));
    PlanContent better = plan_.content;
    better.text = {final_text};
    take(change_plan(plan_, {0, better}, by(id_of("SCYX02"))));
    take(submit_plan(plan_, {}, by(id_of("SCYX02"))));
    take(review_plan(plan_, {}, by(id_of("SCYX01"))));
    approve();
    at_ = now_;
    take(report_on_plan(plan_, {0, {plan_month(month)}, {"本月各供电所进社区三场，现场解答电费疑问；城东所周末值班已安排到位。"}, {{4, 300}}}, by(id_of("SCYX02"))));
  }

  void approve() {
    at_ = days_ago(40);
    take(put_plan_to_vote(plan_, {}, by(id_of("SCYX02"))));
    for (const char* code : {"JZ01", "JZ02", "JCSJ01", "SCJS01"}) take(vote_on_plan(plan_, {0, VoteChoice::in_favour, {"目标可以核对，措施具体，同意。"}}, by(id_of(code))));
    take(vote_on_plan(plan_, {0, VoteChoice::against, {"退回次数的目标偏松，应当再低一些。"}}, by(id_of("DDGL01"))));
    take(conclude_vote(plan_, {}, by(id_of("JBGS01"))));
  }

  void tell_plan_open_for_comment() {
    at_ = days_ago(6);
    draft_and_review(content_of("迎峰度冬供电服务措施", winter_text, today().plus_days(40), {{"各项按时", GoalFigure::on_time_rate, "", GoalDirection::at_least, 9600}, {"重载台区排查", GoalFigure::own, "个", GoalDirection::at_least, 12'000}}));
    take(put_plan_to_public(plan_, {0, today().plus_days(24)}, by(id_of("SCYX02"))));
    at_ = days_ago(3);
    published(comment("计划停电请提前一天在小区群里说一声。", "", false));
    at_ = days_ago(1);
    comment("冬天用电高峰，我们3栋2单元经常跳闸，联系电话 138 0000 0000，希望先查老旧小区。", "黄先生", true);
  }

  void tell_plan_in_voting() {
    at_ = days_ago(12);
    draft_and_review(content_of("抢修到场提速计划", "一、按片区调整抢修值班点。\n二、夜间增加一个抢修班。\n", today().plus_days(20), {{"各项按时", GoalFigure::on_time_rate, "", GoalDirection::at_least, 9700}}));
    at_ = days_ago(2);
    take(put_plan_to_vote(plan_, {}, by(id_of("SCYX02"))));
    take(vote_on_plan(plan_, {0, VoteChoice::in_favour, {"人员已落实，同意。"}}, by(id_of("SCJS01"))));
  }

  void tell_supervisors() {
    at_ = days_ago(50);
    const SupervisorSituation office{id_of("JBGS01"), at_, rules_};
    struct Person { const char *name, *trade, *phone; };
    SocialSupervisor first;
    for (const Person& person : {Person{"何静怡", "市人大代表，中学教师", "19900000601"}, {"钱立本", "商户代表，新园路市场", "19900000602"}, {"莫春华", "村委会委员，山河乡", "19900000603"}}) {
      const auto decision = appoint_supervisor({{{person.name}, {person.trade}, {person.phone}, {"局办公室聘任"}, today(), today().plus_days(729)}}, office);
      if (!decision) return fail(decision.refusal());
      const auto saved = save_supervisor(session_, {}, *decision, rulebook_->version);
      if (!first.id) first = saved.state;
    }
    at_ = days_ago(35);
    const std::string minutes = "社会监督员座谈会纪要\n\n一、通报上半年服务情况。\n二、监督员意见：营业厅排队时间长，建议增设自助机。\n三、答复：年底前增设两台。\n";
    const SupervisorSituation then{id_of("JBGS01"), at_, rules_};
    const auto meeting = record_meeting({today(), {"局三楼会议室"}, {"通报上半年服务情况；监督员建议增设自助缴费机，局里答复年底前增设两台。"}, 3},
                                        {"座谈会纪要.txt", "text/plain", keep_file(house_.folder(), minutes), static_cast<std::int64_t>(minutes.size())}, then);
    if (!meeting) return fail(meeting.refusal());
    add_meeting(session_, *meeting, rulebook_->version);
    report_of(first);
  }

  void report_of(const SocialSupervisor& supervisor) {
    at_ = now_;
    const SupervisorSituation office{id_of("JBGS01"), at_, rules_};
    const auto issued = issue_supervisor_link(supervisor, {}, office);
    if (!issued) return fail(issued.refusal());
    const SocialSupervisor linked = save_supervisor(session_, supervisor, *issued, rulebook_->version).state;
    RegisterInput input;
    input.kind = CaseKind::suggestion;
    input.category = {rules_.suggestion_category};
    input.channel = Channel::web;
    input.contact.name = Line<0, 40>{linked.person.name.value};
    input.contact.phone = Line<0, 30>{linked.person.phone.value};
    input.text = {"【社会监督员反映】\n\n城东营业厅门口的坡道太陡，坐轮椅的客户自己上不去，建议加装扶手。"};
    const auto registered = perform_registration(desk({Actor::Kind::customer, {}, {}}), input);
    if (!registered) return fail(registered.refusal());
    const auto reported = report_as_supervisor(linked, registered->after.id, {OfficerId{}, at_, rules_});
    if (!reported) return fail(reported.refusal());
    // The link was for this report only: nobody has its secret.
    const SocialSupervisor after = save_supervisor(session_, linked, *reported, rulebook_->version).state;
    const auto revoked = revoke_supervisor_link(after, {}, office);
    if (!revoked) return fail(revoked.refusal());
    save_supervisor(session_, after, *revoked, rulebook_->version);
    word(registered->after, {0, MatterKind::supervisor_report, {"营业厅坡道加装扶手"}, {"建议改善城东营业厅入口，方便行动不便的客户。"}, {}, {}}, true);
  }

  CaseDesk desk(Actor actor) const {
    return {session_, organisation_, [this](std::int64_t version) { return house_.rulebook_version(version); }, rulebook_, std::move(actor), now_, {}};
  }

  void word(const ServiceCase& c, const WordMatterInput& input, bool from_supervisor) {
    const MatterSituation situation{id_of("JBGS02"), at_, c.kind, c.channel == Channel::media, from_supervisor, c.outcome == Outcome::answered, c.text, {{c.contact.name}, {c.contact.phone}, {c.contact.address}}};
    const auto decision = word_matter(load_matter(session_, c.id), input, situation);
    if (!decision) return fail(decision.refusal());
    save_matter(session_, load_matter(session_, c.id), *decision, rulebook_->version);
  }

  void tell_matters() {
    struct Words { const char *category, *title, *text, *result; };
    static constexpr Words words[] = {{"suggestion.service", "营业厅增设便民设施", "建议在营业厅为年长客户准备座椅和老花镜，并延长午间服务。", "已在各营业厅配置，午间不再停办业务。"},
                                      {"suggestion.grid", "改造老旧线路", "建议对老旧小区的线路进行改造，减少夏季跳闸。", "已列入明年改造项目，分两批实施。"},
                                      {"suggestion.digital", "账单更容易看懂", "建议网上账单把每一项费用写清楚，并能和上月比较。", "已采纳一部分：账单已逐项列明，比较功能明年上线。"}};
    for (const Words& row : words)
      for (const CaseId id : cases_to_word(session_, MatterKind::proposal, CaseId{}, 200)) {
        const auto c = load_case(session_, id);
        if (c->category != row.category || c->outcome != Outcome::answered || load_matter(session_, id).version > 0) continue;
        const CommentVerdict verdict = row.category == std::string_view("suggestion.digital") ? CommentVerdict::partly : CommentVerdict::taken_over;
        word(*c, {0, MatterKind::proposal, {row.title}, {row.text}, verdict, {row.result}}, false);
        break;
      }
  }

  void tell_press() {
    RegisterInput input;
    input.kind = CaseKind::inquiry;
    input.category = {rules_.press_category};
    input.channel = Channel::media;
    input.contact.name = Line<0, 40>{"记者"};
    input.contact.phone = Line<0, 30>{"19900000611"};
    input.text = {"【媒体采访】本地晚报\n\n上周三晚城东片区停电的原因是什么？何时恢复？"};
    input.first_step = FirstStep::answer;
    ReplyInput reply;
    reply.channel = Channel::phone;
    reply.text = {"因外力挖断电缆，当晚九点四十分全部恢复。"};
    input.answer = reply;
    const auto registered = perform_registration(desk({Actor::Kind::officer, id_of("JBGS02"), {}}), input);
    if (!registered) return fail(registered.refusal());
    word(registered->after, {0, MatterKind::press_answer, {"城东片区停电原因"}, {"媒体询问上周三晚城东片区停电的原因和恢复时间。"}, {}, {"因外力施工挖断电缆，抢修人员当晚九点四十分恢复全部供电，已督促施工单位加强防护。"}}, false);
  }

  House& house_;
  db::Session& session_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  const ParticipationRules& rules_;
  Instant now_, at_;
  Plan plan_;
  Verdict done_ = Done{};
};

}  // namespace

Verdict add_participation(House& house) {
  if (participation_rules(*house.rulebook_now()) == nullptr) return Done{};
  for (const char* code : {"SCYX01", "SCYX02", "JBGS01", "JBGS02", "JZ01", "JZ02", "JCSJ01", "SCJS01", "DDGL01"})
    if (house.organisation()->officer_by_code(code) == nullptr) return Done{};
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    Teller teller(house, session);
    teller.tell();
    done = teller.done();
  });
  return done;
}

}  // namespace shouwen
