// Reading ahead by one piece while the piece before is being written.
#include "usage/usage_import.h"

#include <algorithm>
#include <future>
#include <memory>
#include <mutex>

#include "customers/customer_store.h"
#include "usage/interval_store.h"
#include "usage/usage_words.h"

namespace shouwen {

namespace {

/// Few enough that other writers get in between, many enough that a commit costs little.
constexpr std::size_t rows_a_piece = 2000;

/// Some lines understood and their owners found; written whole or not at all.
class Batch {
 public:
  virtual ~Batch() = default;
  /// Inside the writer's transaction; what was refused.
  virtual std::vector<UsageMistake> write(db::Session& session, UsageImport& import) const = 0;

  std::int64_t rows = 0, bytes_end = 0, lines_end = 0;
  std::vector<UsageMistake> mistakes;  ///< found while writing, too
  UsageImport after;                   ///< the counts once it is written
};

/// A file of either kind.
class Source {
 public:
  virtual ~Source() = default;
  virtual void seek(std::int64_t bytes, std::int64_t lines) = 0;
  virtual std::unique_ptr<Batch> next(db::Session& session) = 0;
};

Refusal unknown_account(const std::string& account_number) { return {"usage.account_unknown", "", "/account_number", {{"account_number", account_number}}}; }

template <class Read>
void take_counts(Batch& batch, Read& read) {
  batch.rows = read.rows;
  batch.bytes_end = read.bytes_end;
  batch.lines_end = read.lines_end;
  batch.mistakes = std::move(read.mistakes);
}

class MonthBatch final : public Batch {
 public:
  MonthBatch(UsagePiece read, db::Session& session) : read_(std::move(read)) {
    take_counts(*this, read_);
    for (const UsageLine& line : read_.lines) {
      const auto customer = find_customer_by_account(session, line.account_number);
      if (customer) lines_.push_back({*customer, &line});
      else mistakes.push_back({line.line, unknown_account(line.account_number)});
    }
    // Neighbours in the table are written together, whatever the file's order.
    std::stable_sort(lines_.begin(), lines_.end(), [](const OwnedLine& a, const OwnedLine& b) { return a.customer_id < b.customer_id; });
  }
  std::vector<UsageMistake> write(db::Session& session, UsageImport& import) const override { return add_usage(session, import, lines_); }

 private:
  UsagePiece read_;
  std::vector<OwnedLine> lines_;
};

class MonthSource final : public Source {
 public:
  explicit MonthSource(UsageFile file) : file_(std::move(file)) {}
  void seek(std::int64_t bytes, std::int64_t lines) override { file_.seek(bytes, lines); }
  std::unique_ptr<Batch> next(db::Session& session) override { return std::make_unique<MonthBatch>(file_.next(rows_a_piece), session); }

 private:
  UsageFile file_;
};

class DayBatch final : public Batch {
 public:
  DayBatch(IntervalPiece read, db::Session& session) : read_(std::move(read)) {
    take_counts(*this, read_);
    for (const IntervalLine& line : read_.lines) {
      auto customer = find_customer_by_account(session, line.account_number);
      // Meters are read by their own numbers.
      if (!customer) customer = find_customer_by_meter(session, line.account_number);
      if (customer) days_.push_back({*customer, &line});
      else mistakes.push_back({line.line, unknown_account(line.account_number)});
    }
  }
  std::vector<UsageMistake> write(db::Session& session, UsageImport& import) const override { return add_days(session, import, days_); }

 private:
  IntervalPiece read_;
  std::vector<OwnedDay> days_;
};

class DaySource final : public Source {
 public:
  explicit DaySource(IntervalFile file) : file_(std::move(file)) {}
  void seek(std::int64_t bytes, std::int64_t lines) override { file_.seek(bytes, lines); }
  std::unique_ptr<Batch> next(db::Session& session) override { return std::make_unique<DayBatch>(file_.next(rows_a_piece), session); }

 private:
  IntervalFile file_;
};

/// Inside the writer's transaction.
void write_batch(db::Session& session, Batch& batch, const UsageImport& before) {
  batch.after = before;
  std::vector<UsageMistake> refused = batch.write(session, batch.after);
  batch.after.rows += batch.rows;
  batch.after.refused += static_cast<std::int64_t>(batch.mistakes.size() + refused.size());
  batch.after.bytes_done = batch.bytes_end;
  batch.after.lines_done = batch.lines_end;
  keep_import_progress(session, batch.after);
  batch.mistakes.insert(batch.mistakes.end(), std::make_move_iterator(refused.begin()), std::make_move_iterator(refused.end()));
}

/// Gives the batch to the writer; the future is ready once it is durable (or undone).
std::future<void> hand_over(House& house, Batch& batch, const UsageImport& before, ImportMode mode) {
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
  Run(House& house, const UsageImportOrder& order, Source& source, UsageImportReport& report, const std::function<void(std::int64_t)>& progress)
      : house_(house), order_(order), source_(source), report_(report), progress_(progress) {}

  void work() {
    const auto session = house_.readers().borrow();
    std::unique_ptr<Batch> writing, next = source_.next(*session);
    while (next->rows > 0) {
      writing = std::move(next);
      std::future<void> written = hand_over(house_, *writing, report_.import, order_.mode);
      // The reader must not be ended while the writer still holds the batch.
      try {
        next = source_.next(*session);
      } catch (...) {
        written.wait();
        throw;
      }
      written.get();
      take(*writing);
    }
  }

 private:
  void take(Batch& batch) {
    report_.import = batch.after;
    std::stable_sort(batch.mistakes.begin(), batch.mistakes.end(), [](const UsageMistake& a, const UsageMistake& b) { return a.line < b.line; });
    for (UsageMistake& mistake : batch.mistakes)
      if (report_.mistakes.size() < order_.mistakes_kept) report_.mistakes.push_back(std::move(mistake));
    if (progress_) progress_(report_.import.rows);
  }

  House& house_;
  const UsageImportOrder& order_;
  Source& source_;
  UsageImportReport& report_;
  const std::function<void(std::int64_t)>& progress_;
};

/// The run that was interrupted, or a new one.
void begin(House& house, const UsageImportOrder& order, UseFileForm form, Source& source, UsageImportReport& report) {
  UsageImport fresh;
  fresh.file_hash = file_hash(order.file);
  fresh.file_name = order.file_name;
  fresh.form = json::name_of(form);
  fresh.officer_id = order.officer_id;
  fresh.started_at = house.now();
  report.import = fresh;
  if (order.mode == ImportMode::dry_run) {
    report.import.id = -1;  // no month stands by it
    return;
  }
  house.writer().run([&](db::Session& session) {
    if (const auto running = find_running_import(session, fresh.file_hash)) {
      report.import = *running;
      return;
    }
    report.import.id = begin_usage_import(session, fresh);
  });
  if (report.import.bytes_done == 0) return;
  source.seek(report.import.bytes_done, report.import.lines_done);
  report.resumed_at_line = report.import.lines_done + 1;
}

Result<std::unique_ptr<Source>> open_source(House& house, const UsageImportOrder& order, UseFileForm& form) {
  const Date today = local_date(house.now());
  auto lines = tables::CsvLines::open(order.file);
  if (!lines) return lines.refusal();
  const auto told = form_of(*lines);
  if (!told) return told.refusal();
  form = *told;
  if (form == UseFileForm::months) {
    auto file = UsageFile::open(order.file, month_of(today));
    if (!file) return file.refusal();
    return std::unique_ptr<Source>(std::make_unique<MonthSource>(*std::move(file)));
  }
  lines->seek(0, 0);
  auto file = IntervalFile::open(*std::move(lines), form, today);
  if (!file) return file.refusal();
  return std::unique_ptr<Source>(std::make_unique<DaySource>(*std::move(file)));
}

}  // namespace

Result<UsageImportReport> import_usage(House& house, const UsageImportOrder& order, const std::function<void(std::int64_t)>& progress) {
  // Two runs of one file would each go on where the other stands. The folder's lock keeps other processes away.
  static std::mutex one_at_a_time;
  const std::unique_lock alone(one_at_a_time, std::try_to_lock);
  if (!alone) return Refusal{"usage.import_running", "", "", {}};
  UseFileForm form{};
  const auto source = open_source(house, order, form);
  if (!source) return source.refusal();
  UsageImportReport report;
  begin(house, order, form, **source, report);
  Run(house, order, **source, report, progress).work();
  if (order.mode == ImportMode::run)
    house.writer().run([&](db::Session& session) { end_usage_import(session, report.import, house.now()); });
  return report;
}

}  // namespace shouwen
