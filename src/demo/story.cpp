// Stories of cases, driven by their state: the same rules refuse the actors of the demonstration as anybody else.
#include "demo/story.h"

#include "cases/assign.h"
#include "cases/follow_up.h"
#include "cases/oversight.h"
#include "cases/work.h"
#include "customers/customer_store.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

bool is_field_work(CaseKind kind) { return kind == CaseKind::fault_report; }

}  // namespace

Story::Story(House& house, const Material& material, Dice& dice)
    : house_(house), material_(material), dice_(dice), organisation_(house.organisation()), rulebook_(house.rulebook_now()), categories_(material.categories()) {
  const auto session = house.readers().borrow();
  customers_ = count_customers(*session);
}

CaseDesk Story::desk(db::Session& session, Actor actor, Instant now) {
  return {session, organisation_, [this](std::int64_t version) { return house_.rulebook_version(version); }, rulebook_, std::move(actor), now,
          seal_for_supervision(session), house_.key().derive(tip_code_purpose)};
}

void Story::note_refusal(const Refusal& refusal) { ++refusals_[refusal.code]; }

bool Story::act(db::Session& session, const ServiceCase& c, OfficerId officer, Instant now, std::string_view verb, const BoundRule& rule) {
  ++steps_;
  const auto performed = perform(desk(session, {Actor::Kind::officer, officer, {}}, now), c.id, 0, verb, rule);
  if (!performed) note_refusal({std::string(verb) + ": " + performed.refusal().code, "", "", {}});
  return static_cast<bool>(performed);
}

bool Story::act_as_customer(db::Session& session, const ServiceCase& c, Instant now, std::string_view verb, const BoundRule& rule) {
  ++steps_;
  const auto performed = perform(desk(session, {Actor::Kind::customer, {}, {}}, now), c.id, 0, verb, rule);
  if (!performed) note_refusal(performed.refusal());
  return static_cast<bool>(performed);
}

std::string Story::words(const ServiceCase& c, const char* role) {
  return material_.text(dice_, c.category, role, c.contact.address.empty() ? dice_.pick(material_.places).name : c.contact.address);
}

/// Office people work in working time, crews and the hotline day and night.
Instant Story::later(Instant now, std::int64_t minutes, bool day_and_night) const {
  const Instant at = now.plus_seconds(minutes * 60);
  return day_and_night ? at : next_working_instant(rulebook_->calendars.bureau, at);
}

const Unit* Story::routed(const std::string& category, Area area, UnitId station) const {
  const RoutingRule* rule = route(*rulebook_, category, area);
  if (rule == nullptr) return nullptr;
  return rule->unit_code == "@station" ? organisation_->unit(station) : organisation_->unit_by_code(rule->unit_code);
}

OfficerId Story::somebody_in(UnitId unit, const ServiceCase& c) {
  std::vector<OfficerId> present;
  for (const Officer& officer : organisation_->officers())
    if (officer.active && organisation_->is_within(officer.unit_id, unit) && officer.id != c.about_officer_id) present.push_back(officer.id);
  return present.empty() ? organisation_->head_of(unit) : dice_.pick(present);
}

OfficerId Story::present_holder(const ServiceCase& c, Instant now) const {
  const Officer* holder = organisation_->officer(c.responsible_officer_id);
  return holder != nullptr && organisation_->is_absent(holder->id, now) && holder->deputy_id ? holder->deputy_id : c.responsible_officer_id;
}

void Story::choose_first_step(RegisterInput& input, const Officer& first, UnitId station) {
  if (input.about_officer_id) return;
  const bool can_answer = rulebook_->kind(input.kind).answerable_on_the_spot;
  const Unit* unit = routed(input.category.value, input.area, station);
  if (unit != nullptr && organisation_->is_within(first.unit_id, unit->id)) {
    if (!can_answer || !dice_.percent(60)) return;
  } else if (unit == nullptr || dice_.percent(3)) {
    input.first_step = FirstStep::ask_office;
    input.question = OfficeQuestionInput{text_input<Text<1, 1000>>(material_.text(dice_, "*", "question", ""))};
    return;
  } else if (!can_answer || !dice_.percent(35)) {
    input.first_step = FirstStep::transfer;
    input.transfer = TransferInput{unit->id, {}, text_input<Line<1, 60>>("other_department"), text_input<Text<0, 1000>>(material_.text(dice_, "*", "transfer", ""))};
    return;
  }
  if (dice_.percent(3)) {
    input.first_step = FirstStep::out_of_scope;
    input.out_of_scope = OutOfScopeInput{text_input<Text<1, 2000>>(material_.text(dice_, "*", "out_of_scope", "")), {}};
    return;
  }
  input.first_step = FirstStep::answer;
  input.answer = ReplyInput{input.channel == Channel::hall ? Channel::hall : Channel::phone,
                            text_input<Text<1, 4000>>(material_.text(dice_, input.category.value, "answer", "")), {}};
}

RegisterInput Story::asked(const Customer& customer, const std::string& category, Channel channel) {
  RegisterInput input;
  input.category.value = category;
  input.kind = rulebook_->category(category)->kind;
  input.channel = channel;
  input.area = customer.area;
  const bool anonymous = rulebook_->kind(input.kind).anonymous_allowed && dice_.percent(25);
  input.contact.anonymous = anonymous;
  if (!anonymous) {
    input.contact.name = text_input<Line<0, 40>>(customer.name);
    input.contact.phone = text_input<Line<0, 30>>(customer.phone);
    input.contact.address = text_input<Line<0, 200>>(customer.address);
    input.contact.customer_id = customer.id;
  }
  input.text.value = material_.text(dice_, category, "ask", customer.address);
  return input;
}

RegisterInput Story::registration(db::Session& session, const Officer* first, Channel channel) {
  const auto customer = load_customer(session, CustomerId{dice_.between(1, customers_)});
  SHOUWEN_CHECK(customer.has_value());
  std::string category = dice_.pick(categories_);
  // Faults and questions are what most people come with.
  if (dice_.percent(45)) category = dice_.percent(50) ? "fault_report.low_voltage" : dice_.percent(50) ? "inquiry.bill" : "information_query.outage";
  RegisterInput input = asked(*customer, category, channel);
  const bool accuses = (category == "complaint.service_conduct" && dice_.percent(15)) || (category == "tip_off.conduct" && dice_.percent(50));
  if (accuses && first != nullptr) {
    const Officer& accused = dice_.pick(organisation_->officers());
    if (accused.id != first->id) input.about_officer_id = accused.id;
  }
  if (first != nullptr) choose_first_step(input, *first, customer->station_unit_id);
  return input;
}

std::optional<CaseId> Story::begin(db::Session& session, Instant now) {
  static const std::vector<std::string> asked_first = {"YYT02", "YYT03", "YYT01", "RX02", "RX03", "RX04", "RX01", "RX02", "RX03", "RX04", "CDY02", "XQY01", "SHY01", "DK02"};
  ++steps_;
  const bool by_public_page = dice_.percent(9);
  const Officer* first = by_public_page ? nullptr : organisation_->officer_by_code(dice_.pick(asked_first));
  const Channel channel = by_public_page ? Channel::web : first->code.starts_with("RX") ? (dice_.percent(4) ? Channel::transfer_12345 : Channel::phone) : first->code.starts_with("YYT") ? Channel::hall : Channel::visit;
  Actor actor;
  if (by_public_page) actor.kind = Actor::Kind::customer;
  else actor.officer_id = first->id;
  const RegisterInput input = registration(session, first, channel);
  auto performed = perform_registration(desk(session, actor, now), input);
  if (!performed) {
    note_refusal(performed.refusal());
    return std::nullopt;
  }
  return performed->after.id;
}

std::optional<Instant> Story::answer_offer(db::Session& session, const ServiceCase& c, Instant now) {
  const OfficerId receiver = c.offer->to_officer_id ? c.offer->to_officer_id : somebody_in(c.offer->to_unit_id, c);
  const std::int64_t chance = dice_.below(100);
  if (chance < 4) return later(now, 300, false);
  if (chance < 14) {
    static const std::vector<std::string> reasons = {"not_our_business", "wrong_area", "information_missing", "wrong_category"};
    const ReturnInput input{text_input<Line<1, 60>>(dice_.pick(reasons)), text_input<Text<1, 1000>>(words(c, "return"))};
    act(session, c, receiver, now, "return_case", [&](const ServiceCase& s, const Situation& x) { return return_case(s, input, x); });
    return later(now, dice_.between(10, 90), false);
  }
  act(session, c, receiver, now, "accept", [](const ServiceCase& s, const Situation& x) { return accept(s, x); });
  return later(now, dice_.between(5, 60), is_field_work(c.kind));
}

std::optional<Instant> Story::work(db::Session& session, const ServiceCase& c, Instant now) {
  const OfficerId holder = present_holder(c, now);
  const bool field = is_field_work(c.kind);
  if (c.suspension) {
    if (dice_.percent(70)) act_as_customer(session, c, now, "supplement", [input = SupplementInput{text_input<Text<1, 2000>>("材料已补齐，请继续办理。")}](const ServiceCase& s, const Situation& x) { return supplement(s, input, x); });
    return later(now, dice_.between(300, 1500), false);
  }
  const Unit* unit = routed(c.category, c.area, organisation_->station_of(c.handling_unit_id));
  const bool elsewhere = unit != nullptr && !organisation_->is_within(c.handling_unit_id, unit->id) && !c.ruled;
  if (elsewhere && c.offers_made < rulebook_->hand_over.return_budget && !c.about_officer_id && dice_.percent(c.returns > 0 ? 60 : 90)) {
    const TransferInput input{unit->id, {}, text_input<Line<1, 60>>("needs_specialist"), text_input<Text<0, 1000>>(words(c, "transfer"))};
    act(session, c, holder, now, "transfer", [&](const ServiceCase& s, const Situation& x) { return transfer(s, input, x); });
    return later(now, dice_.between(10, 100), field);
  }
  if (c.open_duty(DutyKind::arrival) != nullptr) {
    const ArrivalInput input{text_input<Line<0, 200>>(words(c, "arrival")), {}};
    act(session, c, holder, now, "record_arrival", [&](const ServiceCase& s, const Situation& x) { return record_arrival(s, input, x); });
    return later(now, dice_.between(20, 120), true);
  }
  if (c.open_duty(DutyKind::contact) != nullptr && dice_.percent(80)) {
    const ContactMadeInput input{Channel::phone, text_input<Text<1, 2000>>(words(c, "contact"))};
    act(session, c, holder, now, "record_contact", [&](const ServiceCase& s, const Situation& x) { return record_contact(s, input, x); });
    return later(now, dice_.between(60, 600), field);
  }
  const std::int64_t chance = dice_.below(100);
  if (!field && chance < 8) {
    const SuspendInput input{text_input<Line<1, 60>>("customer_papers"), text_input<Text<1, 1000>>(words(c, "suspend")), Channel::phone};
    act(session, c, holder, now, "suspend", [&](const ServiceCase& s, const Situation& x) { return suspend(s, input, x); });
    return later(now, dice_.between(400, 3000), false);
  }
  if (!field && chance < 30) {
    const ProgressInput input{Channel::phone, text_input<Text<1, 2000>>(words(c, "progress")), {}};
    act(session, c, holder, now, "report_progress", [&](const ServiceCase& s, const Situation& x) { return report_progress(s, input, x); });
    return later(now, dice_.between(300, 1400), false);
  }
  if (chance < 34) {
    const NoteInput input{text_input<Text<1, 4000>>(words(c, "note"))};
    act(session, c, holder, now, "note", [&](const ServiceCase& s, const Situation& x) { return note(s, input, x); });
  }
  // Some answers come late: that is what supervision is for.
  if (chance >= 94) return later(now, dice_.between(2000, 9000), false);
  const ReplyInput input{Channel::phone, text_input<Text<1, 4000>>(words(c, "answer")), {}};
  act(session, c, holder, now, "reply", [&](const ServiceCase& s, const Situation& x) { return reply(s, input, x); });
  return later(now, dice_.between(60, 1200), false);
}

std::optional<Instant> Story::follow_up_and_close(db::Session& session, const ServiceCase& c, Instant now) {
  const OfficerId caller = organisation_->officer_by_code(c.secrecy == Secrecy::sealed || c.about_officer_id ? "JCSJ02" : dice_.percent(50) ? "HF01" : "HF02")->id;
  if (c.open_duty(DutyKind::follow_up) != nullptr) {
    const std::int64_t chance = dice_.below(100);
    const Satisfaction result = chance < 84 ? Satisfaction::satisfied : chance < 92 ? Satisfaction::not_satisfied : Satisfaction::unreachable;
    const std::string said = result == Satisfaction::unreachable ? "" : words(c, result == Satisfaction::satisfied ? "follow_up" : "dissatisfied");
    const FollowUpInput input{result, text_input<Text<0, 2000>>(said)};
    act(session, c, caller, now, "follow_up", [&](const ServiceCase& s, const Situation& x) { return follow_up(s, input, x); });
    return later(now, result == Satisfaction::unreachable ? 200 : 10, false);
  }
  const bool unhappy = !c.follow_ups.empty() && c.follow_ups.back().result == Satisfaction::not_satisfied && c.reopenings == 0;
  if (unhappy) {
    const ReopenInput input{text_input<Text<1, 1000>>(words(c, "reopen"))};
    act(session, c, caller, now, "reopen", [&](const ServiceCase& s, const Situation& x) { return reopen(s, input, x); });
    return later(now, dice_.between(60, 400), false);
  }
  const CloseInput input{text_input<Text<0, 1000>>(c.reopenings > 0 ? "二次办理后已向客户说明，客户知悉。" : "")};
  const OfficerId closer = c.follow_ups.empty() ? present_holder(c, now) : caller;
  act(session, c, closer, now, "close_case", [&](const ServiceCase& s, const Situation& x) { return close_case(s, input, x); });
  return later(now, dice_.between(100, 2000), false);
}

std::optional<Instant> Story::after_close(db::Session& session, const ServiceCase& c, Instant now) {
  if (c.outcome == Outcome::answered && c.rating == 0 && dice_.percent(20)) {
    const RatingInput input{dice_.percent(85) ? dice_.between(4, 5) : dice_.between(1, 3), {}};
    act_as_customer(session, c, now, "rate", [&](const ServiceCase& s, const Situation& x) { return rate(s, input, x); });
  }
  return std::nullopt;
}

/// Customers urge, leaders ask.
void Story::pressure(db::Session& session, const ServiceCase& c, Instant now) {
  if (dice_.percent(5)) {
    const RemindInput input{text_input<Text<1, 1000>>(words(c, "reminder"))};
    act_as_customer(session, c, now, "remind", [&](const ServiceCase& s, const Situation& x) { return remind(s, input, x); });
  }
  const bool late = std::any_of(c.duties.begin(), c.duties.end(), [](const Duty& duty) { return duty.state == DutyState::breached && !duty.ended_at; });
  if (late && c.supervisions == 0 && dice_.percent(40)) {
    const SuperviseInput input{text_input<Text<1, 1000>>(words(c, "supervision"))};
    act(session, c, organisation_->officer_by_code("JCSJ02")->id, now, "supervise", [&](const ServiceCase& s, const Situation& x) { return supervise(s, input, x); });
  } else if (c.open_duty(DutyKind::supervision_reply) != nullptr) {
    const SupervisionAnswerInput input{text_input<Text<1, 2000>>(words(c, "supervision_answer"))};
    act(session, c, present_holder(c, now), now, "answer_supervision", [&](const ServiceCase& s, const Situation& x) { return answer_supervision(s, input, x); });
  }
}

std::optional<Instant> Story::go_on(db::Session& session, CaseId id, Instant now) {
  const auto c = load_case(session, id);
  SHOUWEN_CHECK(c.has_value());
  switch (c->stage) {
    case Stage::closed: return after_close(session, *c, now);
    case Stage::resolved: return follow_up_and_close(session, *c, now);
    case Stage::open: break;
  }
  if (c->offer) return answer_offer(session, *c, now);
  if (c->office_question) {
    const Unit* unit = routed(c->category, c->area, organisation_->station_of(c->handling_unit_id));
    if (unit == nullptr) unit = organisation_->unit_by_code("KHFW");
    const RulingInput input{unit->id, {}, text_input<Text<1, 1000>>(words(*c, "ruling"))};
    act(session, *c, organisation_->officer_by_code("JBGS02")->id, now, "rule_on", [&](const ServiceCase& s, const Situation& x) { return rule_on(s, input, x); });
    return later(now, dice_.between(30, 200), false);
  }
  pressure(session, *c, now);
  const auto fresh = load_case(session, id);
  return work(session, *fresh, now);
}

}  // namespace shouwen
