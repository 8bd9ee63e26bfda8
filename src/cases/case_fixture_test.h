// A case told step by step: verbs by name, the clock by hand, every event replayed from nothing after each step.
#pragma once

#include "cases/assign.h"
#include "cases/clock_account.h"
#include "cases/case_store.h"
#include "cases/correction.h"
#include "cases/duties.h"
#include "cases/follow_up.h"
#include "cases/office.h"
#include "cases/oversight.h"
#include "cases/register_case.h"
#include "cases/replan.h"
#include "cases/reply.h"
#include "cases/steps.h"
#include "cases/strike.h"
#include "cases/transfer.h"
#include "cases/work.h"
#include "org/small_bureau_test.h"

namespace shouwen {

inline Instant at(const char* text) { return *parse_instant(text); }

class Story {
 public:
  /// A Monday in a week without holidays.
  Instant now = at("2025-10-20T10:00");
  Organisation organisation = small_bureau::organisation();
  Rulebook rulebook = small_bureau::rulebook();
  ServiceCase state;
  std::vector<CaseEvent> events;   ///< of all steps
  std::vector<CaseEvent> last;     ///< of the last step

  static RegisterInput input(CaseKind kind, const char* category) {
    RegisterInput made;
    made.kind = kind;
    made.category = {category};
    made.channel = Channel::phone;
    made.contact.name = Line<0, 40>{"张三"};
    made.contact.phone = Line<0, 30>{"13800000000"};
    made.text = {"家里停电了"};
    return made;
  }
  static RegisterInput complaint() { return input(CaseKind::complaint, "complaint.billing"); }
  static RegisterInput inquiry() { return input(CaseKind::inquiry, "inquiry.tariff"); }
  static RegisterInput fault() { return input(CaseKind::fault_report, "fault_report.low_voltage"); }
  static RegisterInput tip() { return input(CaseKind::tip_off, "tip_off.theft"); }

  /// Each verb answers "" or the refusal's code.
  std::string registers(OfficerId who, const RegisterInput& what) {
    const auto seal = [](const Contact& contact) { return "sealed:" + contact.name; };
    return take(register_case(what, {CaseId{1}, "20251020-0001", who}, seal, as(who)));
  }
  std::string transfers(OfficerId who, UnitId to, std::optional<OfficerId> officer = {}, const char* reason = "other_department") {
    return take(transfer(state, {to, officer, {reason}, {}}, as(who)));
  }
  std::string accepts(OfficerId who) { return take(accept(state, as(who))); }
  std::string returns(OfficerId who, const char* reason = "not_our_business") { return take(return_case(state, {{reason}, {"不归我们"}}, as(who))); }
  std::string asks_office(OfficerId who) { return take(ask_office(state, {{"归谁？"}}, as(who))); }
  std::string rules(OfficerId who, UnitId unit, std::optional<OfficerId> officer = {}) { return take(rule_on(state, {unit, officer, {"职责分工"}}, as(who))); }
  std::string assigns(OfficerId who, OfficerId to) { return take(assign(state, {to, {}}, as(who))); }
  std::string takes_over(OfficerId who) { return take(take_over(state, as(who))); }
  std::string replies(OfficerId who, Channel channel = Channel::phone, const char* proof = "") {
    return take(reply(state, {channel, {"已恢复"}, Line<0, 200>{proof}}, as(who)));
  }
  std::string answers_on_the_spot(OfficerId who) { return take(answer_on_the_spot(state, {Channel::phone, {"当场答复"}, {}}, as(who))); }
  std::string explains(OfficerId who, const char* body = "12345") { return take(explain_out_of_scope(state, {{"不归供电局"}, Line<0, 40>{body}}, as(who))); }
  std::string notes(OfficerId who) { return take(note(state, {{"备注"}}, as(who))); }
  std::string contacts(OfficerId who) { return take(record_contact(state, {Channel::phone, {"已联系"}}, as(who))); }
  std::string arrives(OfficerId who) { return take(record_arrival(state, {}, as(who))); }
  std::string reports(OfficerId who) { return take(report_progress(state, {Channel::phone, {"正在核查"}, {}}, as(who))); }
  std::string suspends(OfficerId who, const char* reason = "customer_papers") { return take(suspend(state, {{reason}, {"请补资料"}, Channel::phone}, as(who))); }
  std::string resumes(OfficerId who) { return take(resume(state, {{"资料已到"}}, as(who))); }
  std::string follows_up(OfficerId who, Satisfaction result) { return take(follow_up(state, {result, {"客户说"}}, as(who))); }
  std::string closes(OfficerId who, const char* grounds = "") { return take(close_case(state, {Text<0, 1000>{grounds}}, as(who))); }
  std::string reopens(OfficerId who) { return take(reopen(state, {{"又停电了"}}, as(who))); }
  std::string withdraws(OfficerId who) { return take(withdraw(state, {{"不办了"}}, as(who))); }
  std::string reminds(OfficerId who) { return take(remind(state, {{"请快些"}}, as(who))); }
  std::string supervises(OfficerId who) { return take(supervise(state, {{"限期答复"}}, as(who))); }
  std::string answers_supervision(OfficerId who) { return take(answer_supervision(state, {{"已在办"}}, as(who))); }
  std::string asks_for_time(OfficerId who, const char* until) { return take(request_extension(state, {{"需要勘查"}, at(until)}, as(who))); }
  std::string decides_on_time(OfficerId who, bool granted) { return take(decide_extension(state, {granted, {"同意"}}, as(who))); }
  std::string does_step(OfficerId who, const char* step) { return take(record_step(state, {{step}, {}}, as(who))); }
  std::string lifts(OfficerId who, DutyKind kind, const char* reason = "not_needed") { return take(lift_duty(state, {kind, {reason}, {"已核实"}}, as(who))); }
  std::string corrects(OfficerId who, CorrectionInput what) {
    what.reason = {"登记有误"};
    const auto seal = [](const Contact& contact) { return "sealed:" + contact.name; };
    return take(correct_registration(state, what, seal, as(who)));
  }

  // The customer on the public pages.
  std::string customer_reopens() { return take(reopen(state, {{"又停电了"}}, as_customer())); }
  std::string customer_withdraws() { return take(withdraw(state, {{"不办了"}}, as_customer())); }
  std::string customer_reminds() { return take(remind(state, {{"请快些"}}, as_customer())); }
  std::string customer_adds() { return take(supplement(state, {{"补充"}}, as_customer())); }
  std::string customer_rates(std::int64_t stars) { return take(rate(state, {stars, {}}, as_customer())); }

  /// The clock's turn at `when`.
  std::size_t strikes(Instant when) {
    now = when;
    take(strike(state, as_clock()));
    return last.size();
  }
  std::size_t strikes(const char* when) { return strikes(at(when)); }

  /// Counted anew under the story's rulebook as it stands now.
  std::size_t replans(ReplanScope scope = ReplanScope::calendars) {
    take(replan(state, scope, as_clock()));
    return last.size();
  }

  Situation as(OfficerId who) const { return {actor(Actor::Kind::officer, who), now, rulebook, organisation, rulebook.calendars}; }
  Situation as_customer() const { return {actor(Actor::Kind::customer, {}), now, rulebook, organisation, rulebook.calendars}; }
  Situation as_clock() const { return {actor(Actor::Kind::clock, {}), now, rulebook, organisation, rulebook.calendars}; }

  /// The state of the last duty of a kind, in words.
  std::string duty(DutyKind kind) const {
    for (auto it = state.duties.rbegin(); it != state.duties.rend(); ++it)
      if (it->kind == kind) return words_of(*it);
    return "none";
  }
  std::string due(DutyKind kind) const {
    const Duty* owed = state.open_duty(kind);
    return owed == nullptr ? "none" : to_iso(owed->due_at).substr(0, 16);
  }
  std::string last_kinds() const {
    std::string kinds;
    for (const CaseEvent& event : last) kinds += (kinds.empty() ? "" : " ") + std::string(kind_name(event.body));
    return kinds;
  }

  std::string take(const Decision& decision) {
    if (!decision) return decision.refusal().code;
    last = *decision;
    for (const CaseEvent& event : last) {
      EXPECT_FALSE(event.clause.empty()) << kind_name(event.body);
      state = apply(std::move(state), event);
      events.push_back(event);
    }
    ServiceCase replayed;
    replayed.id = CaseId{1};
    for (const CaseEvent& event : events) replayed = apply(std::move(replayed), event);
    EXPECT_EQ(replayed, state) << "a rebuild from the events differs from the state";
    EXPECT_TRUE(account_of(state, now).adds_up()) << "art.10(7): customer's clock = desks' clocks + pauses";
    EXPECT_EQ(parse_state(to_json_text(state)), state) << "the stored state reads back differently";
    return "";
  }

 private:
  static Actor actor(Actor::Kind kind, OfficerId who) {
    Actor made;
    made.kind = kind;
    made.officer_id = who;
    return made;
  }
  static std::string words_of(const Duty& duty) {
    std::string words;
    switch (duty.state) {
      case DutyState::open: words = duty.paused_at ? "paused" : "open"; break;
      case DutyState::met: words = "met"; break;
      case DutyState::breached: words = duty.fulfilled_at ? "late" : duty.ended_at ? "breached and over" : "breached"; break;
      case DutyState::lifted: words = "lifted"; break;
    }
    return words;
  }
};

}  // namespace shouwen
