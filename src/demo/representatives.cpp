// Each goes through the rules of its verbs, so that a demonstration cannot show what is not allowed.
#include "demo/representatives.h"

#include "accounts/account_store.h"
#include "accounts/answerable.h"
#include "customers/customer_file_store.h"
#include "org/accounts.h"
#include "regulation/clauses.h"
#include "representatives/answer_visit.h"
#include "representatives/give_feedback.h"
#include "representatives/invite_representative.h"
#include "representatives/representative_account.h"
#include "representatives/representative_store.h"

namespace shouwen {

namespace {

struct PlannedRepresentative {
  const char* name;
  const char* role;
  const char* phone;
  bool signed_in;
};
constexpr PlannedRepresentative planned[] = {{"钱国梁", "电气主管", "19900070001", true}, {"尤秀英", "设备科长", "19900070002", false}};
constexpr const char* demo_password = "shouwen-demo";

class RepresentativeTeller {
 public:
  RepresentativeTeller(House& house, db::Session& session)
      : session_(session), organisation_(house.organisation()), rulebook_(house.rulebook_now()), terms_(manager_terms(session)), now_(house.now()) {}

  Verdict tell(const ManagedCustomer& customer, const PlannedRepresentative& plan) {
    manager_ = answerable_for(customer, terms_, *organisation_, now_).officer_id;
    FileChange change;
    change.reason.value = "登记客户代表";
    CustomerRepresentative person;
    person.name.value = plan.name;
    person.role.value = plan.role;
    person.phone.value = plan.phone;
    person.in_charge_of_electricity = true;
    change.representatives = std::vector{person};
    const auto changed = change_customer(session_, customer.id, change, {manager_, now_, rulebook_->version, rulebook_->customer_file});
    if (!changed) return changed.refusal();
    file_ = *changed;
    if (const Verdict done = take(invite_representative(file_.representatives.back().id, true, {}, by(manager_))); !done) return done;
    keep_invitation(session_, access_.id, new_invitation_code());
    return plan.signed_in ? sign_in() : Verdict(Done{});
  }

 private:
  RepresentativeSituation by(OfficerId actor) const { return {actor, now_, file_, *rulebook_->representatives}; }
  Verdict take(const RepresentativeDecision& decision) {
    if (!decision) return decision.refusal();
    access_ = save_representative_event(session_, access_, *decision, rulebook_->version);
    return Done{};
  }
  Verdict sign_in() {
    if (const Verdict done = take(join(access_, by(the_public))); !done) return done;
    keep_password(session_, access_.id, hash_password(demo_password));
    if (const Verdict done = take(RepresentativeEvent{the_public, now_, clause::art_11_4, RepresentativeSignedIn{}}); !done) return done;
    for (const AccountStoryEntry& entry : account_story(session_, file_.id)) {
      const auto* contact = std::get_if<ContactRecorded>(&entry.event.body);
      const RecordedContact recorded{entry.number, contact == nullptr ? Instant{} : contact->at};
      if (contact == nullptr || !waits_for_word(recorded, {access_}, *rulebook_->representatives, now_)) continue;
      if (const Verdict done = take(answer_visit(recorded, false, "当天只通了电话，没有到现场。", {access_}, by(the_public))); !done) return done;
      break;
    }
    return take(give_feedback(access_, FileNoteKind::equipment, "2号变压器油位偏低，已约厂家检查。", by(the_public)));
  }

  db::Session& session_;
  std::shared_ptr<const Organisation> organisation_;
  std::shared_ptr<const Rulebook> rulebook_;
  const std::vector<ManagerTerm> terms_;
  Instant now_;
  OfficerId manager_;
  CustomerFile file_;
  RepresentativeAccess access_;
};

}  // namespace

Verdict add_representatives(House& house) {
  Verdict done = Done{};
  if (!house.rulebook_now()->representatives) return done;
  house.writer().run([&](db::Session& session) {
    std::size_t told = 0;
    for (const ManagedCustomer& customer : managed_customers(session)) {
      if (told == std::size(planned) || !done) return;
      if (!customer.manager_id || customer.contacts == 0) continue;
      done = RepresentativeTeller(house, session).tell(customer, planned[told++]);
    }
  });
  return done;
}

}  // namespace shouwen
