// One branch an event: who must know of it.
#include "cases/notices.h"

#include <algorithm>

#include "base/overloaded.h"
#include "cases/situation.h"
#include "org/kept_from.h"

namespace shouwen {

namespace {

class Told {
 public:
  Told(const CaseEvent& event, const ServiceCase& after, const NoticeSetting& setting)
      : event_(event), after_(after), setting_(setting), organisation_(setting.organisation) {}

  void tell(OfficerId officer, NoticeKind kind) {
    add({officer, kind, {}});
    if (!officer || !organisation_.is_absent(officer, event_.at)) return;
    if (const Officer* absent = organisation_.officer(officer); absent != nullptr) add({absent->deputy_id, kind, officer});
  }
  /// Those of the unit on duty in it; `otherwise` if nobody is.
  void tell_unit(UnitId unit, NoticeKind kind, OfficerId otherwise) {
    bool present = false;
    for (const OnDuty& row : on_duty(setting_.shifts, organisation_, unit, event_.at)) {
      const Officer* planned = organisation_.officer(row.instead_of ? row.instead_of : row.officer_id);
      if (planned == nullptr || !organisation_.is_within(planned->unit_id, unit)) continue;
      if (is_kept_out(row.officer_id)) continue;
      add({row.officer_id, kind, row.instead_of});
      present = true;
    }
    if (!present) tell(otherwise, kind);
  }
  std::vector<Notice> take() && { return std::move(notices_); }

 private:
  bool is_kept_out(OfficerId officer) const { return is_kept_from(facts_, organisation_, officer); }
  void add(Notice notice) {
    if (notice.officer_id.value <= 0 || notice.officer_id == event_.actor_id || is_kept_out(notice.officer_id)) return;
    const bool told = std::any_of(notices_.begin(), notices_.end(), [&notice](const Notice& row) { return row.officer_id == notice.officer_id; });
    if (!told) notices_.push_back(notice);
  }

  const CaseEvent& event_;
  const ServiceCase& after_;
  const NoticeSetting& setting_;
  const Organisation& organisation_;
  const CaseFacts facts_ = facts_of(after_);
  std::vector<Notice> notices_;
};

void tell_of_clock(Told& told, const CaseEvent& event, const ServiceCase& after, const ClockStruck& struck) {
  const auto tell_all = [&](NoticeKind kind) {
    told.tell(struck.told_id, kind);
    for (const OfficerId also : struck.also_told_ids) told.tell(also, kind);
  };
  for (const DutyChange& change : event.duties) {
    if (change.step == DutyStep::warned) tell_all(NoticeKind::warned);
    if (change.step == DutyStep::breached && change.owner_officer_id) told.tell(change.owner_officer_id, NoticeKind::overdue);
    if (change.step == DutyStep::breached && !change.owner_officer_id) told.tell_unit(change.owner_unit_id, NoticeKind::overdue, after.responsible_officer_id);
    if (change.step == DutyStep::escalated) tell_all(NoticeKind::escalated);
  }
}

/// Who decides on more time: the head of the handling unit, for a head the one above.
OfficerId decider_of_extension(const ServiceCase& after, OfficerId requester, const Organisation& organisation) {
  const OfficerId head = organisation.head_of(after.handling_unit_id);
  return head == requester ? organisation.superior_of(requester) : head;
}

}  // namespace

std::vector<Notice> notices_of(const CaseEvent& event, const ServiceCase& before, const ServiceCase& after, const NoticeSetting& setting) {
  const Organisation& organisation = setting.organisation;
  Told told(event, after, setting);
  const OfficerId holder = after.responsible_officer_id;
  const auto tell_holder_if_customer = [&](bool by_customer) {
    if (by_customer) told.tell(holder, NoticeKind::customer_spoke);
  };
  // An answer to the customer ends the order too: whoever gave it must not wait for a word that is no longer owed.
  const auto tell_whose_order_is_over = [&] {
    const bool over = before.open_duty(DutyKind::supervision_reply) != nullptr && after.open_duty(DutyKind::supervision_reply) == nullptr;
    if (over) told.tell(setting.supervisor_id, NoticeKind::supervision_answered);
  };
  std::visit(
      Overloaded{
          [&](const Registered& e) { told.tell(e.first_contact_id, NoticeKind::given); },
          [&](const TransferOffered& e) {
            if (e.to_officer_id) told.tell(e.to_officer_id, NoticeKind::offered);
            else told.tell_unit(e.to_unit_id, NoticeKind::offered, organisation.head_of(e.to_unit_id));
          },
          [&](const Returned&) { told.tell(holder, NoticeKind::returned); },
          [&](const OfferLapsed& e) {
            told.tell(holder, NoticeKind::returned);
            told.tell(e.head_told_id, NoticeKind::escalated);
          },
          [&](const OfficeAsked&) {
            const UnitId office = organisation.bureau_office();
            told.tell_unit(office, NoticeKind::office_asked, organisation.head_of(office));
          },
          [&](const Ruled& e) { told.tell(e.officer_id, NoticeKind::given); },
          [&](const Assigned& e) { told.tell(e.officer_id, NoticeKind::given); },
          [&](const TakenOver& e) { told.tell(e.absent_officer_id, NoticeKind::taken_over); },
          [&](const Replied&) {
            told.tell(after.first_contact_id, NoticeKind::answered);
            tell_whose_order_is_over();
          },
          [&](const ExplainedOutOfScope&) {
            told.tell(after.first_contact_id, NoticeKind::answered);
            tell_whose_order_is_over();
          },
          [&](const Reminded&) {
            told.tell(holder, NoticeKind::reminded);
            // The first contact stays answerable to the customer who urges (art. 10(1)).
            told.tell(after.first_contact_id, NoticeKind::reminded);
          },
          [&](const Supervised&) { told.tell(holder, NoticeKind::supervised); },
          [&](const SupervisionAnswered&) { tell_whose_order_is_over(); },
          [&](const ExtensionRequested&) { told.tell(decider_of_extension(after, event.actor_id, organisation), NoticeKind::extension_asked); },
          [&](const ExtensionDecided&) {
            if (before.extension_request) told.tell(before.extension_request->requester_id, NoticeKind::extension_decided);
          },
          [&](const Reopened&) {
            told.tell(holder, NoticeKind::reopened);
            told.tell(after.first_contact_id, NoticeKind::reopened);
          },
          [&](const Resumed&) { told.tell(holder, NoticeKind::resumed); },
          [&](const Supplemented&) { tell_holder_if_customer(true); },
          [&](const Rated& e) { tell_holder_if_customer(!e.words.empty()); },
          [&](const Withdrawn& e) {
            tell_holder_if_customer(e.by_customer);
            tell_whose_order_is_over();
          },
          [&](const Attached& e) { tell_holder_if_customer(e.by_customer); },
          [&](const ClockStruck& e) { tell_of_clock(told, event, after, e); },
          // Only a deadline that moved is worth a call.
          [&](const Replanned&) {
            if (!event.duties.empty()) told.tell(holder, NoticeKind::replanned);
          },
          // Work on the case itself: the timeline tells it to whoever looks, nobody must be called.
          [](const Accepted&) {}, [](const Noted&) {}, [](const Contacted&) {}, [](const Arrived&) {}, [](const Suspended&) {},
          [](const ProgressReported&) {}, [](const FollowedUp&) {}, [](const Closed&) {},
          [](const Linked&) {}, [](const Unlinked&) {}, [](const RegistrationCorrected&) {}, [](const DutyLifted&) {},
          [](const StepRecorded&) {},
      },
      event.body);
  return std::move(told).take();
}

}  // namespace shouwen
