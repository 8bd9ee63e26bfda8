// Every step goes through the rules of its verb, so that a demonstration cannot show what is not allowed.
#include "demo/surveys.h"

#include "demo/story.h"
#include "org/secret.h"
#include "surveys/survey_api.h"

namespace shouwen {

namespace {

constexpr std::int64_t sample_size = 180;
constexpr std::int64_t last_survey_days = 40, this_survey_days = 6;
constexpr int hall_answers = 26;

SurveyQuestion question(QuestionKind kind, const char* zh, const char* en, bool required = false, std::vector<SurveyOption> options = {}) {
  SurveyQuestion made;
  made.kind = kind;
  made.zh.value = zh;
  made.en.value = en;
  made.required = required;
  made.options = std::move(options);
  return made;
}

Questionnaire satisfaction(const char* title_zh, const char* title_en) {
  Questionnaire asked;
  asked.title_zh.value = title_zh;
  asked.title_en.value = title_en;
  asked.introduction_zh.value = "为改进供电服务，想听听您的看法。约需两分钟。";
  asked.introduction_en.value = "We should like to know how we serve you. It takes about two minutes.";
  asked.call_script.value = "您好，我是供电局客户服务中心的工作人员，想请您花两分钟谈谈用电感受，方便吗？";
  asked.questions = {
      question(QuestionKind::scale, "您对供电服务总体满意吗？", "How satisfied are you with our service as a whole?", true),
      question(QuestionKind::scale, "您对停电告知的及时性满意吗？", "How satisfied are you with how early we tell you of outages?"),
      question(QuestionKind::one_choice, "您最近一次通过什么渠道找我们？", "How did you last reach us?", false,
               {{{"95598电话"}, {"The 95598 hotline"}}, {{"营业厅"}, {"A service hall"}}, {{"网上"}, {"Online"}}, {{"没有找过"}, {"Not at all"}}}),
      question(QuestionKind::several_choices, "您希望我们先改进什么？", "What should we improve first?", false,
               {{{"少停电"}, {"Fewer outages"}}, {{"修得快"}, {"Faster repairs"}}, {{"电费好懂"}, {"Clearer bills"}}, {{"办事少跑"}, {"Fewer trips"}}}),
      question(QuestionKind::recommendation, "您愿意向朋友推荐我们的网上服务吗？", "Would you recommend our online service to a friend?"),
      question(QuestionKind::text, "还有什么想对我们说的？", "Is there anything else you want to tell us?")};
  return asked;
}

class SurveyTeller {
 public:
  SurveyTeller(House& house, db::Session& session, std::uint32_t seed, OfficerId officer)
      : session_(session), rulebook_(house.rulebook_now()), officer_(officer), dice_(seed) {}

  void tell(const SurveyInput& input, Instant at) {
    at_ = at;
    take(draft_survey(input, situation()), true);
  }
  void open() {
    if (survey_.questionnaire.audience == SurveyAudience::anybody) {
      const std::string token = new_secret();
      if (take(open_survey(survey_, survey_.version, {}, token, situation()))) add_link(session_, token, {survey_.id, 0});
      return;
    }
    SampleDraw draw(survey_.design, dice_.below(1'000'000));
    walk_population(session_, draw);
    const auto [frame, invitations] = draw.finish();
    if (take(open_survey(survey_, survey_.version, frame, {}, situation()))) add_invitations(session_, survey_.id, invitations);
  }
  /// Of a hundred in the sample; `kinder`: points of a hundred that give a mark more.
  void answer(std::int64_t percent, std::int64_t kinder) {
    for (const Invitation& invitation : list_invitations(session_, survey_.id, InvitationState::waiting, 0, sample_size)) {
      at_ = at_.plus_seconds(dice_.between(20, 900));
      const std::int64_t chance = dice_.below(100);
      if (chance >= percent + 5) continue;
      if (chance >= percent) {
        save(invitation, record_call(survey_, invitation, chance % 2 == 0 ? CallOutcome::declined : CallOutcome::not_reached));
        continue;
      }
      if (save(invitation, take_answers(survey_, invitation, dice_.below(4) == 0)))
        add_answers(session_, survey_.id, {survey_.questionnaire.anonymous ? 0 : invitation.number, invitation.stratum, answers(kinder), {}});
    }
  }
  void answer_in_halls() {
    for (int i = 0; i < hall_answers; ++i)
      if (take(take_answers(survey_, std::nullopt, false))) add_answers(session_, survey_.id, {0, 0, answers(50), {}});
  }
  void close() { take(close_survey(survey_, survey_.version, answers_digest(session_, survey_.id), situation())); }
  const Verdict& done() const { return done_; }

 private:
  SurveySituation situation() const { return {officer_, at_, rulebook_->public_rules ? rulebook_->public_rules->smallest_shown : 0}; }
  SurveyWriter writer() const { return {officer_, at_, rulebook_->version, false}; }

  bool take(const SurveyDecision& decision, bool fresh = false) {
    if (!decision) done_ = decision.refusal();
    if (!decision || !done_) return false;
    survey_ = fresh ? add_survey(session_, *decision, writer()) : save_survey(session_, survey_, *decision, writer());
    return true;
  }
  bool save(const Invitation& invitation, const SurveyDecision& decision) {
    if (!take(decision)) return false;
    save_invitation(session_, survey_.id, apply(invitation, *decision));
    return true;
  }

  std::vector<Answer> answers(std::int64_t kinder) {
    static const char* const said[] = {"抢修师傅很耐心，谢谢。", "停电通知请早一点发。", "电费单上的分时电价看不懂。", "希望村里也能刷卡缴费。"};
    const auto mark = [&] { return std::min<std::int64_t>(5, dice_.between(2, 4) + (dice_.below(100) < kinder ? 1 : 0)); };
    std::vector<Answer> given{{1, {}, mark(), {}}, {3, {dice_.between(1, 4)}, {}, {}}, {4, {dice_.between(1, 2), dice_.between(3, 4)}, {}, {}}};
    if (dice_.below(5) > 0) given.push_back({2, {}, mark(), {}});
    if (dice_.below(6) > 0) given.push_back({5, {}, std::min<std::int64_t>(10, dice_.between(4, 9) + (dice_.below(100) < kinder ? 1 : 0)), {}});
    if (dice_.below(9) == 0) given.push_back({6, {}, {}, {said[static_cast<std::size_t>(dice_.below(4))]}});
    return given;
  }

  db::Session& session_;
  std::shared_ptr<const Rulebook> rulebook_;
  OfficerId officer_;
  Dice dice_;
  Instant at_;
  Survey survey_;
  Verdict done_ = Done{};
};

SurveyInput input_of(Questionnaire asked) {
  SurveyInput input;
  input.questionnaire = std::move(asked);
  input.design.size = sample_size;
  return input;
}

}  // namespace

Verdict add_surveys(House& house, std::uint32_t seed, Instant end) {
  const Officer* officer = house.organisation()->officer_by_code("SCYX01");
  if (officer == nullptr) return Done{};
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    SurveyTeller teller(house, session, seed, officer->id);
    teller.tell(input_of(satisfaction("上期客户满意度调查", "Last satisfaction survey")), end.plus_seconds(-last_survey_days * seconds_per_day));
    teller.open();
    teller.answer(60, 35);
    teller.close();
    SurveyInput now = input_of(satisfaction("本期客户满意度调查", "Present satisfaction survey"));
    now.design.stratification = Stratification::area;
    teller.tell(now, end.plus_seconds(-this_survey_days * seconds_per_day));
    teller.open();
    teller.answer(45, 85);
    SurveyInput hall = input_of(satisfaction("营业厅服务评价", "How did the hall serve you?"));
    hall.questionnaire.audience = SurveyAudience::anybody;
    hall.questionnaire.anonymous = true;
    teller.tell(hall, end.plus_seconds(-seconds_per_day));
    teller.open();
    teller.answer_in_halls();
    SurveyInput draft = input_of(satisfaction("重点客户专项调查", "Key customers"));
    draft.design.stratification = Stratification::tier;
    draft.design.allocation = SampleAllocation::equal;
    draft.questionnaire.anonymous = true;
    teller.tell(draft, end);
    done = teller.done();
  });
  return done;
}

}  // namespace shouwen
