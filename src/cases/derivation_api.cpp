// "Why this time?" over HTTP: a deadline's derivation with its days, sources and what moved it since.
#include <fmt/format.h>

#include <algorithm>

#include "api/limit_words.h"
#include "cases/case_page.h"
#include "cases/case_routes.h"
#include "cases/derivation.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(AdjustmentKind, paused, resumed, extended, corrected, replanned)

struct AdjustmentView {
  AdjustmentKind kind{};
  Instant at, due_before, due_after;
  std::string text;
  std::int64_t event_number = 0;
};
BOOST_DESCRIBE_STRUCT(AdjustmentView, (), (kind, at, due_before, due_after, text, event_number))
struct DerivationView {
  std::string limit_id, limit, source;
  SourceClass source_class{};
  std::string confidence;
  std::vector<std::string> clauses;
  std::string start_event;
  std::optional<std::string> calendar;  ///< absent: clock time
  std::int64_t calendar_version = 0;
  Counting counting;
  Instant start_at, counted_due_at, due_at, duty_due_at;
  bool moved = false;  ///< the duty's own time differs from what was counted: it was paused, extended or counted anew
  bool provisional = false;
  std::vector<DerivationStep> steps;
  std::vector<AdjustmentView> adjustments;
  std::string text;
};
BOOST_DESCRIBE_STRUCT(DerivationView, (), (limit_id, limit, source, source_class, confidence, clauses, start_event, calendar, calendar_version, counting, start_at,
                                           counted_due_at, due_at, duty_due_at, moved, provisional, steps, adjustments, text))

namespace {

using api::Call;

/// "2026-11-24 10:00".
std::string shown(Instant at) { return to_iso(at).substr(0, 16).replace(10, 1, " "); }

AdjustmentView adjustment_view(const Adjustment& row, const Names& names) {
  const bool zh = names.language == http::Language::zh;
  AdjustmentView view{row.kind, row.at, row.due_before, row.due_after, "", row.event_number};
  switch (row.kind) {
    case AdjustmentKind::paused: view.text = (zh ? "暂停：" : "Paused: ") + names.pause_reason(row.reason); break;
    case AdjustmentKind::resumed: view.text = zh ? "恢复计时，剩余时间不变" : "Goes on with the time it had left"; break;
    case AdjustmentKind::extended: view.text = zh ? "批准延期" : "More time granted"; break;
    case AdjustmentKind::corrected: view.text = zh ? "登记更正，重新推算" : "Registration corrected: counted anew"; break;
    case AdjustmentKind::replanned: view.text = zh ? "日历或时限变化，重新推算" : "Calendar or limit changed: counted anew"; break;
  }
  return view;
}

/// The event a clock began with.
std::string start_event_of(const Duty& duty, const std::vector<CaseEvent>& events, const Names& names) {
  if (!duty.start.empty()) return names.step(duty.start);
  for (const CaseEvent& event : events)
    for (const DutyChange& change : event.duties)
      if (change.number == duty.number && change.step == DutyStep::armed) return title_of(event.body, names.language);
  return {};
}

/// Clock time runs day and night: no calendar is named for it.
std::string counted_text(const DerivationView& view, http::Language language) {
  const std::string from = shown(view.start_at), until = shown(view.counted_due_at);
  if (language == http::Language::zh) {
    const std::string how = view.calendar ? "按" + *view.calendar + "推算" : "连续计时";
    return fmt::format("依据{}，自{}（{}）起{}，{}至{}止。", view.source, from, view.start_event, view.limit, how, until);
  }
  const std::string how = view.calendar ? "counted by " + *view.calendar : "day and night";
  return fmt::format("By {}: {} from {} ({}), {}, until {}.", view.source, view.limit, from, view.start_event, how, until);
}

http::Response derivation_answer(House& house, const Call& call, db::Session& session, const ServiceCase& service_case) {
  const std::int64_t number = call.id("duty_number");
  const auto duty = std::find_if(service_case.duties.begin(), service_case.duties.end(), [number](const Duty& row) { return row.number == number; });
  if (duty == service_case.duties.end() || duty->sources.empty()) return refused(call, Refusal{"duty.unknown", "", "", {}});
  const auto rulebook = house.rulebook_version(service_case.rulebook_version);
  const auto wanted = call.request.query_value("limit_id").value_or("");
  const SourceDue* source = &duty->sources.front();
  for (const SourceDue& row : duty->sources)
    if (row.limit_id == wanted) source = &row;
  const Names names{*call.organisation, *rulebook, call.language};
  const std::vector<CaseEvent> events = load_events(session, service_case.id);
  std::shared_ptr<const Rulebook> counted_by;  // keeps the calendars alive while they are read
  const auto calendars_of = [&](std::int64_t version) -> const Calendars& { return (counted_by = house.rulebook_version(version))->calendars; };
  const Unit* unit = call.organisation->unit(duty->owner_unit_id ? duty->owner_unit_id : service_case.handling_unit_id);
  Derivation derivation = derive(service_case, *duty, *source, events, *rulebook, calendars_of, unit == nullptr ? "" : unit->code);
  DerivationView view;
  view.limit_id = source->limit_id;
  view.limit = api::words_of(source->limit, call.language);
  view.source = derivation.rule == nullptr ? source->limit_id : derivation.rule->source;
  view.source_class = source->source_class;
  if (derivation.rule != nullptr) {
    view.clauses = derivation.rule->clauses;
    view.confidence = derivation.rule->confidence;
    view.counting = derivation.rule->counting;
  }
  view.start_event = start_event_of(*duty, events, names);
  const bool clock_time = source->limit.unit == TimeUnit::min || source->limit.unit == TimeUnit::h;
  if (!clock_time) view.calendar = derivation.calendar_name;
  view.calendar_version = derivation.calendar_version;
  view.start_at = derivation.start_at;
  view.counted_due_at = derivation.counted.at;
  view.provisional = derivation.counted.provisional;
  view.due_at = derivation.due_at;
  view.duty_due_at = duty->due_at;
  view.moved = source == &duty->sources.front() && duty->due_at != derivation.counted.at;
  view.steps = std::move(derivation.steps);
  for (const Adjustment& row : derivation.adjustments) view.adjustments.push_back(adjustment_view(row, names));
  view.text = counted_text(view, call.language);
  for (const AdjustmentView& row : view.adjustments)
    view.text += call.language == http::Language::zh ? fmt::format("{} {}，到期时间变为{}。", shown(row.at), row.text, shown(row.due_after))
                                                     : fmt::format(" {}: {}, then due {}.", shown(row.at), row.text, shown(row.due_after));
  return api::answer(view);
}

}  // namespace

void add_derivations_api(api::Api& api) {
  auto derivation = case_operation("GET", "/api/v1/cases/{case_id}/duties/{duty_number}/derivation", "explain_duty", "Why this time?", clause::art_10_7);
  derivation.response_body = json::schema_of<DerivationView>();
  derivation.query = {{"limit_id", "another source's limit of the same duty"}};
  api.read(std::move(derivation), [&api](const Call& call, db::Session& session) {
    const Result<ServiceCase> found = readable_case(call, session, CaseId{call.id("case_id")});
    return found ? derivation_answer(api.house(), call, session, *found) : refused(call, found.refusal());
  });
}

}  // namespace shouwen
