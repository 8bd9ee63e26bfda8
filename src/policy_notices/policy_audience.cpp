// Key customers are few and known by their managers; everybody else is walked by what the file says.
#include "policy_notices/policy_audience.h"

#include <algorithm>
#include <map>

#include "accounts/answerable.h"
#include "customers/customer_file_store.h"
#include "customers/customer_store.h"
#include "policy_notices/policy_notice_store.h"

namespace shouwen {

namespace {

constexpr std::int64_t customers_a_page = 2000;

class Gathering {
 public:
  Gathering(db::Session& session, std::int64_t most) : session_(session), most_(most) {
    for (const ManagedCustomer& customer : managed_customers(session)) managed_.emplace(customer.id, AudienceMember{customer.id, customer.present_tier(), customer.manager_id});
  }

  const std::map<CustomerId, AudienceMember>& managed() const { return managed_; }
  bool is_full() const { return static_cast<std::int64_t>(found_.size()) > most_; }
  AudienceMember member(CustomerId id) const {
    const auto known = managed_.find(id);
    return known == managed_.end() ? AudienceMember{id, AccountTier::ordinary, {}} : known->second;
  }
  void add(CustomerId id) {
    if (!is_full()) found_.emplace(id, member(id));
  }
  void add_standing(CustomerId id) {
    if (load_customer(session_, id)) add(standing_for(session_, id));
  }
  std::vector<AudienceMember> take() && {
    std::vector<AudienceMember> members;
    for (const auto& [id, one] : found_) members.push_back(one);
    return members;
  }

 private:
  db::Session& session_;
  const std::int64_t most_;
  std::map<CustomerId, AudienceMember> managed_, found_;
};

bool fits(const AudienceMember& member, const PolicyAudience& audience) {
  return (!audience.tier || member.tier == *audience.tier) && (!audience.account_manager_id || member.account_manager_id == *audience.account_manager_id);
}

bool has_traits(const CustomerFile& file, const PolicyAudience& audience) {
  const auto is = [](const auto& asked, const auto& has) { return asked.value.empty() || asked.value == has.value; };
  return !file.merged_into_id && (!audience.area || file.area == *audience.area) && (!audience.voltage || file.voltage == audience.voltage) && is(audience.trade, file.trade) &&
         is(audience.usage_category, file.usage_category) && is(audience.tariff_class, file.tariff_class);
}

/// Only managed customers have a manager or a tier above ordinary.
void gather_managed(db::Session& session, const PolicyAudience& audience, Gathering& gathering) {
  for (const auto& [id, member] : gathering.managed()) {
    if (!fits(member, audience)) continue;
    const auto file = load_file(session, id);
    if (file && has_traits(*file, audience)) gathering.add(id);
  }
}

void gather_all(db::Session& session, const PolicyAudience& audience, Gathering& gathering) {
  const CustomerTraits traits{audience.area, audience.voltage, audience.usage_category.value, audience.trade.value, audience.tariff_class.value};
  for (CustomerId after; !gathering.is_full();) {
    const auto page = customers_with(session, traits, after, customers_a_page);
    if (page.empty()) return;
    after = page.back();
    for (const CustomerId id : page)
      if (fits(gathering.member(id), audience)) gathering.add(id);
  }
}

void gather_recipients(db::Session& session, PolicyNoticeId notice, Gathering& gathering) {
  for (const PolicyRecipient& one : list_policy_recipients(session, notice, false, {}, std::numeric_limits<std::int64_t>::max())) gathering.add_standing(one.customer_id);
}

}  // namespace

std::vector<AudienceMember> find_audience(db::Session& session, const PolicyAudience& audience, PolicyNoticeId corrects, std::int64_t most) {
  Gathering gathering(session, most);
  // Who got what was wrong gets what is right.
  if (corrects) gather_recipients(session, corrects, gathering);
  for (const CustomerId id : audience.customer_ids) gathering.add_standing(id);
  const bool only_managed = audience.account_manager_id || (audience.tier && *audience.tier != AccountTier::ordinary);
  if (only_managed) gather_managed(session, audience, gathering);
  else if (audience.names_a_group()) gather_all(session, audience, gathering);
  return std::move(gathering).take();
}

std::vector<FrozenRecipient> freeze(db::Session& session, const std::vector<AudienceMember>& members, const Organisation& organisation, Instant now) {
  const std::vector<ManagerTerm> terms = manager_terms(session);
  std::vector<FrozenRecipient> frozen;
  for (const AudienceMember& member : members) {
    const bool is_key = member.tier != AccountTier::ordinary;
    frozen.push_back({member.customer_id, is_key ? answerable_for(load_managed_customer(session, member.customer_id), terms, organisation, now).officer_id : OfficerId{}});
  }
  return frozen;
}

}  // namespace shouwen
