// Out of /proc and the file system; what cannot be read is left out rather than told as 0.
#include "cli/process_metrics.h"

#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctime>
#include <fstream>

namespace shouwen::cli {

namespace {

namespace fs = std::filesystem;

std::string gauge(const char* name, const char* type, double value) { return fmt::format("# TYPE {} {}\n{} {:.15g}\n", name, type, name, value); }

std::size_t open_files() {
  std::error_code error;
  std::size_t count = 0;
  for (fs::directory_iterator entry("/proc/self/fd", error), end; !error && entry != end; entry.increment(error)) ++count;
  return count;
}

double resident_bytes() {
  std::ifstream in("/proc/self/statm");
  double all = 0, resident = 0;
  in >> all >> resident;
  return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

std::optional<std::int64_t> changed_at(const fs::path& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 ? std::optional<std::int64_t>(status.st_mtime) : std::nullopt;
}

const std::int64_t started_at = std::time(nullptr);

}  // namespace

std::string process_metrics() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
  rlimit files{};
  ::getrlimit(RLIMIT_NOFILE, &files);
  return gauge("process_start_time_seconds", "gauge", static_cast<double>(started_at)) +
         gauge("process_cpu_seconds_total", "counter", seconds(usage.ru_utime) + seconds(usage.ru_stime)) +
         gauge("process_resident_memory_bytes", "gauge", resident_bytes()) + gauge("process_open_fds", "gauge", static_cast<double>(open_files())) +
         gauge("process_max_fds", "gauge", static_cast<double>(files.rlim_cur));
}

std::optional<std::int64_t> newest_backup(const fs::path& backups) {
  std::optional<std::int64_t> newest;
  std::error_code error;
  for (fs::directory_iterator entry(backups, error), end; !error && entry != end; entry.increment(error)) {
    const auto made = changed_at(entry->path() / "shouwen.db");
    if (made && (!newest || *made > *newest)) newest = made;
  }
  return newest;
}

std::string folder_metrics(const fs::path& data, const fs::path& backups) {
  std::string out;
  std::error_code error;
  for (const auto& [file, name] : {std::pair{"shouwen.db", "shouwen_database_bytes"}, {"shouwen.db-wal", "shouwen_write_log_bytes"}}) {
    const auto bytes = fs::file_size(data / file, error);
    if (!error) out += gauge(name, "gauge", static_cast<double>(bytes));
  }
  const fs::space_info room = fs::space(data, error);
  if (!error) out += gauge("shouwen_disk_free_bytes", "gauge", static_cast<double>(room.available)) + gauge("shouwen_disk_bytes", "gauge", static_cast<double>(room.capacity));
  if (backups.empty()) return out;
  const auto made = newest_backup(backups);
  return out + gauge("shouwen_backup_timestamp_seconds", "gauge", static_cast<double>(made.value_or(0)));
}

}  // namespace shouwen::cli
