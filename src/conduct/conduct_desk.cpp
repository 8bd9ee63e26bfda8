// One transaction is the caller's; everything here happens inside it.
#include "conduct/conduct_desk.h"

#include "cases/cases.h"
#include "cases/notice_store.h"
#include "charges/affiliate_charge_store.h"
#include "charges/charge_attempt_store.h"
#include "conduct/conduct_told.h"
#include "conduct/strike_conduct.h"
#include "customers/customer_file_store.h"
#include "regulation/clauses.h"
#include "tip_offs/talk.h"
#include "tip_offs/tip_off_desk.h"

namespace shouwen {

namespace {

/// Role whose holders speak for the leading group (art. 5).
constexpr const char* group_role = "leader";

void add(std::vector<KnownDatum>& known, DatumKind kind, const std::string& value) {
  if (!value.empty()) known.push_back({kind, value});
}

void add_customer(std::vector<KnownDatum>& known, const CustomerFile& file) {
  add(known, DatumKind::name, file.name.value);
  add(known, DatumKind::account_number, file.account_number.value);
  add(known, DatumKind::phone, file.phone.value);
  add(known, DatumKind::address, file.address.value);
  add(known, DatumKind::id_number, file.licence_number.value);
  add(known, DatumKind::name, file.legal_representative.value);
  add(known, DatumKind::phone, file.legal_representative_phone.value);
  for (const CustomerRepresentative& row : file.representatives) {
    add(known, DatumKind::name, row.name.value);
    add(known, DatumKind::phone, row.phone.value);
  }
}

void add_case(std::vector<KnownDatum>& known, db::Session& session, CaseId id) {
  const auto service_case = id ? load_case(session, id) : std::nullopt;
  if (!service_case) return;
  add(known, DatumKind::name, service_case->contact.name);
  add(known, DatumKind::phone, service_case->contact.phone);
  add(known, DatumKind::address, service_case->contact.address);
  add(known, DatumKind::account_number, service_case->number);
  if (!service_case->contact.customer_id) return;
  if (const auto file = load_file(session, service_case->contact.customer_id)) add_customer(known, *file);
}

void add_lead(std::vector<KnownDatum>& known, db::Session& session, const ConductLead& lead) {
  switch (lead.kind) {
    case LeadKind::tip_off:
    case LeadKind::complaint: return add_case(known, session, CaseId{lead.id});
    case LeadKind::charge_attempt:
      if (const auto attempt = load_attempt(session, ChargeAttemptId{lead.id})) {
        add(known, DatumKind::name, attempt->payer.name.value);
        if (const auto file = attempt->payer.customer_id ? load_file(session, attempt->payer.customer_id) : std::nullopt) add_customer(known, *file);
      }
      return;
    case LeadKind::affiliate_charge:
      if (const auto charge = load_affiliate_charge(session, AffiliateChargeId{lead.id})) add(known, DatumKind::name, charge->counterparty.value);
      return;
    case LeadKind::inspection:
    case LeadKind::audit:
    case LeadKind::own_accord: return;
  }
}

ConductHouse house_of(const ConductDesk& desk) { return {*desk.organisation, desk.supervision_unit_id(), group_role}; }

/// One event has one notice's words: whoever hears other words hears them of an event of their own.
void tell_apart(const ConductDesk& desk, SavedConduct& saved, const std::vector<OfficerId>& officers, const HouseNotice& notice) {
  ConductEvent event{"conduct_told", desk.officer_id, desk.now, notice.clause};
  event.because = notice.text_zh;
  saved = save_conduct(desk.session, saved.after, event, desk.rulebook->version);
  write_house_notice(desk.session, saved.journal_number, officers, notice, desk.now);
}

void write_conduct_notices(const ConductDesk& desk, const ConductCase& before, SavedConduct& saved, const ConductEvent& event) {
  bool first = true;
  for (const ConductTold& told : told_of_conduct(before, saved.after, event, house_of(desk))) {
    const HouseNotice notice{NoticeKind::conduct, told.path, event.clause, told.text_zh, told.text_en};
    if (first) write_house_notice(desk.session, saved.journal_number, told.officer_ids, notice, desk.now);
    else tell_apart(desk, saved, told.officer_ids, notice);
    first = false;
  }
}

/// A tip's reporter reads it by his code; a complaint's is told by who answers him.
void tell_reporter_not_proved(const ConductDesk& desk, SavedConduct& saved) {
  const ConductCase ended = saved.after;
  if (ended.lead.kind == LeadKind::tip_off) {
    const CaseDesk cases{desk.session, desk.organisation, [&desk](std::int64_t) { return desk.rulebook; }, desk.rulebook, Actor{Actor::Kind::officer, desk.officer_id, {}}, desk.now, {}};
    const TipMessageInput words{{"您反映的人员问题经调查未查实，对其不作处理。理由：" + ended.ended_because}};
    // A talk that is full of words takes no more; then there is nobody at its other end.
    (void)perform_tip(cases, CaseId{ended.lead.id}, [&words](const TipOff& tip, const TipSituation& situation) { return say_to_reporter(tip, words, situation); });
    return;
  }
  if (ended.lead.kind != LeadKind::complaint) return;
  const auto service_case = load_case(desk.session, CaseId{ended.lead.id});
  if (!service_case) return;
  std::vector<OfficerId> told;
  for (const OfficerId id : {service_case->first_contact_id, service_case->responsible_officer_id})
    if (id && !is_of_accused_line(*desk.organisation, ended.accused, id) && std::find(told.begin(), told.end(), id) == told.end()) told.push_back(id);
  if (told.empty()) told = conduct_handlers(ended, house_of(desk));
  tell_apart(desk, saved, told,
             {NoticeKind::conduct, "/cases/" + std::to_string(ended.lead.id), clause::art_9_4, "投诉反映的人员问题未查实，请告知客户：" + ended.ended_because,
              "What the complaint says of a person was not proved; tell the customer: " + ended.ended_because});
}

}  // namespace

UnitId ConductDesk::supervision_unit_id() const {
  const Unit* unit = organisation->unit_by_code(rulebook->closing.supervision_unit_code);
  return unit == nullptr ? UnitId{} : unit->id;
}

UnitId judged_unit(const Organisation& organisation, OfficerId officer) {
  for (const Unit& unit : organisation.units())
    if (unit.head_id == officer && (unit.kind == UnitKind::supply_station || unit.kind == UnitKind::service_center)) return unit.id;
  return {};
}

LeadFound find_lead(db::Session& session, LeadKind kind, std::int64_t id) {
  switch (kind) {
    case LeadKind::tip_off: {
      const auto service_case = id > 0 ? load_case(session, CaseId{id}) : std::nullopt;
      if (!service_case || service_case->kind != CaseKind::tip_off) return {};
      const TipOff tip = load_tip_off(session, service_case->id);
      return {true, tip.finding && (tip.finding->verdict == TipVerdict::verified || tip.finding->verdict == TipVerdict::partly), service_case->number};
    }
    case LeadKind::complaint: {
      const auto service_case = id > 0 ? load_case(session, CaseId{id}) : std::nullopt;
      if (!service_case || service_case->kind != CaseKind::complaint) return {};
      return {true, true, service_case->number};
    }
    case LeadKind::charge_attempt: {
      const bool is_there = load_attempt(session, ChargeAttemptId{id}).has_value();
      return {is_there, is_there, std::to_string(id)};
    }
    case LeadKind::affiliate_charge: {
      const auto charge = load_affiliate_charge(session, AffiliateChargeId{id});
      return {charge.has_value(), charge && charge->exception != ExceptionState::none, std::to_string(id)};
    }
    case LeadKind::inspection:
    case LeadKind::audit:
    case LeadKind::own_accord: break;
  }
  return {};
}

std::vector<KnownDatum> third_persons_of(db::Session& session, const ConductCase& conduct_case) {
  std::vector<KnownDatum> known;
  add_lead(known, session, conduct_case.lead);
  if (!conduct_case.finding) return known;
  for (const CaseId id : conduct_case.finding->linked_case_ids) add_case(known, session, id);
  for (const ThirdPerson& person : conduct_case.finding->third_persons) {
    add(known, DatumKind::name, person.name.value);
    add(known, DatumKind::phone, person.phone.value);
    add(known, DatumKind::id_number, person.id_number.value);
    add(known, DatumKind::account_number, person.account_number.value);
    add(known, DatumKind::address, person.address.value);
  }
  return known;
}

ConductSituation conduct_situation(const ConductDesk& desk, const ConductCase& conduct_case) {
  const ConductRules* rules = conduct_rules(*desk.rulebook);
  SHOUWEN_CHECK(rules != nullptr);
  ConductSituation situation{desk.officer_id, desk.now, *desk.organisation, *rules, desk.rulebook->calendars.bureau};
  situation.supervision_unit_id = desk.supervision_unit_id();
  situation.known = third_persons_of(desk.session, conduct_case);
  situation.earlier = earlier_decisions(desk.session, conduct_case.accused.officer_id, conduct_case.id);
  if (conduct_case.exposure) situation.next_exposure_number = next_exposure_number(desk.session, conduct_case.exposure->level);
  return situation;
}

Result<SavedConduct> perform_conduct(const ConductDesk& desk, ConductCaseId id, const ConductRule& rule) {
  const auto before = load_conduct_case(desk.session, id);
  if (!before || conduct_rules(*desk.rulebook) == nullptr) return Refusal{"conduct.unknown", clause::art_9_4, "", {}};
  const ConductDecided decided = rule(*before, conduct_situation(desk, *before));
  if (!decided) return decided.refusal();
  SavedConduct saved = save_conduct(desk.session, *before, *decided, desk.rulebook->version);
  write_conduct_notices(desk, *before, saved, *decided);
  if (saved.after.stage == ConductStage::not_proved && before->stage != ConductStage::not_proved) tell_reporter_not_proved(desk, saved);
  return saved;
}

Result<SavedConduct> open_conduct(const ConductDesk& desk, const OpenConductInput& input, UnitId unit_id) {
  if (conduct_rules(*desk.rulebook) == nullptr) return Refusal{"conduct.unknown", clause::art_9_4, "", {}};
  const LeadFound lead = find_lead(desk.session, input.lead, input.lead_id.value_or(0));
  ConductOpening opening;
  opening.level = unit_id ? ConductLevel::unit : ConductLevel::bureau;
  opening.unit_id = unit_id ? unit_id : desk.supervision_unit_id();
  opening.lead_holds = lead.holds;
  opening.reference = lead.reference;
  if (const auto known = conduct_case_of_lead(desk.session, input.lead, lead.holds ? input.lead_id.value_or(0) : 0, input.accused_id)) opening.opened_already = number_text(*known);
  opening.year = local_date(desk.now).year();
  opening.sequence = next_conduct_sequence(desk.session, opening.year);
  const ConductCase none;
  const ConductDecided decided = open_conduct_case(input, opening, conduct_situation(desk, none));
  if (!decided) return decided.refusal();
  SavedConduct saved = save_conduct(desk.session, none, *decided, desk.rulebook->version);
  write_conduct_notices(desk, none, saved, *decided);
  return saved;
}

std::int64_t strike_due_conduct(House& house) {
  constexpr std::int64_t at_once = 50, strikes_of_one = 50;
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || conduct_rules(*rulebook) == nullptr || conduct_cases_to_strike(*house.readers().borrow(), house.now(), 1).empty()) return 0;
  std::int64_t struck = 0;
  house.writer().run([&](db::Session& session) {
    const ConductDesk desk{session, house.organisation(), rulebook, OfficerId{}, house.now()};
    for (const ConductCaseId id : conduct_cases_to_strike(session, desk.now, at_once))
      for (std::int64_t i = 0; i < strikes_of_one; ++i) {
        const auto done = perform_conduct(desk, id, [](const ConductCase& c, const ConductSituation& situation) -> ConductDecided {
          if (auto event = strike_conduct(c, situation)) return *std::move(event);
          return Refusal{"conduct.wrong_stage", clause::art_9_4, "", {}};
        });
        if (!done) break;
        ++struck;
      }
  });
  return struck;
}

}  // namespace shouwen
