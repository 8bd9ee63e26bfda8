// Each service and agreement goes through the rules of its verbs, so that a demonstration cannot show what is not allowed.
#include "demo/services.h"

#include <algorithm>

#include "accounts/account_store.h"
#include "accounts/answerable.h"
#include "improvements/improvement_steps.h"
#include "improvements/improvement_store.h"
#include "services/service_store.h"

namespace shouwen {

namespace {

constexpr std::size_t customers_served = 16;   ///< key customers with services of their own
constexpr std::size_t agreements_made = 6;     ///< of them, those with an agreement for the year
constexpr std::int32_t kept_for_days = 250;    ///< so long ago the first agreements began
constexpr std::int32_t late_every = 5;         ///< every so many deliveries come late
constexpr std::int32_t late_by_days = 6;
constexpr std::int32_t still_owed_days = 12;   ///< what fell due so lately is not delivered yet

class ServiceTeller {
 public:
  ServiceTeller(House& house, db::Session& session)
      : session_(session), organisation_(house.organisation()), rulebook_(house.rulebook_now()), now_(house.now()), today_(local_date(now_)), terms_(manager_terms(session)) {}

  Verdict tell() {
    std::size_t place = 0;
    for (const ManagedCustomer& customer : managed_customers(session_)) {
      if (customer.present_tier() == AccountTier::ordinary || place == customers_served) continue;
      customer_ = customer;
      actor_ = answerable_for(customer, terms_, *organisation_, now_).officer_id;
      if (place < agreements_made)
        if (const Verdict done = agreement(place); !done) return done;
      if (const Verdict done = single_services(place); !done) return done;
      ++place;
    }
    return improvements();
  }

 private:
  ServiceSituation situation() const { return {actor_, now_, *rulebook_, *organisation_, customer_.manager_id, customer_.present_tier()}; }
  ServiceWriter writer() const { return {actor_, now_, rulebook_->version}; }
  std::string actor_name() const { return organisation_->officer(actor_)->name; }

  Verdict take(CustomerService& service, const ServiceDecision& decision) {
    if (!decision) return decision.refusal();
    service = save_service(session_, service, *decision, writer());
    return Done{};
  }

  Verdict deliver(CustomerService& service, Date on) {
    DeliverServiceInput input;
    input.delivered_on = std::max(on, *service.agreed_on);
    input.delivered_by.value = actor_name();
    input.done.value = "按约定到现场办理，当面向客户代表说明结果，并留下书面材料。";
    if (!service.unit_id) input.unit_id = organisation_->officer(actor_)->unit_id;
    input.received_by = Line<0, 60>{"钱工"};
    return take(service, deliver_service(service, input, situation()));
  }

  Verdict evaluate(CustomerService& service, std::int64_t score) {
    static const char* words[] = {"没有解决问题", "来得太晚", "基本满意", "讲得清楚，有帮助", "很及时，对生产很有帮助"};
    return take(service, evaluate_delivery(service, {0, score, {words[score - 1]}, {"钱工"}}, situation()));
  }

  Verdict agreement(std::size_t place) {
    DraftAgreementInput draft;
    draft.customer_id = customer_.id;
    for (const auto& [item, times] : {std::pair{"usage_report", 4}, {"safety_inspection", 2}, {"energy_audit", 1}, {"meter_check", 1}}) draft.lines.push_back({{item}, times});
    // One ends soon, one is only drafted, the others run.
    draft.valid_from = today_.plus_days(place == 0 ? -345 : place + 1 == agreements_made ? 14 : -kept_for_days + static_cast<std::int32_t>(place) * 30);
    draft.valid_to = draft.valid_from.plus_days(364);
    draft.our_contact = AgreementContact{{actor_name()}, {"客户经理"}, {"0800-1000020"}};
    draft.customer_contact = AgreementContact{{"钱工"}, {"电气主管"}, {"0700-1234567"}};
    const auto drafted = draft_agreement(draft, situation());
    if (!drafted) return drafted.refusal();
    const ServiceAgreement made = add_agreement(session_, *drafted, writer());
    if (place + 1 == agreements_made) return Done{};
    const auto signing = sign_agreement(made, {0, draft.valid_from, {"潘晓东"}, {"吴厂长"}}, {}, situation());
    if (!signing) return signing.refusal();
    return keep_agreement(conclude_agreement(session_, made, *signing, writer()));
  }

  Verdict keep_agreement(const ServiceAgreement& signed_agreement) {
    for (CustomerService service : services_of(session_, signed_agreement.id)) {
      if (today_.plus_days(-still_owed_days) < *service.due_on) continue;
      const bool late = ++delivered_ % late_every == 0;
      if (const Verdict done = deliver(service, service.due_on->plus_days(late ? late_by_days : -2)); !done) return done;
      if (delivered_ % 3 != 0)
        if (const Verdict done = evaluate(service, late ? 2 : 3 + delivered_ % 3); !done) return done;
    }
    return Done{};
  }

  /// One service on its own, as far as its place says.
  Verdict single_services(std::size_t place) {
    static const char* items[] = {"bill_walkthrough", "valley_advice", "infrared_scan", "policy_notice", "reactive_advice", "open_day", "outage_coordination", "safety_training"};
    const auto offered = offer_service({customer_.id, {items[place % std::size(items)]}}, situation());
    if (!offered) return offered.refusal();
    CustomerService service = add_service(session_, *offered, writer());
    const std::size_t steps = place % 6;
    if (steps == 1) return take(service, decline_service(service, {0, {"今年已请第三方做过"}}, situation()));
    if (steps == 0) return Done{};
    if (const Verdict done = take(service, agree_service(service, {0, {"钱工"}, today_.plus_days(static_cast<std::int32_t>(place) * 2)}, situation())); !done) return done;
    if (steps == 5) return take(service, withdraw_service(service, {0, {"设备送检，本月无法安排"}}, situation()));
    if (steps < 3) return Done{};
    if (const Verdict done = deliver(service, today_); !done) return done;
    return steps == 4 ? evaluate(service, 5) : Done{};
  }

  Verdict improvements() {
    const Officer* manager = organisation_->officer_by_code("DK02");
    const Officer* marketing = organisation_->officer_by_code("SCYX01");
    if (manager == nullptr || marketing == nullptr) return Done{};
    const auto propose = [&](const char* text, const char* clause) {
      const auto decision = propose_improvement({{text}, {clause}}, {manager->id, now_, *rulebook_});
      return decision ? Result<Improvement>(add_improvement(session_, *decision, {manager->id, now_, rulebook_->version})) : Result<Improvement>(decision.refusal());
    };
    const auto first = propose("联络计划只按级别排，建议对生产淡季停产的客户允许推迟，避免空跑。", "art.11(3)");
    const auto second = propose("年度服务协议里加一条：检修停电提前十五天与客户商定。", "art.11(6)(4)");
    if (!first || !second) return first ? second.refusal() : first.refusal();
    const auto adopted = decide_improvement(*second, {0, ImprovementVerdict::adopted, {"从下一年度起写入协议的其他约定。"}}, {marketing->id, now_, *rulebook_});
    if (!adopted) return adopted.refusal();
    save_improvement(session_, *second, *adopted, {marketing->id, now_, rulebook_->version});
    return Done{};
  }

  db::Session& session_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  Instant now_;
  Date today_;
  std::vector<ManagerTerm> terms_;
  ManagedCustomer customer_;
  OfficerId actor_;
  std::int32_t delivered_ = 0;
};

}  // namespace

Verdict add_services(House& house) {
  Verdict done = Done{};
  house.writer().run([&](db::Session& session) { done = ServiceTeller(house, session).tell(); });
  return done;
}

}  // namespace shouwen
