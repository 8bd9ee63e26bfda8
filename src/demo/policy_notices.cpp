// Each goes through the rules of its verbs, so that a demonstration cannot show what is not allowed.
#include "demo/policy_notices.h"

#include "accounts/account_store.h"
#include "demo/material.h"
#include "policy_notices/policy_audience.h"
#include "policy_notices/policy_notice_steps.h"
#include "policy_notices/policy_notice_store.h"
#include "policy_notices/policy_reminder.h"
#include "representatives/representative_store.h"

namespace shouwen {

namespace {

constexpr std::uint32_t dice_seed = 20261127;
constexpr std::int64_t earlier_days = 12, lately_days = 2;

struct Words {
  const char* title;
  const char* text;
};
constexpr Words time_of_use{"分时电价时段调整通知",
                            "尊敬的客户：\n自2027年1月1日起，峰谷分时电价的时段有调整，具体以价格主管部门公布的文件为准。请提前安排生产班次，避开尖峰时段。\n如需测算影响，请联系您的客户经理。"};
constexpr Words power_factor{"功率因数调整电费说明", "尊敬的客户：\n近期部分客户的功率因数低于考核标准，产生了调整电费。请检查无功补偿装置的投切情况。客户经理可以上门协助分析。"};
constexpr Words wrong{"迎峰度冬有序用电通知（作废）", "尊敬的客户：\n预计下周负荷紧张，请按附表错峰。"};
constexpr Words contacts{"用电负责人变更须及时告知", "尊敬的客户：\n负责用电的人员或电话有变化时，请及时告诉客户经理，以便停电和缺电时第一时间通知到贵单位。"};
constexpr Words saving{"节能诊断服务开放预约", "尊敬的客户：\n本年度免费节能诊断开始预约，每户一次，约需半天。请通过客户经理登记时间。"};

class NoticeTeller {
 public:
  NoticeTeller(House& house, db::Session& session, OfficerId author, OfficerId approver)
      : session_(session), organisation_(house.organisation()), rulebook_(house.rulebook_now()), author_(author), approver_(approver), dice_(dice_seed) {}

  void draft(const Words& words, PolicyAudience audience, Instant at) {
    at_ = at;
    PolicyNoticeInput input;
    input.content.title.value = words.title;
    input.content.text.value = words.text;
    input.audience = std::move(audience);
    notice_ = {};
    take(draft_policy_notice(input, {}, by(author_)), author_, true);
  }
  void submit() { take(submit_policy_notice(notice_, 0, by(author_)), author_); }
  void approve() { take(approve_policy_notice(notice_, 0, by(approver_)), approver_); }
  void send() {
    submit();
    approve();
    const auto members = find_audience(session_, notice_.audience, {}, rulebook_->policy_notices->most_recipients.value_or(0));
    take(send_policy_notice(notice_, 0, freeze(session_, members, *organisation_, at_), {}, by(author_)), author_);
  }
  void withdraw(const char* because) { take(withdraw_policy_notice(notice_, 0, because, by(author_)), author_); }
  /// Of a hundred recipients so many read it, others only open it.
  void read(std::int64_t percent) {
    static constexpr const char* readers[] = {"陈工", "林经理", "黄主任", "吴电工", "郑科长"};
    for (const PolicyRecipient& row : list_policy_recipients(session_, notice_.id, false, {}, notice_.recipients)) {
      at_ = at_.plus_seconds(dice_.between(60, 1800));
      const std::int64_t chance = dice_.below(100);
      const bool by_manager = row.account_manager_id && dice_.below(4) == 0;
      if (by_manager && chance < percent) {
        take(confirm_policy_notice(notice_, row, {dice_.below(2) == 0 ? ReadingWay::phone : ReadingWay::visit, {dice_.pick(names(readers))}, {}, {}}, by(row.account_manager_id)), row.account_manager_id);
        continue;
      }
      if (chance >= percent + 20) continue;
      if (const auto opening = open_policy_notice(notice_, row, ReadingWay::link, by({}))) take(*opening, reading_customer);
      if (chance < percent) take(confirm_policy_notice(notice_, row, {ReadingWay::link, {dice_.pick(names(readers))}, {}, {}}, by({})), reading_customer);
    }
  }
  const Verdict& done() const { return done_; }

 private:
  template <std::size_t N>
  static std::vector<std::string> names(const char* const (&list)[N]) {
    return {std::begin(list), std::end(list)};
  }
  PolicyNoticeSituation by(OfficerId officer) const { return {officer, at_, *rulebook_->policy_notices, {}}; }
  void take(const PolicyNoticeDecision& decision, OfficerId officer, bool fresh = false) {
    if (!decision) done_ = decision.refusal();
    if (!decision || !done_) return;
    const PolicyNoticeWriter writer{officer, at_, rulebook_->version};
    notice_ = fresh ? add_policy_notice(session_, *decision, writer) : save_policy_notice(session_, notice_, *decision, writer).notice;
  }

  db::Session& session_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  OfficerId author_, approver_;
  Dice dice_;
  Instant at_;
  PolicyNotice notice_;
  Verdict done_ = Done{};
};

PolicyAudience of_tier(AccountTier tier) {
  PolicyAudience audience;
  audience.tier = tier;
  return audience;
}

/// Who has a representative with a login: he finds something to read there.
PolicyAudience of_represented(db::Session& session) {
  PolicyAudience audience;
  for (const ManagedCustomer& customer : managed_customers(session))
    if (!accesses_of(session, customer.id).empty()) audience.customer_ids.push_back(customer.id);
  return audience;
}

}  // namespace

Verdict add_policy_notices(House& house) {
  const Officer* author = house.organisation()->officer_by_code("SCYX02");
  const Officer* approver = house.organisation()->officer_by_code("SCYX01");
  if (!house.rulebook_now()->policy_notices || author == nullptr || approver == nullptr) return Done{};
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) {
    NoticeTeller teller(house, session, author->id, approver->id);
    const Instant end = house.now();
    teller.draft(time_of_use, of_tier(AccountTier::key_account), end.plus_seconds(-earlier_days * seconds_per_day));
    teller.send();
    teller.read(70);
    teller.draft(wrong, of_tier(AccountTier::large_account), end.plus_seconds(-lately_days * seconds_per_day));
    teller.send();
    teller.withdraw("附表有误，改日重新通知。");
    teller.draft(power_factor, of_tier(AccountTier::large_account), end.plus_seconds(-lately_days * seconds_per_day));
    teller.send();
    teller.read(30);
    if (PolicyAudience represented = of_represented(session); !represented.customer_ids.empty()) {
      teller.draft(contacts, std::move(represented), end.plus_seconds(-lately_days * seconds_per_day));
      teller.send();
    }
    teller.draft(saving, of_tier(AccountTier::key_account), end);
    teller.submit();
    PolicyAudience country = of_tier(AccountTier::ordinary);
    country.area = Area::rural;
    teller.draft({"农村电网改造停电计划说明", "尊敬的客户：\n（草稿，待补充停电日期。）"}, country, end);
    done = teller.done();
  });
  if (done) remind_of_unread_notices(house);
  return done;
}

}  // namespace shouwen
