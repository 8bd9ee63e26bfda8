// Plans the public may read: text, goals and actual months, what was commented and answered, what changed since.
#include "participation/participation_desk.h"
#include "portal/matter_parts.h"
#include "portal/open_form.h"
#include "portal/page_shelf.h"
#include "portal/page_texts.h"
#include "portal/participation_pages.h"
#include "portal/plan_parts.h"
#include "portal/public_words.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

using api::Api;
using api::Call;
using http::Language;
using kainjow::mustache::data;

constexpr std::int64_t plans_a_page = 50;
constexpr std::size_t months_shown = 12;
/// Of comments on one page: a page stays light on a bad line.
constexpr std::size_t comment_bytes_most = 40'000;

std::string term_of(const PlanContent& content, Language language) {
  return say("plan_term", language, {{"from", public_date(content.valid_from, language)}, {"to", public_date(content.valid_to, language)}});
}

std::string state_of(const Plan& plan, Date today, Language language) {
  if (plan.stage == PlanStage::withdrawn) return say("plan_state_withdrawn", language);
  if (plan.stage == PlanStage::consulting) return say("plan_state_open", language, {{"day", public_date(plan.consultation->to, language)}});
  if (plan.stage != PlanStage::approved) return say("plan_state_deciding", language);
  if (is_in_force(plan, today)) return say("plan_state_in_force", language);
  return plan.content.valid_to < today ? say("plan_state_over", language) : say("plan_state_approved", language, {{"day", public_date(plan.content.valid_from, language)}});
}

/// Until it is approved, the public reads the draft it was asked about: nobody changes it under its eyes.
const PlanContent& content_of(const Plan& plan) { return plan.approved_at || !plan.consultation ? plan.content : plan.consultation->draft; }

data plan_row(const Plan& plan, Date today, Language language) {
  data row;
  row.set("id", std::to_string(plan.id.value));
  row.set("title", content_of(plan).title.value);
  row.set("state", state_of(plan, today, language));
  row.set("term", term_of(content_of(plan), language));
  return row;
}

http::Response plans_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  const Date today = local_date(call.now);
  data values = page_values(call.request);
  data open{data::type::list}, in_force{data::type::list}, others{data::type::list};
  auto plans = list_public_plans(session, PlanId{before_of(call)}, plans_a_page + 1);
  if (static_cast<std::int64_t>(plans.size()) > plans_a_page) {
    plans.pop_back();
    values.set("older_url", "/p/plans?before=" + std::to_string(plans.back().id.value));
  }
  for (const Plan& plan : plans) {
    const data row = plan_row(plan, today, language);
    (plan.stage == PlanStage::consulting ? open : is_in_force(plan, today) ? in_force : others) << row;
  }
  for (const auto& [name, list] : {std::pair<const char*, const data&>{"open", open}, {"in_force", in_force}, {"others", others}}) {
    values.set(name, list);
    values.set(std::string("has_") + name, !list.list_value().empty());
  }
  values.set("nothing", open.list_value().empty() && in_force.list_value().empty() && others.list_value().empty());
  return write_page(api, call, {"plans", say("plans_title", language)}, values);
}

std::string unit_of(const PlanGoal& goal, Language language) {
  if (goal.figure == GoalFigure::own) return " " + goal.unit.value;
  return goal.figure == GoalFigure::returns ? say("plan_unit_returns", language) : "%";
}

data goal_row(const Plan& plan, std::size_t place, const std::vector<MonthFigures>* counted, const Call& call, Language language) {
  const PlanGoal& goal = content_of(plan).goals[place];
  const std::string unit = unit_of(goal, language);
  data row;
  row.set("title", goal.title.value);
  if (goal.figure != GoalFigure::own) row.set("figure", words_of(goal.figure, language));
  row.set("target", say(goal.direction == GoalDirection::at_least ? "plan_at_least" : "plan_at_most", language, {{"value", hundredths(goal.target_hundredths) + unit}, {"day", public_date(goal.by, language)}}));
  if (counted == nullptr) return row;
  const std::int64_t smallest = call.rulebook->public_rules ? call.rulebook->public_rules->smallest_shown : 0;
  auto months = goal_months(plan, place, *counted, local_date(call.now), smallest);
  if (months.size() > months_shown) months.erase(months.begin(), months.end() - months_shown);
  data rows{data::type::list};
  for (const GoalMonth& month : months) {
    data one;
    one.set("month", month.month);
    one.set("value", month.value_hundredths ? hundredths(*month.value_hundredths) + unit : say("plan_no_value", language));
    one.set("reached", month.reached ? say(*month.reached ? "plan_reached" : "plan_not_reached", language) : std::string());
    rows << one;
  }
  row.set("months", rows);
  row.set("has_months", !months.empty());
  return row;
}

data comment_row(const PlanComment& comment, Language language) {
  data row;
  row.set("name", shown_name(comment).empty() ? say("comment_somebody", language) : shown_name(comment));
  row.set("day", public_date(local_date(comment.received_at), language));
  row.set("text", comment.shown);
  if (const auto& answer = comment.answer) {
    row.set("answered", true);
    row.set("verdict", words_of(answer->verdict, language));
    row.set("answer", answer->text);
    if (answer->together > 1) row.set("together", say("comment_together", language, {{"n", std::to_string(answer->together)}}));
  }
  return row;
}

void set_comments(data& values, const Call& call, db::Session& session, const Plan& plan, Language language) {
  std::int64_t from = 0;
  const std::string typed(call.request.query_value("from").value_or("0"));
  if (typed.size() < 12 && !typed.empty() && typed.find_first_not_of("0123456789") == std::string::npos) from = std::stoll(typed);
  const CommentCounts counts = count_comments(session, plan.id);
  data rows{data::type::list};
  std::size_t bytes = 0, shown = 0;
  for (const PlanComment& comment : comments_of(session, plan.id)) {
    if (comment.stage != CommentStage::published || comment.id.value < from) continue;
    bytes += comment.shown.size() + (comment.answer ? comment.answer->text.size() : 0);
    if (bytes > comment_bytes_most && shown > 0) {
      values.set("more_url", "/p/plans/" + std::to_string(plan.id.value) + "?from=" + std::to_string(comment.id.value) + "#comments");
      break;
    }
    rows << comment_row(comment, language);
    ++shown;
  }
  values.set("comments", rows);
  values.set("has_comments", shown > 0);
  values.set("counts", say("comment_counts", language,
                           {{"all", std::to_string(counts.received)}, {"shown", std::to_string(counts.published)}, {"refused", std::to_string(counts.refused)},
                            {"waiting", std::to_string(counts.received - counts.published - counts.refused)}}));
}

void set_reports(data& values, const Plan& plan) {
  data rows{data::type::list};
  for (auto report = plan.reports.rbegin(); report != plan.reports.rend() && static_cast<std::size_t>(report - plan.reports.rbegin()) < months_shown; ++report) {
    data row;
    row.set("month", report->month);
    row.set("text", report->text);
    rows << row;
  }
  values.set("reports", rows);
  values.set("has_reports", !plan.reports.empty());
}

http::Response changes_page(Api& api, const Call& call, db::Session& session) {
  const Language language = wish_of(call.request).language;
  const auto plan = public_plan(session, call);
  if (!plan || !plan->consultation || !plan->approved_at) return nothing_here(api, call);
  data values = page_values(call.request);
  const bool zh = language == Language::zh;
  data rows{data::type::list};
  bool changed = false;
  for (const DifferencePart& part : difference_of(whole_text(plan->consultation->draft, zh), whole_text(plan->content, zh))) {
    data row;
    row.set("text", part.text);
    row.set("kept", part.kind == DifferenceKind::kept);
    row.set("removed", part.kind == DifferenceKind::removed);
    row.set("added", part.kind == DifferenceKind::added);
    changed = changed || part.kind != DifferenceKind::kept;
    rows << row;
  }
  values.set("parts", rows);
  values.set("changed", changed);
  values.set("id", std::to_string(plan->id.value));
  values.set("title", plan->content.title.value);
  return write_page(api, call, {"plan_changes", say("plan_changes", language)}, values);
}

}  // namespace

std::optional<Plan> public_plan(db::Session& session, const Call& call) {
  auto plan = load_plan(session, PlanId{call.id("plan_id")});
  return plan && is_public(*plan) ? std::move(plan) : std::nullopt;
}

http::Response plan_page(Api& api, const Call& call, db::Session& session, const Plan& plan, GoalFigureBoard& board, const TypedComment& typed, const std::vector<Refusal>& refusals) {
  const Language language = wish_of(call.request).language;
  const Date today = local_date(call.now);
  const PlanContent& content = content_of(plan);
  data values = page_values(call.request);
  const std::string id = std::to_string(plan.id.value);
  values.set("id", id);
  values.set("title", content.title.value);
  values.set("text", content.text.value);
  values.set("state", state_of(plan, today, language));
  values.set("term", term_of(content, language));
  values.set("open", plan.stage == PlanStage::consulting);
  if (plan.stage == PlanStage::withdrawn) values.set("withdrawn", say("plan_withdrawn_because", language, {{"because", plan.ended_because}}));
  if (plan.approved_at && plan.result)
    values.set("decided", say("plan_decided", language,
                              {{"day", public_date(local_date(*plan.approved_at), language)}, {"members", std::to_string(plan.result->members)}, {"for", std::to_string(plan.result->in_favour)},
                               {"against", std::to_string(plan.result->against)}}));
  values.set("has_changes", plan.approved_at && plan.consultation);
  const auto counted = plan.approved_at ? board.figures(session, call.rulebook->calendars.bureau, content.valid_from, call.now) : nullptr;
  data goals{data::type::list};
  for (std::size_t i = 0; i < content.goals.size(); ++i) goals << goal_row(plan, i, counted.get(), call, language);
  values.set("goals", goals);
  set_reports(values, plan);
  values.set("commented", plan.consultation.has_value());
  if (plan.consultation) set_comments(values, call, session, plan, language);
  OpenForm::ask(values, api.house(), typed.once, call.now, language);
  values.set("typed", typed.text);
  values.set("name", typed.name);
  values.set("show_name", typed.show_name);
  set_errors(values, refusals, language);
  return write_page(api, call, {"plan", content.title.value, refusals.empty() ? 200 : api::status_of(refusals.front()), "/p/plans/" + id}, values);
}

void add_plan_pages(Api& api) {
  api.read(participation_page("GET", "/p/plans", "public_plans", "Plans open for comment, in force, and earlier ones"), shelved(api, [&api](const Call& call, db::Session& session) { return plans_page(api, call, session); }));
  const auto board = std::make_shared<GoalFigureBoard>();
  api.read(participation_page("GET", "/p/plans/{plan_id}", "public_plan", "A plan, its goals month by month, what was said to it and what became of that"), [&api, board](const Call& call, db::Session& session) {
    const auto plan = public_plan(session, call);
    return plan ? plan_page(api, call, session, *plan, *board, {}, {}) : nothing_here(api, call);
  });
  api.read(participation_page("GET", "/p/plans/{plan_id}/changes", "public_plan_changes", "What changed between the draft commented on and the text approved"),
           [&api](const Call& call, db::Session& session) { return changes_page(api, call, session); });
}

}  // namespace shouwen
