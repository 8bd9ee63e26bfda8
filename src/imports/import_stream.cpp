// Reading ahead by one piece while the piece before is being written.
#include "imports/import_stream.h"

#include <algorithm>
#include <fstream>
#include <future>
#include <sstream>

#include "base/text.h"
#include "tables/csv_lines.h"

namespace shouwen {

namespace {

/// Few enough that other writers get in between, many enough that a commit and an event cost little.
constexpr std::size_t rows_a_piece = 2000;

struct ReadPiece {
  std::unique_ptr<RowPiece> rows;
  std::vector<std::int64_t> lines;                 ///< of what was taken
  std::vector<RowError> refused;
  std::int64_t read = 0;
  std::vector<Result<RowOutcome>> written;
};

class Reader {
 public:
  Reader(const ImportKind& kind, tables::CsvLines& file, char delimiter, const tables::Table& heading, const Mapping& mapping) : kind_(kind), file_(file), bound_(mapping, heading, kind.fields), columns_(heading.heading.size()) {
    split_.delimiter = delimiter;
  }

  std::unique_ptr<ReadPiece> next(db::Session& session, const ImportContext& context) {
    auto piece = std::make_unique<ReadPiece>();
    piece->rows = kind_.piece();
    while (static_cast<std::size_t>(piece->read) < rows_a_piece) {
      const std::int64_t number = file_.lines() + 1;
      if (!file_.next(line_)) break;
      if (tables::trimmed_cell(line_).empty()) continue;
      ++piece->read;
      if (auto refusal = take(*piece->rows, session, context)) piece->refused.push_back({number, *std::move(refusal)});
      else piece->lines.push_back(number);
    }
    return piece;
  }

 private:
  std::optional<Refusal> take(RowPiece& rows, db::Session& session, const ImportContext& context) {
    if (line_.size() > tables::CsvLines::line_limit) return Refusal{"usage.line_too_long", "", "", {}};
    if (!tables::is_ascii(line_)) {
      auto text = tables::to_utf8(line_, encoding_);
      if (!text) return text.refusal();
      line_ = *std::move(text);
    }
    const std::vector<std::string_view>& views = split_.split(line_);
    // A number written 1,234 without quotes falls into two cells and moves all that follow.
    for (std::size_t i = columns_; i < views.size(); ++i)
      if (!views[i].empty()) return Refusal{"usage.too_many_cells", "", "", {}};
    cells_.assign(views.begin(), views.end());
    return rows.take(session, bound_, cells_, context);
  }

  const ImportKind& kind_;
  tables::CsvLines& file_;
  const BoundMapping bound_;
  const std::size_t columns_;
  std::string line_, encoding_;
  tables::CsvCells split_;
  std::vector<std::string> cells_;
};

/// The first line that is not blank, as a table without rows.
Result<tables::Table> read_heading(tables::CsvLines& file, char& delimiter) {
  std::string line;
  do {
    if (!file.next(line)) return Refusal{"import.no_rows", "", "/file", {}};
  } while (tables::trimmed_cell(line).empty());
  tables::Table table;
  if (line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff")) return Refusal{"import.bad_encoding", "", "", {{"encoding", "UTF-8"}}};
  const auto text = tables::to_utf8(line, table.encoding);
  if (!text) return text.refusal();
  tables::CsvCells cells;
  delimiter = cells.delimiter = tables::delimiter_of(*text);
  for (const std::string_view cell : cells.split(*text)) table.heading.push_back(clean_text(cell, false));
  return table;
}

std::future<void> hand_over(House& house, ReadPiece& piece, const ImportContext& context) {
  const auto done = std::make_shared<std::promise<void>>();
  db::WriteJob job;
  job.work = [&piece, context](db::Session& session) {
    piece.written = piece.rows->write(session, context);
    return db::WorkOutcome::keep;
  };
  job.done = [done](std::optional<db::Fault> fault) {
    if (fault) done->set_exception(std::make_exception_ptr(*fault));
    else done->set_value();
  };
  std::future<void> written = done->get_future();
  if (!house.writer().submit(std::move(job))) throw db::Fault(db::FaultKind::busy, "the writer's queue is full");
  return written;
}

void count(ReadPiece& piece, std::size_t kept, StreamReport& out) {
  ImportReport one;
  for (std::size_t i = 0; i < piece.written.size(); ++i) one.count(piece.lines[i], piece.written[i]);
  out.report.rows += piece.read;
  out.report.added += one.added;
  out.report.changed += one.changed;
  out.report.there_already += one.there_already;
  piece.refused.insert(piece.refused.end(), std::make_move_iterator(one.errors.begin()), std::make_move_iterator(one.errors.end()));
  std::stable_sort(piece.refused.begin(), piece.refused.end(), [](const RowError& a, const RowError& b) { return a.line < b.line; });
  out.refused += static_cast<std::int64_t>(piece.refused.size());
  for (RowError& error : piece.refused)
    if (out.report.errors.size() < kept) out.report.errors.push_back(std::move(error));
}

void work(House& house, Reader& reader, const ImportContext& context, std::size_t kept, StreamReport& out, const std::function<void(std::int64_t)>& progress) {
  const auto session = house.readers().borrow();
  std::unique_ptr<ReadPiece> writing, next = reader.next(*session, context);
  while (next->read > 0) {
    writing = std::move(next);
    std::future<void> written = hand_over(house, *writing, context);
    // The reader must not be ended while the writer still holds the piece.
    try {
      next = reader.next(*session, context);
    } catch (...) {
      written.wait();
      throw;
    }
    written.get();
    count(*writing, kept, out);
    progress(out.report.rows);
  }
}

}  // namespace

bool can_stream(const ImportKind& kind, const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  char mark[2] = {};
  in.read(mark, sizeof mark);
  return kind.piece && !(mark[0] == 'P' && mark[1] == 'K');
}

Result<Mapping> mapping_for(const ImportKind& kind, const tables::Table& table, const std::string& file) {
  if (file.empty()) return suggest_mapping(kind.fields, table);
  std::ifstream in(file);
  if (!in) return Refusal{"import.file_missing", "", "", {{"file", file}}};
  std::ostringstream text;
  text << in.rdbuf();
  return Mapping::parse(text.str());
}

Result<StreamReport> import_stream(House& house, const ImportKind& kind, const StreamOrder& order, const std::function<void(std::int64_t)>& progress) {
  auto file = tables::CsvLines::open(order.file);
  if (!file) return file.refusal();
  char delimiter = ',';
  const auto heading = read_heading(*file, delimiter);
  if (!heading) return heading.refusal();
  const auto mapping = mapping_for(kind, *heading, order.mapping_file);
  if (!mapping) return mapping.refusal();
  if (const Verdict columns = check_columns(*mapping, *heading, kind.fields); !columns) return columns.refusal();
  const ImportRun run = begin_listed(house, kind, *heading, order.file.filename());
  StreamReport out;
  Reader reader(kind, *file, delimiter, *heading, *mapping);
  work(house, reader, {OfficerId{}, house.now(), house.rulebook_now(), run.id}, order.errors_kept, out, progress);
  end_listed(house, run, out.report, out.refused);
  return out;
}

}  // namespace shouwen
