// limits.toml and steps.toml to values.
#include "regulation/load_parts.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

LimitScope read_scope(TableReader& row) {
  LimitScope scope;
  scope.kinds = row.words<CaseKind>("kinds", case_kind_of);
  scope.categories = row.texts("categories");
  scope.areas = row.words<Area>("areas", area_of);
  scope.channels = row.words<Channel>("channels", channel_of);
  scope.customer_classes = row.words<CustomerClass>("customer_classes", customer_class_of);
  scope.voltages = row.words<Voltage>("voltages", voltage_of);
  return scope;
}

Counting read_counting(TableReader& row) {
  const Counting usual;
  return {row.word_or<CountFrom>("count_from", count_from_of, usual.from), row.word_or<PeriodEnd>("ends_at", period_end_of, usual.end),
          row.word_or<FreeLastDay>("free_last_day", free_last_day_of, usual.free_last_day)};
}

void check_steps(TableReader& row, const LimitRule& limit) {
  const bool is_step = limit.duty == DutyKind::step;
  if (is_step && (limit.start.empty() || limit.stop.empty()))
    row.mistake("stop", "rulebook.step_without_ends", "环节时限须写明起点 start 和终点 stop", "a step's limit must name start and stop");
  if (!is_step && !limit.stop.empty())
    row.mistake("stop", "rulebook.stop_without_step", "只有环节时限（duty = \"step\"）才写终点 stop", "only a step's limit (duty = \"step\") names a stop");
  if (limit.before && !is_step) row.mistake("before", "rulebook.stop_without_step", "只有环节时限才能倒计", "only a step's limit can run backwards");
}

}  // namespace

void read_steps(TableReader& file, RulebookDraft& draft) {
  file.tables("step", [&draft](TableReader& row) {
    ServiceStep step{row.text("code"), row.text("name_zh"), row.text("name_en"), row.texts("categories")};
    draft.place("step", step.code, row);
    for (const std::string& category : step.categories) draft.refers("category", category, row);
    draft.rulebook.steps.push_back(std::move(step));
  });
}

void read_limits(TableReader& file, RulebookDraft& draft) {
  if (const std::string region = file.text("region", false); !region.empty()) {
    draft.rulebook.region = region;
    draft.place("setting", "region", file);
  }
  file.tables("limit", [&draft](TableReader& row) {
    LimitRule limit;
    limit.id = row.text("id");
    limit.duty = row.word<DutyKind>("duty", duty_kind_of);
    limit.scope = read_scope(row);
    limit.start = row.text("start", false);
    limit.stop = row.text("stop", false);
    limit.before = row.flag("before", false);
    limit.limit = row.limit("limit").value_or(Limit{1, TimeUnit::wd});
    limit.counting = read_counting(row);
    limit.calendar = row.text("calendar", false);
    if (row.has("pauses")) limit.pauses = row.texts("pauses");
    limit.first_of = row.text("first_of", false);
    limit.region = row.text("region", false);
    limit.source_class = row.word<SourceClass>("class", source_class_of);
    limit.adopted = row.flag("adopted", limit.source_class != SourceClass::practice);
    limit.source = row.text("source");
    limit.confidence = row.text("confidence");
    limit.clauses = row.texts("clauses");
    limit.effective_from = row.date("effective_from", true).value_or(Date{});
    limit.effective_to = row.date("effective_to", false);
    check_steps(row, limit);
    draft.place("limit", limit.id, row);
    draft.cites(limit.clauses, row);
    for (const std::string& category : limit.scope.categories) draft.refers("category", category, row);
    for (const std::string& reason : limit.pauses.value_or(std::vector<std::string>())) draft.refers("pause_reason", reason, row);
    if (!limit.start.empty()) draft.refers("step", limit.start, row);
    if (!limit.stop.empty()) draft.refers("step", limit.stop, row);
    if (!limit.calendar.empty() && limit.calendar != "@unit") draft.refers("calendar", limit.calendar, row);
    draft.rulebook.limits.push_back(std::move(limit));
  });
}

}  // namespace shouwen
