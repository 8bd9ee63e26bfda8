// Imports on the screen: a table is uploaded, its columns mapped, some rows tried, all rows run as a job.
#include "imports/import_api.h"

#include <limits>

#include "api/download.h"
#include "base/text.h"
#include "http/multipart.h"
#include "imports/import_views.h"
#include "imports/use_jobs.h"
#include "regulation/clauses.h"
#include "tables/line_text.h"

namespace shouwen {

struct ImportFieldView {
  std::string name, label, about;
  bool required = false;
};
BOOST_DESCRIBE_STRUCT(ImportFieldView, (), (name, label, about, required))
struct ImportKindView {
  std::string name, label;
  bool allowed = false;
  std::vector<ImportFieldView> fields;
};
BOOST_DESCRIBE_STRUCT(ImportKindView, (), (name, label, allowed, fields))
struct ImportRunView {
  std::int64_t id = 0;
  std::string kind, kind_name, file_name, encoding, state;
  std::int64_t rows = 0, done_rows = 0, added = 0, changed = 0, there_already = 0, refused = 0;
  std::string officer_name, mapping_name;
  Instant created_at;
  std::optional<Instant> started_at, ended_at;
  bool can_go_on = false;  ///< its file is still here
  bool has_refused_rows = false;  ///< they are still kept
};
BOOST_DESCRIBE_STRUCT(ImportRunView, (), (id, kind, kind_name, file_name, encoding, state, rows, done_rows, added, changed, there_already, refused, officer_name,
                                          mapping_name, created_at, started_at, ended_at, can_go_on, has_refused_rows))
struct TableRowView {
  std::int64_t line = 0;
  std::vector<std::string> cells;
};
BOOST_DESCRIBE_STRUCT(TableRowView, (), (line, cells))
struct ImportTableView {
  ImportRunView run;
  std::vector<std::string> heading;
  std::vector<TableRowView> sample;
  MappingView mapping;       ///< the run's own, else the one that fits best
  std::string mapping_name;  ///< "" = guessed by the headings
};
BOOST_DESCRIBE_STRUCT(ImportTableView, (), (run, heading, sample, mapping, mapping_name))
BOOST_DESCRIBE_ENUM(RowOutcome, added, changed, there_already)
struct TrialRowView {
  std::int64_t line = 0;
  std::vector<std::string> values;
  RowOutcome outcome{};
  std::optional<std::string> refusal, field;
};
BOOST_DESCRIBE_STRUCT(TrialRowView, (), (line, values, outcome, refusal, field))
struct TrialView {
  std::int64_t tried = 0, added = 0, changed = 0, there_already = 0, refused = 0;
  std::vector<std::string> fields;
  std::vector<TrialRowView> rows;
};
BOOST_DESCRIBE_STRUCT(TrialView, (), (tried, added, changed, there_already, refused, fields, rows))
struct ImportStartInput {
  MappingView mapping;
  Line<0, 60> mapping_name;
};
BOOST_DESCRIBE_STRUCT(ImportStartInput, (), (mapping, mapping_name))

namespace {

using api::Api;
using api::Call;

constexpr std::size_t file_limit_bytes = 20 << 20;
constexpr std::size_t sample_rows = 5, use_rows_tried = 500;
constexpr std::int64_t page_size = 50, export_batch = 500;

http::Operation import_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "imports", summary, clause::art_4};
}

ImportRunView view_of(const Call& call, db::Session& session, const House& house, const ImportRun& run) {
  const ImportKind* kind = import_kind(run.kind);
  const Officer* officer = call.organisation->officer(run.officer_id);
  const bool open = run.state != "done" && std::filesystem::exists(import_file(house, run.id));
  return {run.id, run.kind, kind == nullptr ? run.kind : call.said(kind->name_zh, kind->name_en), run.file_name, run.encoding, run.state, run.rows, run.done_rows,
          run.added, run.changed, run.there_already, run.refused, officer == nullptr ? "" : officer->name, run.mapping_name, run.created_at, run.started_at, run.ended_at, open,
          has_refused_rows(session, run.id)};
}

/// A run, its kind and the right to it; then `next(run, kind)`.
template <class Next>
http::Response with_run(const Call& call, db::Session& session, Next&& next) {
  return with_permission(call, "import", [&] {
    const auto run = find_import_run(session, call.id("import_id"));
    const ImportKind* kind = run ? import_kind(run->kind) : nullptr;
    if (kind == nullptr) return refused(call, Refusal{"import_run.unknown", "", "", {}});
    return with_permission(call, kind->verb, [&] { return next(*run, *kind); });
  });
}

void keep(Api& api, ImportRun& run, std::string_view bytes) {
  api.house().writer().run([&](db::Session& writing) {
    run.id = add_import_run(writing, run);
    keep_import_file(api.house(), run.id, bytes);
  });
}

Result<ImportRun> keep_table(Api& api, ImportRun run, std::string_view bytes) {
  const auto table = tables::parse_table(bytes);
  if (!table) return table.refusal();
  if (table->rows.empty()) return Refusal{"import.no_rows", "", "/file", {}};
  run.encoding = table->encoding;
  run.heading = table->heading;
  run.rows = static_cast<std::int64_t>(table->rows.size());
  keep(api, run, bytes);
  return run;
}

/// As text that can be read in pieces.
Result<ImportRun> keep_use(Api& api, ImportRun run, UseKind kind, std::string_view bytes) {
  const auto text = tables::as_line_text(bytes);
  if (!text) return text.refusal();
  const auto file = LineFile::of_bytes(api.house(), *text ? std::string_view(**text) : bytes);
  if (!file) return file.refusal();
  const auto head = look_at_use((*file)->path(), kind, sample_rows, local_date(run.created_at));
  if (!head) return head.refusal();
  run.encoding = !*text ? head->table.encoding : bytes.starts_with("PK") ? "xlsx" : "UTF-16";
  run.heading = head->table.heading;
  run.rows = head->rows;
  keep(api, run, *text ? std::string_view(**text) : bytes);
  return run;
}

http::Response upload_answer(Api& api, const Call& call, db::Session& session, const ImportKind& kind) {
  const auto parts = http::parse_multipart(call.request.header("content-type"), call.request.body, file_limit_bytes, 2);
  if (!parts) return refused(call, parts.refusal());
  const auto file = std::find_if(parts->begin(), parts->end(), [](const http::Part& part) { return part.name == "file"; });
  if (file == parts->end() || file->content.empty()) return refused(call, Refusal{"attachment.empty", "", "/file", {}});
  ImportRun run;
  run.kind = kind.name;
  run.file_name = clean_text(file->file_name, false);
  run.officer_id = call.actor.officer_id;
  run.created_at = call.now;
  run.state = "uploaded";
  const auto kept = kind.use ? keep_use(api, run, *kind.use, file->content) : keep_table(api, run, file->content);
  return kept ? api::answer(view_of(call, session, api.house(), *kept), 201) : refused(call, kept.refusal());
}

void add_kinds(Api& api) {
  auto kinds = import_operation("GET", "/api/v1/import_kinds", "list_import_kinds", "What can be imported, and the fields of each");
  kinds.response_body = json::schema_of<api::Page<ImportKindView>>();
  api.read(kinds, [](const Call& call, db::Session&) {
    return with_permission(call, "import", [&] {
      api::Page<ImportKindView> page;
      for (const ImportKind& kind : import_kinds()) {
        const bool allowed = may(*call.rulebook, *call.organisation, call.actor, kind.verb).allowed;
        page.items.push_back({kind.name, call.said(kind.name_zh, kind.name_en), allowed, {}});
        for (const ImportField& field : kind.fields)
          page.items.back().fields.push_back({field.name, call.said(field.label_zh, field.label_en), call.said(field.about_zh, field.about), field.required});
      }
      return api::answer(page);
    });
  });

  auto blank = import_operation("GET", "/api/v1/import_kinds/{kind}/template", "export_import_template", "The empty table with its headings, CSV or XLSX");
  blank.response_content_type = "text/csv";
  blank.query = {api::download_format()};
  api.slow(blank, [](const Call& call, db::Session&) {
    return with_permission(call, "import", [&] {
      const ImportKind* kind = import_kind(std::string(call.request.parameter("kind")));
      if (kind == nullptr) return refused(call, Refusal{"import.unknown_kind", "", "", {{"kind", std::string(call.request.parameter("kind"))}}});
      std::vector<std::string> heading;
      for (const ImportField& field : kind->fields)
        if (kind->template_fields.empty() || std::find(kind->template_fields.begin(), kind->template_fields.end(), field.name) != kind->template_fields.end())
          heading.push_back(call.said(field.label_zh, field.label_en));
      return api::download(call, kind->name, call.said(kind->name_zh, kind->name_en), std::move(heading), {});
    });
  });
}

void add_uploads(Api& api) {
  auto upload = import_operation("POST", "/api/v1/imports", "upload_import", "A table to import: CSV in any usual encoding, or XLSX; nothing is written yet");
  upload.request_content_type = "multipart/form-data";
  upload.request_body.schema = R"({"type":"object","required":["file"],"properties":{"file":{"type":"string","format":"binary"}}})";
  upload.query = {{"kind", "units, officers, customers, past_cases, roster, bills, arrears, outages, charges, affiliate_charges, monthly_use, interval_use", R"({"type":"string"})", true}};
  upload.response_body = json::schema_of<ImportRunView>();
  upload.success_status = 201;
  api.slow(upload, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "import", [&] {
      const std::string name(call.request.query_value("kind").value_or(""));
      const ImportKind* kind = import_kind(name);
      if (kind == nullptr) return refused(call, Refusal{"import.unknown_kind", "", "", {{"kind", name}}});
      return with_permission(call, kind->verb, [&] { return upload_answer(api, call, session, *kind); });
    });
  });

  auto list = import_operation("GET", "/api/v1/imports", "list_imports", "Who imported what when, newest first");
  list.response_body = json::schema_of<api::Page<ImportRunView>>();
  list.query = {{"before", "next page", R"({"type":"integer"})"}};
  api.read(list, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "import", [&] {
      const auto before = api::query_number(call, "before");
      if (!before) return refused(call, before.refusal());
      api::Page<ImportRunView> page;
      for (const ImportRun& run : list_import_runs(session, before->value_or(std::numeric_limits<std::int64_t>::max()), page_size))
        page.items.push_back(view_of(call, session, api.house(), run));
      if (static_cast<std::int64_t>(page.items.size()) == page_size) page.next = std::to_string(page.items.back().id);
      return api::answer(page);
    });
  });

  auto read = import_operation("GET", "/api/v1/imports/{import_id}", "read_import", "How far a run is");
  read.response_body = json::schema_of<ImportRunView>();
  api.read(read, [&api](const Call& call, db::Session& session) {
    return with_run(call, session, [&](const ImportRun& run, const ImportKind&) { return api::answer(view_of(call, session, api.house(), run)); });
  });
}

ImportTableView table_view(const Call& call, const House& house, db::Session& session, const ImportRun& run, const ImportKind& kind, const tables::Table& table) {
  ImportTableView view{view_of(call, session, house, run), table.heading, {}, {}, run.mapping_name};
  for (std::size_t i = 0; i < std::min(sample_rows, table.rows.size()); ++i) view.sample.push_back({table.rows[i].line, table.rows[i].cells});
  if (!run.mapping.empty()) {
    view.mapping = mapping_view_of(run.mapping);
    return view;
  }
  for (const SavedMapping& saved : saved_mappings(session, run.kind)) {
    const auto mapping = mapping_of(mapping_view_of(saved.content));
    if (!mapping || !(kind.use ? fits_use(*mapping, table) : static_cast<bool>(check_columns(*mapping, table, kind.fields)))) continue;
    view.mapping_name = saved.name;
    view.mapping = view_of(*mapping);
    return view;
  }
  view.mapping = view_of(suggest_mapping(kind.fields, table));
  return view;
}

/// The file once more and the mapping that was sent; then `next(table, mapping)`.
template <class Next>
http::Response with_table(const Call& call, const House& house, const ImportRun& run, const ImportKind& kind, const MappingView& sent, Next&& next) {
  const auto mapping = mapping_of(sent);
  if (!mapping) return refused(call, mapping.refusal());
  auto table = read_import_file(house, run.id);
  if (!table) return refused(call, table.refusal());
  if (const Verdict columns = check_columns(*mapping, *table, kind.fields); !columns) return refused(call, columns.refusal());
  return next(std::make_shared<const tables::Table>(*std::move(table)), *mapping);
}

/// The mapping that was sent, as use is read by it; then `next(reading)`.
template <class Next>
http::Response with_use(const Call& call, const House& house, const ImportRun& run, const ImportKind& kind, const MappingView& sent, Next&& next) {
  // A run goes on as it began: another mapping would mean other numbers for the rest of the file.
  const auto mapping = mapping_of(run.mapping.empty() ? sent : mapping_view_of(run.mapping));
  if (!mapping) return refused(call, mapping.refusal());
  const auto use = use_mapping_of(*mapping);
  if (!use) return refused(call, use.refusal());
  if (!std::filesystem::exists(import_file(house, run.id))) return refused(call, Refusal{"import.file_gone", "", "", {}});
  return next(UseReading{kind.use, *use});
}

http::Response trial_answer(const Call& call, const ImportKind& kind, const Trial& tried) {
  TrialView view{tried.tried, tried.added, tried.changed, tried.there_already, tried.refused, {}, {}};
  for (const auto& [zh, en] : tried.labels) view.fields.push_back(call.said(zh, en));
  if (view.fields.empty())
    for (const ImportField& field : kind.fields) view.fields.push_back(call.said(field.label_zh, field.label_en));
  for (const TrialRow& row : tried.rows) {
    view.rows.push_back({row.line, row.values, row.outcome, {}, {}});
    if (!row.refusal) continue;
    view.rows.back().refusal = told(*row.refusal, kind, call.language);
    view.rows.back().field = row.refusal->field;
  }
  return api::answer(view);
}

void add_looking(Api& api) {
  auto table = import_operation("GET", "/api/v1/imports/{import_id}/table", "read_import_table", "Headings, first rows and the mapping that fits");
  table.response_body = json::schema_of<ImportTableView>();
  api.slow(table, [&api](const Call& call, db::Session& session) {
    return with_run(call, session, [&](const ImportRun& run, const ImportKind& kind) {
      if (kind.use) {
        if (!std::filesystem::exists(import_file(api.house(), run.id))) return refused(call, Refusal{"import.file_gone", "", "", {}});
        const auto head = look_at_use(import_file(api.house(), run.id), *kind.use, sample_rows, local_date(call.now));
        return head ? api::answer(table_view(call, api.house(), session, run, kind, head->table)) : refused(call, head.refusal());
      }
      const auto read = read_import_file(api.house(), run.id);
      if (!read) return refused(call, read.refusal());
      return api::answer(table_view(call, api.house(), session, run, kind, *read));
    });
  });

  auto trial = import_operation("POST", "/api/v1/imports/{import_id}/trials", "try_import", "What would happen to the first rows; nothing is kept");
  trial.request_body = json::schema_of<MappingView>();
  trial.response_body = json::schema_of<TrialView>();
  api.slow(trial, [&api](const Call& call, db::Session& session) {
    return with_run(call, session, [&](const ImportRun& run, const ImportKind& kind) {
      return api::with_body<MappingView>(call, [&](const MappingView& sent) {
        if (kind.use)
          return with_use(call, api.house(), run, kind, sent, [&](const UseReading& reading) {
            const auto tried = try_use(api.house(), import_file(api.house(), run.id), reading, use_rows_tried);
            return tried ? trial_answer(call, kind, *tried) : refused(call, labelled(tried.refusal(), kind, call.language));
          });
        return with_table(call, api.house(), run, kind, sent, [&](const auto& read, const Mapping& mapping) {
          return trial_answer(call, kind, try_import(api.house(), kind, *read, mapping, call.actor.officer_id));
        });
      });
    });
  });
}

/// One at a time: two would only slow each other and everybody else down.
std::optional<Refusal> begin(House& house, ImportRun& run, const std::string& mapping, const std::string& mapping_name) {
  std::optional<Refusal> refusal;
  house.writer().run([&](db::Session& session) {
    const auto fresh = find_import_run(session, run.id);
    if (fresh->state == "running" || fresh->state == "done") refusal = Refusal{"import_run.wrong_state", "", "", {}};
    else if (const auto other = running_import(session)) refusal = Refusal{"import_run.another_runs", "", "", {{"file", other->file_name}}};
    else start_import_run(session, run.id, mapping, mapping_name, house.now());
  });
  return refusal;
}

void add_running(Api& api) {
  auto start = import_operation("POST", "/api/v1/imports/{import_id}/runs", "run_import", "Start, or go on where a cancelled or interrupted run stands");
  start.request_body = json::schema_of<ImportStartInput>();
  start.success_status = 204;
  api.slow(start, [&api](const Call& call, db::Session& session) {
    return with_run(call, session, [&](ImportRun run, const ImportKind& kind) {
      return api::with_body<ImportStartInput>(call, [&](const ImportStartInput& input) {
        if (kind.use)
          return with_use(call, api.house(), run, kind, input.mapping, [&](const UseReading& reading) {
            const auto work = prepare_use(api, run, reading);
            if (!work) return refused(call, labelled(work.refusal(), kind, call.language));
            const std::string kept = run.mapping.empty() ? json::to_text(input.mapping) : run.mapping;
            if (const auto refusal = begin(api.house(), run, kept, input.mapping_name.value)) return refused(call, *refusal);
            go_on_with_use(*work);
            return api::no_content();
          });
        return with_table(call, api.house(), run, kind, input.mapping, [&](const auto& table, const Mapping& mapping) {
          if (const auto refusal = begin(api.house(), run, json::to_text(input.mapping), input.mapping_name.value)) return refused(call, *refusal);
          go_on_with_import(api, run, table, mapping);
          return api::no_content();
        });
      });
    });
  });

  auto cancel = import_operation("POST", "/api/v1/imports/{import_id}/cancellations", "cancel_import", "Stop a run, or give up a file not begun; rows that are in stay in");
  cancel.success_status = 204;
  api.write(cancel, [](const Call& call, db::Session& session) {
    return with_run(call, session, [&](const ImportRun& run, const ImportKind&) {
      if (run.state != "running" && run.state != "uploaded") return refused(call, Refusal{"import_run.not_running", "", "", {}});
      end_import_run(session, run.id, "cancelled", call.now);
      return api::no_content();
    });
  });

  auto refused_list = import_operation("GET", "/api/v1/imports/{import_id}/refused_rows/export", "export_refused_rows", "Rows that were not taken, as they were, each with its reason");
  refused_list.response_content_type = "text/csv";
  refused_list.query = {api::download_format()};
  api.slow(refused_list, [&api](const Call& call, db::Session& session) {
    return with_run(call, session, [&](const ImportRun& run, const ImportKind& kind) {
      std::vector<std::string> heading = run.heading;
      heading.push_back(call.said("行号", "Line"));
      heading.push_back(call.said("未导入原因", "Reason"));
      const auto after = std::make_shared<std::int64_t>(0);
      const auto next_rows = [&house = api.house(), &kind, after, id = run.id, columns = run.heading.size(), language = call.language] {
        const auto reading = house.readers().borrow();
        api::TableRows rows;
        for (RefusedRow& row : refused_rows(*reading, id, *after, export_batch)) {
          row.cells.resize(columns);
          row.cells.push_back(std::to_string(row.line));
          row.cells.push_back(told(row.refusal, kind, language));
          *after = row.line;
          rows.push_back(std::move(row.cells));
        }
        return rows;
      };
      return api::download(call, {"refused_rows", call.said("未导入", "Not imported"), std::move(heading), next_rows});
    });
  });
}

}  // namespace

void add_imports_api(api::Api& api) {
  api.house().writer().run([&api](db::Session& session) { interrupt_running_imports(session, api.house().now()); });
  add_kinds(api);
  add_uploads(api);
  add_looking(api);
  add_running(api);
  add_import_mappings_api(api);
}

}  // namespace shouwen
