// What concerns the caller himself: what he is to answer to and what was decided on him; what his unit has to put right. Nothing else of
// a case is shown to him: no reporter, no evidence, no investigator.
#include <algorithm>

#include "conduct/conduct_file.h"
#include "conduct/conduct_views.h"
#include "regulation/clauses.h"

namespace shouwen {

struct OwnMatterView {
  ConductCaseId id;
  std::int64_t version = 0;
  std::string number, stage_name;
  ConductStage stage{};
  std::string question, answer_name, answer_words;  ///< of the hearing; question "" = he was not asked
  std::optional<Instant> asked_at, answered_at, due_at;
  std::string violation_name, measure_name, reason;
  std::optional<Instant> decided_at;
  std::string objection, objection_words;
  std::optional<ObjectionOutcome> outcome;
  std::string cleared_because;                      ///< not proved
  std::vector<ConductFileView> files;               ///< that he handed in himself
  std::string exposure_number;
  std::int64_t public_number = 0;
  std::vector<std::string> may;                     ///< answer, object, waive
};
BOOST_DESCRIBE_STRUCT(OwnMatterView, (), (id, version, number, stage_name, stage, question, answer_name, answer_words, asked_at, answered_at, due_at, violation_name, measure_name, reason,
                                          decided_at, objection, objection_words, outcome, cleared_because, files, exposure_number, public_number, may))
struct UnitTaskView {
  ConductCaseId id;
  std::int64_t version = 0, number = 0;
  std::string case_number, unit_name, task, report, retest;
  Date due_on;
  bool overdue = false, passed = false, may_report = false;
  std::int64_t failed = 0;
  std::optional<Instant> reported_at;
};
BOOST_DESCRIBE_STRUCT(UnitTaskView, (), (id, version, number, case_number, unit_name, task, report, retest, due_on, overdue, passed, may_report, failed, reported_at))
struct MyConductView {
  std::vector<OwnMatterView> matters;
  std::vector<UnitTaskView> tasks;
};
BOOST_DESCRIBE_STRUCT(MyConductView, (), (matters, tasks))

namespace {

using api::Api;
using api::Call;

constexpr std::int64_t cases_at_once = 200, done_shown = 50;

OwnMatterView matter_view(const Call& call, const ConductCase& c) {
  const ConductRules& rules = *conduct_rules(*call.rulebook);
  OwnMatterView view;
  view.id = c.id;
  view.version = c.version;
  view.number = number_text(c);
  view.stage = c.stage;
  view.stage_name = words_of(c.stage, call.language);
  if (c.hearing) {
    view.question = c.hearing->question.value;
    view.answer_name = words_of(c.hearing->answer, call.language);
    view.answer_words = c.hearing->words.value;
    view.asked_at = c.hearing->asked_at;
    view.answered_at = c.hearing->answered_at;
  }
  if (c.decision) {
    view.violation_name = violation_name(rules, c.decision->violation, call.language);
    view.measure_name = measure_words(*c.decision, rules, call.language);
    view.reason = c.decision->reason.value;
    view.decided_at = c.decision->decided_at;
  }
  if (c.objection) {
    view.objection = c.objection->text.value;
    view.objection_words = c.objection->words.value;
    view.outcome = c.objection->outcome;
  }
  if (c.stage == ConductStage::not_proved) view.cleared_because = c.ended_because;
  // Numbered by themselves: the case's numbers would tell how much else there is.
  for (const ConductFile& file : own_conduct_files(c, call.actor.officer_id)) {
    view.files.push_back(file_view(call, file));
    view.files.back().number = static_cast<std::int64_t>(view.files.size());
  }
  if (c.exposure) {
    view.exposure_number = number_text(*c.exposure);
    if (c.exposure->level == ExposureLevel::society) view.public_number = c.exposure->number;
  }
  const bool his_turn = c.stage == ConductStage::hearing || c.stage == ConductStage::decided;
  if (his_turn && c.clock) view.due_at = c.clock->due_at;
  if (c.stage == ConductStage::hearing) view.may.emplace_back("answer");
  if (!c.objection && (c.stage == ConductStage::decided || c.stage == ConductStage::carrying_out || c.stage == ConductStage::closed)) view.may.emplace_back("object");
  if (c.stage == ConductStage::decided) view.may.emplace_back("waive");
  return view;
}

UnitTaskView task_view(const Call& call, const ConductCase& c, const Rectification& row) {
  const Unit* unit = call.organisation->unit(row.unit_id);
  return {c.id, c.version, row.number, number_text(c), unit == nullptr ? std::string() : unit->name, row.task.value, row.report.value, row.retest.value, row.due_on,
          !row.reported_at && row.due_on < local_date(call.now), row.passed, c.stage == ConductStage::carrying_out && !row.reported_at, row.failed, row.reported_at};
}

/// What his unit has to put right: everything that is open, and of cases that are closed the newest.
std::vector<UnitTaskView> tasks_of(const Call& call, db::Session& session, ConductStage stage, std::int64_t most) {
  const OfficerId me = call.actor.officer_id;
  std::vector<UnitTaskView> tasks;
  ConductCaseId before;
  while (true) {
    const auto found = conduct_cases_with_tasks(session, stage, before, cases_at_once);
    for (const ConductCase& c : found) {
      before = c.id;
      if (c.accused.officer_id == me) continue;
      for (const Rectification& row : c.rectifications)
        if (is_of_unit(*call.organisation, row.unit_id, me)) tasks.push_back(task_view(call, c, row));
      if (most > 0 && static_cast<std::int64_t>(tasks.size()) >= most) return tasks;
    }
    if (static_cast<std::int64_t>(found.size()) < cases_at_once) return tasks;
  }
}

http::Response mine(const Call& call, db::Session& session) {
  MyConductView view;
  if (conduct_rules(*call.rulebook) == nullptr) return api::answer(view);
  const OfficerId me = call.actor.officer_id;
  for (const ConductCase& c : conduct_cases_against(session, me)) view.matters.push_back(matter_view(call, c));
  view.tasks = tasks_of(call, session, ConductStage::carrying_out, 0);
  for (UnitTaskView& task : tasks_of(call, session, ConductStage::closed, done_shown)) view.tasks.push_back(std::move(task));
  return api::answer(view);
}

/// A case against the caller that he knows of, or with a task for his unit; anybody else learns nothing, not even that it exists.
bool concerns(const Call& call, const ConductCase& c, bool as_accused) {
  const OfficerId me = call.actor.officer_id;
  if (as_accused) return c.accused.officer_id == me && c.hearing;
  return c.accused.officer_id != me &&
         std::any_of(c.rectifications.begin(), c.rectifications.end(), [&](const Rectification& row) { return is_of_unit(*call.organisation, row.unit_id, me); });
}

enum class Concerned { accused, unit };

/// Registers POST /my_conduct/{conduct_id}/<resource>.
template <class Input, class Rule>
void add_own_step(Api& api, Concerned who, const char* resource, const char* id, const char* summary, Rule rule) {
  auto operation = conduct_operation("POST", std::string("/my_conduct/{conduct_id}/") + resource, id, summary);
  operation.request_body = json::schema_of<Input>();
  operation.response_body = json::schema_of<ConductChanged>();
  operation.success_status = 201;
  operation.idempotent_key = true;
  api.write(operation, [who, rule](const Call& call, db::Session& session) {
    return with_permission(call, who == Concerned::accused ? "answer_conduct" : "report_rectification", [&] {
      const auto found = load_conduct_case(session, ConductCaseId{call.id("conduct_id")});
      if (!found || !concerns(call, *found, who == Concerned::accused)) return refused(call, Refusal{"conduct.unknown", clause::art_9_4, "", {}});
      return api::with_body<Input>(call, [&](const Input& input) {
        const auto saved = perform_conduct(conduct_desk_of(call, session), found->id,
                                           [&](const ConductCase& c, const ConductSituation& situation) { return rule(call, c, input, situation); });
        if (!saved) return refused(call, saved.refusal());
        return api::answer(ConductChanged{saved->after.id, saved->after.version, saved->after.stage}, 201);
      });
    });
  });
}

}  // namespace

void add_my_conduct_api(Api& api) {
  auto read = conduct_operation("GET", "/my_conduct", "read_my_conduct", "What I am to answer to, what was decided on me, what my unit has to put right");
  read.response_body = json::schema_of<MyConductView>();
  api.read(read, [](const Call& call, db::Session& session) { return with_permission(call, "answer_conduct", [&] { return mine(call, session); }); });

  add_own_step<AnswerHearingInput>(api, Concerned::accused, "answers", "answer_conduct_hearing", "The person answers, or declines to",
                                   [](const Call&, const ConductCase& c, const AnswerHearingInput& input, const ConductSituation& s) { return answer_hearing(c, input, s); });
  add_own_step<ObjectInput>(api, Concerned::accused, "objections", "object_to_conduct_decision", "The person objects; somebody else decides that",
                            [](const Call&, const ConductCase& c, const ObjectInput& input, const ConductSituation& s) { return object_to_decision(c, input, s); });
  add_own_step<SeenConductInput>(api, Concerned::accused, "objection_waivers", "waive_conduct_objection", "The person lets the decision stand",
                                 [](const Call&, const ConductCase& c, const SeenConductInput& input, const ConductSituation& s) { return waive_objection(c, input, s); });
  add_own_step<ReportRectifiedInput>(api, Concerned::unit, "rectifications/{number}/reports", "report_rectification", "The unit has put it right",
                                     [](const Call& call, const ConductCase& c, const ReportRectifiedInput& input, const ConductSituation& s) { return report_rectified(c, call.id("number"), input, s); });
}

}  // namespace shouwen
