// Choices by the state of the case: mostly the sensible one, often enough another lawful one, now and then one to be refused.
#include "people.h"

#include <fmt/format.h>

#include <algorithm>

#include "cases/case_describe.h"
#include "cases/follow_up.h"
#include "cases/oversight.h"
#include "cases/work.h"
#include "json/print.h"

namespace shouwen::sim {

namespace {

template <class T>
T text(const std::string& value) {
  T out;
  out.value = value;
  return out;
}

template <class T>
std::string json_of(const T& input) {
  std::string out;
  json::print(out, input);
  return out;
}

std::string code_of(const Bureau& bureau, OfficerId id) {
  const Officer* officer = bureau.organisation.officer(id);
  return officer == nullptr ? "nobody" : officer->code;
}

const char* resource_of(std::string_view verb) {
  for (const CaseVerb& row : case_verbs())
    if (verb == row.verb) return row.resource;
  return "";
}

class Choice {
 public:
  Choice(const Bureau& bureau, const ServiceCase& c, Chance& chance, std::string mark) : bureau_(bureau), c_(c), chance_(chance), mark_(std::move(mark)) {}

  std::optional<Command> choose() {
    if (chance_.percent(3)) return by_the_wrong_person();
    if (c_.stage == Stage::closed) return after_close();
    if (c_.stage == Stage::resolved) return after_answer();
    if (c_.offer) return answer_offer();
    if (c_.office_question) return rule();
    return work();
  }

  std::optional<Command> rival() {
    if (c_.stage != Stage::open) return std::nullopt;
    if (c_.offer) return chance_.percent(50) ? accept_by(receiver()) : reply_by(holder());
    if (c_.office_question) return rule();
    return chance_.percent(50) ? hand_over(holder()) : reply_by(holder());
  }

 private:
  std::string said(const char* what) const { return std::string(what) + ' ' + mark_; }

  template <class T>
  Command command(OfficerId officer, const char* verb, const T& input, std::string words, bool needs_version = true) const {
    return {officer, verb, "/api/v1/cases/" + std::to_string(c_.id.value) + '/' + resource_of(verb), json_of(input), needs_version ? c_.version : 0,
            code_of(bureau_, officer) + ' ' + words};
  }
  Command command(OfficerId officer, const char* verb, const char* body, std::string words) const {
    return {officer, verb, "/api/v1/cases/" + std::to_string(c_.id.value) + '/' + resource_of(verb), body, c_.version, code_of(bureau_, officer) + ' ' + words};
  }

  /// Who is at the holder's desk: he, or his deputy while he is away.
  OfficerId holder() const {
    const Officer* officer = bureau_.organisation.officer(c_.responsible_officer_id);
    const bool away = officer != nullptr && bureau_.organisation.is_absent(officer->id, bureau_.now);
    return away && officer->deputy_id ? officer->deputy_id : c_.responsible_officer_id;
  }
  OfficerId receiver() {
    if (c_.offer->to_officer_id) return c_.offer->to_officer_id;
    return somebody_in(c_.offer->to_unit_id);
  }
  OfficerId somebody_in(UnitId unit) {
    std::vector<OfficerId> there;
    for (const Officer& officer : bureau_.organisation.officers())
      if (officer.active && bureau_.organisation.is_within(officer.unit_id, unit) && !bureau_.organisation.is_absent(officer.id, bureau_.now)) there.push_back(officer.id);
    return there.empty() ? bureau_.organisation.head_of(unit) : chance_.pick(there);
  }
  OfficerId by_code(const char* code) const { return bureau_.organisation.officer_by_code(code)->id; }

  const Unit* unit_for_it() {
    const RoutingRule* rule = route(bureau_.rulebook, c_.category, c_.area);
    if (rule == nullptr || chance_.percent(15)) return &chance_.pick(bureau_.organisation.units());
    if (rule->unit_code != "@station") return bureau_.organisation.unit_by_code(rule->unit_code);
    const char* station = c_.area == Area::urban ? "GDS-CD" : c_.area == Area::rural ? "GDS-XQ" : "GDS-SH";
    return bureau_.organisation.unit_by_code(station);
  }

  Command accept_by(OfficerId officer) const { return command(officer, "accept", "{}", "accepts"); }
  Command reply_by(OfficerId officer) const { return command(officer, "reply", ReplyInput{Channel::phone, text<Text<1, 4000>>(said("已处理完毕")), {}}, "answers the customer"); }

  Command hand_over(OfficerId officer) {
    const Unit* unit = unit_for_it();
    return command(officer, "transfer", TransferInput{unit->id, {}, text<Line<1, 60>>("needs_specialist"), text<Text<0, 1000>>(said("请办理"))}, "offers it to " + unit->code);
  }

  std::optional<Command> answer_offer() {
    const OfficerId officer = receiver();
    const std::int64_t of_hundred = chance_.below(100);
    if (of_hundred < 6) return reply_by(holder());
    if (of_hundred < 24) {
      static const std::vector<std::string> reasons = {"not_our_business", "wrong_area", "information_missing", "wrong_category"};
      return command(officer, "return_case", ReturnInput{text<Line<1, 60>>(chance_.pick(reasons)), text<Text<1, 1000>>(said("退回"))}, "returns it");
    }
    return accept_by(officer);
  }

  Command rule() {
    const Unit* unit = unit_for_it();
    return command(by_code(chance_.percent(60) ? "JBGS02" : "JBGS01"), "rule_on", RulingInput{unit->id, {}, text<Text<1, 1000>>(said("按职责分工"))}, "rules: " + unit->code);
  }

  std::optional<Command> by_the_wrong_person() {
    const OfficerId somebody = chance_.pick(bureau_.organisation.officers()).id;
    if (c_.offer && chance_.percent(50)) return accept_by(somebody);
    return chance_.percent(50) ? reply_by(somebody) : hand_over(somebody);
  }

  std::optional<Command> work() {
    const OfficerId officer = holder();
    const bool away = officer != c_.responsible_officer_id;
    if (away && chance_.percent(60)) return command(officer, "take_over", "{}", "takes over for the absent holder");
    if (c_.suspension) return chance_.percent(50) ? command(officer, "resume", ResumeInput{text<Line<1, 200>>(said("材料已到"))}, "goes on") : pressure(officer);
    if (c_.open_duty(DutyKind::arrival) != nullptr && chance_.percent(75))
      return command(officer, "record_arrival", ArrivalInput{{}, text<Text<0, 1000>>(said("已到现场"))}, "arrives on site");
    if (c_.open_duty(DutyKind::supervision_reply) != nullptr && chance_.percent(60))
      return command(officer, "answer_supervision", SupervisionAnswerInput{text<Text<1, 2000>>(said("正在办理"))}, "answers the supervision");
    if (c_.extension_request && chance_.percent(70))
      return command(bureau_.organisation.head_of(c_.handling_unit_id), "decide_extension", ExtensionDecisionInput{chance_.percent(60), text<Text<1, 1000>>(said("已阅"))}, "decides on more time");
    return ordinary_work(officer);
  }

  std::optional<Command> ordinary_work(OfficerId officer) {
    switch (chance_.below(14)) {
      case 0: return command(officer, "ask_office", OfficeQuestionInput{text<Text<1, 1000>>(said("请明确承办部门"))}, "asks the office");
      case 1: return command(officer, "record_contact", ContactMadeInput{Channel::phone, text<Text<1, 2000>>(said("已联系"))}, "calls the customer");
      case 2: return command(officer, "report_progress", ProgressInput{Channel::phone, text<Text<1, 2000>>(said("进展")), {}}, "reports progress");
      case 3: {
        const PauseReason& reason = chance_.pick(bureau_.rulebook.pause_reasons);
        return command(officer, "suspend", SuspendInput{text<Line<1, 60>>(reason.code), text<Text<1, 1000>>(said("请补充材料")), Channel::phone}, "waits: " + reason.code);
      }
      case 4: return command(officer, "note", NoteInput{text<Text<1, 4000>>(said("备注"))}, "makes a note", false);
      case 5: return command(officer, "request_extension", ExtensionInput{text<Text<1, 1000>>(said("情况复杂")), bureau_.now.plus_seconds(chance_.between(1, 9) * seconds_per_day)}, "asks for more time");
      case 6: {
        const OfficerId head = bureau_.organisation.head_of(c_.handling_unit_id), other = somebody_in(c_.handling_unit_id);
        return command(head, "assign", AssignInput{other, text<Text<0, 1000>>(said("请办"))}, "assigns it to " + code_of(bureau_, other));
      }
      case 7: return pressure(officer);
      case 8: return hand_over(officer);
      case 9: return command(officer, "explain_out_of_scope", OutOfScopeInput{text<Text<1, 2000>>(said("不属我局业务")), {}}, "explains it is not the bureau's business");
      default: {
        const Unit* unit = unit_for_it();
        const bool elsewhere = unit != nullptr && !bureau_.organisation.is_within(c_.handling_unit_id, unit->id);
        return elsewhere && chance_.percent(60) ? hand_over(officer) : reply_by(officer);
      }
    }
  }

  std::optional<Command> pressure(OfficerId officer) {
    if (chance_.percent(50)) return command(by_code("JCSJ02"), "supervise", SuperviseInput{text<Text<1, 1000>>(said("请抓紧"))}, "supervises", false);
    return command(officer, "remind", RemindInput{text<Text<1, 1000>>(said("客户再次来电"))}, "notes that the customer urges", false);
  }

  OfficerId caller_of_customers() {
    return by_code(c_.secrecy == Secrecy::sealed || c_.about_officer_id || c_.further_accused ? "JCSJ02" : chance_.percent(50) ? "HF01" : "HF02");
  }

  std::optional<Command> after_answer() {
    const OfficerId caller = caller_of_customers();
    if (c_.open_duty(DutyKind::follow_up) != nullptr) {
      const std::int64_t of_hundred = chance_.below(100);
      const Satisfaction result = of_hundred < 60 ? Satisfaction::satisfied : of_hundred < 80 ? Satisfaction::not_satisfied : Satisfaction::unreachable;
      return command(caller, "follow_up", FollowUpInput{result, text<Text<0, 2000>>(said("回访"))}, std::string("follows up: ") + json::name_of(result));
    }
    const bool unhappy = !c_.follow_ups.empty() && c_.follow_ups.back().result == Satisfaction::not_satisfied;
    if (unhappy && chance_.percent(70)) return command(caller, "reopen", ReopenInput{text<Text<1, 1000>>(said("客户不认可"))}, "takes it up again");
    return command(c_.follow_ups.empty() ? holder() : caller, "close_case", CloseInput{text<Text<0, 1000>>(said("办结"))}, "closes");
  }

  std::optional<Command> after_close() {
    if (!chance_.percent(20)) return std::nullopt;
    return command(caller_of_customers(), "reopen", ReopenInput{text<Text<1, 1000>>(said("问题又出现"))}, "takes it up again");
  }

  const Bureau& bureau_;
  const ServiceCase& c_;
  Chance& chance_;
  std::string mark_;
};

const CaseCategory& category_that_comes(const Bureau& bureau, CaseKind kind, Chance& chance) {
  std::vector<const CaseCategory*> of_kind;
  for (const CaseCategory& row : bureau.rulebook.categories)
    if (row.kind == kind) of_kind.push_back(&row);
  return *chance.pick(of_kind);
}

void choose_first_step(RegisterInput& input, const Bureau& bureau, Chance& chance, const std::string& mark) {
  const std::int64_t of_hundred = chance.below(100);
  if (of_hundred < 25 && bureau.rulebook.kind(input.kind).answerable_on_the_spot) {
    input.first_step = FirstStep::answer;
    input.answer = ReplyInput{Channel::phone, text<Text<1, 4000>>("当场答复 " + mark), {}};
  } else if (of_hundred < 50) {
    const Unit& unit = chance.pick(bureau.organisation.units());
    input.first_step = FirstStep::transfer;
    input.transfer = TransferInput{unit.id, {}, text<Line<1, 60>>("other_department"), text<Text<0, 1000>>("请办理 " + mark)};
  } else if (of_hundred < 56) {
    input.first_step = FirstStep::ask_office;
    input.question = OfficeQuestionInput{text<Text<1, 1000>>("请明确 " + mark)};
  } else if (of_hundred < 58) {
    input.first_step = FirstStep::out_of_scope;
    input.out_of_scope = OutOfScopeInput{text<Text<1, 2000>>("不属我局业务 " + mark), {}};
  }
}

}  // namespace

Intake come_in(const Bureau& bureau, Chance& chance, const std::string& mark) {
  static const std::vector<std::string> asked_first = {"RX01", "RX02", "RX03", "RX04", "RX02", "RX03", "YYT01", "YYT02", "YYT03", "CDY02", "XQY01", "SHY01", "DK02"};
  static const std::vector<CaseKind> kinds = {CaseKind::fault_report, CaseKind::fault_report, CaseKind::fault_report, CaseKind::inquiry, CaseKind::information_query, CaseKind::complaint,
                                              CaseKind::complaint, CaseKind::suggestion, CaseKind::feedback, CaseKind::commendation};
  Intake intake;
  RegisterInput& input = intake.input;
  const bool by_public_page = chance.percent(9);
  if (!by_public_page) intake.officer = bureau.organisation.officer_by_code(chance.pick(asked_first))->id;
  const CaseCategory& category = category_that_comes(bureau, chance.pick(kinds), chance);
  input.kind = category.kind;
  input.category.value = category.code;
  input.channel = by_public_page ? Channel::web : Channel::phone;
  input.area = chance.percent(50) ? Area::urban : chance.percent(60) ? Area::rural : Area::remote;
  input.contact.name = text<Line<0, 40>>("客户");
  input.contact.phone = text<Line<0, 30>>(fmt::format("1990000{:04}", chance.below(10000)));
  input.contact.address = text<Line<0, 200>>("示范路1号");
  input.text.value = "来电 " + mark;
  if (input.kind == CaseKind::complaint && chance.percent(25)) {
    const Officer& accused = chance.pick(bureau.organisation.officers());
    if (accused.id != intake.officer) input.about_officer_id = accused.id;
  }
  if (!by_public_page && !input.about_officer_id) choose_first_step(input, bureau, chance, mark);
  const std::string what = category.code + (input.about_officer_id ? " about " + code_of(bureau, *input.about_officer_id) : "") +
                           (input.first_step == FirstStep::keep ? "" : std::string(", first step ") + json::name_of(input.first_step));
  intake.words = (by_public_page ? "writes on the public pages: " : code_of(bureau, intake.officer) + " takes down: ") + what;
  if (!by_public_page) intake.command = {intake.officer, "register_case", "/api/v1/cases", json_of(input), 0, intake.words};
  return intake;
}

std::optional<Command> next_command(const Bureau& bureau, const ServiceCase& service_case, Chance& chance, const std::string& mark) {
  return Choice(bureau, service_case, chance, mark).choose();
}

std::optional<Command> rival_command(const Bureau& bureau, const ServiceCase& service_case, Chance& chance, const std::string& mark) {
  return Choice(bureau, service_case, chance, mark).rival();
}

std::optional<CustomerWord> next_word(const ServiceCase& c, Chance& chance, const std::string& mark) {
  switch (chance.below(c.stage == Stage::open ? 8 : 3)) {
    case 0: {
      const RatingInput input{chance.between(1, 5), text<Text<0, 1000>>("评价 " + mark)};
      return CustomerWord{"rate", "rates", [input](const ServiceCase& s, const Situation& x) { return rate(s, input, x); }};
    }
    case 1: {
      const ReopenInput input{text<Text<1, 1000>>("没解决 " + mark)};
      return CustomerWord{"reopen", "comes again", [input](const ServiceCase& s, const Situation& x) { return reopen(s, input, x); }};
    }
    case 2: {
      if (!chance.percent(40)) return std::nullopt;
      const WithdrawInput input{text<Text<1, 1000>>("不需要了 " + mark)};
      return CustomerWord{"withdraw", "withdraws", [input](const ServiceCase& s, const Situation& x) { return withdraw(s, input, x); }};
    }
    case 3:
    case 4: {
      const SupplementInput input{text<Text<1, 2000>>("补充 " + mark)};
      return CustomerWord{"supplement", "adds something", [input](const ServiceCase& s, const Situation& x) { return supplement(s, input, x); }};
    }
    default: {
      const RemindInput input{text<Text<1, 1000>>("请快一点 " + mark)};
      return CustomerWord{"remind", "urges", [input](const ServiceCase& s, const Situation& x) { return remind(s, input, x); }};
    }
  }
}

}  // namespace shouwen::sim
