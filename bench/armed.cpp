// What many armed clocks cost the house: its memory, and how soon one that falls due strikes. bench_armed <bureau folder>
#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <fstream>
#include <thread>

#include "api/house.h"
#include "cases/case_store.h"
#include "jobs/ticker.h"

using namespace shouwen;

namespace {

std::atomic<std::int64_t> frozen_second = 0;
Instant frozen_clock() { return Instant{frozen_second.load()}; }

std::int64_t resident_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") return status >> word, std::stoll(word) / 1024;
  return 0;
}

std::int64_t one_number(House& house, const char* sql) {
  const auto session = house.readers().borrow();
  auto query = session->query(sql);
  return query.step() ? query.integer(0) : 0;
}

std::int64_t running_clocks(House& house) {
  std::int64_t clocks = 0;
  const auto session = house.readers().borrow();
  auto query = session->query("SELECT s.state FROM service_case c JOIN case_state s ON s.case_id = c.id WHERE c.wake_at IS NOT NULL");
  while (query.step())
    for (const Duty& duty : parse_state(query.text(0)).duties) clocks += duty.state == DutyState::open ? 1 : 0;
  return clocks;
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 2) return 2;
  frozen_second = wall_clock().seconds;
  auto opened = House::open(arguments[1], &frozen_clock, 2);
  if (!opened) return 1;
  House& house = **opened;
  auto began = std::chrono::steady_clock::now();
  const auto seconds = [&began] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count(); };
  if (const std::int64_t struck = strike_due_cases(house); struck > 0) fmt::print("{} cases that were due struck in {:.1f} s\n", struck, seconds());
  const Ticker ticker(house);
  const std::int64_t before = one_number(house, "SELECT coalesce(max(number), 0) FROM event");
  frozen_second = one_number(house, "SELECT min(wake_at) FROM service_case WHERE wake_at IS NOT NULL");
  began = std::chrono::steady_clock::now();
  while (one_number(house, "SELECT coalesce(max(number), 0) FROM event") == before && seconds() < 60) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  fmt::print("the next one struck {:.2f} s after it fell due (wanted 1)\n", seconds());
  const std::int64_t memory = resident_megabytes();
  fmt::print("memory with {} clocks armed: {} MB (wanted 150 for 1,000,000)\n", running_clocks(house), memory);
}
