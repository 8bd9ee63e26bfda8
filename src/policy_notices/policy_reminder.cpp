// One notice in the bell for an officer and a policy notice, however many of his customers it is about.
#include "policy_notices/policy_reminder.h"

#include <fmt/format.h>

#include <map>

#include "accounts/account_store.h"
#include "accounts/answerable.h"
#include "cases/notice_store.h"
#include "policy_notices/policy_notice_steps.h"
#include "policy_notices/policy_notice_store.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

constexpr std::int64_t group_size = 500;

/// Who answers for the customer; for one who is nobody's, whoever sent the notice.
OfficerId told_of(db::Session& session, const DueRecipient& due, const PolicyNotice& notice, const std::vector<ManagerTerm>& terms, const Organisation& organisation, Instant now) {
  const ManagedCustomer customer = load_managed_customer(session, due.customer_id);
  if (customer.present_tier() == AccountTier::ordinary) return notice.sent_by_id;
  return answerable_for(customer, terms, organisation, now).officer_id;
}

std::int64_t remind_group(db::Session& session, const Organisation& organisation, Instant now, std::int64_t rulebook_version) {
  std::map<std::pair<PolicyNoticeId, OfficerId>, std::vector<std::int64_t>> told;
  std::map<PolicyNoticeId, PolicyNotice> notices;
  const std::vector<ManagerTerm> terms = manager_terms(session);
  for (const DueRecipient& due : recipients_to_remind_of(session, local_date(now), group_size)) {
    if (!notices.contains(due.notice_id)) notices.emplace(due.notice_id, *load_policy_notice(session, due.notice_id));
    told[{due.notice_id, told_of(session, due, notices.at(due.notice_id), terms, organisation, now)}].push_back(due.number);
  }
  for (const auto& [who, numbers] : told) {
    PolicyNotice& notice = notices.at(who.first);
    SavedPolicyNotice saved = save_policy_notice(session, notice, remind_of_policy_notice(numbers, who.second, now), {OfficerId{}, now, rulebook_version});
    const HouseNotice told_as{NoticeKind::policy_unread, fmt::format("/policy_notices/{}", who.first.value), clause::art_11_6_2,
                              fmt::format("{}：您负责的客户中有 {} 户到期未阅知", notice.content.title.value, numbers.size()),
                              fmt::format("{}: {} of your customers had not confirmed in time", notice.content.title.value, numbers.size())};
    write_house_notice(session, saved.journal_number, {who.second}, told_as, now);
    notice = std::move(saved.notice);
  }
  return static_cast<std::int64_t>(told.size());
}

}  // namespace

std::int64_t remind_of_unread_notices(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr) return 0;
  std::int64_t all = 0;
  while (!recipients_to_remind_of(*house.readers().borrow(), local_date(house.now()), 1).empty())
    house.writer().run([&](db::Session& session) { all += remind_group(session, *house.organisation(), house.now(), rulebook->version); });
  return all;
}

}  // namespace shouwen
