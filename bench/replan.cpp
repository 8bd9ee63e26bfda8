// What it costs to write a new day off down: every open deadline of a bureau counted anew, with its event, durably; bench_clocks counts without writing.
// bench_replan <bureau folder> [days ahead, default 1]: four days off from then on. The nearer, the more deadlines move.
#include <fmt/format.h>
#include <time.h>

#include <chrono>

#include "api/house.h"
#include "cases/replan_run.h"
#include "jobs/ticker.h"
#include "regulation/rulebook_store.h"

using namespace shouwen;

namespace {

double processor_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

void check(const Verdict& verdict) {
  if (!verdict.refused()) return;
  fmt::print(stderr, "{}\n", verdict.refusal().code);
  std::exit(1);
}

/// Four days off, whatever days they are: tomorrow, as on the eve of a typhoon, or far ahead, as a holiday newly decreed.
void close_days(db::Session& session, const Organisation& organisation, int days_ahead, Instant now) {
  const OfficerId author = organisation.officers().at(0).id, reviewer = organisation.officers().at(1).id;
  const auto version = start_draft(session, {}, author, now);
  if (!version) std::exit(1);
  for (RulebookFile& file : rulebook_files(session, *version))
    if (file.name == "calendar.toml") {
      for (int days = days_ahead; days < days_ahead + 4; ++days)
        file.text += fmt::format("\n[[calendar.exception]]\ndate = {}\nworked = false\nname = \"台风停工\"\nsource = \"市防指\"\n", to_iso(local_date(now.plus_seconds(days * seconds_per_day))));
      check(change_draft_file(session, *version, file, author, now));
    }
  check(submit_draft(session, *version, author, now));
  check(review_draft(session, *version, {true, {"同意"}}, reviewer, now));
  check(put_in_force(session, *version, now, author, now));
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2 || count > 3) return 2;
  const int days_ahead = count == 3 ? std::atoi(arguments[2]) : 1;
  auto opened = House::open(arguments[1], &wall_clock, 2);
  if (!opened) return 1;
  House& house = **opened;
  strike_due_cases(house);
  house.writer().run([&](db::Session& session) { close_days(session, *house.organisation(), days_ahead, house.now()); });
  house.reload();
  house.writer().run([&](db::Session& session) { replan_new_calendar(session, house.now()); });
  const auto began = std::chrono::steady_clock::now();
  const double used_before = processor_seconds();
  while (go_on_with_replan(house)) {}
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(), used = processor_seconds() - used_before;
  const ReplanRun run = list_replan_runs(*house.readers().borrow(), 1).front();
  fmt::print("{}: {} cases counted, {} deadlines moved and written, in {:.2f} s ({:.2f} s of processor time); counting alone: bench_clocks\n", run.state, run.cases, run.moved, seconds, used);
}
