// shouwen demo: a bureau to look at.
#include "demo/demo.h"

#include <fmt/format.h>

#include "cli/commands.h"

namespace shouwen::cli {

void add_demo(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("demo", "Fill an empty data folder with the demonstration bureau / 建立示范供电局");
  command->footer("Example:\n  shouwen --data demo-data demo --cases 3000");
  const auto options = std::make_shared<DemoOptions>();
  command->add_option("--cases", options->cases, "Cases")->capture_default_str();
  command->add_option("--customers", options->customers, "Customers")->capture_default_str();
  command->add_option("--days", options->days, "Days back from now")->capture_default_str();
  command->add_option("--seed", options->seed, "Same seed, same bureau")->capture_default_str();
  command->callback([&common, options] {
    options->data = common.data;
    options->database = common.database;
    options->rulebook = common.rulebook;
    options->end = wall_clock();
    const Verdict done = build_demo(*options, [&common](const std::string& line) {
      if (!common.json) fmt::print("{}\n", line);
      std::fflush(stdout);
    });
    if (!done) return fail(common, done.refusal());
    if (!common.json) fmt::print("密码均为 / password of all accounts: {}\n", demo_password);
  });
}

}  // namespace shouwen::cli
