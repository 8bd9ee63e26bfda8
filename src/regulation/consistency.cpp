// Checks across rows: nothing dangles, nothing is there twice, no bureau promise is looser than law.
#include "regulation/consistency.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

void check_references(const RulebookDraft& draft, MistakeList& mistakes) {
  for (const auto& [key, places] : draft.places)
    for (std::size_t i = 1; i < places.size(); ++i)
      mistakes.add(places[i].file, places[i].line, "rulebook.duplicate", "“" + key.second + "”重复，首次在 " + places[0].file + " 第" + std::to_string(places[0].line) + "行",
                   "\"" + key.second + "\" is there twice, first in " + places[0].file + " at line " + std::to_string(places[0].line));
  for (const auto& reference : draft.references)
    if (!draft.places.contains({reference.what, reference.name}))
      mistakes.add(reference.place.file, reference.place.line, "rulebook.unknown_" + reference.what, "找不到“" + reference.name + "”",
                   "unknown " + reference.what + " \"" + reference.name + "\"");
}

template <class T>
bool covers(const std::vector<T>& wider, const std::vector<T>& narrower) {
  if (wider.empty()) return true;
  if (narrower.empty()) return false;
  return std::all_of(narrower.begin(), narrower.end(), [&wider](const T& value) {
    return std::find(wider.begin(), wider.end(), value) != wider.end();
  });
}

bool overlap_in_time(const LimitRule& a, const LimitRule& b) {
  return (!a.effective_to || b.effective_from <= *a.effective_to) && (!b.effective_to || a.effective_from <= *b.effective_to);
}

bool covers(const LimitScope& wider, const LimitScope& narrower) {
  return covers(wider.kinds, narrower.kinds) && covers(wider.categories, narrower.categories) && covers(wider.areas, narrower.areas) &&
         covers(wider.channels, narrower.channels) && covers(wider.customer_classes, narrower.customer_classes) && covers(wider.voltages, narrower.voltages);
}

template <class T>
bool meet(const std::vector<T>& a, const std::vector<T>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&b](const T& value) { return std::find(b.begin(), b.end(), value) != b.end(); });
}

bool meet(const LimitScope& a, const LimitScope& b) {
  return meet(a.kinds, b.kinds) && meet(a.categories, b.categories) && meet(a.areas, b.areas) && meet(a.channels, b.channels) &&
         meet(a.customer_classes, b.customer_classes) && meet(a.voltages, b.voltages);
}

bool times_the_same(const LimitRule& a, const LimitRule& b) {
  return a.duty == b.duty && a.start == b.start && a.stop == b.stop && a.before == b.before;
}

bool in_region(const Rulebook& rulebook, const LimitRule& rule) { return rule.region.empty() || rule.region == rulebook.region; }

/// Whose hours a limit may be counted by.
std::vector<std::string> units_of(const Calendars& calendars, const LimitRule& a, const LimitRule& b) {
  std::vector<std::string> units = {""};
  if (a.calendar != "@unit" && b.calendar != "@unit") return units;
  for (const NamedCalendar& other : calendars.others)
    if (!other.units.empty()) units.push_back(other.units.front());
  return units;
}

std::optional<Instant> start_with_more_time(const Calendars& calendars, const LimitRule& own, const LimitRule& law, const std::string& unit) {
  const WorkCalendar& own_calendar = calendar_for(calendars, own, unit);
  const WorkCalendar& law_calendar = calendar_for(calendars, law, unit);
  const int last_year = calendars.bureau.decreed_years.empty() ? 2025 : *std::max_element(calendars.bureau.decreed_years.begin(), calendars.bureau.decreed_years.end());
  for (Date date = Date::of(last_year - 1, 1, 1); date.year() <= last_year; date = date.plus_days(1))
    for (const std::int32_t hour : {0, 10, 16, 23}) {
      const Instant start = at_local(date, hour * 3600);
      if (due_at(own_calendar, start, own.limit, own.counting).at > due_at(law_calendar, start, law.limit, law.counting).at) return start;
    }
  return std::nullopt;
}

/// The first start for which the bureau's own limit ends later than the law's; nothing if it never does. Every day of two
/// years, before, within and after business: holidays, swaps and weekends are all met.
std::optional<Instant> start_with_more_time(const Calendars& calendars, const LimitRule& own, const LimitRule& law) {
  for (const std::string& unit : units_of(calendars, own, law))
    if (const auto start = start_with_more_time(calendars, own, law, unit)) return start;
  return std::nullopt;
}

/// A bureau may be stricter than law and national standards, never looser. Looser means: for some day somebody would be
/// promised an answer later than the law allows.
void check_law_first(const RulebookDraft& draft, MistakeList& mistakes) {
  const Rulebook& rulebook = draft.rulebook;
  const bool can_count = rulebook.calendars.bureau.weekly.size() == 7 && bool(validate(rulebook.calendars.bureau));
  if (!can_count) return;  // reported as such
  for (const LimitRule& own : rulebook.limits) {
    if (own.source_class != SourceClass::bureau || !own.adopted) continue;
    for (const LimitRule& law : rulebook.limits) {
      const bool binds = (law.source_class == SourceClass::law || law.source_class == SourceClass::standard) && law.adopted && in_region(rulebook, law) &&
                         times_the_same(law, own) && overlap_in_time(law, own) && covers(law.scope, own.scope);
      if (!binds) continue;
      // Told so long before: the longer notice is the stricter promise.
      const auto start = own.before ? start_with_more_time(rulebook.calendars, law, own) : start_with_more_time(rulebook.calendars, own, law);
      if (!start) continue;
      const auto& place = draft.places.at({"limit", own.id}).front();
      mistakes.add(place.file, place.line, "rulebook.looser_than_law",
                   own.id + " 为 " + to_text(own.limit) + "，宽于 " + law.id + "（" + law.source + "）的 " + to_text(law.limit) + "，例如起算于 " + to_iso(*start),
                   own.id + " (" + to_text(own.limit) + ") is looser than " + law.id + " (" + law.source + ", " + to_text(law.limit) + "), for example from " + to_iso(*start));
    }
  }
}

/// Rows nobody could tell apart, or that can never count.
void check_limit_rows(const RulebookDraft& draft, MistakeList& mistakes) {
  const auto& limits = draft.rulebook.limits;
  for (std::size_t i = 0; i < limits.size(); ++i) {
    const LimitRule& row = limits[i];
    const auto& place = draft.places.at({"limit", row.id}).front();
    const auto report = [&](const char* code, const std::string& zh, const std::string& en) { mistakes.add(place.file, place.line, code, row.id + zh, row.id + en); };
    if (row.effective_to && *row.effective_to < row.effective_from)
      report("rulebook.limit_unreachable", "的失效日早于生效日，永远不会适用", " ends before it begins: it never applies");
    for (const std::string& code : row.scope.categories) {
      const CaseCategory* category = draft.rulebook.category(code);
      if (category != nullptr && !row.scope.kinds.empty() && !covers(row.scope.kinds, std::vector{category->kind}))
        report("rulebook.limit_unreachable", "的分类“" + code + "”不属于所列类别，永远不会适用", " names category \"" + code + "\" of another kind: it never applies");
    }
    for (std::size_t earlier = 0; earlier < i; ++earlier) {
      const LimitRule& other = limits[earlier];
      if (other.id == row.id || !times_the_same(other, row) || !overlap_in_time(other, row)) continue;
      const bool in_one_table = !row.first_of.empty() && other.first_of == row.first_of;
      const bool hidden = in_one_table && other.adopted && (other.region.empty() || other.region == row.region) && covers(other.scope, row.scope) &&
                          other.effective_from <= row.effective_from &&
                          (!other.effective_to || (row.effective_to && *row.effective_to <= *other.effective_to));
      if (hidden) report("rulebook.limit_unreachable", "总被前面的 " + other.id + " 先匹配，永远不会适用", " is always matched by " + other.id + " before: it never applies");
      const bool in_one_region = other.region.empty() || row.region.empty() || other.region == row.region;
      const bool doubled = !in_one_table && in_one_region && other.source == row.source && meet(other.scope, row.scope);
      if (doubled) report("rulebook.limits_overlap", "与 " + other.id + " 出自同一来源且适用范围重叠", " and " + other.id + " come from one source and overlap");
    }
  }
}

bool contains(const std::vector<std::string>& list, const std::string& code) { return std::find(list.begin(), list.end(), code) != list.end(); }

/// Categories of the cases on which a step's clock would start. The house itself records that a case is registered.
std::vector<std::string> categories_started(const Rulebook& rulebook, const LimitRule& row, const ServiceStep& start) {
  std::vector<std::string> codes;
  for (const CaseCategory& category : rulebook.categories) {
    const bool in_scope = (row.scope.categories.empty() || contains(row.scope.categories, category.code)) && covers(row.scope.kinds, std::vector{category.kind});
    if (in_scope && (start.code == "registered" || contains(start.categories, category.code))) codes.push_back(category.code);
  }
  return codes;
}

/// A clock that starts on cases must be one that their holders can end.
void check_step_rows(const RulebookDraft& draft, MistakeList& mistakes) {
  const Rulebook& rulebook = draft.rulebook;
  for (const LimitRule& row : rulebook.limits) {
    const ServiceStep* start = rulebook.step(row.start);
    const ServiceStep* stop = rulebook.step(row.stop);
    const bool runs = row.duty == DutyKind::step && row.adopted && !row.before && start != nullptr && stop != nullptr &&
                      (start->code == "registered" || !start->categories.empty());
    if (!runs) continue;
    const auto& place = draft.places.at({"limit", row.id}).front();
    const std::vector<std::string> started = categories_started(rulebook, row, *start);
    if (started.empty())
      mistakes.add(place.file, place.line, "rulebook.limit_unreachable", row.id + " 的起点“" + start->name_zh + "”不在所列分类的工单上，永远不会适用",
                   row.id + ": \"" + start->name_en + "\" is no step of these cases: it never applies");
    const auto endless = std::find_if(started.begin(), started.end(), [stop](const std::string& code) { return !contains(stop->categories, code); });
    if (endless != started.end())
      mistakes.add(place.file, place.line, "rulebook.step_never_ends", row.id + " 会在分类“" + *endless + "”的工单上起算，但那里没有终点“" + stop->name_zh + "”，请写明分类",
                   row.id + " would start on cases of \"" + *endless + "\", which have no step \"" + stop->name_en + "\" to end it: name the categories");
  }
}

/// Whether the duty has a limit without end date for every category and area of the kind.
bool always_limited(const Rulebook& rulebook, DutyKind duty, CaseKind kind) {
  const auto limits = [&](Area area) {
    return std::any_of(rulebook.limits.begin(), rulebook.limits.end(), [&](const LimitRule& limit) {
      return limit.duty == duty && limit.adopted && limit.start.empty() && in_region(rulebook, limit) && !limit.effective_to &&
             covers(limit.scope, LimitScope{{kind}, {}, {area}, {}, {}, {}});
    });
  };
  return limits(Area::urban) && limits(Area::rural) && limits(Area::remote);
}

/// A duty without a limit has no clock: it would be owed for ever and nobody would be told.
void check_clocks(const Rulebook& rulebook, MistakeList& mistakes) {
  for (const KindRule& kind : rulebook.kinds) {
    const auto require = [&](DutyKind duty, const char* code, const char* zh, const char* en) {
      if (!always_limited(rulebook, duty, kind.kind)) mistakes.add("limits.toml", 0, code, kind.name_zh + zh, kind.name_en + en);
    };
    // Art. 3: whatever line of service a customer asks about has a place among the categories.
    const bool has_category = std::any_of(rulebook.categories.begin(), rulebook.categories.end(), [&kind](const CaseCategory& row) { return row.kind == kind.kind; });
    if (!has_category)
      mistakes.add("categories.toml", 0, "rulebook.no_categories", kind.name_zh + "没有任何分类（" + clause::art_3 + "）", kind.name_en + " has no category (" + clause::art_3 + ")");
    require(DutyKind::reply, "rulebook.no_reply_limit", "没有答复时限（第10条第7项）", " has no reply limit (art. 10(7))");
    require(DutyKind::acceptance, "rulebook.no_hand_over_limit", "没有接收转办的时限（第10条第7项）", " has no limit for accepting a hand-over (art. 10(7))");
    require(DutyKind::ruling, "rulebook.no_hand_over_limit", "没有裁定的时限（第10条第4项）", " has no limit for a ruling (art. 10(4))");
    if (kind.progress_reports)
      require(DutyKind::progress, "rulebook.no_progress_limit", "没有反馈进展的时限（第10条第8项）", " has no limit for reporting progress (art. 10(8))");
    if (kind.follow_up == FollowUpNeed::required)
      require(DutyKind::follow_up, "rulebook.no_follow_up_limit", "没有回访时限（第10条第1项）", " has no follow-up limit (art. 10(1))");
    if (kind.needs_arrival)
      require(DutyKind::arrival, "rulebook.no_arrival_limit", "没有到达现场的时限（第10条第7项）", " has no limit for arriving on site (art. 10(7))");
  }
}

void check_complete(const RulebookDraft& draft, MistakeList& mistakes) {
  const Rulebook& rulebook = draft.rulebook;
  check_clocks(rulebook, mistakes);
  const auto require = [&mistakes](bool present, const char* file, const char* zh, const char* en) {
    if (!present) mistakes.add(file, 0, "rulebook.incomplete", zh, en);
  };
  require(rulebook.kinds.size() == 9, "kinds.toml", "九类事项须齐全", "all nine kinds are needed");
  require(!rulebook.clauses.empty(), "clauses.toml", "缺少条款", "clauses are missing");
  require(!rulebook.calendars.bureau.weekly.empty(), "calendar.toml", "缺少工作时间", "the working calendar is missing");
  require(!rulebook.grants.empty(), "permissions.toml", "缺少权限", "grants are missing");
  require(rulebook.hand_over.return_budget > 0, "handling.toml", "缺少退回预算", "return_budget is missing");
  require(!rulebook.closing.warn_at_percents.empty(), "handling.toml", "缺少办结规则", "closing rules are missing");
}

}  // namespace

void check_consistency(const RulebookDraft& draft, MistakeList& mistakes) {
  check_references(draft, mistakes);
  check_step_rows(draft, mistakes);
  check_law_first(draft, mistakes);
  check_limit_rows(draft, mistakes);
  check_prices(draft, mistakes);
  check_complete(draft, mistakes);
}

}  // namespace shouwen
