// The journal's tree with a million entries: the root of a day, and one proof. bench_proofs [entries]
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <random>

#include "db/migrate.h"
#include "proofs/journal_tree.h"

using namespace shouwen;

namespace {

double seconds_of(const auto& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

void fill(db::Session& session, std::int64_t entries) {
  constexpr std::int64_t group = 10000;
  for (std::int64_t number = 0; number < entries; number += group) {
    std::vector<db::NewEntry> more(static_cast<std::size_t>(std::min(group, entries - number)));
    std::int64_t at = number;
    for (db::NewEntry& entry : more) {
      entry.stream = "case/" + std::to_string(++at);
      entry.stream_number = 1;
      entry.kind = "registered";
      entry.clause = "art.10(1)";
      entry.payload = std::string(400, 'x');  // about what an event of a case takes
    }
    session.execute_script("BEGIN");
    db::append(session, more);
    session.execute_script("COMMIT");
  }
}

}  // namespace

int main(int count, char** words) {
  const std::int64_t entries = count > 1 ? std::stoll(words[1]) : 1'000'000;
  const std::filesystem::path file = std::filesystem::temp_directory_path() / "shouwen_bench_proofs.db";
  std::filesystem::remove(file);
  db::Session session(file, db::OpenMode::read_write_create);
  if (!db::migrate(session, Instant{0})) return 1;
  fill(session, entries);
  session.execute_script("BEGIN");
  const double root = seconds_of([&] { make_root_of_yesterday(session, at_local(Date::of(2026, 12, 1), 60)); });
  session.execute_script("COMMIT");
  std::mt19937_64 random(1);
  std::uniform_int_distribution<std::int64_t> any(1, entries);
  constexpr int proofs = 2000;
  const double all = seconds_of([&] {
    for (int i = 0; i < proofs; ++i)
      if (!prove_entry(session, any(random), {})) std::abort();
  });
  fmt::print("{} entries: first root {:.2f} s (wanted 2 s), a proof {:.3f} ms (wanted 1 ms)\n", entries, root, 1000 * all / proofs);
  std::filesystem::remove(file);
}
