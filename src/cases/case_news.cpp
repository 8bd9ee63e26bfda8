// One branch an event, as with notices: what is news is decided here and nowhere else.
#include "cases/case_news.h"

#include <algorithm>

#include "base/overloaded.h"
#include "cases/case_describe.h"
#include "cases/notice_store.h"
#include "json/json.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

std::optional<NewsKind> kind_of(const EventBody& body) {
  using Kind = std::optional<NewsKind>;
  return std::visit(
      Overloaded{
          [](const Registered&) -> Kind { return NewsKind::registered; },
          [](const TransferOffered&) -> Kind { return NewsKind::offered; },
          [](const Accepted&) -> Kind { return NewsKind::accepted; },
          [](const Returned&) -> Kind { return NewsKind::returned; },
          [](const OfferLapsed&) -> Kind { return NewsKind::returned; },
          [](const Ruled&) -> Kind { return NewsKind::ruled; },
          [](const Assigned&) -> Kind { return NewsKind::assigned; },
          [](const TakenOver&) -> Kind { return NewsKind::assigned; },
          [](const Replied&) -> Kind { return NewsKind::answered; },
          [](const ExplainedOutOfScope&) -> Kind { return NewsKind::answered; },
          [](const Suspended&) -> Kind { return NewsKind::paused; },
          [](const Resumed&) -> Kind { return NewsKind::resumed; },
          [](const Reminded&) -> Kind { return NewsKind::reminded; },
          [](const Supervised&) -> Kind { return NewsKind::supervised; },
          [](const Reopened&) -> Kind { return NewsKind::reopened; },
          [](const Closed&) -> Kind { return NewsKind::closed; },
          [](const Withdrawn&) -> Kind { return NewsKind::closed; },
          // Work within the house, or told by the duty changes below.
          [](const OfficeAsked&) -> Kind { return {}; }, [](const Noted&) -> Kind { return {}; }, [](const Contacted&) -> Kind { return {}; }, [](const Arrived&) -> Kind { return {}; },
          [](const ProgressReported&) -> Kind { return {}; }, [](const FollowedUp&) -> Kind { return {}; }, [](const SupervisionAnswered&) -> Kind { return {}; },
          [](const ExtensionRequested&) -> Kind { return {}; }, [](const ExtensionDecided&) -> Kind { return {}; }, [](const Linked&) -> Kind { return {}; },
          [](const Unlinked&) -> Kind { return {}; }, [](const RegistrationCorrected&) -> Kind { return {}; }, [](const Supplemented&) -> Kind { return {}; },
          [](const Rated&) -> Kind { return {}; }, [](const DutyLifted&) -> Kind { return {}; }, [](const ClockStruck&) -> Kind { return {}; }, [](const Attached&) -> Kind { return {}; },
          [](const StepRecorded&) -> Kind { return {}; }, [](const Replanned&) -> Kind { return {}; },
      },
      body);
}

std::optional<NewsKind> kind_of(DutyStep step) {
  switch (step) {
    case DutyStep::warned: return NewsKind::warned;
    case DutyStep::breached: return NewsKind::breached;
    case DutyStep::escalated: return NewsKind::escalated;
    case DutyStep::armed:
    case DutyStep::met:
    case DutyStep::fulfilled_late:
    case DutyStep::lifted:
    case DutyStep::paused:
    case DutyStep::resumed:
    case DutyStep::moved: break;
  }
  return std::nullopt;
}

std::optional<Instant> next_due(const ServiceCase& after) {
  std::optional<Instant> due;
  for (const Duty& duty : after.duties)
    if (duty.is_owed() && !duty.paused_at && (!due || duty.due_at < *due)) due = duty.due_at;
  return due;
}

}  // namespace

bool is_kept_quiet(const ServiceCase& service_case) {
  return service_case.secrecy == Secrecy::sealed || service_case.kind == CaseKind::tip_off || service_case.about_officer_id || service_case.further_accused;
}

std::vector<News> news_of(const CaseEvent& event, const ServiceCase& after, std::int64_t journal_number, const Organisation& organisation) {
  std::vector<News> news;
  if (is_kept_quiet(after)) return news;
  const Unit* unit = organisation.unit(after.handling_unit_id);
  const NewsFacts facts{after.number, json::name_of(after.kind), json::name_of(after.stage), unit == nullptr ? std::string() : unit->code, next_due(after)};
  const auto tell = [&](NewsKind kind, const NewsFacts& what) {
    news.push_back({"case-" + std::to_string(journal_number) + '-' + std::to_string(news.size() + 1), kind, event.case_id, event.at, what});
  };
  if (const auto kind = kind_of(event.body)) tell(*kind, facts);
  for (const DutyChange& change : event.duties) {
    const auto kind = kind_of(change.step);
    if (!kind) continue;
    NewsFacts of_duty = facts;
    const auto duty = std::find_if(after.duties.begin(), after.duties.end(), [&change](const Duty& one) { return one.number == change.number; });
    if (duty != after.duties.end()) of_duty.due_at = duty->due_at;
    tell(*kind, of_duty);
  }
  return news;
}

void tell_of_paused_webhook(db::Session& session, std::int64_t journal_number, const Organisation& organisation, const std::string& name, Instant now) {
  std::vector<OfficerId> told;
  for (const Officer& officer : organisation.officers())
    if (officer.active && std::find(officer.roles.begin(), officer.roles.end(), "admin") != officer.roles.end()) told.push_back(officer.id);
  if (told.empty()) return;
  write_house_notice(session, journal_number, told,
                     {NoticeKind::webhook_paused, "/webhooks", clause::art_8, "事件推送“" + name + "”已自动暂停：对方不再接收", "Webhook “" + name + "” was paused: it takes nothing any more"}, now);
}

}  // namespace shouwen
