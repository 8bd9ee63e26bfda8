// A managed customer, its story, and tiers proposed, over HTTP.
#include <algorithm>
#include <map>

#include "accounts/account_desk.h"
#include "regulation/clauses.h"

namespace shouwen {

using namespace api;

struct TierProposalView {
  CustomerId customer_id;
  std::string customer_name, account_number;
  TierFacts facts;
  AccountTier proposed{}, confirmed{};
  std::vector<TierReason> reasons;
  std::vector<TierReasonKind> stated;  ///< reasons whose value somebody stated here, because neither file nor monthly use has it
  bool thresholds_set = false;  ///< false: the bureau set no threshold, a person decides alone
  bool differs = false, review_is_due = false;
  std::string because;          ///< why the confirmed one differed from what was proposed then
};
BOOST_DESCRIBE_STRUCT(TierProposalView, (), (customer_id, customer_name, account_number, facts, proposed, confirmed, reasons, stated, thresholds_set, differs, review_is_due, because))

struct ManagedCustomerView {
  CustomerId customer_id;
  std::string customer_name, account_number;
  std::int64_t version = 0;
  TierProposalView tier;
  std::optional<ConfirmedTier> confirmed_tier;
  OfficerId manager_id;
  std::string manager_name;
  OfficerId answerable_id;      ///< exactly one at every instant; 0 = no key customer
  std::string answerable_name, instead_of_name;
  AnswerableBecause because{};
  std::vector<Tenure> tenures;
  std::optional<HandOver> hand_over;
  bool may_end_hand_over = false;
  std::string stated_source;    ///< what stated facts rest on
  std::optional<Instant> stated_at;
  std::optional<Instant> last_contact_at, next_contact_at;
  std::int64_t contacts = 0;
  std::vector<AccountPromise> promises;
  std::int64_t promises_made = 0, promises_kept = 0, promises_kept_late = 0;
  std::optional<Evaluation> customer_evaluation, service_evaluation;
};
BOOST_DESCRIBE_STRUCT(ManagedCustomerView, (), (customer_id, customer_name, account_number, version, tier, confirmed_tier, manager_id, manager_name, answerable_id,
                                                answerable_name, instead_of_name, because, tenures, hand_over, may_end_hand_over, stated_source, stated_at, last_contact_at, next_contact_at, contacts, promises,
                                                promises_made, promises_kept, promises_kept_late, customer_evaluation, service_evaluation))

struct AccountContactView {
  std::int64_t number = 0;
  Instant at, recorded_at;
  OfficerId officer_id;
  std::string officer_name;
  Channel channel{};
  std::optional<std::int64_t> representative_id;
  std::string representative, representative_role, words;
  std::vector<Substance> substance;
  std::vector<std::string> photos;
};
BOOST_DESCRIBE_STRUCT(AccountContactView, (), (number, at, recorded_at, officer_id, officer_name, channel, representative_id, representative, representative_role, words, substance, photos))
struct PromiseView {
  AccountPromise promise;
  std::string promised_by_name, kept_words;
  std::optional<Instant> kept_at;
  bool kept_late = false;
};
BOOST_DESCRIBE_STRUCT(PromiseView, (), (promise, promised_by_name, kept_words, kept_at, kept_late))
struct EvaluationView {
  bool of_service = false;      ///< by the customer of the manager's service; else by the manager of the customer's cooperation
  Evaluation evaluation;
  std::string officer_name;
};
BOOST_DESCRIBE_STRUCT(EvaluationView, (), (of_service, evaluation, officer_name))
struct AccountHandOverView {
  HandOver hand_over;
  std::string from_name, to_name, end_reason;
  std::optional<Instant> signed_at, ended_at;
};
BOOST_DESCRIBE_STRUCT(AccountHandOverView, (), (hand_over, from_name, to_name, end_reason, signed_at, ended_at))
struct AccountStoryView {
  std::int64_t number = 0;
  Instant at;
  std::string kind, clause, officer_name, instead_of_name;
};
BOOST_DESCRIBE_STRUCT(AccountStoryView, (), (number, at, kind, clause, officer_name, instead_of_name))

namespace {

constexpr std::size_t proposals_a_page = 200;

/// Whether the file and the months on record are silent on what the reason rests on.
bool is_stated(TierReasonKind kind, const TierFacts& on_file) {
  switch (kind) {
    case TierReasonKind::capacity: return !on_file.contracted_capacity_kva;
    case TierReasonKind::yearly_use: return !on_file.yearly_use_wh;
    case TierReasonKind::character: return on_file.critical_grade == CriticalGrade::none;
    case TierReasonKind::influence: return !on_file.influence;
  }
  return false;
}

TierProposalView proposal_view(const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer) {
  TierProposalView view;
  view.customer_id = customer.id;
  view.customer_name = desk.shown_name(known, customer);
  view.account_number = known.account_number;
  view.facts = desk.facts(known, customer);
  TierProposal proposal = propose_tier(view.facts, desk.rules);
  view.proposed = proposal.tier;
  view.reasons = std::move(proposal.reasons);
  for (const TierReason& reason : view.reasons)
    if (is_stated(reason.kind, known.facts)) view.stated.push_back(reason.kind);
  view.thresholds_set = proposal.thresholds_set;
  view.confirmed = customer.present_tier();
  view.differs = view.proposed != view.confirmed;
  if (!customer.tier) return view;
  view.because = customer.tier->because;
  view.review_is_due = customer.tier->review_due_at && *customer.tier->review_due_at <= desk.call.now;
  return view;
}

ManagedCustomerView view_of(const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer) {
  ManagedCustomerView view;
  view.customer_id = customer.id;
  view.customer_name = desk.shown_name(known, customer);
  view.account_number = known.account_number;
  view.version = customer.version;
  view.tier = proposal_view(desk, known, customer);
  view.confirmed_tier = customer.tier;
  view.manager_id = customer.manager_id;
  view.manager_name = desk.officer_name(customer.manager_id);
  const Answerable who = desk.answerable(customer);
  view.answerable_id = who.officer_id;
  view.answerable_name = desk.officer_name(who.officer_id);
  view.instead_of_name = desk.officer_name(who.instead_of_id);
  view.because = who.because;
  view.tenures = customer.tenures;
  view.hand_over = customer.hand_over;
  view.may_end_hand_over = customer.hand_over && desk.may_on("end_hand_over", customer, home_of(known, customer)).allowed;
  if (!view.tier.stated.empty()) {
    for (const AccountStoryEntry& entry : account_story(desk.session, customer.id))
      if (const auto* stated = std::get_if<TierFactsStated>(&entry.event.body)) view.stated_source = stated->source, view.stated_at = entry.event.at;
  }
  view.last_contact_at = customer.last_contact_at;
  if (customer.present_tier() != AccountTier::ordinary) view.next_contact_at = next_contact_at(customer, desk.rules, desk.call.rulebook->calendars.bureau);
  view.contacts = customer.contacts;
  view.promises = customer.promises;
  view.promises_made = customer.promises_made;
  view.promises_kept = customer.promises_kept;
  view.promises_kept_late = customer.promises_kept_late;
  view.customer_evaluation = customer.customer_evaluation;
  view.service_evaluation = customer.service_evaluation;
  return view;
}

/// Managed customers and those whose file may reach a threshold, by id.
std::map<CustomerId, ManagedCustomer> proposed_customers(const AccountDesk& desk) {
  std::map<CustomerId, ManagedCustomer> customers;
  for (ManagedCustomer& customer : managed_customers(desk.session)) customers.emplace(customer.id, std::move(customer));
  for (const CustomerId id : desk.wiring.candidates(desk.session, desk.rules)) customers.try_emplace(id).first->second.id = id;
  return customers;
}

Page<TierProposalView> proposals(const AccountDesk& desk, CustomerId after, bool differing_only) {
  const auto customers = proposed_customers(desk);
  Page<TierProposalView> page;
  for (auto at = customers.upper_bound(after); at != customers.end(); ++at) {
    const ManagedCustomer& customer = at->second;
    const auto known = desk.wiring.customer(desk.session, customer.id);
    if (!known || !desk.may_on("read_account", customer, home_of(*known, customer)).allowed) continue;
    TierProposalView view = proposal_view(desk, *known, customer);
    if (differing_only && !view.differs && !view.review_is_due) continue;
    if (page.items.size() == proposals_a_page) {
      page.next = std::to_string(page.items.back().customer_id.value);
      break;
    }
    page.items.push_back(std::move(view));
  }
  return page;
}

/// People of the customer are named in clear to whoever serves him.
std::string person_name(bool own, const std::string& name) { return own ? name : mask_name(name); }

http::Response contacts_answer(const AccountDesk& desk, const ManagedCustomer& customer) {
  const bool own = desk.is_own(customer);
  Page<AccountContactView> page;
  for (const AccountStoryEntry& entry : account_story(desk.session, customer.id)) {
    const auto* contact = std::get_if<ContactRecorded>(&entry.event.body);
    if (contact == nullptr) continue;
    page.items.push_back({entry.number, contact->at, entry.event.at, entry.event.actor_id, desk.officer_name(entry.event.actor_id), contact->channel,
                          contact->representative_id, person_name(own, contact->representative), contact->representative_role.value_or(""), contact->words, contact->substance, contact->photos});
    for (Substance& substance : page.items.back().substance) substance.name = person_name(own, substance.name);
  }
  std::stable_sort(page.items.begin(), page.items.end(), [](const AccountContactView& a, const AccountContactView& b) { return a.at > b.at; });
  return answer(page);
}

http::Response promises_answer(const AccountDesk& desk, const ManagedCustomer& customer) {
  Page<PromiseView> page;
  const auto of = [&page](std::int64_t number) { return &page.items.at(static_cast<std::size_t>(number - 1)); };
  for (const AccountStoryEntry& entry : account_story(desk.session, customer.id)) {
    if (const auto* made = std::get_if<Promised>(&entry.event.body)) page.items.push_back({made->promise, desk.officer_name(made->promise.promised_by_id), {}, {}, false});
    if (const auto* warned = std::get_if<PromiseWarned>(&entry.event.body)) of(warned->number)->promise.warned = true;
    if (const auto* broken = std::get_if<PromiseBroken>(&entry.event.body)) of(broken->number)->promise.broken = true;
    const auto* kept = std::get_if<PromiseKept>(&entry.event.body);
    if (kept == nullptr) continue;
    of(kept->number)->kept_words = kept->words;
    of(kept->number)->kept_at = entry.event.at;
    of(kept->number)->kept_late = kept->late;
  }
  return answer(page);
}

http::Response evaluations_answer(const AccountDesk& desk, const ManagedCustomer& customer) {
  const bool own = desk.is_own(customer);
  Page<EvaluationView> page;
  for (const AccountStoryEntry& entry : account_story(desk.session, customer.id)) {
    const auto* of_customer = std::get_if<CustomerEvaluated>(&entry.event.body);
    const auto* of_service = std::get_if<ServiceEvaluated>(&entry.event.body);
    if (of_customer == nullptr && of_service == nullptr) continue;
    EvaluationView view{of_service != nullptr, of_service != nullptr ? of_service->evaluation : of_customer->evaluation, {}};
    view.officer_name = desk.officer_name(view.evaluation.officer_id);
    view.evaluation.by_name = person_name(own, view.evaluation.by_name);
    page.items.push_back(std::move(view));
  }
  return answer(page);
}

http::Response hand_overs_answer(const AccountDesk& desk, const ManagedCustomer& customer) {
  Page<AccountHandOverView> page;
  for (const AccountStoryEntry& entry : account_story(desk.session, customer.id)) {
    if (const auto* offered = std::get_if<HandOverOffered>(&entry.event.body))
      page.items.push_back({offered->hand_over, desk.officer_name(offered->hand_over.from_officer_id), desk.officer_name(offered->hand_over.to_officer_id), {}, {}, {}});
    if (std::holds_alternative<HandOverSigned>(entry.event.body)) page.items.back().signed_at = entry.event.at;
    const auto* ended = std::get_if<HandOverEnded>(&entry.event.body);
    if (ended == nullptr) continue;
    page.items.back().ended_at = entry.event.at;
    page.items.back().end_reason = ended->reason;
  }
  return answer(page);
}

http::Response story_answer(const AccountDesk& desk, const ManagedCustomer& customer) {
  Page<AccountStoryView> page;
  for (const AccountStoryEntry& entry : account_story(desk.session, customer.id))
    page.items.push_back({entry.number, entry.event.at, entry.kind, entry.event.clause, desk.officer_name(entry.event.actor_id), desk.officer_name(entry.event.on_behalf_of_id)});
  return answer(page);
}

using RecordAnswer = http::Response (*)(const AccountDesk&, const ManagedCustomer&);

/// A list out of the customer's own stream.
void add_record(Api& api, const AccountWiring& wiring, http::Operation operation, json::Schema body, RecordAnswer answer_of) {
  operation.response_body = std::move(body);
  api.read(std::move(operation), [wiring, answer_of](const Call& call, db::Session& session) {
    return with_managed_customer(call, session, wiring, "read_account",
                                 [answer_of](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer& customer) { return answer_of(desk, customer); });
  });
}

void add_records(Api& api, const AccountWiring& wiring) {
  add_record(api, wiring, account_operation("GET", "/api/v1/managed_customers/{customer_id}/contacts", "list_account_contacts", "Contacts, latest first", clause::art_11_6_3),
             json::schema_of<Page<AccountContactView>>(), &contacts_answer);
  add_record(api, wiring, account_operation("GET", "/api/v1/managed_customers/{customer_id}/promises", "list_promises", "Promises made, kept and broken", clause::art_11_3),
             json::schema_of<Page<PromiseView>>(), &promises_answer);
  add_record(api, wiring, account_operation("GET", "/api/v1/managed_customers/{customer_id}/evaluations", "list_evaluations", "Marks both ways", clause::art_11_3),
             json::schema_of<Page<EvaluationView>>(), &evaluations_answer);
  add_record(api, wiring, account_operation("GET", "/api/v1/managed_customers/{customer_id}/hand_overs", "list_hand_overs", "Hand-overs with their signed lists", clause::art_11_3),
             json::schema_of<Page<AccountHandOverView>>(), &hand_overs_answer);
  add_record(api, wiring,
             account_operation("GET", "/api/v1/managed_customers/{customer_id}/history", "read_account_history", "Everything that happened to the customer's care", clause::art_11_3),
             json::schema_of<Page<AccountStoryView>>(), &story_answer);
}

}  // namespace

void add_managed_customer_reads(Api& api, const AccountWiring& wiring) {
  auto list = account_operation("GET", "/api/v1/account_tiers/proposals", "list_tier_proposals", "Proposed tiers with reasons beside the confirmed ones", clause::art_11_5_1);
  list.response_body = json::schema_of<Page<TierProposalView>>();
  list.query = {{"differing", "only those that differ or whose review is due", R"({"type":"boolean"})"}, {"after", "next page", R"({"type":"integer"})"}};
  api.read(list, [wiring](const Call& call, db::Session& session) {
    return with_permission(call, "propose_tier", [&] {
      const auto after = api::query_number(call, "after");
      if (!after) return refused(call, after.refusal());
      const AccountDesk desk(call, session, wiring);
      return answer(proposals(desk, CustomerId{after->value_or(0)}, call.request.query_value("differing").value_or("") == "true"));
    });
  });

  auto one = account_operation("GET", "/api/v1/managed_customers/{customer_id}", "read_managed_customer", "Tier, manager, who answers now, promises and marks", clause::art_11_3);
  one.response_body = json::schema_of<ManagedCustomerView>();
  api.read(one, [wiring](const Call& call, db::Session& session) {
    return with_managed_customer(call, session, wiring, "read_account", [](const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer) {
      return answer(view_of(desk, known, customer));
    });
  });

  add_records(api, wiring);
}

}  // namespace shouwen
