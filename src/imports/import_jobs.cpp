// Files, trials and pieces of runs.
#include "imports/import_jobs.h"

#include <spdlog/spdlog.h>

#include <fstream>
#include <future>

namespace shouwen {

namespace {

constexpr std::size_t rows_tried = 500, rows_shown = 20, refused_shown = 20;
/// Small, so that clerks' commands come in between.
constexpr std::size_t piece_rows = 200;
constexpr tables::TableLimits screen_limits{std::size_t{256} << 20, 1'000'000, 500};

struct Work {
  api::Api& api;
  std::int64_t run_id;
  OfficerId actor;
  const ImportKind& kind;
  std::shared_ptr<const tables::Table> table;
  Mapping mapping;
};

/// One piece in the writer's transaction; true if there is more to do.
bool do_piece(const Work& work, db::Session& session, const ImportContext& context) {
  auto run = find_import_run(session, work.run_id);
  if (!run || run->state != "running") return false;
  const std::size_t from = static_cast<std::size_t>(run->done_rows), to = std::min(from + piece_rows, work.table->rows.size());
  ImportReport report;
  import_rows(session, work.kind, *work.table, work.mapping, context, from, to, report);
  run->done_rows = static_cast<std::int64_t>(to);
  run->added += report.added;
  run->there_already += report.there_already;
  run->changed += report.changed;
  run->refused += static_cast<std::int64_t>(report.errors.size());
  std::size_t at = from;
  for (RowError& error : report.errors) {
    while (work.table->rows[at].line != error.line) ++at;
    add_refused_row(session, run->id, {error.line, std::move(error.refusal), work.table->rows[at].cells});
  }
  keep_import_progress(session, *run);
  if (to < work.table->rows.size()) return true;
  end_import_run(session, run->id, "done", context.now);
  return false;
}

void finish(House& house, std::int64_t run_id) {
  house.reload();
  const auto session = house.readers().borrow();
  const auto run = find_import_run(*session, run_id);
  std::error_code ignored;
  if (run && run->state == "done") std::filesystem::remove(import_file(house, run_id), ignored);
}

void work_on(const std::shared_ptr<Work>& work) {
  House& house = work->api.house();
  try {
    bool more = false;
    const ImportContext context{work->actor, house.now(), house.rulebook_now(), work->run_id};
    house.writer().run([&](db::Session& session) { more = do_piece(*work, session, context); });
    if (!more) return finish(house, work->run_id);
    if (!work->api.work_later([work] { work_on(work); })) interrupt_import(house, work->run_id);
  } catch (const std::exception& caught) {
    interrupt_after(house, work->run_id, caught);
  }
}

}  // namespace

void interrupt_import(House& house, std::int64_t run_id) {
  house.writer().run([&](db::Session& session) { end_import_run(session, run_id, "interrupted", house.now()); });
}

void interrupt_after(House& house, std::int64_t run_id, const std::exception& fault) {
  spdlog::error("import {}: {}", run_id, fault.what());
  try {
    interrupt_import(house, run_id);
  } catch (const std::exception& again) {
    spdlog::error("import {}: {}", run_id, again.what());
  }
}

std::filesystem::path import_file(const House& house, std::int64_t run_id) { return house.folder() / "imports" / std::to_string(run_id); }

void keep_import_file(const House& house, std::int64_t run_id, std::string_view bytes) {
  const std::filesystem::path file = import_file(house, run_id);
  std::filesystem::create_directories(file.parent_path());
  std::filesystem::permissions(file.parent_path(), std::filesystem::perms::owner_all);
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw db::Fault(db::FaultKind::disk_full, "cannot write " + file.string());
}

Result<tables::Table> read_import_file(const House& house, std::int64_t run_id) {
  const std::filesystem::path file = import_file(house, run_id);
  if (!std::filesystem::exists(file)) return Refusal{"import.file_gone", "", "", {}};
  return tables::read_table(file, screen_limits);
}

void try_and_undo(House& house, const std::function<void(db::Session&)>& work) {
  std::promise<void> undone;
  db::WriteJob job;
  job.work = [&work](db::Session& session) {
    work(session);
    return db::WorkOutcome::undo;
  };
  job.done = [&undone](std::optional<db::Fault> fault) {
    if (fault) undone.set_exception(std::make_exception_ptr(*fault));
    else undone.set_value();
  };
  if (!house.writer().submit(std::move(job))) throw db::Fault(db::FaultKind::busy, "the writer's queue is full");
  undone.get_future().get();
}

Trial try_import(House& house, const ImportKind& kind, const tables::Table& table, const Mapping& mapping, OfficerId actor) {
  Trial trial;
  const ImportContext context{actor, house.now(), house.rulebook_now(), -1};
  const std::size_t end = std::min(rows_tried, table.rows.size());
  try_and_undo(house, [&](db::Session& session) {
    const auto outcomes = write_rows(session, kind, table, mapping, context, 0, end);
    for (std::size_t i = 0; i < end; ++i) {
      const MappedRow row(mapping, table, table.rows[i]);
      const Result<RowOutcome>& outcome = outcomes[i];
      ++trial.tried;
      TrialRow shown{row.line(), {}, std::nullopt, RowOutcome::added};
      if (!outcome) shown.refusal = outcome.refusal();
      else shown.outcome = *outcome;
      ++(shown.refusal ? trial.refused : shown.outcome == RowOutcome::there_already ? trial.there_already : shown.outcome == RowOutcome::changed ? trial.changed : trial.added);
      if (i >= rows_shown && !(shown.refusal && trial.rows.size() < rows_shown + refused_shown)) continue;
      for (const ImportField& field : kind.fields) shown.values.push_back(row.text(field.name));
      trial.rows.push_back(std::move(shown));
    }
  });
  return trial;
}

void go_on_with_import(api::Api& api, const ImportRun& run, std::shared_ptr<const tables::Table> table, const Mapping& mapping) {
  const auto work = std::make_shared<Work>(Work{api, run.id, run.officer_id, *import_kind(run.kind), std::move(table), mapping});
  if (!api.work_later([work] { work_on(work); })) interrupt_import(api.house(), run.id);
}

}  // namespace shouwen
