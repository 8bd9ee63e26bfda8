// Questions asked of a rulebook: limits in scope, deadlines by source, whose business a category is.
#include "regulation/rulebook.h"

#include <algorithm>

namespace shouwen {

namespace {

template <class T>
bool names(const std::vector<T>& list, const T& value) {
  return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
}

/// A row that asks for something the case does not tell does not fit.
template <class T>
bool names(const std::vector<T>& list, const std::optional<T>& value) {
  return list.empty() || (value && names(list, *value));
}

bool applies(const Rulebook& rulebook, const LimitRule& rule, const DutyScope& scope, Date on) {
  const LimitScope& fits = rule.scope;
  return rule.duty == scope.duty && rule.adopted && !rule.before && rule.start == scope.start && rule.stop == scope.stop &&
         (rule.region.empty() || rule.region == rulebook.region) && names(fits.kinds, scope.kind) && names(fits.categories, scope.category) &&
         names(fits.areas, scope.area) && names(fits.channels, scope.channel) && names(fits.customer_classes, scope.customer_class) &&
         names(fits.voltages, scope.voltage) && rule.effective_from <= on && (!rule.effective_to || on <= *rule.effective_to);
}

}  // namespace

const KindRule& Rulebook::kind(CaseKind wanted) const {
  const auto found = std::find_if(kinds.begin(), kinds.end(), [wanted](const KindRule& rule) { return rule.kind == wanted; });
  SHOUWEN_CHECK(found != kinds.end());
  return *found;
}

const CaseCategory* Rulebook::category(const std::string& code) const {
  const auto found = std::find_if(categories.begin(), categories.end(), [&code](const CaseCategory& row) { return row.code == code; });
  return found == categories.end() ? nullptr : &*found;
}

const ClauseText* Rulebook::clause(const std::string& cite) const {
  const auto found = std::find_if(clauses.begin(), clauses.end(), [&cite](const ClauseText& row) { return row.cite == cite; });
  return found == clauses.end() ? nullptr : &*found;
}

const LimitRule* Rulebook::limit(const std::string& id) const {
  const auto found = std::find_if(limits.begin(), limits.end(), [&id](const LimitRule& row) { return row.id == id; });
  return found == limits.end() ? nullptr : &*found;
}

const ServiceStep* Rulebook::step(const std::string& code) const {
  const auto found = std::find_if(steps.begin(), steps.end(), [&code](const ServiceStep& row) { return row.code == code; });
  return found == steps.end() ? nullptr : &*found;
}

const WordingCard* Rulebook::card(const std::string& code) const {
  const auto found = std::find_if(wording.begin(), wording.end(), [&code](const WordingCard& row) { return row.code == code; });
  return found == wording.end() ? nullptr : &*found;
}

std::vector<const LimitRule*> limits_for(const Rulebook& rulebook, const DutyScope& scope, Date on) {
  std::vector<const LimitRule*> found;
  const auto decided = [&found](const std::string& table) {
    return !table.empty() && std::any_of(found.begin(), found.end(), [&table](const LimitRule* rule) { return rule->first_of == table; });
  };
  for (const LimitRule& rule : rulebook.limits)
    if (applies(rulebook, rule, scope, on) && !decided(rule.first_of)) found.push_back(&rule);
  return found;
}

const WorkCalendar& calendar_for(const Calendars& calendars, const LimitRule& rule, const std::string& unit_code) {
  return rule.calendar == "@unit" ? calendars.of_unit(unit_code) : calendars.named(rule.calendar);
}

std::vector<SourceDue> due_by_source(const Rulebook& rulebook, const Calendars& calendars, const DutyScope& scope, Instant start) {
  std::vector<SourceDue> sources;
  for (const LimitRule* rule : limits_for(rulebook, scope, local_date(start))) {
    const Due due = due_at(calendar_for(calendars, *rule, scope.unit_code), start, rule->limit, rule->counting);
    sources.push_back({rule->id, rule->source_class, rule->limit, due.at, due.provisional, {}});
  }
  std::stable_sort(sources.begin(), sources.end(), [](const SourceDue& a, const SourceDue& b) { return a.due_at < b.due_at; });
  return sources;
}

const RoutingRule* route(const Rulebook& rulebook, const std::string& category, Area area) {
  const std::string any_of_kind = category.substr(0, category.find('.')) + ".*";
  const auto find = [&rulebook](const std::string& name, std::optional<Area> wanted) -> const RoutingRule* {
    for (const RoutingRule& rule : rulebook.routing)
      if (rule.category == name && rule.area == wanted) return &rule;
    return nullptr;
  };
  for (const std::string& name : {category, any_of_kind})
    for (const std::optional<Area> wanted : {std::optional<Area>(area), std::optional<Area>()})
      if (const RoutingRule* rule = find(name, wanted)) return rule;
  return nullptr;
}

}  // namespace shouwen
