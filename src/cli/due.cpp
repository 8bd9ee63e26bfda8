// shouwen due: when does a period end, and why.
#include <fmt/format.h>

#include "cli/commands.h"
#include "json/print.h"
#include "json/traits.h"
#include "regulation/describe.h"

namespace shouwen::cli {

namespace {

void run(Common& common, const std::string& start_text, const std::string& limit_text) {
  const auto start = parse_instant(start_text);
  if (!start) return fail(common, {"body.bad_time", "", "/start", {}});
  const auto limit = parse_limit(limit_text);
  if (!limit) return fail(common, limit.refusal());
  const auto rulebook = load_rulebook_folder(common);
  if (!rulebook) return;
  std::vector<DerivationStep> steps;
  const Due due = explain_due(rulebook->calendars.bureau, *start, *limit, steps);
  if (!common.json) {
    for (const DerivationStep& step : steps)
      fmt::print("{}  {:<22} {}{} {} {}\n", to_iso(step.date), json::name_of(step.reason), step.counted_days > 0 ? fmt::format("+{}d ", step.counted_days) : "",
                 step.counted_seconds > 0 ? fmt::format("+{}s ", step.counted_seconds) : "", step.name, step.source);
    fmt::print("{}{}\n", to_iso(due.at), due.provisional ? "  (provisional: a year not decreed yet / 含未公布放假安排的年份)" : "");
    return;
  }
  std::string text = fmt::format(R"({{"start":"{}","limit":"{}","due_at":"{}","provisional":{},"steps":[)", to_iso(*start), to_text(*limit), to_iso(due.at), due.provisional);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    text += fmt::format(R"({}{{"date":"{}","reason":"{}","counted_days":{},"counted_seconds":{},"name":)", i == 0 ? "" : ",", to_iso(steps[i].date), json::name_of(steps[i].reason),
                        steps[i].counted_days, steps[i].counted_seconds);
    json::print_string(text, steps[i].name);
    text += "}";
  }
  fmt::print("{}]}}\n", text);
}

}  // namespace

void add_due(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("due", "When a period ends, by the working calendar / 推算到期时间");
  command->footer("Examples:\n  shouwen due 2025-09-30T10:00 5wd --json\n  shouwen due \"2026-02-13 16:00\" 8wh\nUnits: min h wh d wd mo");
  const auto start = std::make_shared<std::string>(), limit = std::make_shared<std::string>();
  command->add_option("start", *start, "Moment it begins, +08:00 if nothing else is said")->required();
  command->add_option("limit", *limit, "Period: 30min, 24h, 4wh, 7d, 5wd, 1mo")->required();
  command->callback([&common, start, limit] { run(common, *start, *limit); });
}

}  // namespace shouwen::cli
