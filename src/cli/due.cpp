// shouwen due: when does a period end, and why.
#include <fmt/format.h>

#include "cli/commands.h"
#include "json/json.h"
#include "regulation/describe.h"
#include "regulation/due_question.h"

namespace shouwen::cli {

/// What a program reads.
struct DueReport {
  Instant start, due_at;
  std::string limit, calendar;
  std::optional<Date> known_on;
  Counting counting;
  bool provisional = false;
  std::vector<PauseEffect> pauses;
  std::vector<DerivationStep> steps;
};
BOOST_DESCRIBE_STRUCT(DueReport, (), (start, limit, calendar, known_on, counting, due_at, provisional, pauses, steps))

namespace {

struct DueOptions {
  DueQuestion question;
  bool explain = false;
};

void print_explained(const DueAnswer& answer) {
  fmt::print("\n{} + {}  [{}]\n", to_iso(answer.start_at), to_text(answer.limit), answer.calendar_name);
  for (const DerivationStep& step : answer.steps)
    fmt::print("{}  {:<22} {}{} {} {}\n", to_iso(step.date), json::name_of(step.reason), step.counted_days > 0 ? fmt::format("+{}d ", step.counted_days) : "",
               step.counted_seconds > 0 ? fmt::format("+{}s ", step.counted_seconds) : "", step.name, step.source);
  for (const PauseEffect& pause : answer.pauses)
    fmt::print("暂停 pause {}/{} → {}\n", to_iso(pause.from), to_iso(pause.to), to_iso(pause.due_at));
}

void run(Common& common, const DueOptions& options) {
  const auto rulebook = load_rulebook_folder(common);
  if (!rulebook) return;
  Result<DueAnswer> answer = answer_due(rulebook->calendars, options.question);
  if (!answer) return refuse_input(common, answer.refusal());
  if (common.json) {
    DueReport report{answer->start_at, answer->due_at, to_text(answer->limit), answer->calendar_name, answer->known_on, answer->counting, answer->provisional, answer->pauses, {}};
    if (options.explain) report.steps = std::move(answer->steps);
    fmt::print("{}\n", json::to_text(report));
    return;
  }
  fmt::print("{}\n", to_iso(answer->due_at));
  if (options.explain) print_explained(*answer);
  if (!answer->provisional) return;
  std::fflush(stdout);
  fmt::print(stderr, "暂定：跨越了放假安排尚未公布的年份。\nProvisional: a year without decreed holidays is crossed.\n");
}

}  // namespace

void add_due(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("due", "When a period ends, by the working calendar / 推算到期时间");
  command->footer("Examples:\n  shouwen due 2025-09-30T10:00 5wd\n  shouwen due --start 2025-09-30T10:00 --limit 5wd --explain\n"
                  "  shouwen due --start \"2026-02-13 16:00\" --limit 8wh --pause 2026-02-14T08:30/2026-02-25T08:30 --json\n"
                  "Units: min h wh d wd month. The first line is the due time; exit code 2: something was written wrongly.");
  const auto options = std::make_shared<DueOptions>();
  DueQuestion& question = options->question;
  command->add_option("--start,start", question.start, "Moment it begins, +08:00 if nothing else is said")->required();
  command->add_option("--limit,limit", question.limit, "Period: 30min, 24h, 4wh, 7d, 5wd, 1month")->required();
  command->add_option("--calendar", question.calendar, "Code or name of a calendar (shouwen calendar list); without it the bureau's");
  command->add_option("--known-at", question.known_on, "Day: only what was decreed by its end counts");
  command->add_option("--pause", question.pauses, "FROM/TO: the clock stands still; may be given several times")->expected(1)->take_all();
  command->add_option("--count-from", question.count_from, "next_day or same_day: whether the day of the event counts");
  command->add_option("--ends-at", question.ends_at, "close_of_business or midnight of the last day");
  command->add_option("--free-last-day", question.free_last_day, "stays or next_working_day");
  command->add_flag("--explain", options->explain, "Every counted and skipped day");
  command->callback([&common, options] { run(common, *options); });
}

}  // namespace shouwen::cli
