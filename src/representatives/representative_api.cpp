// Invitations, endings, answers to objections and feedback over HTTP, for the desk.
#include "representatives/representative_api.h"

#include <algorithm>

#include "accounts/account_desk.h"
#include "api/qr_code.h"
#include "base/text.h"
#include "customers/customer_file_store.h"
#include "portal/page_writer.h"
#include "regulation/clauses.h"
#include "representatives/answer_visit.h"
#include "representatives/give_feedback.h"
#include "representatives/invite_representative.h"
#include "representatives/my_desk.h"
#include "representatives/representative_account.h"
#include "representatives/representative_describe.h"

namespace shouwen {

using namespace api;

BOOST_DESCRIBE_ENUM(Standing, good, invited, ended, not_in_file, another_person, not_yet_valid, no_longer_valid, without_phone, file_merged)

struct RepresentativeView {
  std::int64_t representative_id = 0;
  std::string name, role;
  bool in_file = false, may_be_invited = false;
  std::optional<AccessState> access;             ///< absent: never invited
  Standing standing{};                           ///< good: he may in; else why not
  std::optional<Instant> invited_at, invitation_ends_at, joined_at, last_sign_in_at, last_locked_at, locked_until, ended_at;
  std::string invited_by_name, ended_by_name, end_reason;
};
BOOST_DESCRIBE_STRUCT(RepresentativeView, (), (representative_id, name, role, in_file, may_be_invited, access, standing, invited_at, invitation_ends_at, joined_at,
                                               last_sign_in_at, last_locked_at, locked_until, ended_at, invited_by_name, ended_by_name, end_reason))
struct VisitWordView {
  std::int64_t representative_id = 0;
  std::string name;
  VisitAnswer visit;
};
BOOST_DESCRIBE_STRUCT(VisitWordView, (), (representative_id, name, visit))
struct FeedbackView {
  std::int64_t representative_id = 0;
  std::string name;
  Feedback feedback;
};
BOOST_DESCRIBE_STRUCT(FeedbackView, (), (representative_id, name, feedback))
struct CustomerRepresentativesView {
  CustomerId customer_id;
  std::string customer_name;
  bool may_invite = false, may_end = false, may_answer = false;
  std::vector<RepresentativeView> representatives;
  std::vector<VisitWordView> visits;             ///< his word on recorded contacts
  std::vector<FeedbackView> feedback;            ///< of equipment and operation, newest first
};
BOOST_DESCRIBE_STRUCT(CustomerRepresentativesView, (), (customer_id, customer_name, may_invite, may_end, may_answer, representatives, visits, feedback))
struct WaitingRepresentativesView {
  std::vector<CustomerRepresentativesView> customers;  ///< only what waits for an answer
};
BOOST_DESCRIBE_STRUCT(WaitingRepresentativesView, (), (customers))
struct InvitationView {
  std::string customer_name, account_number, name, code, url, qr_svg;  ///< the code in clear, this once
  Instant ends_at;
};
BOOST_DESCRIBE_STRUCT(InvitationView, (), (customer_name, account_number, name, code, url, qr_svg, ends_at))
struct EndAccessInput {
  Line<2, 200> reason;
};
BOOST_DESCRIBE_STRUCT(EndAccessInput, (), (reason))
struct ObjectionAnswerInput {
  Text<2, 1000> words;
};
BOOST_DESCRIBE_STRUCT(ObjectionAnswerInput, (), (words))
struct FeedbackAnswerInput {
  bool accepted = false;
  std::optional<Text<0, 1000>> words;
};
BOOST_DESCRIBE_STRUCT(FeedbackAnswerInput, (), (accepted, words))

namespace {

const Refusal unknown{"representative.unknown", "", "", {}};

http::Operation representative_operation(const char* method, const std::string& rest, const char* id, const char* summary, const char* clause) {
  return {method, "/api/v1/managed_customers/{customer_id}/representatives" + rest, id, "representatives", summary, clause};
}

bool may_do(const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer, const char* verb) {
  return desk.may_on(verb, customer, home_of(known, customer)).allowed;
}

bool answers(const AccountDesk& desk, const ManagedCustomer& customer) { return desk.answerable(customer).officer_id == desk.call.actor.officer_id; }

std::optional<RepresentativeAccess> access_in_path(const AccountDesk& desk, CustomerId customer) {
  const std::int64_t wanted = desk.call.id("representative_id");
  for (RepresentativeAccess& access : accesses_of(desk.session, customer))
    if (access.representative_id == wanted) return std::move(access);
  return std::nullopt;
}

void set_access(const AccountDesk& desk, RepresentativeView& view, const RepresentativeAccess& access, const CustomerFile& file) {
  view.access = access.state;
  view.standing = standing_of(access, file, local_date(desk.call.now));
  view.invited_at = access.invited_at;
  view.invitation_ends_at = access.invitation_ends_at;
  view.joined_at = access.joined_at;
  view.last_sign_in_at = access.last_sign_in_at;
  view.last_locked_at = access.last_locked_at;
  if (const Instant until = load_secrets(desk.session, access.id).locked_until; desk.call.now < until) view.locked_until = until;
  view.ended_at = access.ended_at;
  view.invited_by_name = desk.officer_name(access.invited_by_id);
  view.ended_by_name = desk.officer_name(access.ended_by_id);
  view.end_reason = access.end_reason;
}

std::vector<RepresentativeView> people_of(const AccountDesk& desk, const CustomerFile& file, const std::vector<RepresentativeAccess>& accesses, bool own) {
  std::vector<RepresentativeView> views;
  const auto shown = [own](const std::string& name) { return own ? name : mask_name(name); };
  for (const CustomerRepresentative& one : file.representatives) {
    RepresentativeView view;
    view.representative_id = one.id;
    view.name = shown(one.name.value);
    view.role = one.role.value;
    view.in_file = true;
    view.standing = standing_of(&one, one.name.value, file, local_date(desk.call.now));
    view.may_be_invited = view.standing == Standing::good;
    for (const RepresentativeAccess& access : accesses)
      if (access.representative_id == one.id) set_access(desk, view, access, file);
    views.push_back(std::move(view));
  }
  for (const RepresentativeAccess& access : accesses) {
    if (representative_entry(file, access.representative_id) != nullptr) continue;
    RepresentativeView view;
    view.representative_id = access.representative_id;
    view.name = shown(access.name);
    set_access(desk, view, access, file);
    views.push_back(std::move(view));
  }
  return views;
}

enum class Words { all, waiting };

CustomerRepresentativesView view_of(const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer, const CustomerFile& file, Words wanted) {
  const bool own = desk.is_own(customer);
  CustomerRepresentativesView view;
  view.customer_id = customer.id;
  view.customer_name = desk.shown_name(known, customer);
  view.may_invite = answers(desk, customer) && may_do(desk, known, customer, "invite_representative") && desk.call.rulebook->representatives.has_value();
  view.may_end = may_do(desk, known, customer, "end_representative_access");
  view.may_answer = may_do(desk, known, customer, "answer_representative");
  const auto accesses = accesses_of(desk.session, customer.id);
  if (wanted == Words::all) view.representatives = people_of(desk, file, accesses, own);
  for (const RepresentativeAccess& access : accesses) {
    const std::string name = own ? access.name : mask_name(access.name);
    for (const VisitAnswer& visit : access.visits)
      if (wanted == Words::all || visit.waits()) view.visits.push_back({access.representative_id, name, visit});
    for (const Feedback& one : access.feedback)
      if (wanted == Words::all || one.state == FeedbackState::waiting) view.feedback.push_back({access.representative_id, name, one});
  }
  std::stable_sort(view.visits.begin(), view.visits.end(), [](const VisitWordView& a, const VisitWordView& b) { return a.visit.at > b.visit.at; });
  std::stable_sort(view.feedback.begin(), view.feedback.end(), [](const FeedbackView& a, const FeedbackView& b) { return a.feedback.at > b.feedback.at; });
  return view;
}

/// Customer, file and right; then `next(desk, known, customer, file)`.
template <class Next>
http::Response with_file(const Call& call, db::Session& session, const AccountWiring& wiring, const char* verb, Next&& next) {
  return with_managed_customer(call, session, wiring, verb, [&](const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer) {
    const auto file = load_file(session, customer.id);
    if (!file) return refused(call, Refusal{"customer.unknown", "", "", {}});
    return next(desk, known, customer, *file);
  });
}

RepresentativeSituation situation_of(const AccountDesk& desk, const CustomerFile& file, const RepresentativeRules& rules) {
  return {desk.call.actor.officer_id, desk.call.now, file, rules};
}

http::Response invite(const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer, const CustomerFile& file) {
  const Call& call = desk.call;
  if (!call.rulebook->representatives) return refused(call, Refusal{"invite_representative.not_set_up", clause::art_11_4, "", {}});
  const std::int64_t wanted = call.id("representative_id");
  RepresentativeAccess before;
  std::vector<std::string> taken;
  for (RepresentativeAccess& access : accesses_of(desk.session, customer.id)) {
    const CustomerRepresentative* entry = representative_entry(file, access.representative_id);
    if (access.representative_id == wanted) before = std::move(access);
    else if (entry != nullptr && access.state != AccessState::ended) taken.push_back(normalise_phone(entry->phone.value));
  }
  const auto decision = invite_representative(wanted, answers(desk, customer), taken, situation_of(desk, file, *call.rulebook->representatives));
  if (!decision) return refused(call, decision.refusal());
  const RepresentativeAccess after = save_representative_event(desk.session, before, *decision, desk.rulebook_version());
  InvitationView view;
  view.code = new_invitation_code();
  keep_invitation(desk.session, after.id, view.code);
  view.customer_name = known.name;
  view.account_number = known.account_number;
  view.name = after.name;
  view.url = own_url(call.request, "/p/my/invitation");
  view.qr_svg = qr_svg(view.url + "?code=" + normalised_code(view.code));
  view.ends_at = after.invitation_ends_at;
  return answer(view, 201);
}

/// An event on the access of the path; what else is written comes before.
template <class Decide>
http::Response decided(const AccountDesk& desk, const CustomerFile& file, Decide&& decide) {
  const auto access = access_in_path(desk, file.id);
  if (!access) return refused(desk.call, unknown);
  const RepresentativeRules rules = desk.call.rulebook->representatives.value_or(RepresentativeRules{});
  const RepresentativeDecision decision = decide(*access, situation_of(desk, file, rules));
  if (!decision) return refused(desk.call, decision.refusal());
  save_representative_event(desk.session, *access, *decision, desk.rulebook_version());
  return no_content();
}

/// What is accepted stands in the file from now on, by the manager's hand and with where it came from.
std::optional<Refusal> enter_into_file(const AccountDesk& desk, const CustomerFile& file, const RepresentativeAccess& access, std::int64_t number) {
  const auto found = std::find_if(access.feedback.begin(), access.feedback.end(), [number](const Feedback& row) { return row.number == number; });
  if (found == access.feedback.end()) return std::nullopt;
  FileChange change;
  change.reason.value = "客户代表反馈，客户经理核实";
  FileNote note;
  note.kind = found->kind;
  note.noted_on = local_date(found->at);
  note.text.value = found->text;
  change.notes = std::vector{note};
  const auto changed = change_customer(desk.session, file.id, change, {desk.call.actor.officer_id, desk.call.now, desk.rulebook_version(), desk.call.rulebook->customer_file});
  return changed ? std::nullopt : std::optional(changed.refusal());
}

void add_reads(Api& api, const AccountWiring& wiring) {
  auto read = representative_operation("GET", "", "list_customer_representatives", "Representatives with the state of their access, their word on contacts, their feedback", clause::art_11_4);
  read.response_body = json::schema_of<CustomerRepresentativesView>();
  api.read(read, [wiring](const Call& call, db::Session& session) {
    return with_file(call, session, wiring, "read_representatives", [](const AccountDesk& desk, const AccountCustomer& known, const ManagedCustomer& customer, const CustomerFile& file) {
      return answer(view_of(desk, known, customer, file, Words::all));
    });
  });

  http::Operation waiting{"GET", "/api/v1/account_managers/me/representatives", "list_waiting_representatives", "representatives",
                          "Objections and feedback of the customers one answers for", clause::art_11_3};
  waiting.response_body = json::schema_of<WaitingRepresentativesView>();
  api.read(waiting, [wiring](const Call& call, db::Session& session) {
    const AccountDesk desk(call, session, wiring);
    WaitingRepresentativesView view;
    for (const RepresentativeAccess& access : accesses_that_wait(session)) {
      if (!view.customers.empty() && view.customers.back().customer_id == access.customer_id) continue;
      const ManagedCustomer customer = load_managed_customer(session, access.customer_id);
      const auto known = answers(desk, customer) ? wiring.customer(session, customer.id) : std::nullopt;
      const auto file = known ? load_file(session, customer.id) : std::nullopt;
      if (file && may_do(desk, *known, customer, "read_representatives")) view.customers.push_back(view_of(desk, *known, customer, *file, Words::waiting));
    }
    return answer(view);
  });
}

void add_writes(Api& api, const AccountWiring& wiring) {
  auto invitation = representative_operation("POST", "/{representative_id}/invitations", "invite_representative", "A one-time code, shown this once; an earlier access is begun anew", clause::art_11_4);
  invitation.response_body = json::schema_of<InvitationView>();
  invitation.success_status = 201;
  api.write(invitation, [wiring](const Call& call, db::Session& session) { return with_file(call, session, wiring, "invite_representative", &invite); });

  auto ending = representative_operation("POST", "/{representative_id}/access_endings", "end_representative_access", "Signed out everywhere at once; password and code are void", clause::art_11_4);
  ending.request_body = json::schema_of<EndAccessInput>();
  ending.success_status = 204;
  api.write(ending, [wiring](const Call& call, db::Session& session) {
    return with_file(call, session, wiring, "end_representative_access", [&](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer&, const CustomerFile& file) {
      return with_body<EndAccessInput>(call, [&](const EndAccessInput& input) {
        return decided(desk, file, [&](const RepresentativeAccess& access, const RepresentativeSituation& situation) {
          forget_secrets(session, access.id);
          return end_access(access, input.reason.value, situation);
        });
      });
    });
  });

  auto objection = representative_operation("POST", "/{representative_id}/objections/{contact_number}/answers", "answer_objection", "The manager's answer to an objection", clause::art_11_3);
  objection.request_body = json::schema_of<ObjectionAnswerInput>();
  objection.success_status = 204;
  api.write(objection, [wiring](const Call& call, db::Session& session) {
    return with_file(call, session, wiring, "answer_representative", [&](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer&, const CustomerFile& file) {
      return with_body<ObjectionAnswerInput>(call, [&](const ObjectionAnswerInput& input) {
        return decided(desk, file, [&](const RepresentativeAccess& access, const RepresentativeSituation& situation) {
          return answer_objection(access, call.id("contact_number"), input.words.value, situation);
        });
      });
    });
  });

  auto told = representative_operation("POST", "/{representative_id}/feedback/{number}/answers", "answer_feedback", "Accepted, it enters the file; declined, it says why", clause::art_11_4);
  told.request_body = json::schema_of<FeedbackAnswerInput>();
  told.success_status = 204;
  api.write(told, [wiring](const Call& call, db::Session& session) {
    return with_file(call, session, wiring, "answer_representative", [&](const AccountDesk& desk, const AccountCustomer&, const ManagedCustomer&, const CustomerFile& file) {
      return with_body<FeedbackAnswerInput>(call, [&](const FeedbackAnswerInput& input) {
        return decided(desk, file, [&](const RepresentativeAccess& access, const RepresentativeSituation& situation) -> RepresentativeDecision {
          RepresentativeDecision decision = answer_feedback(access, call.id("number"), input.accepted, input.words ? input.words->value : std::string(), situation);
          if (decision && input.accepted)
            if (auto refusal = enter_into_file(desk, file, access, call.id("number"))) return *std::move(refusal);
          return decision;
        });
      });
    });
  });
}

}  // namespace

void add_representatives_api(Api& api, const AccountWiring& wiring) {
  add_reads(api, wiring);
  add_writes(api, wiring);
  add_sign_in_pages(api);
  add_my_home(api);
  add_my_file(api);
  add_my_use(api);
  add_my_bills(api);
  add_my_cases(api);
  add_my_visits(api);
  add_my_notices(api);
  add_my_services(api);
}

}  // namespace shouwen
