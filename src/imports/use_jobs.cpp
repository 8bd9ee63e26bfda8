// Heads, trials and pieces of files of use.
#include "imports/use_jobs.h"

#include <algorithm>

#include "base/text.h"
#include "tables/csv_lines.h"
#include "usage/usage_words.h"

namespace shouwen {

/// One run at work.
struct UseWork {
  api::Api& api;
  std::int64_t run_id;
  std::shared_ptr<UseImportTurn> turn;
  std::unique_ptr<UseSource> source;
  UsageImport import;
};

namespace {

/// As many as the command line takes: a commit and the reading of owners cost little then, and clerks still get in between.
constexpr std::size_t piece_rows = 2000;
constexpr std::size_t rows_shown = 20, refused_shown = 20;

/// One piece in the writer's transaction; true if there is more to do.
bool write_piece(UseWork& work, UseBatch& batch, db::Session& session, Instant now) {
  auto run = find_import_run(session, work.run_id);
  if (!run || run->state != "running") {
    // Cancelled: what is in stays in, and the journal says by whom and how much.
    end_usage_import(session, work.import, now, UsageImportEnd::cancelled);
    return false;
  }
  if (batch.rows == 0) {
    end_usage_import(session, work.import, now);
    run->done_rows = run->rows;
    keep_import_progress(session, *run);
    end_import_run(session, run->id, "done", now);
    return false;
  }
  const UsageImport before = work.import;
  write_batch(session, batch, before);
  run->done_rows += batch.rows;
  run->added += batch.after.added - before.added;
  run->there_already += batch.after.there_already - before.there_already;
  for (RefusedLine& line : work.source->refused_lines(batch)) {
    add_refused_row(session, run->id, {line.line, std::move(line.refusal), std::move(line.cells)});
    ++run->refused;
  }
  keep_import_progress(session, *run);
  return true;
}

void forget_file(House& house, std::int64_t run_id) {
  const auto session = house.readers().borrow();
  const auto run = find_import_run(*session, run_id);
  std::error_code ignored;
  if (run && run->state == "done") std::filesystem::remove(import_file(house, run_id), ignored);
}

void work_on(const std::shared_ptr<UseWork>& work) {
  House& house = work->api.house();
  try {
    std::unique_ptr<UseBatch> batch;
    {
      const auto session = house.readers().borrow();
      batch = work->source->next(*session, piece_rows);
    }
    bool more = false;
    house.writer().run([&](db::Session& session) { more = write_piece(*work, *batch, session, house.now()); });
    if (!more) return forget_file(house, work->run_id);
    work->import = batch->after;
    if (!work->api.work_later([work] { work_on(work); })) interrupt_import(house, work->run_id);
  } catch (const std::exception& caught) {
    interrupt_after(house, work->run_id, caught);
  }
}

/// One understood line, written alone so that its outcome is its own.
TrialRow try_line(db::Session& session, const UseBatch& batch, UsageImport& import, std::size_t at) {
  UsePreview preview = batch.preview(at);
  TrialRow row{preview.line, std::move(preview.values), std::nullopt, RowOutcome::added};
  const std::int64_t added = import.added;
  const auto mistakes = batch.write_one(session, import, at);
  if (!mistakes.empty()) row.refusal = mistakes.front().refusal;
  else if (import.added == added) row.outcome = RowOutcome::there_already;
  return row;
}

Trial judged(std::vector<TrialRow> rows, const UseSource& source, std::int64_t tried) {
  std::stable_sort(rows.begin(), rows.end(), [](const TrialRow& a, const TrialRow& b) { return a.line < b.line; });
  Trial trial;
  trial.tried = tried;
  std::size_t shown = 0, more_refused = 0;
  for (TrialRow& row : rows) {
    ++(row.refusal ? trial.refused : row.outcome == RowOutcome::there_already ? trial.there_already : trial.added);
    if (shown++ < rows_shown || (row.refusal && more_refused++ < refused_shown)) trial.rows.push_back(std::move(row));
  }
  for (UseLabel& label : source.labels()) trial.labels.emplace_back(std::move(label.zh), std::move(label.en));
  return trial;
}

}  // namespace

Result<UseFileHead> look_at_use(const std::filesystem::path& file, UseKind kind, std::size_t sample_rows, Date today) {
  auto lines = tables::CsvLines::open(file);
  if (!lines) return lines.refusal();
  const auto form = form_of(*lines, {kind, {}});
  if (!form) return form.refusal();
  UseFileHead head;
  if (*form == UseFileForm::green_button) {
    const auto source = open_use_source(file, {kind, {}}, today);
    if (!source) return source.refusal();
    head.table = {{"Green Button"}, {}, "XML"};
    head.rows = (*source)->known_rows();
    return head;
  }
  const bool records = *form == UseFileForm::nem12;
  lines->seek(0, 0);
  std::string line;
  tables::CsvCells cells;
  while (lines->next(line)) {
    if (tables::trimmed_cell(line).empty()) continue;
    if (head.table.heading.empty() || head.table.rows.size() < sample_rows) {
      std::string encoding;
      const auto text = tables::to_utf8(line, encoding);
      if (!text) return text.refusal();
      if (encoding != "UTF-8" || head.table.encoding.empty()) head.table.encoding = encoding;
      if (head.table.heading.empty()) cells.delimiter = tables::delimiter_of(*text);
      std::vector<std::string> row;
      if (records) row = {clean_text(text->substr(0, 200), false)};
      else
        for (const std::string_view cell : cells.split(*text)) row.push_back(clean_text(cell, false));
      if (head.table.heading.empty()) {
        head.table.heading = records ? std::vector<std::string>{"NEM12"} : std::move(row);
        continue;
      }
      head.table.rows.push_back({lines->lines(), std::move(row)});
    }
    ++head.rows;
  }
  if (head.rows == 0) return Refusal{"import.no_rows", "", "/file", {}};
  return head;
}

Result<UseMapping> use_mapping_of(const Mapping& mapping) {
  const auto bad = [](std::string reason) { return Refusal{"import.bad_mapping", "", "", {{"reason", std::move(reason)}}}; };
  UseMapping out;
  for (const auto& [field, source] : mapping.fields) {
    if (field == "unit") {
      const auto unit = json::enum_of<EnergyUnit>(source.constant);
      if (!unit) return bad("unit = kwh, mwh, wh");
      out.unit = *unit;
    } else if (!source.column.empty()) {
      out.columns[field] = source.column;
    } else if (field == "account_number") {
      out.account_number = source.constant;
    } else if (!source.constant.empty()) {
      return bad(field + " = \"" + source.constant + "\"");
    }
  }
  return out;
}

bool fits_use(const Mapping& mapping, const tables::Table& table) {
  const auto use = use_mapping_of(mapping);
  if (!use) return false;
  std::vector<std::string> headings;
  for (const std::string& heading : table.heading) headings.push_back(plain_heading(to_half_width(heading)));
  return static_cast<bool>(use_columns(headings, *use));
}

Result<Trial> try_use(House& house, const std::filesystem::path& file, const UseReading& reading, std::size_t rows) {
  const auto source = open_use_source(file, reading, local_date(house.now()));
  if (!source) return source.refusal();
  std::unique_ptr<UseBatch> batch;
  {
    const auto session = house.readers().borrow();
    batch = (*source)->next(*session, rows);
  }
  std::vector<TrialRow> tried;
  try_and_undo(house, [&](db::Session& session) {
    UsageImport import;
    import.id = -1;  // no month or day stands by it
    for (std::size_t at = 0; at < batch->size(); ++at) tried.push_back(try_line(session, *batch, import, at));
  });
  for (UsageMistake& mistake : batch->mistakes) tried.push_back({mistake.line, {}, std::move(mistake.refusal), RowOutcome::added});
  return judged(std::move(tried), **source, batch->rows);
}

Result<std::shared_ptr<UseWork>> prepare_use(api::Api& api, const ImportRun& run, const UseReading& reading) {
  House& house = api.house();
  const std::filesystem::path file = import_file(house, run.id);
  auto source = open_use_source(file, reading, local_date(house.now()));
  if (!source) return source.refusal();
  auto turn = UseImportTurn::take();
  if (turn == nullptr) return Refusal{"usage.import_running", "", "", {}};
  UsageImport fresh;
  fresh.file_hash = import_hash(file, reading);
  fresh.file_name = run.file_name;
  fresh.form = json::name_of((*source)->form());
  fresh.officer_id = run.officer_id;
  fresh.started_at = house.now();
  return std::make_shared<UseWork>(UseWork{api, run.id, std::move(turn), *std::move(source), std::move(fresh)});
}

void go_on_with_use(const std::shared_ptr<UseWork>& work) {
  House& house = work->api.house();
  house.writer().run([&](db::Session& session) { work->import = go_on_or_begin(session, work->import); });
  if (work->import.bytes_done > 0) work->source->seek(work->import.bytes_done, work->import.lines_done);
  if (!work->api.work_later([work] { work_on(work); })) interrupt_import(house, work->run_id);
}

}  // namespace shouwen
