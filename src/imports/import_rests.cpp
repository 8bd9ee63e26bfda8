// Asked of a reader first: most rounds there is nothing to remove.
#include "imports/import_rests.h"

#include <charconv>

#include "imports/import_jobs.h"

namespace shouwen {

namespace {

constexpr std::int64_t forgotten_at_once = 20;

/// Files are named by the number of their run; whatever else lies there is not ours to remove.
std::vector<std::filesystem::path> old_files(db::Session& session, const House& house, Instant until) {
  std::vector<std::filesystem::path> files;
  std::error_code missing;
  for (const auto& entry : std::filesystem::directory_iterator(import_file(house, 0).parent_path(), missing)) {
    const std::string name = entry.path().filename();
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error != std::errc() || end != name.data() + name.size()) continue;
    const auto run = find_import_run(session, id);
    if (run && run->state != "running" && run->last_at() <= until) files.push_back(entry.path());
  }
  return files;
}

}  // namespace

void forget_import_rests(House& house) {
  const auto rulebook = house.rulebook_now();
  if (rulebook == nullptr || !rulebook->keeping) return;
  const Instant until = house.now().plus_seconds(-rulebook->keeping->import_rest_days * seconds_per_day);
  std::vector<std::int64_t> runs;
  std::vector<std::filesystem::path> files;
  {
    const auto session = house.readers().borrow();
    runs = runs_with_old_refused_rows(*session, until, forgotten_at_once);
    files = old_files(*session, house, until);
  }
  for (const std::filesystem::path& file : files) {
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
  }
  if (runs.empty()) return;
  house.writer().run([&](db::Session& session) {
    for (const std::int64_t id : runs) forget_refused_rows(session, id);
  });
}

}  // namespace shouwen
