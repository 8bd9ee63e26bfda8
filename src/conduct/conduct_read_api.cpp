// GET /conduct_cases, /conduct_cases/{conduct_id}: for who handles, investigates or watches over it; never for the accused or his line.
#include <algorithm>

#include "api/names.h"
#include "api/query.h"
#include "conduct/conduct_file.h"
#include "conduct/conduct_views.h"
#include "http/problem.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t page_size = 50, largest_page = 200;

/// Which grants' facts a case is: the unit that handles it, those who investigate as its own.
CaseFacts facts_of(const ConductCase& c) {
  CaseFacts facts;
  facts.kind = CaseKind::complaint;
  facts.secrecy = Secrecy::personal;
  facts.handling_unit_id = c.unit_id;
  facts.earlier_holders = c.investigator_ids;
  return facts;
}

/// A verb of this room that might be tried at the case's stage.
struct Attempt {
  const char* name;
  const char* verb;
  std::vector<ConductStage> stages;
  ConductRule rule;
};

const std::vector<Attempt>& attempts() {
  using enum ConductStage;
  static const std::vector<ConductStage> any_open{opened, accepted, investigating, to_hear, hearing, to_decide, decided, objected, carrying_out};
  static const std::vector<Attempt> list{
      {"accept", "handle_conduct", {opened}, [](const ConductCase& c, const ConductSituation& s) { return accept_conduct_case(c, {}, s); }},
      {"decline", "handle_conduct", {opened}, [](const ConductCase& c, const ConductSituation& s) { return decline_conduct_case(c, {}, s); }},
      {"appoint", "handle_conduct", {accepted, investigating}, [](const ConductCase& c, const ConductSituation& s) { return appoint_conduct_investigators(c, {}, s); }},
      {"find", "investigate_conduct", {investigating}, [](const ConductCase& c, const ConductSituation& s) { return record_conduct_finding(c, {}, s); }},
      {"attach", "investigate_conduct", {investigating, to_hear, hearing, to_decide}, [](const ConductCase& c, const ConductSituation& s) { return attach_conduct_file(c, {}, s); }},
      {"confirm", "investigate_conduct", {investigating}, [](const ConductCase& c, const ConductSituation& s) { return confirm_conduct_finding(c, {}, s); }},
      {"ask_hearing", "investigate_conduct", {to_hear}, [](const ConductCase& c, const ConductSituation& s) { return ask_hearing(c, {}, s); }},
      {"decide", "decide_conduct", {to_hear, hearing, to_decide}, [](const ConductCase& c, const ConductSituation& s) { return decide_conduct(c, {}, s); }},
      {"end_not_proved", "decide_conduct", {to_decide}, [](const ConductCase& c, const ConductSituation& s) { return end_not_proved(c, {}, s); }},
      {"decide_objection", "decide_conduct_objection", {objected, carrying_out, closed}, [](const ConductCase& c, const ConductSituation& s) { return decide_objection(c, {}, s); }},
      {"approve_as_supervision", "approve_exposure_as_supervision", {carrying_out, closed},
       [](const ConductCase& c, const ConductSituation& s) { return approve_exposure(c, {}, ExposureBody::supervision, s); }},
      {"approve_as_group", "approve_exposure_as_group", {carrying_out, closed},
       [](const ConductCase& c, const ConductSituation& s) { return approve_exposure(c, {}, ExposureBody::leading_group, s); }},
      {"return_exposure", "approve_exposure_as_supervision", {carrying_out, closed}, [](const ConductCase& c, const ConductSituation& s) { return return_exposure(c, {}, s); }},
      {"return_exposure", "approve_exposure_as_group", {carrying_out, closed}, [](const ConductCase& c, const ConductSituation& s) { return return_exposure(c, {}, s); }},
      {"draft_exposure", "handle_conduct", {carrying_out}, [](const ConductCase& c, const ConductSituation& s) { return draft_exposure(c, {0, ExposureLevel::society, {}, {}}, s); }},
      {"correct_exposure", "handle_conduct", {carrying_out, closed}, [](const ConductCase& c, const ConductSituation& s) { return correct_exposure(c, {}, s); }},
      {"order_rectification", "handle_conduct", {carrying_out}, [](const ConductCase& c, const ConductSituation& s) { return order_rectification(c, {}, s); }},
      {"retest", "retest_rectification", {carrying_out},
       [](const ConductCase& c, const ConductSituation& s) -> ConductDecided {
         for (const Rectification& row : c.rectifications)
           if (row.waits_for_retest()) return retest_rectification(c, row.number, {0, true, {}, {}}, s);
         return Refusal{"conduct.not_rectified", clause::art_9_4, "", {}};
       }},
      {"close", "handle_conduct", {carrying_out}, [](const ConductCase& c, const ConductSituation& s) { return close_conduct_case(c, {}, s); }},
      {"take_over", "take_over_conduct", any_open, [](const ConductCase& c, const ConductSituation& s) { return take_over_conduct_case(c, {}, s); }},
  };
  return list;
}

/// Whether it is somebody's turn, and not only something he could do besides.
bool is_waiting(const std::string& action, const ConductCase& c) {
  const bool has_draft = c.exposure && c.exposure->draft;
  if (action == "take_over" || action == "return_exposure" || action == "end_not_proved" || action == "attach") return false;
  if (action == "appoint") return c.investigator_ids.empty();
  if (action == "find") return !c.finding;
  if (action == "draft_exposure") return !has_draft;
  if (action == "correct_exposure") return c.exposure->outdated && !has_draft;
  return action != "order_rectification" || c.rectifications.empty();
}

/// What is refused only because there is nothing of it yet is no news to anybody.
bool says_nothing(const Refusal& refusal) {
  static constexpr std::string_view silent[] = {"conduct.wrong_stage", "conduct.no_finding", "conduct.no_draft", "conduct.not_exposed", "conduct.no_objection", "conduct.not_rectified",
                                                "conduct.not_a_units_case", "conduct.exposed_already"};
  return std::find(std::begin(silent), std::end(silent), refusal.code) != std::end(silent);
}

ConductFindingView finding_view(const Call& call, const ConductCase& c) {
  ConductFindingView view{{}, c.finding->third_persons, c.finding->linked_case_ids, api::officer_name(call, c.finding->recorded_by_id), api::officer_name(call, c.finding->confirmed_by_id),
                          c.finding->recorded_at, c.finding->confirmed_at};
  std::int64_t number = 0;
  for (const ConductFact& fact : c.finding->facts) {
    ++number;
    const bool decided = c.decision && std::find(c.decision->fact_numbers.begin(), c.decision->fact_numbers.end(), number) != c.decision->fact_numbers.end();
    view.facts.push_back({number, fact.text.value, fact.evidence.value, fact.proved, decided, fact.file_numbers.value_or(std::vector<std::int64_t>{})});
  }
  return view;
}

ConductExposureView exposure_view(const Call& call, const ConductExposure& e, const ConductRules& rules) {
  ConductExposureView view;
  view.level = e.level;
  view.level_name = exposure_level_name(rules, e.level, call.language);
  view.number = number_text(e);
  view.returned_because = e.returned_because;
  view.has_draft = e.draft.has_value();
  view.outdated = e.outdated;
  view.is_up = e.is_up();
  const ExposureText* shown = e.draft ? &*e.draft : e.texts.empty() ? nullptr : &e.texts.back();
  if (shown != nullptr) {
    view.written_by_name = api::officer_name(call, shown->written_by_id);
    for (const ExposureApproval& row : shown->approvals) view.approvals.push_back({row.body, api::officer_name(call, row.officer_id), row.at});
  }
  if (e.draft) {
    view.draft_title = e.draft->title.value;
    view.draft_because = e.draft->because.value;
    view.draft_facts = e.draft->facts;
  }
  if (!e.texts.empty()) {
    view.title = e.texts.back().title.value;
    view.facts = e.texts.back().facts;
  }
  view.texts = static_cast<std::int64_t>(e.texts.size());
  if (e.level == ExposureLevel::society) view.public_number = e.number;
  view.published_at = e.published_at;
  view.taken_down_at = e.taken_down_at;
  view.last_day = e.last_day;
  if (e.taken_down_at) view.taken_down_by = e.taken_down_by;
  return view;
}

RectificationView rectification_view(const Call& call, const Rectification& r) {
  return {r.number, api::unit_name(call, r.unit_id), r.task.value, r.report.value, r.retest.value, api::officer_name(call, r.ordered_by_id), api::officer_name(call, r.reported_by_id),
          api::officer_name(call, r.retested_by_id), r.due_on, !r.reported_at && r.due_on < local_date(call.now), r.passed, r.failed, r.reported_at, r.retested_at};
}

/// What a step says besides its name.
std::string words_in(const ConductEvent& event) {
  if (event.because) return *event.because;
  if (event.kind == "conduct_decided") return event.decision->reason.value;
  if (event.kind == "conduct_objected") return event.objection->text.value;
  if (event.kind == "conduct_objection_decided") return event.objection->words.value;
  if (event.kind == "conduct_hearing_answered") return event.hearing->words.value;
  if (event.kind == "conduct_hearing_asked") return event.hearing->question.value;
  if (event.kind == "conduct_rectification_ordered") return event.rectification->task.value;
  if (event.kind == "conduct_rectification_reported") return event.rectification->report.value;
  if (event.kind == "conduct_rectification_passed" || event.kind == "conduct_rectification_failed") return event.rectification->retest.value;
  if (event.kind == "conduct_file_attached") return event.file->file_name + (event.file->shows.empty() ? "" : " · " + event.file->shows);
  if (event.opened) return event.opened->suspicion.value;
  return {};
}

std::string lead_path(const ConductLead& lead) {
  switch (lead.kind) {
    case LeadKind::tip_off: return "/tip_offs/" + std::to_string(lead.id);
    case LeadKind::complaint: return "/cases/" + std::to_string(lead.id);
    case LeadKind::charge_attempt: return "/charges?part=attempts&id=" + std::to_string(lead.id);
    case LeadKind::affiliate_charge: return "/charges?part=affiliates&id=" + std::to_string(lead.id);
    case LeadKind::inspection:
    case LeadKind::audit:
    case LeadKind::own_accord: break;
  }
  return {};
}

void add_parts(ConductView& view, const Call& call, const ConductCase& c, const ConductRules& rules) {
  if (c.finding) view.finding = finding_view(call, c);
  if (c.hearing)
    view.hearing = ConductHearingView{c.hearing->question.value, api::officer_name(call, c.hearing->asked_by_id), c.hearing->asked_at, c.hearing->answer, words_of(c.hearing->answer, call.language),
                                      c.hearing->words.value, c.hearing->answered_at};
  if (c.decision)
    view.decision = ConductDecisionView{violation_name(rules, c.decision->violation, call.language), measure_words(*c.decision, rules, call.language), c.decision->reason.value,
                                        api::officer_name(call, c.decision->decided_by_id), c.decision->measure, c.decision->decided_at, c.decision->repeated, c.decision->fact_numbers};
  if (c.objection)
    view.objection = ConductObjectionView{c.objection->text.value, c.objection->words.value, api::officer_name(call, c.objection->decided_by_id), c.objection->late, c.objection->at,
                                          c.objection->outcome, c.objection->decided_at};
  if (c.exposure) view.exposure = exposure_view(call, *c.exposure, rules);
  for (const Rectification& row : c.rectifications) view.rectifications.push_back(rectification_view(call, row));
}

/// The story of a sealed case tells who may not look at its files only that one came.
std::string words_for(const ConductEvent& event, bool with_files) { return event.file && !with_files ? std::string() : words_in(event); }

/// Earlier decisions only as far as the reader may see those cases.
void add_earlier(ConductView& view, const Call& call, db::Session& session, const ConductSituation& situation) {
  for (const EarlierDecision& row : situation.earlier) {
    const auto other = load_conduct_case(session, row.id);
    if (!other || !may_in_conduct(call, *other, "read_conduct")) continue;
    view.earlier.push_back({row.id, number_text(*other), violation_name(situation.rules, other->violation, call.language), measure_words(*other->decision, situation.rules, call.language), row.decided_at});
  }
}

ConductView conduct_view(const Call& call, db::Session& session, const ConductCase& c) {
  const ConductDesk desk = conduct_desk_of(call, session);
  const ConductSituation situation = conduct_situation(desk, c);
  const ConductRules& rules = situation.rules;
  ConductView view;
  static_cast<ConductRowView&>(view) = conduct_row(call, session, c);
  view.lead = c.lead;
  // A way for who may go it: others would only find out that it is closed to them.
  if (may_know_lead(call, session, c.lead.kind, c.lead.id)) view.lead_path = lead_path(c.lead);
  view.accused_id = c.accused.officer_id;
  view.accused_post = c.accused.post_name;
  view.suspicion = c.suspicion.value;
  view.opened_by_name = api::officer_name(call, c.opened_by_id);
  view.accepted_by_name = api::officer_name(call, c.accepted_by_id);
  view.ended_because = c.ended_because;
  view.ended_by_name = api::officer_name(call, c.ended_by_id);
  view.ended_at = c.ended_at;
  for (const OfficerId id : c.investigator_ids) view.investigators.push_back({id, api::officer_name(call, id)});
  add_parts(view, call, c, rules);
  add_earlier(view, call, session, situation);
  const bool with_files = may_look_at_files(call, session, c);
  view.files_kept = static_cast<std::int64_t>(c.files.size());
  if (with_files)
    for (const ConductFile& file : c.files) view.files.push_back(file_view(call, file));
  if (c.is_open())
    for (const ViolationRow& row : rules.violations) view.choices.push_back(choice_view(call, row, c.level, is_repeated(row, situation)));
  view.actions = conduct_actions(call, session, c);
  for (const ConductEvent& event : conduct_events(session, c.id))
    view.story.push_back({event.at, event.kind, conduct_event_words(event.kind, call.language), api::officer_name(call, event.actor_id), words_for(event, with_files), event.clause});
  std::reverse(view.story.begin(), view.story.end());
  return view;
}

std::vector<http::QueryParameter> filter_query() {
  return {{"stage", "of the case"},
          {"unit_id", "unit of the accused when the case was opened", R"({"type":"integer"})"},
          {"violation", "row of the table"},
          {"accused_id", "the person", R"({"type":"integer"})"},
          {"from", "opened on this day or later", R"({"type":"string","format":"date"})"},
          {"to", "the last such day", R"({"type":"string","format":"date"})"},
          {"only", "open: not ended; waiting: something waits for the reader", R"({"type":"string","enum":["open","waiting"]})"},
          {"after", "next page", R"({"type":"integer"})"},
          {"limit", "rows", R"({"type":"integer"})"}};
}

Result<ConductFilter> filter_of(const Call& call) {
  ConductFilter filter;
  if (auto bad = api::read_enum(call, "stage", filter.stage)) return *bad;
  if (auto bad = api::read_id(call, "unit_id", filter.accused_unit_id)) return *bad;
  if (auto bad = api::read_id(call, "accused_id", filter.accused_id)) return *bad;
  if (auto bad = api::read_date(call, "from", filter.from)) return *bad;
  if (auto bad = api::read_date(call, "to", filter.to)) return *bad;
  filter.violation = std::string(call.request.query_value("violation").value_or(""));
  const std::string only(call.request.query_value("only").value_or(""));
  if (!only.empty() && only != "open" && only != "waiting") return api::bad_query("only");
  filter.open_only = !only.empty();
  return filter;
}

/// A page of those this reader may see: others are passed over, and nothing tells how many.
http::Response list_answer(const Call& call, db::Session& session, const ConductFilter& filter) {
  const auto after = api::query_number(call, "after"), limit = api::query_number(call, "limit");
  if (!after || !limit) return refused(call, after ? limit.refusal() : after.refusal());
  const std::int64_t rows = std::clamp<std::int64_t>(limit->value_or(page_size), 1, largest_page);
  const bool waiting_only = call.request.query_value("only").value_or("") == "waiting";
  api::Page<ConductRowView> page;
  ConductCaseId before{after->value_or(0)};
  while (true) {
    const auto found = list_conduct_cases(session, filter, before, largest_page);
    for (const ConductCase& c : found) {
      before = c.id;
      if (!may_in_conduct(call, c, "read_conduct")) continue;
      ConductRowView row = conduct_row(call, session, c);
      if (waiting_only && row.may.empty()) continue;
      if (static_cast<std::int64_t>(page.items.size()) == rows) {
        page.next = std::to_string(page.items.back().id.value);
        return api::answer(page);
      }
      page.items.push_back(std::move(row));
    }
    if (static_cast<std::int64_t>(found.size()) < largest_page) return api::answer(page);
  }
}

struct ExposurePlaceView {
  ExposureLevel level{};
  std::string name;
  std::int64_t days = 0;
  ExposureNaming naming{};
};
BOOST_DESCRIBE_STRUCT(ExposurePlaceView, (), (level, name, days, naming))
struct DisciplineView {
  std::string code, name;
};
BOOST_DESCRIBE_STRUCT(DisciplineView, (), (code, name))
struct ConductOptionsView {
  std::string set_by;                        ///< whose table it is
  std::vector<ViolationChoiceView> violations;
  std::vector<ExposurePlaceView> exposures;
  std::vector<DisciplineView> disciplines;
  bool may_open = false, opens_for_unit = false;
};
BOOST_DESCRIBE_STRUCT(ConductOptionsView, (), (set_by, violations, exposures, disciplines, may_open, opens_for_unit))

http::Response options_answer(const Call& call) {
  ConductOptionsView view;
  const ConductRules* rules = conduct_rules(*call.rulebook);
  if (rules == nullptr) return api::answer(view);
  const bool zh = call.language == http::Language::zh;
  view.set_by = rules->set_by;
  view.opens_for_unit = !may(*call.rulebook, *call.organisation, call.actor, "take_over_conduct").allowed;
  view.may_open = may_open_conduct(call);
  for (const ViolationRow& row : rules->violations) view.violations.push_back(choice_view(call, row, view.opens_for_unit ? ConductLevel::unit : ConductLevel::bureau, false));
  for (const ExposureRow& row : rules->exposures) view.exposures.push_back({row.level, zh ? row.name_zh : row.name_en, row.days, row.naming});
  for (const DisciplineRow& row : rules->disciplines) view.disciplines.push_back({row.code, zh ? row.name_zh : row.name_en});
  return api::answer(view);
}

}  // namespace

http::Operation conduct_operation(const char* method, const std::string& path, const char* id, const char* summary) {
  return {method, "/api/v1" + path, id, "conduct", summary, clause::art_9_4};
}

ConductDesk conduct_desk_of(const Call& call, db::Session& session) { return {session, call.organisation, call.rulebook, call.actor.officer_id, call.now}; }

bool may_in_conduct(const Call& call, const ConductCase& c, std::string_view verb) {
  if (is_kept_from(*call.organisation, c, call.actor.officer_id)) return false;
  return may(*call.rulebook, *call.organisation, call.actor, verb, facts_of(c)).allowed;
}

Result<ConductCase> conduct_for(const Call& call, db::Session& session, std::string_view verb) {
  auto found = load_conduct_case(session, ConductCaseId{call.id("conduct_id")});
  if (!found || conduct_rules(*call.rulebook) == nullptr || !may_in_conduct(call, *found, "read_conduct")) return Refusal{"conduct.unknown", clause::art_9_4, "", {}};
  if (!may_in_conduct(call, *found, verb)) return Refusal{"permission.denied", "", "", {{"verb", std::string(verb)}}};
  return *std::move(found);
}

ConductRowView conduct_row(const Call& call, db::Session& session, const ConductCase& c) {
  const ConductRules& rules = *conduct_rules(*call.rulebook);
  ConductRowView row{c.id, c.version, number_text(c), c.stage, words_of(c.stage, call.language), c.level, api::unit_name(call, c.unit_id), api::officer_name(call, c.accused.officer_id),
                     api::unit_name(call, c.accused.unit_id), c.violation, violation_name(rules, c.violation, call.language),
                     words_of(c.lead.kind, call.language) + (c.lead.reference.value.empty() ? "" : " " + c.lead.reference.value), c.opened_at, {}, false, {}};
  if (c.clock) row.due_at = c.clock->due_at;
  row.overdue = c.clock && c.clock->due_at < call.now;
  for (const ConductActionView& action : conduct_actions(call, session, c))
    if (action.allowed && is_waiting(action.name, c)) row.may.push_back(action.name);
  return row;
}

ViolationChoiceView choice_view(const Call& call, const ViolationRow& row, ConductLevel level, bool repeated) {
  ViolationChoiceView view{row.code, call.said(row.name_zh, row.name_en), row.source, row.example, repeated, {}, row.withheld_least_fen, row.withheld_most_fen, row.least_exposure};
  for (const HandlingLevel measure : measures_allowed(row, level, repeated)) view.measures.push_back({measure, words_of(measure, call.language)});
  return view;
}

std::vector<ConductActionView> conduct_actions(const Call& call, db::Session& session, const ConductCase& c) {
  const ConductDesk desk = conduct_desk_of(call, session);
  const ConductSituation situation{call.actor.officer_id, call.now, *call.organisation, *conduct_rules(*call.rulebook), call.rulebook->calendars.bureau, desk.supervision_unit_id()};
  std::vector<ConductActionView> actions;
  for (const Attempt& attempt : attempts()) {
    if (std::find(attempt.stages.begin(), attempt.stages.end(), c.stage) == attempt.stages.end() || !may_in_conduct(call, c, attempt.verb)) continue;
    if (!actions.empty() && actions.back().name == attempt.name) continue;
    // Asked with an empty form: a refusal about a field is none of the thing itself.
    const ConductDecided decided = attempt.rule(c, situation);
    if (decided || !decided.refusal().field.empty()) actions.push_back({attempt.name, true, "", "", ""});
    else if (!says_nothing(decided.refusal()))
      actions.push_back({attempt.name, false, decided.refusal().code, http::refusal_text(decided.refusal(), call.language), decided.refusal().clause});
  }
  return actions;
}

ConductFileView file_view(const Call& call, const ConductFile& file) {
  return {file.number, file.part, words_of(file.part, call.language), file.file_name, file.content_type, file.shows, api::officer_name(call, file.added_by_id), file.bytes, file.at};
}

bool may_look_at_files(const Call& call, db::Session& session, const ConductCase& c) {
  ReadersPart part = ReadersPart::none;
  for (const ConductActionView& action : conduct_actions(call, session, c))
    if (action.allowed && (action.name == "decide" || action.name == "end_not_proved" || action.name == "decide_objection")) part = ReadersPart::decides;
  const ConductSituation situation{call.actor.officer_id, call.now, *call.organisation, *conduct_rules(*call.rulebook), call.rulebook->calendars.bureau};
  return may_look_at_files(c, part, situation);
}

void add_conduct_reads_api(Api& api) {
  auto options = conduct_operation("GET", "/conduct_options", "read_conduct_options", "The bureau's own table, and what this reader may begin");
  options.response_body = json::schema_of<ConductOptionsView>();
  api.read(options, [](const Call& call, db::Session&) { return with_permission(call, "read_conduct", [&] { return options_answer(call); }); });

  auto list = conduct_operation("GET", "/conduct_cases", "list_conduct_cases", "Violation cases, newest first");
  list.response_body = json::schema_of<api::Page<ConductRowView>>();
  list.query = filter_query();
  api.read(list, [](const Call& call, db::Session& session) {
    return with_permission(call, "read_conduct", [&] {
      const auto filter = filter_of(call);
      if (!filter) return refused(call, filter.refusal());
      if (conduct_rules(*call.rulebook) == nullptr) return api::answer(api::Page<ConductRowView>{});
      return list_answer(call, session, *filter);
    });
  });

  auto one = conduct_operation("GET", "/conduct_cases/{conduct_id}", "read_conduct_case", "One case: its steps, what may be done, what is refused and why");
  one.response_body = json::schema_of<ConductView>();
  api.read(one, [](const Call& call, db::Session& session) {
    const auto found = conduct_for(call, session, "read_conduct");
    return found ? api::answer(conduct_view(call, session, *found)) : refused(call, found.refusal());
  });
}

}  // namespace shouwen
