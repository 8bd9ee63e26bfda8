// What every call of this room needs: who may, whose customer, how names are shown. Heavy: only for this room's .cpp files.
#pragma once

#include <map>

#include "accounts/account_store.h"
#include "accounts/answerable.h"
#include "api/answers.h"
#include "policy_notices/policy_notice_describe.h"
#include "policy_notices/policy_notice_store.h"

namespace shouwen {

/// One call's view of the house.
class PolicyNoticeDesk {
 public:
  PolicyNoticeDesk(const api::Call& call, db::Session& session);
  PolicyNoticeDesk(const PolicyNoticeDesk&) = delete;

  const api::Call& call;
  db::Session& session;

  PolicyNoticeWriter writer() const { return {call.actor.officer_id, call.now, call.rulebook->version}; }
  /// Of the caller; whose drafts are for his own customers only has his portfolio in it.
  PolicyNoticeSituation situation() const;
  /// Nothing if this caller may, else why not. Own = who drafted it.
  std::optional<Refusal> refuse_unless_may(const char* verb, const PolicyNotice& notice) const;
  /// The same of a customer: own = his manager and whoever answers for him now.
  std::optional<Refusal> refuse_unless_may(const char* verb, CustomerId customer) const;
  /// Whether the caller answers for the customer now, or manages him: then people are named in clear.
  bool is_own(CustomerId customer) const;
  OfficerId answerable(CustomerId customer) const;

  std::string officer_name(OfficerId id) const;
  /// A person's is masked unless he is the caller's own; "" if there is no such customer.
  std::string customer_name(CustomerId id) const;
  std::string person_name(CustomerId customer, const std::string& name) const;

 private:
  const ManagedCustomer& managed(CustomerId id) const;

  const std::vector<ManagerTerm> terms_;
  mutable std::map<CustomerId, ManagedCustomer> managed_;
};

http::Operation policy_notice_operation(const char* method, const std::string& path, const char* id, const char* summary);
/// The numbers of the rulebook; none in versions from before.
const PolicyNoticeRules& policy_notice_rules(const Rulebook& rulebook);
/// The address a link opens.
std::string policy_notice_url(const http::Request& request, const std::string& secret);
std::string words_of(const api::Call& call, PolicyNoticeStage stage);
std::string words_of(const api::Call& call, ReadingWay way);

/// Goes on with the notice, if there is one.
template <class Next>
http::Response with_policy_notice(const api::Call& call, db::Session& session, Next&& next) {
  const auto notice = load_policy_notice(session, PolicyNoticeId{call.id("notice_id")});
  if (!notice) return api::refused(call, Refusal{"policy_notice.unknown", "", "", {}});
  return next(PolicyNoticeDesk(call, session), *notice);
}
/// Goes on if the caller may read notices.
template <class Next>
http::Response with_readable_notice(const api::Call& call, db::Session& session, Next&& next) {
  return api::with_permission(call, "read_policy_notices", [&] { return with_policy_notice(call, session, next); });
}

struct PolicyNoticeChanged {
  PolicyNoticeId id;
  std::int64_t version = 0;
  PolicyNoticeStage stage{};
};
BOOST_DESCRIBE_STRUCT(PolicyNoticeChanged, (), (id, version, stage))
inline http::Response changed_answer(const PolicyNotice& notice) { return api::answer(PolicyNoticeChanged{notice.id, notice.version, notice.stage}, 201); }

}  // namespace shouwen
