// Reading ahead by one piece while the piece before is being written.
#include "usage/usage_import.h"

#include <atomic>
#include <fstream>
#include <future>

#include "tables/line_text.h"
#include "usage/usage_words.h"

namespace shouwen {

namespace {

/// Few enough that other writers get in between, many enough that a commit costs little.
constexpr std::size_t rows_a_piece = 2000;

std::atomic_flag taken = ATOMIC_FLAG_INIT;

/// Gives the batch to the writer; the future is ready once it is durable (or undone).
std::future<void> hand_over(House& house, UseBatch& batch, const UsageImport& before, ImportMode mode) {
  const auto done = std::make_shared<std::promise<void>>();
  db::WriteJob job;
  job.work = [&batch, before, mode](db::Session& session) {
    write_batch(session, batch, before);
    return mode == ImportMode::run ? db::WorkOutcome::keep : db::WorkOutcome::undo;
  };
  job.done = [done](std::optional<db::Fault> fault) {
    if (fault) done->set_exception(std::make_exception_ptr(*fault));
    else done->set_value();
  };
  std::future<void> written = done->get_future();
  if (!house.writer().submit(std::move(job))) throw db::Fault(db::FaultKind::busy, "the writer's queue is full");
  return written;
}

class Run {
 public:
  Run(House& house, const UsageImportOrder& order, UseSource& source, UsageImportReport& report, const std::function<void(std::int64_t)>& progress)
      : house_(house), order_(order), source_(source), report_(report), progress_(progress) {}

  void work() {
    const auto session = house_.readers().borrow();
    std::unique_ptr<UseBatch> writing, next = source_.next(*session, rows_a_piece);
    while (next->rows > 0) {
      writing = std::move(next);
      std::future<void> written = hand_over(house_, *writing, report_.import, order_.mode);
      // The reader must not be ended while the writer still holds the batch.
      try {
        next = source_.next(*session, rows_a_piece);
      } catch (...) {
        written.wait();
        throw;
      }
      written.get();
      take(*writing);
    }
  }

 private:
  void take(UseBatch& batch) {
    report_.import = batch.after;
    if (order_.refused && !batch.mistakes.empty()) order_.refused(source_.refused_lines(batch));
    for (UsageMistake& mistake : batch.mistakes)
      if (report_.mistakes.size() < order_.mistakes_kept) report_.mistakes.push_back(std::move(mistake));
    if (progress_) progress_(report_.import.rows);
  }

  House& house_;
  const UsageImportOrder& order_;
  UseSource& source_;
  UsageImportReport& report_;
  const std::function<void(std::int64_t)>& progress_;
};

/// The run that was interrupted, or a new one.
void begin(House& house, const UsageImportOrder& order, UseSource& source, UsageImportReport& report) {
  UsageImport fresh;
  fresh.file_hash = import_hash(order.file, order.reading);
  fresh.file_name = order.file_name;
  fresh.form = json::name_of(source.form());
  fresh.officer_id = order.officer_id;
  fresh.started_at = house.now();
  report.import = fresh;
  if (order.mode == ImportMode::dry_run) {
    report.import.id = -1;  // no month stands by it
    return;
  }
  house.writer().run([&](db::Session& session) { report.import = go_on_or_begin(session, fresh); });
  if (report.import.bytes_done == 0) return;
  source.seek(report.import.bytes_done, report.import.lines_done);
  report.resumed_at_line = report.import.lines_done + 1;
}

std::filesystem::path scratch_file(const House& house, const void* owner) {
  const std::filesystem::path folder = house.folder() / "imports";
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  return folder / ("lines_" + std::to_string(reinterpret_cast<std::uintptr_t>(owner)));
}

void write_file(const std::filesystem::path& file, std::string_view bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw db::Fault(db::FaultKind::disk_full, "cannot write " + file.string());
}

}  // namespace

std::shared_ptr<UseImportTurn> UseImportTurn::take() { return taken.test_and_set() ? nullptr : std::shared_ptr<UseImportTurn>(new UseImportTurn()); }
UseImportTurn::~UseImportTurn() { taken.clear(); }

Result<std::unique_ptr<LineFile>> LineFile::of(const House& house, const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  char mark[2] = {};
  in.read(mark, sizeof mark);
  const std::string_view begins(mark, 2);
  // A long CSV is never held in memory whole.
  if (!in || std::filesystem::is_directory(file) || (begins != "PK" && begins != "\xff\xfe" && begins != "\xfe\xff")) return std::unique_ptr<LineFile>(new LineFile(file, false));
  in.seekg(0);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  return of_bytes(house, bytes);
}

Result<std::unique_ptr<LineFile>> LineFile::of_bytes(const House& house, std::string_view bytes) {
  const auto text = tables::as_line_text(bytes);
  if (!text) return text.refusal();
  std::unique_ptr<LineFile> file(new LineFile({}, true));
  file->path_ = scratch_file(house, file.get());
  write_file(file->path_, *text ? std::string_view(**text) : bytes);
  return file;
}

LineFile::~LineFile() {
  std::error_code ignored;
  if (ours_) std::filesystem::remove(path_, ignored);
}

Result<UsageImportReport> import_usage(House& house, const UsageImportOrder& order, const std::function<void(std::int64_t)>& progress) {
  const auto turn = UseImportTurn::take();
  if (turn == nullptr) return Refusal{"usage.import_running", "", "", {}};
  const auto source = open_use_source(order.file, order.reading, local_date(house.now()));
  if (!source) return source.refusal();
  UsageImportReport report;
  begin(house, order, **source, report);
  Run(house, order, **source, report, progress).work();
  if (order.mode == ImportMode::run)
    house.writer().run([&](db::Session& session) { end_usage_import(session, report.import, house.now()); });
  return report;
}

}  // namespace shouwen
