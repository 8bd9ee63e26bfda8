// How fast clocks are counted: bench_clocks <database> <rulebook folder>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "cases/case_store.h"
#include "cases/clocks.h"
#include "org/organisation_store.h"
#include "regulation/load.h"

using namespace shouwen;

namespace {

double seconds_since(std::chrono::steady_clock::time_point began) { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); }

void count_deadlines(const WorkCalendar& calendar) {
  constexpr int times = 200'000;
  const Instant start = *parse_instant("2025-09-30T10:00");
  std::int64_t sum = 0;
  auto began = std::chrono::steady_clock::now();
  for (int i = 0; i < times; ++i) sum += due_at(calendar, start.plus_seconds(i), {5, TimeUnit::wd}).at.seconds & 1;
  fmt::print("5wd deadline: {:.0f} ns (wanted 200)\n", seconds_since(began) / times * 1e9);
  began = std::chrono::steady_clock::now();
  std::vector<DerivationStep> steps;
  for (int i = 0; i < times; ++i) {
    steps.clear();
    sum += explain_due(calendar, start.plus_seconds(i), {5, TimeUnit::wd}, steps).at.seconds & 1;
  }
  fmt::print("5wd deadline with its derivation: {:.0f} ns (wanted 2000); sum {}\n", seconds_since(began) / times * 1e9, sum);
}

/// Parsing states and counting every open clock anew, as a re-planning does before it writes.
void count_anew(db::Session& session, const Rulebook& rulebook) {
  const Organisation organisation = load_organisation(session, Instant{std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count()});
  const auto began = std::chrono::steady_clock::now();
  std::int64_t cases = 0, clocks = 0, moved = 0;
  double counting = 0;
  auto query = session.query("SELECT s.state FROM service_case c JOIN case_state s ON s.case_id = c.id WHERE c.stage < 2");
  while (query.step()) {
    const ServiceCase state = parse_state(query.text(0));
    ++cases;
    for (const Duty& duty : state.duties) clocks += duty.state == DutyState::open ? 1 : 0;
    const auto at = std::chrono::steady_clock::now();
    moved += static_cast<std::int64_t>(clock_changes(state, Replanned{}, {{}, state.registered_at, rulebook, organisation, rulebook.calendars}).size());
    counting += seconds_since(at);
  }
  const double all = seconds_since(began);
  if (clocks > 0)
    fmt::print("open clocks counted anew: {} of {} cases, {} moved; {:.2f} s for 100,000 clocks, of it counting {:.2f} s (wanted 1)\n", clocks, cases, moved,
               all / static_cast<double>(clocks) * 1e5, counting / static_cast<double>(clocks) * 1e5);
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const LoadedRulebook loaded = load_rulebook(read_rulebook_folder(arguments[2]));
  if (!loaded.mistakes.empty()) return 1;
  count_deadlines(loaded.rulebook.calendars.bureau);
  db::Session session(std::filesystem::path(arguments[1]), db::OpenMode::read_only);
  count_anew(session, loaded.rulebook);
}
