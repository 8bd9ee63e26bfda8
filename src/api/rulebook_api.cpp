// The rulebook over HTTP: what is in force, in the reader's language, and the way a change goes from draft to force.
#include "api/answers.h"
#include "api/routes.h"
#include "base/text.h"
#include "regulation/clauses.h"
#include "regulation/describe.h"
#include "regulation/rulebook_store.h"

namespace shouwen::api {

struct KindView {
  CaseKind kind{};
  std::string name;
  FollowUpNeed follow_up{};
  bool anonymous_allowed = false;
  Secrecy secrecy{};
  bool needs_arrival = false, answerable_on_the_spot = false;
  std::vector<std::string> clauses;
};
BOOST_DESCRIBE_STRUCT(KindView, (), (kind, name, follow_up, anonymous_allowed, secrecy, needs_arrival, answerable_on_the_spot, clauses))
struct CategoryView {
  std::string code;
  CaseKind kind{};
  std::string name;
  std::vector<std::string> examples;
  std::string pinyin;  ///< initials and full reading, for finding it by Latin keys
};
BOOST_DESCRIBE_STRUCT(CategoryView, (), (code, kind, name, examples, pinyin))
struct DirectoryView {
  std::string code, name, phone, about;
  bool outside = false;
};
BOOST_DESCRIBE_STRUCT(DirectoryView, (), (code, name, phone, about, outside))
struct WordingView {
  std::string code, situation, text, clause;
  std::vector<Channel> channels;
};
BOOST_DESCRIBE_STRUCT(WordingView, (), (code, situation, text, clause, channels))
struct PaperView {
  std::string category;
  std::vector<std::string> papers;
  std::string note, source, clause;
};
BOOST_DESCRIBE_STRUCT(PaperView, (), (category, papers, note, source, clause))
struct LimitView {
  std::string id;
  DutyKind duty{};
  std::vector<CaseKind> kinds;
  std::vector<std::string> categories;
  std::vector<Area> areas;
  std::string limit;
  SourceClass source_class{};
  std::string source, confidence;
  std::vector<std::string> clauses;
  Date effective_from;
  std::optional<Date> effective_to;
};
BOOST_DESCRIBE_STRUCT(LimitView, (), (id, duty, kinds, categories, areas, limit, source_class, source, confidence, clauses, effective_from, effective_to))
struct ReasonView {
  std::string code, name, clause;
};
BOOST_DESCRIBE_STRUCT(ReasonView, (), (code, name, clause))
struct PauseReasonView {
  std::string code, name, clause;
  std::vector<DutyKind> pauses;
  std::string longest;
};
BOOST_DESCRIBE_STRUCT(PauseReasonView, (), (code, name, clause, pauses, longest))
struct ClauseView {
  std::string cite, title, asks, software;
  std::optional<std::string> own_text;  ///< the bureau's own regulation, if imported
};
BOOST_DESCRIBE_STRUCT(ClauseView, (), (cite, title, asks, software, own_text))
struct RoleView {
  std::string role, name;
};
BOOST_DESCRIBE_STRUCT(RoleView, (), (role, name))
struct HandOverView {
  std::int64_t return_budget = 0;
};
BOOST_DESCRIBE_STRUCT(HandOverView, (), (return_budget))
struct RulebookView {
  std::int64_t version = 0;
  std::string name;
  std::vector<KindView> kinds;
  std::vector<CategoryView> categories;
  std::vector<DirectoryView> directory;
  std::vector<WordingView> wording;
  std::vector<PaperView> papers;
  std::vector<LimitView> limits;
  std::vector<PauseReasonView> pause_reasons;
  std::vector<ReasonView> transfer_reasons, return_reasons, lift_reasons;
  std::vector<ClauseView> clauses;
  std::vector<RoleView> roles;
  HandOverView hand_over;
};
BOOST_DESCRIBE_STRUCT(RulebookView, (), (version, name, kinds, categories, directory, wording, papers, limits, pause_reasons, transfer_reasons,
                                         return_reasons, lift_reasons, clauses, roles, hand_over))

struct VersionView {
  std::int64_t version = 0;
  std::string state, title, author_name, reviewer_name;
  std::optional<Instant> valid_from;
  Instant known_at;
  bool mine = false;
};
BOOST_DESCRIBE_STRUCT(VersionView, (), (version, state, title, author_name, reviewer_name, valid_from, known_at, mine))
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
};
BOOST_DESCRIBE_STRUCT(DraftInput, (), (title))
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
};
BOOST_DESCRIBE_STRUCT(ReviewInput, (), (approved))
struct ForceInput {
  Instant valid_from;
};
BOOST_DESCRIBE_STRUCT(ForceInput, (), (valid_from))

namespace {

http::Operation operation(const char* method, const char* pattern, const char* id, const char* summary) {
  http::Operation made;
  made.method = method;
  made.pattern = pattern;
  made.operation_id = id;
  made.tag = "rulebook";
  made.summary = summary;
  made.clause = clause::art_5;
  return made;
}

std::vector<ReasonView> reasons_of(const Call& call, const std::vector<Reason>& reasons) {
  std::vector<ReasonView> views;
  for (const Reason& reason : reasons) views.push_back({reason.code, call.said(reason.name_zh, reason.name_en), reason.clause});
  return views;
}

void fill_tables(const Call& call, RulebookView& view) {
  const Rulebook& book = *call.rulebook;
  for (const KindRule& kind : book.kinds)
    view.kinds.push_back({kind.kind, call.said(kind.name_zh, kind.name_en), kind.follow_up, kind.anonymous_allowed, kind.secrecy,
                          kind.needs_arrival, kind.answerable_on_the_spot, kind.clauses});
  for (const CaseCategory& category : book.categories)
    view.categories.push_back({category.code, category.kind, call.said(category.name_zh, category.name_en), category.examples_zh,
                               pinyin_initials(category.name_zh) + ' ' + pinyin(category.name_zh)});
  for (const DirectoryEntry& entry : book.directory)
    view.directory.push_back({entry.code, call.said(entry.name_zh, entry.name_en), entry.phone, call.said(entry.about_zh, entry.about_en), entry.outside});
  for (const WordingCard& card : book.wording)
    view.wording.push_back({card.code, call.said(card.situation_zh, card.situation_en), call.said(card.text_zh, card.text_en), card.clause, card.channels});
  for (const PaperRule& paper : book.papers)
    view.papers.push_back({paper.category, call.language == http::Language::zh ? paper.papers_zh : paper.papers_en,
                           call.said(paper.note_zh, paper.note_en), paper.source, paper.clause});
  for (const LimitRule& limit : book.limits)
    view.limits.push_back({limit.id, limit.duty, limit.kinds, limit.categories, limit.areas, to_text(limit.limit), limit.source_class,
                           limit.source, limit.confidence, limit.clauses, limit.effective_from, limit.effective_to});
  for (const PauseReason& reason : book.pause_reasons)
    view.pause_reasons.push_back({reason.code, call.said(reason.name_zh, reason.name_en), reason.clause, reason.pauses, to_text(reason.longest)});
  for (const RoleName& role : book.roles) view.roles.push_back({role.role, call.said(role.name_zh, role.name_en)});
}

void fill_clauses(const Call& call, db::Session& session, RulebookView& view) {
  for (const ClauseText& clause : call.rulebook->clauses) {
    ClauseView row{clause.cite, call.said(clause.title_zh, clause.title_en), call.said(clause.asks_zh, clause.asks_en),
                   call.said(clause.software_zh, clause.software_en), {}};
    auto own = session.query("SELECT content FROM regulation_text WHERE cite = ?1");
    own.bind(1, clause.cite);
    if (own.step()) row.own_text = std::string(own.text(0));
    view.clauses.push_back(std::move(row));
  }
}

void add_reading(Api& api) {
  auto read = operation("GET", "/api/v1/rulebook", "read_rulebook", "The rulebook in force");
  read.response_body = json::schema_of<RulebookView>();
  api.read(read, [](const Call& call, db::Session& session) {
    RulebookView view;
    view.version = call.rulebook->version;
    view.name = call.rulebook->name;
    fill_tables(call, view);
    fill_clauses(call, session, view);
    view.transfer_reasons = reasons_of(call, call.rulebook->hand_over.transfer_reasons);
    view.return_reasons = reasons_of(call, call.rulebook->hand_over.return_reasons);
    view.lift_reasons = reasons_of(call, call.rulebook->closing.lift_reasons);
    view.hand_over.return_budget = call.rulebook->hand_over.return_budget;
    return answer(view);
  });

  auto versions = operation("GET", "/api/v1/rulebook/versions", "list_rulebook_versions", "All versions, newest first");
  versions.response_body = json::schema_of<Page<VersionView>>();
  api.read(versions, [](const Call& call, db::Session& session) {
    const auto name_of_officer = [&](OfficerId id) {
      const Officer* officer = call.organisation->officer(id);
      return officer == nullptr ? std::string() : officer->name;
    };
    Page<VersionView> page;
    for (const RulebookVersion& row : rulebook_versions(session))
      page.items.push_back({row.version, row.state, row.title, name_of_officer(row.author_id), name_of_officer(row.reviewer_id), row.valid_from,
                            row.known_at, row.author_id == call.actor.officer_id});
    return answer(page);
  });

  auto files = operation("GET", "/api/v1/rulebook/versions/{version}/files", "list_rulebook_files", "The files of a version");
  files.response_body = json::schema_of<Page<FileView>>();
  api.read(files, [](const Call& call, db::Session& session) {
    Page<FileView> page;
    for (const RulebookFile& file : rulebook_files(session, call.id("version"))) page.items.push_back({file.name, file.text});
    if (page.items.empty()) return refused(call, Refusal{"rulebook.unknown_version", "art.5", "", {}});
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
  auto start = operation("POST", "/api/v1/rulebook/drafts", "start_draft", "A copy of what is in force, to be changed");
  start.request_body = json::schema_of<DraftInput>();
  start.response_body = json::schema_of<DraftCreated>();
  start.success_status = 201;
  api.write(start, [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_rulebook", [&] {
      return with_body<DraftInput>(call, [&](const DraftInput& input) {
        return answer(DraftCreated{start_draft(session, input.title.value, call.actor.officer_id, call.now)}, 201);
      });
    });
  });

  auto change = operation("PUT", "/api/v1/rulebook/versions/{version}/files/{name}", "change_draft_file",
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
  auto submit = operation("POST", "/api/v1/rulebook/versions/{version}/submission", "submit_draft", "Hand in for review");
  submit.success_status = 204;
  api.write(submit, [](const Call& call, db::Session& session) {
    return with_permission(call, "draft_rulebook", [&] {
      const Verdict done = submit_draft(session, call.id("version"), call.actor.officer_id, call.now);
      return done ? no_content() : refused(call, done.refusal());
    });
  });

  auto review = operation("POST", "/api/v1/rulebook/versions/{version}/review", "review_draft", "Approve or reject; never one's own");
  review.request_body = json::schema_of<ReviewInput>();
  review.success_status = 204;
  api.write(review, [](const Call& call, db::Session& session) {
    return with_permission(call, "review_rulebook", [&] {
      return with_body<ReviewInput>(call, [&](const ReviewInput& input) {
        const Verdict done = review_draft(session, call.id("version"), input.approved, call.actor.officer_id, call.now);
        return done ? no_content() : refused(call, done.refusal());
      });
    });
  });

  auto force = operation("POST", "/api/v1/rulebook/versions/{version}/force", "put_in_force", "In force from a moment on");
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

void add_rulebook_api(Api& api) {
  add_reading(api);
  add_drafting(api);
  add_deciding(api);
}

}  // namespace shouwen::api
