// Permission and names, the same for every call of this room.
#include "policy_notices/policy_notice_desk.h"

#include <algorithm>

#include "base/text.h"
#include "customers/customer_file_store.h"
#include "customers/customer_masking.h"
#include "regulation/clauses.h"

namespace shouwen {

PolicyNoticeDesk::PolicyNoticeDesk(const api::Call& made, db::Session& opened) : call(made), session(opened), terms_(manager_terms(opened)) {}

const ManagedCustomer& PolicyNoticeDesk::managed(CustomerId id) const {
  const auto known = managed_.find(id);
  return known != managed_.end() ? known->second : managed_.emplace(id, load_managed_customer(session, id)).first->second;
}

OfficerId PolicyNoticeDesk::answerable(CustomerId id) const {
  const ManagedCustomer& customer = managed(id);
  return customer.present_tier() == AccountTier::ordinary ? OfficerId{} : answerable_for(customer, terms_, *call.organisation, call.now).officer_id;
}

PolicyNoticeSituation PolicyNoticeDesk::situation() const {
  PolicyNoticeSituation made{call.actor.officer_id, call.now, policy_notice_rules(*call.rulebook), {}};
  const Permission drafting = may(*call.rulebook, *call.organisation, call.actor, "draft_policy_notice");
  const bool to_anybody = std::any_of(drafting.reasons.begin(), drafting.reasons.end(), [](const PermissionReason& reason) { return reason.scope == Scope::bureau; });
  if (to_anybody) return made;
  made.portfolio.emplace();
  for (const ManagedCustomer& customer : managed_customers_of(session, call.actor.officer_id)) made.portfolio->push_back(customer.id);
  return made;
}

std::optional<Refusal> PolicyNoticeDesk::refuse_unless_may(const char* verb, const PolicyNotice& notice) const {
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.responsible_officer_id = notice.drafted_by_id;
  if (const Officer* author = call.organisation->officer(notice.drafted_by_id)) facts.handling_unit_id = author->unit_id;
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts);
  return permission.allowed ? std::nullopt : std::optional(permission.refusal);
}

std::optional<Refusal> PolicyNoticeDesk::refuse_unless_may(const char* verb, CustomerId id) const {
  const ManagedCustomer& customer = managed(id);
  CaseFacts facts;
  facts.secrecy = Secrecy::personal;
  facts.responsible_officer_id = customer.manager_id;
  facts.first_contact_id = answerable(id);
  facts.handling_unit_id = unit_of(customer, *call.organisation);
  if (const auto file = load_file(session, id)) facts.first_contact_unit_id = customer.home_unit_id ? customer.home_unit_id : file->station_unit_id;
  const Permission permission = may(*call.rulebook, *call.organisation, call.actor, verb, facts);
  return permission.allowed ? std::nullopt : std::optional(permission.refusal);
}

bool PolicyNoticeDesk::is_own(CustomerId id) const {
  const OfficerId me = call.actor.officer_id;
  return managed(id).manager_id == me || answerable(id) == me;
}

std::string PolicyNoticeDesk::officer_name(OfficerId id) const {
  const Officer* officer = call.organisation->officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

std::string PolicyNoticeDesk::customer_name(CustomerId id) const {
  const auto file = load_file(session, id);
  if (!file) return {};
  return is_own(id) ? file->name.value : masked(*file).name.value;
}

std::string PolicyNoticeDesk::person_name(CustomerId customer, const std::string& name) const { return is_own(customer) ? name : mask_name(name); }

http::Operation policy_notice_operation(const char* method, const std::string& path, const char* id, const char* summary) {
  return {method, "/api/v1" + path, id, "policy_notices", summary, clause::art_11_6_2};
}

const PolicyNoticeRules& policy_notice_rules(const Rulebook& rulebook) {
  static const PolicyNoticeRules none;
  return rulebook.policy_notices ? *rulebook.policy_notices : none;
}

std::string policy_notice_url(const http::Request& request, const std::string& secret) {
  return std::string(request.header("x-forwarded-proto") == "https" ? "https" : "http") + "://" + std::string(request.header("host")) + "/p/n/" + secret;
}

std::string words_of(const api::Call& call, PolicyNoticeStage stage) {
  switch (stage) {
    case PolicyNoticeStage::draft: return call.said("草稿", "Draft");
    case PolicyNoticeStage::submitted: return call.said("待审批", "To be approved");
    case PolicyNoticeStage::approved: return call.said("已批准，未发出", "Approved, not sent");
    case PolicyNoticeStage::sent: return call.said("已发出", "Sent");
    case PolicyNoticeStage::withdrawn: return call.said("已撤回", "Withdrawn");
    case PolicyNoticeStage::superseded: return call.said("已更正", "Corrected");
  }
  return {};
}

std::string words_of(const api::Call& call, ReadingWay way) {
  switch (way) {
    case ReadingWay::link: return call.said("链接／二维码", "Link or code");
    case ReadingWay::representative: return call.said("客户代表登录", "Representative's login");
    case ReadingWay::phone: return call.said("电话", "Phone");
    case ReadingWay::visit: return call.said("走访", "Visit");
  }
  return {};
}

}  // namespace shouwen
