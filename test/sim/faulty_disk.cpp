// The layer: an sqlite3_vfs that hands everything on to the one below, but for what is to go wrong.
#include "faulty_disk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <new>

#include "base/check.h"

namespace shouwen::sim {

namespace {

constexpr std::int64_t sector_bytes = 512;

sqlite3_vfs* below = nullptr;
FaultyDisk* disk = nullptr;
thread_local bool aimed_at = false;

/// The file below stands right behind this one in memory.
struct LayerFile {
  sqlite3_file base;
  std::string* path;
  sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

LayerFile* of(sqlite3_file* file) { return reinterpret_cast<LayerFile*>(file); }

std::string read_below(LayerFile* file, std::int64_t offset, std::int64_t amount, std::int64_t size) {
  const std::int64_t there = std::clamp<std::int64_t>(size - offset, 0, amount);
  std::string bytes(static_cast<std::size_t>(there), '\0');
  if (there > 0) SHOUWEN_CHECK(file->real()->pMethods->xRead(file->real(), bytes.data(), static_cast<int>(there), offset) == SQLITE_OK);
  return bytes;
}

std::int64_t size_below(LayerFile* file) {
  sqlite3_int64 size = 0;
  SHOUWEN_CHECK(file->real()->pMethods->xFileSize(file->real(), &size) == SQLITE_OK);
  return size;
}

int close_file(sqlite3_file* f) {
  LayerFile* file = of(f);
  const int code = file->real()->pMethods == nullptr ? SQLITE_OK : file->real()->pMethods->xClose(file->real());
  delete file->path;
  return code;
}

int read_file(sqlite3_file* f, void* buffer, int amount, sqlite3_int64 offset) {
  if (const int code = disk->before(FaultyDisk::Doing::read)) return code;
  return of(f)->real()->pMethods->xRead(of(f)->real(), buffer, amount, offset);
}

int write_file(sqlite3_file* f, const void* buffer, int amount, sqlite3_int64 offset) {
  LayerFile* file = of(f);
  if (const int code = disk->before(FaultyDisk::Doing::write)) return code;
  FaultyDisk::Change change;
  change.offset = offset;
  change.size_before = size_below(file);
  change.before = read_below(file, offset, amount, change.size_before);
  change.after.assign(static_cast<const char*>(buffer), static_cast<std::size_t>(amount));
  const int code = file->real()->pMethods->xWrite(file->real(), buffer, amount, offset);
  if (code == SQLITE_OK) disk->wrote(*file->path, std::move(change));
  return code;
}

int truncate_file(sqlite3_file* f, sqlite3_int64 size) {
  LayerFile* file = of(f);
  if (const int code = disk->before(FaultyDisk::Doing::truncate)) return code;
  FaultyDisk::Change change;
  change.truncates = true;
  change.offset = size;
  change.size_before = size_below(file);
  change.before = read_below(file, size, change.size_before - size, change.size_before);
  const int code = file->real()->pMethods->xTruncate(file->real(), size);
  if (code == SQLITE_OK) disk->wrote(*file->path, std::move(change));
  return code;
}

int sync_file(sqlite3_file* f, int flags) {
  LayerFile* file = of(f);
  if (const int code = disk->before(FaultyDisk::Doing::sync)) return code;
  const int code = file->real()->pMethods->xSync(file->real(), flags);
  if (code == SQLITE_OK) disk->synced(*file->path);
  return code;
}

int file_size(sqlite3_file* f, sqlite3_int64* size) { return of(f)->real()->pMethods->xFileSize(of(f)->real(), size); }
int lock_file(sqlite3_file* f, int level) { return of(f)->real()->pMethods->xLock(of(f)->real(), level); }
int unlock_file(sqlite3_file* f, int level) { return of(f)->real()->pMethods->xUnlock(of(f)->real(), level); }
int check_lock(sqlite3_file* f, int* held) { return of(f)->real()->pMethods->xCheckReservedLock(of(f)->real(), held); }
int control(sqlite3_file* f, int op, void* argument) { return of(f)->real()->pMethods->xFileControl(of(f)->real(), op, argument); }
int sector_size(sqlite3_file* f) { return of(f)->real()->pMethods->xSectorSize(of(f)->real()); }
int characteristics(sqlite3_file* f) { return of(f)->real()->pMethods->xDeviceCharacteristics(of(f)->real()); }
int map_shared(sqlite3_file* f, int page, int bytes, int extend, void volatile** at) { return of(f)->real()->pMethods->xShmMap(of(f)->real(), page, bytes, extend, at); }
int lock_shared(sqlite3_file* f, int offset, int n, int flags) { return of(f)->real()->pMethods->xShmLock(of(f)->real(), offset, n, flags); }
void barrier(sqlite3_file* f) { of(f)->real()->pMethods->xShmBarrier(of(f)->real()); }
int unmap_shared(sqlite3_file* f, int remove) { return of(f)->real()->pMethods->xShmUnmap(of(f)->real(), remove); }

// Without a journal in memory maps (xFetch): every read and write passes here.
const sqlite3_io_methods methods = {2, close_file, read_file, write_file, truncate_file, sync_file, file_size, lock_file, unlock_file, check_lock, control,
                                    sector_size, characteristics, map_shared, lock_shared, barrier, unmap_shared, nullptr, nullptr};

int open_file(sqlite3_vfs*, sqlite3_filename name, sqlite3_file* f, int flags, int* out_flags) {
  LayerFile* file = of(f);
  std::memset(static_cast<void*>(file), 0, sizeof(LayerFile) + static_cast<std::size_t>(below->szOsFile));
  const int code = below->xOpen(below, name, file->real(), flags, out_flags);
  if (code != SQLITE_OK) return code;
  file->path = new std::string(name == nullptr ? "" : name);
  file->base.pMethods = &methods;
  return SQLITE_OK;
}

int delete_file(sqlite3_vfs*, const char* name, int sync_folder) {
  if (disk->is_dead()) return SQLITE_IOERR_DELETE;
  const int code = below->xDelete(below, name, sync_folder);
  if (code == SQLITE_OK) disk->removed(name);
  return code;
}

}  // namespace

FaultyDisk& FaultyDisk::install() {
  static FaultyDisk one;
  if (disk != nullptr) return one;
  disk = &one;
  below = sqlite3_vfs_find(nullptr);
  static sqlite3_vfs layer = *below;
  layer.zName = "faulty";
  layer.szOsFile = static_cast<int>(sizeof(LayerFile)) + below->szOsFile;
  layer.pNext = nullptr;
  layer.xOpen = open_file;
  layer.xDelete = delete_file;
  SHOUWEN_CHECK(sqlite3_vfs_register(&layer, 1) == SQLITE_OK);
  return one;
}

void FaultyDisk::aim_at_this_thread() { aimed_at = true; }

void FaultyDisk::hold(bool on) {
  const std::lock_guard lock(mutex_);
  held_ += on ? 1 : -1;
}

void FaultyDisk::die_at(std::int64_t operation) {
  const std::lock_guard lock(mutex_);
  operations_to_death_ = operation;
}

bool FaultyDisk::is_dead() const {
  const std::lock_guard lock(mutex_);
  return dead_;
}

void FaultyDisk::fill_up(std::int64_t writes) {
  const std::lock_guard lock(mutex_);
  full_ = writes;
}

void FaultyDisk::fail_reads(std::int64_t reads) {
  const std::lock_guard lock(mutex_);
  unreadable_ = reads;
}

void FaultyDisk::on_sync(std::function<void()> action) {
  const std::lock_guard lock(mutex_);
  on_sync_ = std::move(action);
}

FaultyDisk::Counts FaultyDisk::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void FaultyDisk::reset() {
  const std::lock_guard lock(mutex_);
  dead_ = false;
  operations_to_death_ = full_ = unreadable_ = 0;
  on_sync_ = nullptr;
  unsynced_.clear();
}

int FaultyDisk::before(Doing doing) {
  const std::lock_guard lock(mutex_);
  const bool reads = doing == Doing::read;
  if (dead_) return reads ? SQLITE_IOERR_READ : SQLITE_IOERR_WRITE;
  if (held_ > 0 || !aimed_at) return 0;
  if (reads) {
    if (unreadable_ == 0) return 0;
    --unreadable_;
    ++counts_.unreadable;
    return SQLITE_IOERR_READ;
  }
  ++(doing == Doing::sync ? counts_.syncs : counts_.writes);
  if (operations_to_death_ > 0 && --operations_to_death_ == 0) {
    dead_ = true;
    ++counts_.deaths;
    return SQLITE_IOERR_WRITE;
  }
  if (doing == Doing::write && full_ > 0) {
    --full_;
    ++counts_.full;
    return SQLITE_FULL;
  }
  if (doing == Doing::sync && on_sync_) on_sync_();
  return 0;
}

void FaultyDisk::wrote(const std::string& path, Change change) {
  const std::lock_guard lock(mutex_);
  unsynced_[path].push_back(std::move(change));
}

void FaultyDisk::synced(const std::string& path) {
  const std::lock_guard lock(mutex_);
  unsynced_.erase(path);
}

void FaultyDisk::removed(const std::string& path) {
  const std::lock_guard lock(mutex_);
  unsynced_.erase(path);
}

/// Back to what was synced, then forward again through what the disk happened to have written.
void FaultyDisk::rewrite(const std::string& path, const std::vector<Change>& changes, Chance& chance) {
  const int file = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  const auto put = [file](std::string_view bytes, std::int64_t offset) {
    SHOUWEN_CHECK(::pwrite(file, bytes.data(), bytes.size(), offset) == static_cast<ssize_t>(bytes.size()));
  };
  for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
    put(change->before, change->offset);
    SHOUWEN_CHECK(::ftruncate(file, change->size_before) == 0);
  }
  for (const Change& change : changes) {
    const std::int64_t what = chance.below(4);
    if (what == 0) {
      ++counts_.dropped;
      continue;
    }
    if (change.truncates) {
      SHOUWEN_CHECK(::ftruncate(file, change.offset) == 0);
      continue;
    }
    std::string_view bytes = change.after;
    if (what == 1 && static_cast<std::int64_t>(bytes.size()) > sector_bytes) {
      bytes = bytes.substr(0, static_cast<std::size_t>(chance.below(static_cast<std::int64_t>(bytes.size()) / sector_bytes) * sector_bytes));
      ++counts_.torn;
    }
    put(bytes, change.offset);
  }
  ::close(file);
}

void FaultyDisk::come_back(Loss loss, Chance& chance) {
  const std::lock_guard lock(mutex_);
  // After a kill the next process reads what was never synced, and the power may still take it.
  if (loss == Loss::power) {
    for (const auto& [path, changes] : unsynced_) rewrite(path, changes, chance);
    unsynced_.clear();
  }
  dead_ = false;
  operations_to_death_ = full_ = unreadable_ = 0;
  on_sync_ = nullptr;
}

}  // namespace shouwen::sim
