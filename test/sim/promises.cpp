// Looking: new journal entries folded by the house's own apply, compared with its rows, and judged.
#include "promises.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/overloaded.h"
#include "cases/clock_account.h"
#include "cases/duties.h"
#include "cases/notices.h"
#include "cases/replan_store.h"
#include "cli/verify_folder.h"
#include "json/print.h"
#include "org/kept_from.h"

namespace shouwen::sim {

namespace {

std::optional<Broken> broken(const char* promise, CaseId id, std::string words) {
  return Broken{promise, fmt::format("case {}: {}", id.value, std::move(words))};
}

/// "[s17]" wherever it stands.
std::vector<std::string> marks_in(std::string_view text) {
  std::vector<std::string> marks;
  for (std::size_t at = text.find("[s"); at != std::string_view::npos; at = text.find("[s", at + 1))
    if (const std::size_t end = text.find(']', at); end != std::string_view::npos) marks.emplace_back(text.substr(at, end - at + 1));
  return marks;
}

/// What may move a deadline that runs; a hand-over is not among them.
bool may_move_deadlines(const EventBody& body) {
  return std::holds_alternative<Replanned>(body) || std::holds_alternative<Suspended>(body) || std::holds_alternative<Resumed>(body) ||
         std::holds_alternative<ExtensionDecided>(body) || std::holds_alternative<RegistrationCorrected>(body);
}

std::optional<Broken> look_at_duties(const ServiceCase& before, const ServiceCase& after, const CaseEvent& event) {
  for (const Duty& old : before.duties) {
    const auto now = std::find_if(after.duties.begin(), after.duties.end(), [&old](const Duty& duty) { return duty.number == old.number; });
    if (now == after.duties.end()) return broken("art.10(7) no duty disappears", after.id, fmt::format("duty {} is gone after {}", old.number, kind_name(event.body)));
    const bool judged = old.state != DutyState::open;
    if (judged && (now->state != old.state || now->due_at != old.due_at))
      return broken("art.10(7) a verdict is never rewritten", after.id, fmt::format("duty {} changed after its end, by {}", old.number, kind_name(event.body)));
    if (!judged && now->state == DutyState::open && now->due_at != old.due_at && !may_move_deadlines(event.body))
      return broken("art.10(7) no hand-over moves a deadline", after.id,
                    fmt::format("{} moved duty {} from {} to {}", kind_name(event.body), old.number, to_iso(old.due_at), to_iso(now->due_at)));
  }
  return std::nullopt;
}

std::optional<Broken> look_at_waitings(const ServiceCase& before, const ServiceCase& after, const CaseEvent& event) {
  for (std::size_t i = 0; i < before.waitings.size(); ++i) {
    const Waiting& old = before.waitings[i];
    const bool stands = i < after.waitings.size() && after.waitings[i].from == old.from && (!old.to || after.waitings[i].to == old.to);
    if (!stands) return broken("art.10(7) the customer's clock is never reset", after.id, fmt::format("{} changed when the customer began to wait", kind_name(event.body)));
  }
  return std::nullopt;
}

/// Who must be told of an event, whatever else is told: one of the kind to each of these officers, or to anybody.
struct MustTell {
  NoticeKind kind{};
  std::vector<OfficerId> officers;
  bool anybody = false;
};

std::vector<MustTell> must_tell(const CaseEvent& event, const ServiceCase& after, const Organisation& organisation) {
  const OfficerId holder = after.responsible_officer_id;
  std::vector<MustTell> all;
  std::visit(Overloaded{
                 [&](const TransferOffered& e) {
                   if (e.to_officer_id) all.push_back({NoticeKind::offered, {e.to_officer_id}, false});
                   else all.push_back({NoticeKind::offered, {organisation.head_of(e.to_unit_id)}, true});
                 },
                 [&](const Returned&) { all.push_back({NoticeKind::returned, {holder}, false}); },
                 [&](const OfferLapsed&) { all.push_back({NoticeKind::returned, {holder}, false}); },
                 [&](const OfficeAsked&) { all.push_back({NoticeKind::office_asked, {organisation.head_of(organisation.bureau_office())}, true}); },
                 [&](const Ruled& e) { all.push_back({NoticeKind::given, {e.officer_id}, false}); },
                 [&](const Assigned& e) { all.push_back({NoticeKind::given, {e.officer_id}, false}); },
                 [&](const TakenOver& e) { all.push_back({NoticeKind::taken_over, {e.absent_officer_id}, false}); },
                 [&](const Replied&) { all.push_back({NoticeKind::answered, {after.first_contact_id}, false}); },
                 [&](const Reminded&) { all.push_back({NoticeKind::reminded, {holder, after.first_contact_id}, false}); },
                 [&](const Supervised&) { all.push_back({NoticeKind::supervised, {holder}, false}); },
                 [&](const Supplemented&) { all.push_back({NoticeKind::customer_spoke, {holder}, false}); },
                 [&](const Resumed&) { all.push_back({NoticeKind::resumed, {holder}, false}); },
                 [](const auto&) {},
             },
             event.body);
  return all;
}

/// Notices of entries after `number`, by entry. Asked by officer: the product has no other index.
Told told_after(db::Session& session, const Organisation& organisation, std::int64_t number) {
  Told told;
  for (const Officer& officer : organisation.officers()) {
    auto query = session.query("SELECT journal_number, kind FROM notice WHERE officer_id = ?1 AND journal_number > ?2");
    query.bind(1, officer.id.value).bind(2, number);
    while (query.step()) told[query.integer(0)].emplace_back(officer.id, static_cast<NoticeKind>(query.integer(1)));
  }
  return told;
}

CaseId case_of_stream(const std::string& stream) {
  constexpr std::string_view kind = "case/";
  return stream.starts_with(kind) ? CaseId{std::stoll(stream.substr(kind.size()))} : CaseId{};
}

}  // namespace

std::string mark_of(std::int64_t step) { return "[s" + std::to_string(step) + "]"; }

CaseId Promises::case_of(const std::string& mark) const {
  const auto found = registered_.find(mark);
  return found == registered_.end() ? CaseId{} : found->second;
}

const ServiceCase* Promises::known(CaseId id) const {
  const auto found = known_.find(id);
  return found == known_.end() ? nullptr : &found->second;
}

void Promises::acknowledge(CaseId id, std::int64_t version) {
  std::int64_t& last = acknowledged_[id];
  last = std::max(last, version);
}

std::optional<Broken> Promises::look_at_entry(const db::Entry& entry, const Told& told, const House& house) {
  const CaseId id = case_of_stream(entry.stream);
  if (!id) return std::nullopt;
  const CaseEvent event = from_entry(entry);
  ServiceCase& state = known_[id];
  const bool is_new = state.version == 0;
  if (is_new) state.id = id;
  for (const std::string& mark : marks_in(entry.payload)) {
    if (!effects_.insert(mark + entry.kind).second) return broken("nothing is done twice", id, fmt::format("{} of {} is in the journal a second time", entry.kind, mark));
    if (is_new) registered_[mark] = id;
  }
  const ServiceCase before = state;
  state = apply(std::move(state), event);
  if (!is_new) {
    if (state.first_contact_id != before.first_contact_id) return broken("art.10(1) the first contact never changes", id, kind_name(event.body));
    if (auto found = look_at_duties(before, state, event)) return found;
    if (auto found = look_at_waitings(before, state, event)) return found;
  }
  const auto of_entry = told.find(entry.number);
  return look_at_notices(of_entry == told.end() ? Told::mapped_type{} : of_entry->second, house, event, state);
}

std::optional<Broken> Promises::look_at_notices(const Told::mapped_type& told, const House& house, const CaseEvent& event, const ServiceCase& after) {
  const auto organisation = house.organisation();
  notices_ += static_cast<std::int64_t>(told.size());
  for (const MustTell& must : must_tell(event, after, *organisation)) {
    const bool somebody = std::any_of(told.begin(), told.end(), [&must](const auto& row) { return row.second == must.kind; });
    if (must.anybody && somebody) continue;
    for (const OfficerId officer : must.officers) {
      if (officer.value <= 0 || officer == event.actor_id || is_kept_from(facts_of(after), *organisation, officer)) continue;
      // One officer gets one notice of an event: of two reasons the first counts.
      const bool is_told = std::any_of(told.begin(), told.end(), [officer](const auto& row) { return row.first == officer; });
      if (!is_told) return broken("art.10(7) no notice is lost", after.id, fmt::format("officer {} was not told of {}", officer.value, kind_name(event.body)));
    }
  }
  return std::nullopt;
}

std::optional<Broken> Promises::look_at_case(db::Session& session, House& house, const ServiceCase& before, const ServiceCase& after) {
  const CaseId id = after.id;
  const auto organisation = house.organisation();
  if (const auto row = load_case(session, id); !row || !(*row == after)) return broken("a state row equals the fold of its events", id, "they differ");
  if (after.lives()) {
    const Officer* holder = organisation->officer(after.responsible_officer_id);
    if (holder == nullptr || !holder->active) return broken("art.10(1) every open case has one answerable officer", id, "it has none");
    if (after.holdings.empty() || after.holdings.back().officer_id != after.responsible_officer_id)
      return broken("art.10(1) every open case has one answerable officer", id, "the record of holders does not end with the holder");
    if (organisation->unit(after.handling_unit_id) == nullptr) return broken("art.10(3) every open case has a unit", id, "it has none");
  }
  if (!account_of(after, house.now()).adds_up()) return broken("art.10(7) the customer's clock is the sum of the desks' clocks and the lawful pauses", id, "they do not add up");
  if (after.waitings.empty() || after.waitings.front().from != after.registered_at || after.holdings.front().from != after.registered_at)
    return broken("art.10(7) the customer's clock is never reset", id, "it does not begin with the contact");
  if (after.stage == Stage::open) {
    const Duty* reply_duty = after.open_duty(DutyKind::reply);
    if (reply_duty == nullptr) return broken("art.10(7) nobody's case is orphaned", id, "open, and nobody owes an answer");
    const auto rulebook = house.rulebook_version(after.rulebook_version);
    const auto wake = next_strike(after, *rulebook, house.rulebook_now()->calendars);
    const bool told_all = reply_duty->state == DutyState::breached && reply_duty->escalations >= static_cast<std::int64_t>(rulebook->closing.escalations.size());
    if (!after.suspension && !wake && !told_all) return broken("art.10(7) nobody's case is orphaned", id, "open, and no clock watches it");
    if (after.offer.has_value() != (after.open_duty(DutyKind::acceptance) != nullptr)) return broken("art.10(7) an offer has its clock", id, "they do not go together");
    if (after.office_question.has_value() != (after.open_duty(DutyKind::ruling) != nullptr)) return broken("art.10(4) a question to the office has its clock", id, "they do not go together");
    if (after.offers_made > rulebook->hand_over.return_budget) return broken("art.10(7) the budget of offers holds", id, "more offers than it allows");
  }
  const bool answered = !after.replies.empty() || after.outcome == Outcome::out_of_scope;
  if (after.stage == Stage::resolved && !answered) return broken("art.10(1) no case is answered without an answer", id, "resolved, and no reply is on record");
  if (after.stage == Stage::closed && after.outcome == Outcome::answered && !answered) return broken("art.10(1) no case is answered without an answer", id, "closed as answered, and no reply is on record");
  if (after.stage == Stage::closed && after.outcome == Outcome::none) return broken("art.10(1) no case is closed without an outcome", id, "it has none");
  if (after.version < before.version) return broken("nothing acknowledged is lost", id, "its version went back");
  return std::nullopt;
}

std::optional<Broken> Promises::look(House& house) {
  const auto session = house.readers().borrow();
  std::vector<db::Entry> entries;
  db::read_all(*session, seen_number_, [&entries](const db::Entry& entry) {
    entries.push_back(entry);
    return true;
  });
  const Told told = entries.empty() ? Told{} : told_after(*session, *house.organisation(), seen_number_);
  std::map<CaseId, ServiceCase> before;
  for (const db::Entry& entry : entries) {
    if (entry.number != seen_number_ + 1) return Broken{"the journal has no gaps", fmt::format("after {} comes {}", seen_number_, entry.number)};
    if (entry.hash != db::entry_hash(seen_hash_, entry.number, entry)) return Broken{"the journal's chain holds", fmt::format("entry {} does not follow from the one before", entry.number)};
    if (const CaseId id = case_of_stream(entry.stream))
      if (!before.contains(id)) before[id] = known_.contains(id) ? known_[id] : ServiceCase{};
    if (auto found = look_at_entry(entry, told, house)) return found;
    seen_number_ = entry.number;
    seen_hash_ = entry.hash;
  }
  for (const auto& [id, was] : before)
    if (auto found = look_at_case(*session, house, was, known_.at(id))) return found;
  for (const auto& [id, version] : acknowledged_) {
    const ServiceCase* c = known(id);
    if (c == nullptr || c->version < version) return broken("nothing acknowledged is lost", id, fmt::format("version {} was acknowledged", version));
  }
  acknowledged_.clear();
  return std::nullopt;
}

std::optional<Broken> Promises::look_after_crash(House& house) {
  {
    const auto session = house.readers().borrow();
    if (seen_number_ > 0) {
      auto query = session->query("SELECT hash FROM event WHERE number = ?1");
      query.bind(1, seen_number_);
      if (!query.step()) return Broken{"nothing acknowledged is lost", fmt::format("the journal ended with {}, now that entry is gone", seen_number_)};
      if (query.blob(0) != seen_hash_) return Broken{"nothing acknowledged is lost", fmt::format("entry {} is another one now", seen_number_)};
    }
  }
  return look(house);
}

std::optional<Broken> Promises::look_at_everything(House& house) {
  const cli::Verified verified = cli::verify_folder(house.folder(), house.database());
  if (!verified.chain.intact) return Broken{"the journal's chain holds", verified.chain.reason};
  if (!verified.complaints.empty() || !verified.file.damaged.empty()) return Broken{"the database file is whole", verified.complaints};
  if (!verified.differences.empty()) return Broken{"all rows equal a rebuild from the journal", verified.differences.front().where + ": " + verified.differences.front().text};
  const auto session = house.readers().borrow();
  auto orphans = session->query(
      "SELECT n.journal_number FROM notice n LEFT JOIN event e ON e.number = n.journal_number"
      " WHERE n.case_id <> 0 AND (e.number IS NULL OR e.stream_kind <> 'case' OR e.stream_id <> n.case_id OR e.stream_number <> n.event_number) LIMIT 1");
  if (orphans.step()) return Broken{"no notice is about nothing", fmt::format("one names entry {}", orphans.integer(0))};
  for (const auto& [id, c] : known_)
    if (c.lives() && !account_of(c, house.now()).adds_up()) return broken("art.10(7) the customer's clock is the sum of the desks' clocks and the lawful pauses", id, "they do not add up");
  return std::nullopt;
}

std::optional<Broken> Promises::look_after_decree(House& house) {
  const auto session = house.readers().borrow();
  if (running_replan(*session)) return Broken{"art.10(7) a count of deadlines comes to its end", "it still runs"};
  const auto rulebook_now = house.rulebook_now();
  const Actor clock{Actor::Kind::clock, {}, {}};
  const auto organisation = house.organisation();
  for (const auto& [id, c] : known_) {
    if (!c.lives()) continue;
    const auto rulebook = house.rulebook_version(c.rulebook_version);
    for (const Duty& duty : c.duties)
      if (duty.state == DutyState::open && !duty.paused_at && duty.provisional && is_decreed(rulebook_now->calendars.bureau, local_date(duty.due_at).year()))
        return broken("art.10(7) provisional deadlines follow the decree", id, fmt::format("duty {} due {} is still provisional", duty.number, to_iso(duty.due_at)));
    if (!replan(c, ReplanScope::calendars, {clock, house.now(), *rulebook, *organisation, rulebook_now->calendars}).empty())
      return broken("art.10(7) deadlines follow the calendar", id, "counting again would move one");
  }
  return std::nullopt;
}

std::optional<Broken> Promises::look_after_round(House& house, Instant began) {
  const auto session = house.readers().borrow();
  const auto due = cases_to_strike(*session, began, 1);
  if (due.empty()) return std::nullopt;
  const auto c = load_case(*session, due.front());
  const auto wake = next_strike(*c, *house.rulebook_version(c->rulebook_version), house.rulebook_now()->calendars);
  return broken("art.10(7) no clock sleeps", due.front(),
                fmt::format("its row says there is something to do by {}, the round left it; counted anew it would be {}", to_iso(began), wake ? to_iso(*wake) : "never"));
}

}  // namespace shouwen::sim
