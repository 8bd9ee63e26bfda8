// Thirty key customers and whoever serves them, by the same rules as everywhere.
#include "demo/key_accounts.h"

#include <fmt/format.h>

#include "accounts/answerable.h"
#include "accounts/appoint_account_manager.h"
#include "accounts/confirm_tier.h"
#include "accounts/hand_over.h"
#include "accounts/record_contact.h"
#include "accounts/take_charge.h"
#include "base/check.h"
#include "customers/customer_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::size_t key_customers = 30;    ///< with a tier
constexpr std::size_t proposed_only = 3;     ///< whose tier waits for a decision
constexpr std::size_t large_every = 5;       ///< every so many is a large account
constexpr std::size_t handed_over = 2;       ///< during the story; one more waits for a signature at its end
constexpr std::int64_t customers_read = 4000;
constexpr const char* business = "一般工商业";

/// Business customers in order of ids, with their stations.
std::vector<std::pair<CustomerId, UnitId>> business_customers(db::Session& session, std::size_t count) {
  std::vector<std::pair<CustomerId, UnitId>> found;
  for (const Customer& customer : search_customers(session, "", {}, customers_read))
    if (customer.usage_category == business && found.size() < count) found.emplace_back(customer.id, customer.station_unit_id);
  return found;
}

}  // namespace

KeyAccounts::KeyAccounts(House& house, std::uint32_t seed, Instant begin, Instant end)
    : house_(house),
      dice_(seed),
      begin_(begin),
      end_(end),
      organisation_(house.organisation()),
      rulebook_(house.rulebook_now()),
      rules_(rulebook_->account_managers.value_or(AccountManagerRules{})) {}

AccountSituation KeyAccounts::by(OfficerId actor, Instant now) const {
  return {actor, now, *organisation_, rules_, rulebook_->calendars.bureau, terms_, rulebook_->closing.warn_at_percents};
}

OfficerId KeyAccounts::officer(const char* code) const {
  const Officer* found = organisation_->officer_by_code(code);
  SHOUWEN_CHECK(found != nullptr);
  return found->id;
}

void KeyAccounts::save(db::Session& session, const ManagedCustomer& customer, const AccountDecision& decision) {
  SHOUWEN_CHECK(!decision.refused());
  save_account_events(session, customer, *decision, rulebook_->version);
}

Instant KeyAccounts::working_hour(Instant about) {
  const Instant at = at_local(local_date(about), static_cast<std::int32_t>(dice_.between(9, 16) * 3600 + dice_.below(3600)));
  return next_working_instant(rulebook_->calendars.bureau, at);
}

void KeyAccounts::appoint(db::Session& session, const char* code, ManagerKind kind) {
  const AccountSituation situation = by(officer("SCYX01"), begin_);
  const auto engagement = std::string_view(code).starts_with("DK") ? Engagement::full_time : Engagement::part_time;
  const auto term = appoint_account_manager({officer(code), kind, engagement, begin_, {}}, situation);
  SHOUWEN_CHECK(!term.refused());
  add_manager_term(session, *term, kind == ManagerKind::large_account_manager ? clause::art_11_5_1 : clause::art_11_5_2, situation, rulebook_->version);
  terms_.push_back(*term);
}

void KeyAccounts::set_up(db::Session& session) {
  for (const char* code : {"DK01", "DK03", "CD01", "XQ01", "SH01"}) appoint(session, code, ManagerKind::large_account_manager);
  for (const char* code : {"DK02", "CDY01", "CDY02", "CD02", "XQ02", "XQY01", "SHY01"}) appoint(session, code, ManagerKind::general_account_manager);
  for (const auto& [id, station] : business_customers(session, key_customers + proposed_only)) {
    customers_.push_back(id);
    decide_tier(session, id, station);
    if (customers_.size() > key_customers) continue;
    // One waits for a manager: the head of his station answers for him.
    if (customers_.size() != key_customers) give_manager(session, id, station);
    plan_contacts(session, id);
  }
  for (std::size_t i = 0; i <= handed_over && i + 1 < customers_.size(); ++i)
    plan(DeedKind::offer_hand_over, customers_[i + 1], i < handed_over ? begin_.plus_seconds((end_.seconds - begin_.seconds) / 2) : end_.plus_seconds(-seconds_per_day));
}

void KeyAccounts::decide_tier(db::Session& session, CustomerId id, UnitId station) {
  const std::size_t place = customers_.size();
  TierFacts facts;
  const bool large = place % large_every == 0;
  facts.contracted_capacity_kva = large ? dice_.between(32, 160) * 100 : dice_.between(4, 25) * 100;
  // One below every threshold, which a person decides otherwise.
  if (place == 3) facts.contracted_capacity_kva = 200;
  facts.yearly_use_wh = *facts.contracted_capacity_kva * dice_.between(1500, 4500) * 1000;
  if (place % 7 == 0) facts.critical_grade = large ? CriticalGrade::primary : CriticalGrade::secondary;
  if (place % 11 == 0) {
    facts.influence = true;
    facts.influence_reason = "片区供水、医疗等公用事业";
  }
  facts.affiliated = place % 13 == 0;
  const OfficerId marketing = officer("SCYX02");
  save(session, load_managed_customer(session, id), state_tier_facts({facts, "供用电合同与上年电量"}, by(marketing, begin_)));
  if (place > key_customers) return;
  const ManagedCustomer customer = load_managed_customer(session, id);
  const TierProposal proposal = propose_tier(facts, rules_);
  ConfirmTierInput input{proposal.tier, {}};
  if (proposal.tier == AccountTier::ordinary) input = {AccountTier::key_account, "上年电量不足，但正在增容，按重点客户服务"};
  save(session, customer, confirm_tier(customer, proposal, station, input, by(officer("SCYX01"), begin_)));
}

std::vector<const char*> KeyAccounts::managers_near(AccountTier tier, UnitId station) const {
  const Unit* unit = organisation_->unit(station);
  const std::string code = unit == nullptr ? "" : unit->code;
  if (tier == AccountTier::large_account) {
    if (code == "GDS-XQ") return {"XQ01", "DK03"};
    if (code == "GDS-SH") return {"SH01", "DK03"};
    return {"DK01", "CD01", "DK03"};
  }
  if (code == "GDS-XQ") return {"XQY01", "XQ02"};
  if (code == "GDS-SH") return {"SHY01", "DK02"};
  return {"CDY01", "CDY02", "CD02", "DK02"};
}

void KeyAccounts::give_manager(db::Session& session, CustomerId id, UnitId station) {
  const ManagedCustomer customer = load_managed_customer(session, id);
  const std::vector<const char*> near = managers_near(customer.present_tier(), station);
  // The eastern large accounts in turn, so that the head of the centre has some of his own.
  const bool in_turn = near.front() == std::string_view("DK01");
  const OfficerId manager = officer(near[(in_turn ? large_given_++ : static_cast<std::size_t>(id.value)) % near.size()]);
  save(session, customer, take_charge(customer, customers_held(session, manager), {manager, "片区相邻"}, by(officer("SCYX01"), begin_)));
}

void KeyAccounts::plan(DeedKind kind, CustomerId id, Instant at, std::int64_t number) {
  if (at < end_) deeds_.push({at, ++order_, kind, id, number});
}

void KeyAccounts::plan_contacts(db::Session& session, CustomerId id) {
  const bool large = load_managed_customer(session, id).present_tier() == AccountTier::large_account;
  const std::int64_t every = large ? 30 : 75;
  std::int64_t day = dice_.between(3, every);
  const std::int64_t days = (end_.seconds - begin_.seconds) / seconds_per_day;
  for (; day < days; day += every + dice_.between(-5, 12))
    if (dice_.percent(88)) plan(DeedKind::contact, id, working_hour(begin_.plus_seconds(day * seconds_per_day)));
}

void KeyAccounts::contact(db::Session& session, const ManagedCustomer& customer, Instant now) {
  const OfficerId actor = answerable_for(customer, terms_, *organisation_, now).officer_id;
  static const std::vector<std::string> representatives{"钱工", "孔经理", "尤主任", "戚班长"};
  static const std::vector<std::pair<std::string, std::string>> promises{
      {"更换老化的计量箱门锁", "5wd"}, {"答复增容方案", "10wd"}, {"提供近一年的分时电量", "3wd"}, {"到现场测一次功率因数", "7wd"}};
  RecordContactInput input;
  input.client_id = fmt::format("demo-visit-{:05}", ++contacts_);
  input.at = now.plus_seconds(-60 * dice_.between(5, 90));
  input.channel = dice_.percent(60) ? Channel::visit : Channel::phone;
  input.representative = dice_.pick(representatives);
  input.representative_role = input.representative.ends_with("工") ? "电气技术员" : "用电负责人";
  input.words = "了解近期生产和用电情况";
  const bool promises_something = dice_.percent(45);
  if (promises_something) {
    const auto& [text, within] = dice_.pick(promises);
    input.promise = PromiseInput{text, {}, within};
  }
  if (dice_.percent(30)) input.evaluation = EvaluateInput{dice_.between(3, 5), "配合巡视，资料齐全", {}};
  if (!input.promise && !input.evaluation) input.no_change_confirmed_by = input.representative;
  const auto decision = record_contact(customer, input, {}, true, by(actor, now));
  save(session, customer, decision);
  const ManagedCustomer after = load_managed_customer(session, customer.id);
  if (promises_something && dice_.percent(85)) {
    const Instant due = after.promises.back().due_at;
    const std::int64_t days = dice_.percent(80) ? -dice_.between(0, 2) : dice_.between(1, 3);
    plan(DeedKind::keep_promise, customer.id, std::max(now.plus_seconds(3600), working_hour(due.plus_seconds(days * seconds_per_day))), after.promises.back().number);
  }
  if (dice_.percent(35)) plan(DeedKind::service_evaluation, customer.id, working_hour(now.plus_seconds(2 * seconds_per_day)));
}

void KeyAccounts::hand_over(db::Session& session, const ManagedCustomer& customer, Instant now) {
  for (const char* code : managers_near(customer.present_tier(), customer.home_unit_id)) {
    const OfficerId to = officer(code);
    if (to == customer.manager_id) continue;
    OfferHandOverInput input{to, "片区调整", {}};
    for (const HandOverItem& item : rules_.hand_over_items) input.items.push_back({item.code, "已当面交代"});
    const auto decision = offer_hand_over(customer, customers_held(session, to), input, by(customer.manager_id, now));
    if (!decision) continue;
    save(session, customer, decision);
    return plan(DeedKind::sign_hand_over, customer.id, working_hour(now.plus_seconds(2 * seconds_per_day)));
  }
}

void KeyAccounts::act(db::Session& session, const Deed& deed) {
  const ManagedCustomer customer = load_managed_customer(session, deed.customer_id);
  switch (deed.kind) {
    case DeedKind::contact: return contact(session, customer, deed.at);
    case DeedKind::keep_promise:
      return save(session, customer, keep_promise(customer, deed.number, {"已按承诺办妥，客户确认"}, by(answerable_for(customer, terms_, *organisation_, deed.at).officer_id, deed.at)));
    case DeedKind::service_evaluation:
      if (!customer.manager_id) return;
      return save(session, customer, evaluate_service(customer, {dice_.between(3, 5), "响应及时", "客户代表"}, by(officer("HF02"), deed.at)));
    case DeedKind::offer_hand_over: return hand_over(session, customer, deed.at);
    case DeedKind::sign_hand_over: {
      SignHandOverInput input;
      for (const HandOverItem& item : rules_.hand_over_items) input.confirmed.push_back(item.code);
      return save(session, customer, sign_hand_over(customer, input, by(customer.hand_over->to_officer_id, deed.at)));
    }
  }
}

void KeyAccounts::go_on(db::Session& session, Instant until) {
  while (!deeds_.empty() && deeds_.top().at < until) {
    const Deed deed = deeds_.top();
    deeds_.pop();
    act(session, deed);
  }
}

}  // namespace shouwen
