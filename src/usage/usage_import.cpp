// Reading ahead by one piece while the piece before is being written.
#include "usage/usage_import.h"

#include <algorithm>
#include <future>
#include <memory>
#include <mutex>

#include "customers/customer_store.h"

namespace shouwen {

namespace {

/// Few enough that other writers get in between, many enough that a commit costs little.
constexpr std::size_t rows_a_piece = 2000;

struct Piece {
  UsagePiece read;
  std::vector<OwnedLine> lines;
  std::vector<UsageMistake> mistakes;  ///< found while writing, too
  UsageImport after;                   ///< the counts once it is written
};

std::unique_ptr<Piece> read_piece(UsageFile& file, db::Session& session) {
  auto piece = std::make_unique<Piece>();
  piece->read = file.next(rows_a_piece);
  piece->mistakes = std::move(piece->read.mistakes);
  for (const UsageLine& line : piece->read.lines) {
    const auto customer = find_customer_by_account(session, line.account_number);
    if (customer) piece->lines.push_back({*customer, &line});
    else piece->mistakes.push_back({line.line, {"usage.account_unknown", "", "/account_number", {{"account_number", line.account_number}}}});
  }
  // Neighbours in the table are written together, whatever the file's order.
  std::stable_sort(piece->lines.begin(), piece->lines.end(), [](const OwnedLine& a, const OwnedLine& b) { return a.customer_id < b.customer_id; });
  return piece;
}

/// Inside the writer's transaction.
void write_piece(db::Session& session, Piece& piece, const UsageImport& before) {
  piece.after = before;
  std::vector<UsageMistake> refused = add_usage(session, piece.after, piece.lines);
  piece.after.rows += piece.read.rows;
  piece.after.refused += static_cast<std::int64_t>(piece.mistakes.size() + refused.size());
  piece.after.bytes_done = piece.read.bytes_end;
  piece.after.lines_done = piece.read.lines_end;
  keep_import_progress(session, piece.after);
  piece.mistakes.insert(piece.mistakes.end(), std::make_move_iterator(refused.begin()), std::make_move_iterator(refused.end()));
}

/// Gives the piece to the writer; the future is ready once it is durable (or undone).
std::future<void> hand_over(House& house, Piece& piece, const UsageImport& before, ImportMode mode) {
  const auto done = std::make_shared<std::promise<void>>();
  db::WriteJob job;
  job.work = [&piece, before, mode](db::Session& session) {
    write_piece(session, piece, before);
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
  Run(House& house, const UsageImportOrder& order, UsageFile& file, UsageImportReport& report, const std::function<void(std::int64_t)>& progress)
      : house_(house), order_(order), file_(file), report_(report), progress_(progress) {}

  void work() {
    const auto session = house_.readers().borrow();
    std::unique_ptr<Piece> writing, next = read_piece(file_, *session);
    while (next->read.rows > 0) {
      writing = std::move(next);
      std::future<void> written = hand_over(house_, *writing, report_.import, order_.mode);
      // The reader must not be ended while the writer still holds the piece.
      try {
        next = read_piece(file_, *session);
      } catch (...) {
        written.wait();
        throw;
      }
      written.get();
      take(*writing);
    }
  }

 private:
  void take(Piece& piece) {
    report_.import = piece.after;
    std::stable_sort(piece.mistakes.begin(), piece.mistakes.end(), [](const UsageMistake& a, const UsageMistake& b) { return a.line < b.line; });
    for (UsageMistake& mistake : piece.mistakes)
      if (report_.mistakes.size() < order_.mistakes_kept) report_.mistakes.push_back(std::move(mistake));
    if (progress_) progress_(report_.import.rows);
  }

  House& house_;
  const UsageImportOrder& order_;
  UsageFile& file_;
  UsageImportReport& report_;
  const std::function<void(std::int64_t)>& progress_;
};

/// The run that was interrupted, or a new one.
void begin(House& house, const UsageImportOrder& order, UsageFile& file, UsageImportReport& report) {
  UsageImport fresh;
  fresh.file_hash = file_hash(order.file);
  fresh.file_name = order.file_name;
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
  file.seek(report.import.bytes_done, report.import.lines_done);
  report.resumed_at_line = report.import.lines_done + 1;
}

}  // namespace

Result<UsageImportReport> import_usage(House& house, const UsageImportOrder& order, const std::function<void(std::int64_t)>& progress) {
  // Two runs of one file would each go on where the other stands. The folder's lock keeps other processes away.
  static std::mutex one_at_a_time;
  const std::unique_lock alone(one_at_a_time, std::try_to_lock);
  if (!alone) return Refusal{"usage.import_running", "", "", {}};
  Result<UsageFile> file = UsageFile::open(order.file, month_of(local_date(house.now())));
  if (!file) return file.refusal();
  UsageImportReport report;
  begin(house, order, *file, report);
  Run(house, order, *file, report, progress).work();
  if (order.mode == ImportMode::run)
    house.writer().run([&](db::Session& session) { end_usage_import(session, report.import, house.now()); });
  return report;
}

}  // namespace shouwen
