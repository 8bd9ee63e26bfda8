// Reading the question text by text, then one count and one shift a pause.
#include "regulation/due_question.h"

#include <algorithm>

#include "base/text.h"
#include "regulation/words.h"

namespace shouwen {

namespace {

constexpr int first_year = 1, last_year = 9999;  // what ISO 8601 writes with four digits

bool is_within_years(Instant at) {
  const int year = local_date(at).year();
  return first_year <= year && year <= last_year;
}

/// Digits of a Chinese input method look right and are not: said before anything else is.
Verdict refuse_full_width(const DueQuestion& question) {
  std::vector<std::pair<const char*, const std::string*>> texts = {{"start", &question.start}, {"limit", &question.limit}, {"known_on", &question.known_on}};
  for (const std::string& pause : question.pauses) texts.emplace_back("pause", &pause);
  for (const auto& [field, text] : texts) {
    if (!is_valid_utf8(*text)) return Refusal{"body.bad_text", "", std::string("/") + field, {}};
    const std::string half = to_half_width(*text);
    if (half != *text) return Refusal{"due.full_width", "", std::string("/") + field, {{"text", *text}, {"half", half}}};
  }
  return Done{};
}

template <class Enum>
Verdict read_word(std::optional<Enum> (*read)(std::string_view), const char* field, const std::string& text, const char* allowed, Enum& out) {
  if (text.empty()) return Done{};
  const auto found = read(text);
  if (!found) return Refusal{"due.bad_counting", "", std::string("/") + field, {{"text", text}, {"allowed", allowed}}};
  out = *found;
  return Done{};
}

Verdict read_counting(const DueQuestion& question, Counting& counting) {
  const Verdict from = read_word(&count_from_of, "count_from", question.count_from, "next_day, same_day", counting.from);
  if (!from) return from;
  const Verdict end = read_word(&period_end_of, "ends_at", question.ends_at, "close_of_business, midnight", counting.end);
  if (!end) return end;
  return read_word(&free_last_day_of, "free_last_day", question.free_last_day, "stays, next_working_day", counting.free_last_day);
}

Result<StandStill> read_pause(const std::string& text, Instant start) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return Refusal{"due.bad_pause", "", "/pause", {{"text", text}}};
  const auto from = parse_instant(std::string_view(text).substr(0, slash)), to = parse_instant(std::string_view(text).substr(slash + 1));
  if (!from || !to) return Refusal{"due.bad_pause", "", "/pause", {{"text", text}}};
  if (*to < *from) return Refusal{"due.pause_backwards", "", "/pause", {{"text", text}}};
  if (*from < start) return Refusal{"due.pause_before_start", "", "/pause", {{"text", text}, {"start", to_iso(start)}}};
  return StandStill{*from, *to};
}

Result<std::vector<StandStill>> read_pauses(const std::vector<std::string>& texts, Instant start) {
  std::vector<StandStill> pauses;
  for (const std::string& text : texts) {
    const auto pause = read_pause(text, start);
    if (!pause) return pause.refusal();
    pauses.push_back(*pause);
  }
  std::sort(pauses.begin(), pauses.end(), [](const StandStill& a, const StandStill& b) { return a.from < b.from || (a.from == b.from && a.to < b.to); });
  for (std::size_t i = 1; i < pauses.size(); ++i)
    if (pauses[i].from < pauses[i - 1].to)
      return Refusal{"due.pauses_overlap", "", "/pause", {{"first", to_iso(pauses[i - 1].from) + "/" + to_iso(pauses[i - 1].to)}, {"second", to_iso(pauses[i].from) + "/" + to_iso(pauses[i].to)}}};
  return pauses;
}

bool counts_clock_time(Limit limit) { return limit.unit == TimeUnit::min || limit.unit == TimeUnit::h; }

}  // namespace

Result<WorkCalendar> asked_calendar(const Calendars& calendars, const std::string& code_or_name, std::optional<Date> known_by) {
  if (const WorkCalendar* calendar = calendars.find(code_or_name); calendar != nullptr) return known_by ? *known_on(calendars, *known_by).find(code_or_name) : *calendar;
  std::string codes = bureau_calendar_code;
  for (const NamedCalendar& other : calendars.others) codes += ", " + other.code;
  return Refusal{"due.no_such_calendar", "", "/calendar", {{"text", code_or_name}, {"known", codes}}};
}

Result<DueAnswer> answer_due(const Calendars& calendars, const DueQuestion& question) {
  if (const Verdict clean = refuse_full_width(question); !clean) return clean.refusal();
  DueAnswer answer;
  const auto start = parse_instant(question.start);
  if (!start || !is_within_years(*start)) return Refusal{"due.bad_start", "", "/start", {{"text", question.start}}};
  const auto limit = parse_limit(question.limit);
  if (!limit) return limit.refusal();
  if (const Verdict counting = read_counting(question, answer.counting); !counting) return counting.refusal();
  if (!question.known_on.empty()) {
    answer.known_on = parse_date(question.known_on);
    if (!answer.known_on) return Refusal{"due.bad_known_on", "", "/known_on", {{"text", question.known_on}}};
  }
  const auto calendar = asked_calendar(calendars, question.calendar, answer.known_on);
  if (!calendar) return calendar.refusal();
  const auto pauses = read_pauses(question.pauses, *start);
  if (!pauses) return pauses.refusal();

  answer.start_at = *start;
  answer.limit = *limit;
  answer.calendar_name = calendar->name;
  const Due due = explain_due(*calendar, *start, *limit, answer.steps, answer.counting);
  answer.due_at = due.at;
  for (const StandStill& pause : *pauses) {
    answer.due_at = shift_due(*calendar, answer.due_at, *limit, pause);
    answer.pauses.push_back({pause.from, pause.to, answer.due_at});
  }
  if (!is_within_years(answer.due_at)) return Refusal{"due.beyond_years", "", "/limit", {{"text", question.limit}}};
  answer.provisional = due.provisional || (!counts_clock_time(*limit) && crosses_undecreed(*calendar, *start, answer.due_at));
  return answer;
}

}  // namespace shouwen
