// Every filter of the case lists by its name in the query string.
#include "cases/case_filter_api.h"

#include "api/query.h"
#include "base/text.h"
#include "cases/case_describe.h"
#include "regulation/clauses.h"

namespace shouwen {

BOOST_DESCRIBE_ENUM(CaseList, first_contact, desk, offered, unit, office, follow_up, all)
BOOST_DESCRIBE_ENUM(ListOrder, due, newest, oldest)
BOOST_DESCRIBE_ENUM(DueOn, overdue, today, later, none)
BOOST_DESCRIBE_ENUM(WaitsFor, anybody, acceptance, office, customer)
BOOST_DESCRIBE_ENUM(Watch, soon, urged, returned, suspended, ordered)

namespace {

using api::Call;
using api::read_date;
using api::read_enum;
using api::read_id;
using api::read_ids;

/// What only reports ask for; present only if one of its values is.
Result<std::optional<FigureFilter>> figure_of(const Call& call) {
  FigureFilter figure;
  std::optional<Date> as_of;
  for (const auto& refusal : {read_date(call, "as_of", as_of), read_id(call, "holder_id", figure.holder_id), read_id(call, "holder_unit_id", figure.holder_unit_id),
                              read_enum(call, "duty_state", figure.duty_state), read_enum(call, "duty_kind", figure.duty_kind),
                              read_id(call, "duty_officer_id", figure.duty_officer_id), read_id(call, "duty_unit_id", figure.duty_unit_id),
                              read_enum(call, "satisfaction", figure.satisfaction), read_id(call, "returned_by_unit_id", figure.returned_by_unit_id),
                              read_id(call, "returned_to_unit_id", figure.returned_to_unit_id)})
    if (refusal) return *refusal;
  const auto returned_from = api::query_number(call, "returned_from");
  if (!returned_from) return returned_from.refusal();
  figure.returned_from = returned_from->value_or(0);
  figure.answered = call.request.query_value("answered").value_or("") == "true";
  const bool asked = as_of || figure.holder_id || figure.holder_unit_id || figure.duty_state || figure.duty_kind || figure.duty_officer_id ||
                     figure.duty_unit_id || figure.satisfaction || figure.returned_by_unit_id || figure.returned_to_unit_id || figure.answered ||
                     figure.returned_from > 0;
  if (!asked) return std::optional<FigureFilter>();
  figure.until = end_of_day(as_of, call.now);
  return std::optional(figure);
}

}  // namespace

Instant end_of_day(std::optional<Date> day, Instant now) { return day ? std::min(now, at_local(day->plus_days(1), 0).plus_seconds(-1)) : now; }

Result<WatchRules> watch_rules_of(const Rulebook& rulebook, Instant now) {
  if (!rulebook.supervision) return Refusal{"board.rules_missing", clause::art_7, "", {}};
  return WatchRules{rulebook.closing.warn_at_percents.back(), rulebook.supervision->returned_from,
                    latest_start_over_by(rulebook.calendars.bureau, rulebook.supervision->urge_answered_within, now)};
}

Result<CaseFilter> filter_of(const Call& call) {
  CaseFilter filter;
  std::optional<CaseList> list;
  for (const auto& refusal : {read_enum(call, "list", list), read_enum(call, "stage", filter.stage), read_enum(call, "kind", filter.kind),
                              read_enum(call, "area", filter.area), read_enum(call, "channel", filter.channel), read_date(call, "from", filter.from),
                              read_date(call, "to", filter.to), read_id(call, "unit_id", filter.unit_id), read_id(call, "officer_id", filter.officer_id),
                              read_id(call, "customer_id", filter.customer_id), read_enum(call, "watch", filter.watch),
                              read_enum(call, "due", filter.due), read_enum(call, "sort", filter.sort), read_enum(call, "waits_for", filter.waits_for), read_ids(call, "ids", filter.ids)})
    if (refusal) return *refusal;
  filter.list = list.value_or(CaseList::all);
  filter.category = call.request.query_value("category").value_or("");
  filter.text = clean_text(call.request.query_value("q").value_or(""), false);
  // The older way to ask for what is overdue.
  if (call.request.query_value("overdue").value_or("") == "true") filter.due = DueOn::overdue;
  const auto figure = figure_of(call);
  if (!figure) return figure.refusal();
  filter.figure = *figure;
  if (filter.watch) {
    const auto rules = watch_rules_of(*call.rulebook, call.now);
    if (!rules) return rules.refusal();
    filter.watch_rules = *rules;
  }
  if (is_unordered(filter)) return Refusal{"list.unordered", clause::art_10_7, "/sort", {}};
  return filter;
}

std::vector<http::QueryParameter> filter_parameters() {
  const std::string integer = R"({"type":"integer"})", date = R"({"type":"string","format":"date"})", yes = R"({"type":"boolean"})";
  return {{"list", "which list", json::schema_of<CaseList>().schema},
          {"sort", "what comes first; nothing: what is due soonest, in all cases the newest", json::schema_of<ListOrder>().schema},
          {"stage", "stage", json::schema_of<Stage>().schema},
          {"kind", "kind", json::schema_of<CaseKind>().schema},
          {"category", "category code"},
          {"area", "area", json::schema_of<Area>().schema},
          {"channel", "channel", json::schema_of<Channel>().schema},
          {"unit_id", "handling unit and below", integer},
          {"officer_id", "who holds it now", integer},
          {"customer_id", "customer", integer},
          {"q", "words, or the beginning of a number or phone"},
          {"due", "when the next duty is due", json::schema_of<DueOn>().schema},
          {"overdue", "the same as due=overdue", yes},
          {"waits_for", "whom the case waits for", json::schema_of<WaitsFor>().schema},
          {"ids", "only these, at most 200: 17,18"},
          {"from", "registered on or after", date},
          {"to", "registered on or before", date},
          {"watch", "what the supervision board watches", json::schema_of<Watch>().schema},
          {"as_of", "the following values as known at the end of this day", date},
          {"holder_id", "who held it", integer},
          {"holder_unit_id", "the handling unit itself", integer},
          {"duty_state", "has a duty in this state", json::schema_of<DutyState>().schema},
          {"duty_kind", "the duty's kind", json::schema_of<DutyKind>().schema},
          {"duty_officer_id", "who owed the duty; 0 = nobody in person", integer},
          {"duty_unit_id", "the unit that owed the duty", integer},
          {"answered", "only what was answered", yes},
          {"returned_from", "sent back at least so often", integer},
          {"satisfaction", "the customer's last word", json::schema_of<Satisfaction>().schema},
          {"returned_by_unit_id", "this unit sent it back", integer},
          {"returned_to_unit_id", "to this unit", integer}};
}

}  // namespace shouwen
