// What a machine's watcher wants to know of the process and its data folder, as Prometheus text.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace shouwen::cli {

/// Start, processor time, memory, open files: names as Prometheus' own libraries give them.
std::string process_metrics();
/// Sizes of database and log of writes, room left, age of the newest backup if `backups` is set.
std::string folder_metrics(const std::filesystem::path& data, const std::filesystem::path& backups);
/// Unix time at which the newest folder of `backups` with a database in it was made; nothing if there is none.
std::optional<std::int64_t> newest_backup(const std::filesystem::path& backups);

}  // namespace shouwen::cli
