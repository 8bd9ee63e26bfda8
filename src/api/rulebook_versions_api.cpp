// Versions of the rulebook over HTTP: what each changes, who did what when and why, and the way from draft to force.
#include "api/answers.h"
#include "api/routes.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "regulation/rulebook_diff.h"
#include "regulation/rulebook_store.h"

namespace shouwen {
BOOST_DESCRIBE_ENUM(RowChangeKind, added, changed, removed)
}  // namespace shouwen

namespace shouwen::api {

struct VersionView {
  std::int64_t version = 0;
  std::string state, title, author_name, reviewer_name;
  std::optional<Instant> valid_from;
  Instant known_at;
  std::int64_t base_version = 0;
  bool mine = false;
  bool now = false;  ///< the one in force
};
BOOST_DESCRIBE_STRUCT(VersionView, (), (version, state, title, author_name, reviewer_name, valid_from, known_at, base_version, mine, now))
struct FileView {
  std::string name, text;
};
BOOST_DESCRIBE_STRUCT(FileView, (), (name, text))
struct MistakeView {
  std::string file;
  std::int64_t line = 0;
  std::string code, text;
};
BOOST_DESCRIBE_STRUCT(MistakeView, (), (file, line, code, text))
struct MistakesView {
  std::vector<MistakeView> mistakes;
};
BOOST_DESCRIBE_STRUCT(MistakesView, (), (mistakes))
struct DraftInput {
  Line<1, 100> title;
  std::optional<std::int64_t> from_version;  ///< absent = what is in force
};
BOOST_DESCRIBE_STRUCT(DraftInput, (), (title, from_version))
struct DraftCreated {
  std::int64_t version = 0;
};
BOOST_DESCRIBE_STRUCT(DraftCreated, (), (version))
struct FileInput {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(FileInput, (), (text))
struct ReviewInput {
  bool approved = false;
  std::optional<Line<0, 300>> comment;  ///< needed to reject
};
BOOST_DESCRIBE_STRUCT(ReviewInput, (), (approved, comment))
struct ForceInput {
  Instant valid_from;
};
BOOST_DESCRIBE_STRUCT(ForceInput, (), (valid_from))

struct FieldChangeView {
  std::string field, before, after;
};
BOOST_DESCRIBE_STRUCT(FieldChangeView, (), (field, before, after))
struct FieldValueView {
  std::string field, value;
};
BOOST_DESCRIBE_STRUCT(FieldValueView, (), (field, value))
struct RowChangeView {
  std::string file, table, key;
  RowChangeKind kind{};
  std::int64_t line = 0;
  std::vector<std::string> clauses;
  std::vector<FieldChangeView> fields;
  std::vector<FieldValueView> about;
};
BOOST_DESCRIBE_STRUCT(RowChangeView, (), (file, table, key, kind, line, clauses, fields, about))
struct RulebookChangesView {
  std::int64_t version = 0, against = 0;
  std::vector<RowChangeView> rows;
  std::vector<std::string> unreadable;
};
BOOST_DESCRIBE_STRUCT(RulebookChangesView, (), (version, against, rows, unreadable))
struct VersionStepView {
  Instant at;
  std::string officer_name, kind, file, comment;
};
BOOST_DESCRIBE_STRUCT(VersionStepView, (), (at, officer_name, kind, file, comment))

namespace {

http::Operation rulebook_versions_operation(const char* method, const char* pattern, const char* id, const char* summary) {
  return {method, pattern, id, "rulebook", summary, clause::art_5};
}

std::string name_of_officer(const Call& call, OfficerId id) {
  const Officer* officer = call.organisation->officer(id);
  return officer == nullptr ? std::string() : officer->name;
}

void add_reading(Api& api) {
  auto versions = rulebook_versions_operation("GET", "/api/v1/rulebook/versions", "list_rulebook_versions", "All versions, newest first");
  versions.response_body = json::schema_of<Page<VersionView>>();
  api.read(versions, [](const Call& call, db::Session& session) {
    Page<VersionView> page;
    for (const RulebookVersion& row : rulebook_versions(session))
      page.items.push_back({row.version, row.state, row.title, name_of_officer(call, row.author_id), name_of_officer(call, row.reviewer_id),
                            row.valid_from, row.known_at, row.base_version, row.author_id == call.actor.officer_id, row.version == call.rulebook->version});
    return answer(page);
  });

  auto files = rulebook_versions_operation("GET", "/api/v1/rulebook/versions/{version}/files", "list_rulebook_files", "The files of a version");
  files.response_body = json::schema_of<Page<FileView>>();
  api.read(files, [](const Call& call, db::Session& session) {
    Page<FileView> page;
    for (const RulebookFile& file : rulebook_files(session, call.id("version"))) page.items.push_back({file.name, file.text});
    if (page.items.empty()) return refused(call, Refusal{"rulebook.unknown_version", "art.5", "", {}});
    return answer(page);
  });
}

RulebookChangesView changes_view(db::Session& session, std::int64_t version, std::int64_t against) {
  RulebookChangesView view{version, against, {}, {}};
  const RulebookChanges changes = compare_rulebooks(rulebook_files(session, against), rulebook_files(session, version));
  for (const RowChange& row : changes.rows) {
    view.rows.push_back({row.file, row.table, row.key, row.kind, row.line, row.clauses, {}, {}});
    for (const FieldChange& field : row.fields) view.rows.back().fields.push_back({field.field, field.before, field.after});
    for (const FieldValue& part : row.about) view.rows.back().about.push_back({part.field, part.value});
  }
  view.unreadable = changes.unreadable;
  return view;
}

void add_comparing(Api& api) {
  auto changes = rulebook_versions_operation("GET", "/api/v1/rulebook/versions/{version}/changes", "compare_rulebook_versions",
                           "What a version changes: by row and field, against what it began from or any other version");
  changes.response_body = json::schema_of<RulebookChangesView>();
  changes.query = {{"against", "version to compare with", R"({"type":"integer"})"}};
  api.read(changes, [](const Call& call, db::Session& session) {
    const auto wanted = query_number(call, "against");
    if (!wanted) return refused(call, wanted.refusal());
    const auto version = find_rulebook_version(session, call.id("version"));
    if (!version) return refused(call, Refusal{"rulebook.unknown_version", clause::art_5, "", {}});
    const std::int64_t against = wanted->value_or(earlier_version_of(session, *version, call.now));
    if (*wanted && !find_rulebook_version(session, against)) return refused(call, Refusal{"rulebook.unknown_version", clause::art_5, "", {}});
    return answer(changes_view(session, version->version, against));
  });

  auto steps = rulebook_versions_operation("GET", "/api/v1/rulebook/versions/{version}/steps", "list_rulebook_steps", "Who did what with a version, when and why");
  steps.response_body = json::schema_of<Page<VersionStepView>>();
  api.read(steps, [](const Call& call, db::Session& session) {
    Page<VersionStepView> page;
    for (const VersionStep& step : version_steps(session, call.id("version")))
      page.items.push_back({step.at, name_of_officer(call, step.officer_id), step.kind, step.file, step.comment});
    if (page.items.empty()) return refused(call, Refusal{"rulebook.unknown_version", clause::art_5, "", {}});
    return answer(page);
  });
}

http::Response mistakes_answer(const Call& call, const std::vector<RulebookFile>& files) {
  MistakesView view;
  for (const RulebookMistake& mistake : load_rulebook(files).mistakes)
    view.mistakes.push_back({mistake.file, mistake.line, mistake.code, call.said(mistake.text_zh, mistake.text_en)});
  return answer(view);
}

void add_drafting(Api& api) {
  auto mistakes = rulebook_versions_operation("GET", "/api/v1/rulebook/versions/{version}/mistakes", "list_rulebook_mistakes", "Mistakes of a version by file and line");
  mistakes.response_body = json::schema_of<MistakesView>();
  api.read(mistakes, [](const Call& call, db::Session& session) {
    const auto files = rulebook_files(session, call.id("version"));
    if (files.empty()) return refused(call, Refusal{"rulebook.unknown_version", clause::art_5, "", {}});
    return mistakes_answer(call, files);
  });

  auto start = rulebook_versions_operation("POST", "/api/v1/rulebook/drafts", "start_draft", "A copy of what is in force, to be changed");
  start.request_body = json::schema_of<DraftInput>();
  start.response_body = json::schema_of<DraftCreated>();
  start.success_status = 201;
  api.write(start, [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_rulebook", [&] {
      return with_body<DraftInput>(call, [&](const DraftInput& input) {
        const auto version = start_draft(session, {input.title.value, input.from_version.value_or(0)}, call.actor.officer_id, call.now);
        return version ? answer(DraftCreated{*version}, 201) : refused(call, version.refusal());
      });
    });
  });

  auto change = rulebook_versions_operation("PUT", "/api/v1/rulebook/versions/{version}/files/{name}", "change_draft_file",
                          "New text of one file of a draft; answers the mistakes in the whole draft");
  change.request_body = json::schema_of<FileInput>();
  change.response_body = json::schema_of<MistakesView>();
  api.write(change, [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_rulebook", [&] {
      return with_body<FileInput>(call, [&](const FileInput& input) {
        const RulebookFile file{std::string(call.request.parameter("name")), input.text};
        const Verdict changed = change_draft_file(session, call.id("version"), file, call.actor.officer_id, call.now);
        if (!changed) return refused(call, changed.refusal());
        return mistakes_answer(call, rulebook_files(session, call.id("version")));
      });
    });
  });
}

void add_deciding(Api& api) {
  auto submit = rulebook_versions_operation("POST", "/api/v1/rulebook/versions/{version}/submission", "submit_draft", "Hand in for review");
  submit.success_status = 204;
  api.write(submit, [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_rulebook", [&] {
      const Verdict done = submit_draft(session, call.id("version"), call.actor.officer_id, call.now);
      return done ? no_content() : refused(call, done.refusal());
    });
  });

  auto recall = rulebook_versions_operation("DELETE", "/api/v1/rulebook/versions/{version}/submission", "recall_draft", "Take a submitted draft back to change it");
  recall.success_status = 204;
  api.write(recall, [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_rulebook", [&] {
      const Verdict done = recall_draft(session, call.id("version"), call.actor.officer_id, call.now);
      return done ? no_content() : refused(call, done.refusal());
    });
  });

  auto review = rulebook_versions_operation("POST", "/api/v1/rulebook/versions/{version}/review", "review_draft", "Approve or reject; never one's own");
  review.request_body = json::schema_of<ReviewInput>();
  review.success_status = 204;
  api.write(review, [](const Call& call, db::Session& session) {
    return with_permission(call, "review_rulebook", [&] {
      return with_body<ReviewInput>(call, [&](const ReviewInput& input) {
        const Verdict done = review_draft(session, call.id("version"), {input.approved, input.comment ? input.comment->value : ""},
                                          call.actor.officer_id, call.now);
        return done ? no_content() : refused(call, done.refusal());
      });
    });
  });

  auto force = rulebook_versions_operation("POST", "/api/v1/rulebook/versions/{version}/force", "put_in_force", "In force from a moment on");
  force.request_body = json::schema_of<ForceInput>();
  force.success_status = 204;
  api.write(force, [&api](const Call& call, db::Session& session) {
    return with_permission(call, "review_rulebook", [&] {
      return with_body<ForceInput>(call, [&](const ForceInput& input) {
        const Verdict done = put_in_force(session, call.id("version"), input.valid_from, call.actor.officer_id, call.now);
        if (done) api.after_commit([&api] { api.house().reload(); });
        return done ? no_content() : refused(call, done.refusal());
      });
    });
  });
}

}  // namespace

void add_rulebook_versions_api(Api& api) {
  add_reading(api);
  add_comparing(api);
  add_drafting(api);
  add_deciding(api);
}

}  // namespace shouwen::api
