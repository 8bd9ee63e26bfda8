// Checks across rows: nothing dangles, nothing is there twice, no bureau promise is looser than law.
#include "regulation/consistency.h"

#include <algorithm>

#include "regulation/clauses.h"

namespace shouwen {

namespace {

void check_references(const RulebookDraft& draft, MistakeList& mistakes) {
  for (const auto& [key, places] : draft.places)
    for (std::size_t i = 1; i < places.size(); ++i)
      mistakes.add(places[i].file, places[i].line, "rulebook.duplicate", "“" + key.second + "”重复，首次在第" + std::to_string(places[0].line) + "行",
                   "\"" + key.second + "\" is there twice, first at line " + std::to_string(places[0].line));
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

/// A rough length in hours, only to compare limits of one duty: a working day is never shorter than a calendar day.
std::int64_t rough_hours(Limit limit) {
  switch (limit.unit) {
    case TimeUnit::min: return limit.amount / 60;
    case TimeUnit::h: return limit.amount;
    case TimeUnit::wh: return limit.amount * 24 / 7;
    case TimeUnit::d: return limit.amount * 24;
    case TimeUnit::wd: return limit.amount * 24 * 7 / 5;
    case TimeUnit::mo: return limit.amount * 24 * 30;
  }
  return 0;
}

void check_law_first(const RulebookDraft& draft, MistakeList& mistakes) {
  const auto& limits = draft.rulebook.limits;
  for (const LimitRule& own : limits) {
    if (own.source_class != SourceClass::bureau) continue;
    for (const LimitRule& law : limits) {
      const bool applies = law.source_class == SourceClass::law && law.duty == own.duty && overlap_in_time(law, own) &&
                           covers(law.kinds, own.kinds) && covers(law.categories, own.categories) && covers(law.areas, own.areas);
      if (!applies || rough_hours(own.limit) <= rough_hours(law.limit)) continue;
      const auto& place = draft.places.at({"limit", own.id}).front();
      mistakes.add(place.file, place.line, "rulebook.looser_than_law",
                   own.id + " 为 " + to_text(own.limit) + "，宽于 " + law.id + "（" + law.source + "）的 " + to_text(law.limit),
                   own.id + " (" + to_text(own.limit) + ") is looser than " + law.id + " (" + law.source + ", " + to_text(law.limit) + ")");
    }
  }
}

/// Whether the duty has a limit without end date for every category and area of the kind.
bool always_limited(const Rulebook& rulebook, DutyKind duty, CaseKind kind) {
  const auto limits = [&](Area area) {
    return std::any_of(rulebook.limits.begin(), rulebook.limits.end(), [&](const LimitRule& limit) {
      return limit.duty == duty && limit.categories.empty() && !limit.effective_to && covers(limit.kinds, std::vector{kind}) &&
             covers(limit.areas, std::vector{area});
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
  require(!rulebook.calendar.weekly.empty(), "calendar.toml", "缺少工作时间", "the working calendar is missing");
  require(!rulebook.grants.empty(), "permissions.toml", "缺少权限", "grants are missing");
  require(rulebook.hand_over.return_budget > 0, "handling.toml", "缺少退回预算", "return_budget is missing");
  require(rulebook.closing.warn_at_percent > 0, "handling.toml", "缺少办结规则", "closing rules are missing");
}

}  // namespace

void check_consistency(const RulebookDraft& draft, MistakeList& mistakes) {
  check_references(draft, mistakes);
  check_law_first(draft, mistakes);
  check_prices(draft, mistakes);
  check_complete(draft, mistakes);
}

}  // namespace shouwen
