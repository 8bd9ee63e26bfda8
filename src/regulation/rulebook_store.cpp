// Storing rulebook versions; each step is a journal entry.
#include "regulation/rulebook_store.h"

#include <algorithm>

#include <boost/json.hpp>

#include "db/journal.h"
#include "json/print.h"
#include "regulation/clauses.h"

namespace shouwen {

namespace {

/// {"comment":"…"}, or {} without a text.
std::string payload(const char* name, const std::string& text) {
  if (text.empty()) return "{}";
  std::string out = std::string("{\"") + name + "\":";
  json::print_string(out, text);
  return out + '}';
}

void journal(db::Session& session, std::int64_t version, const char* kind, OfficerId actor, Instant now, std::string what = "{}") {
  db::NewEntry entry;
  entry.stream = "rulebook/" + std::to_string(version);
  entry.stream_number = db::next_stream_number(session, entry.stream);
  entry.at = now;
  entry.actor_id = actor.value;
  entry.kind = kind;
  entry.clause = clause::art_5;
  entry.rulebook_version = version;
  entry.payload = std::move(what);
  db::append(session, {entry});
}

std::int64_t insert_version(db::Session& session, const std::string& state, const std::string& title, OfficerId author, Instant now) {
  session.run("INSERT INTO rulebook_version (state, title, author_id, known_at) VALUES (?1, ?2, ?3, ?4)", state, title, author, now);
  return session.last_insert_id();
}

void write_file(db::Session& session, std::int64_t version, const RulebookFile& file) {
  session.run("INSERT INTO rulebook_file (version, name, content) VALUES (?1, ?2, ?3) ON CONFLICT (version, name) DO UPDATE SET content = excluded.content",
              version, file.name, file.text);
}

std::string text_in(const boost::json::object& object, const char* name) {
  const boost::json::value* found = object.if_contains(name);
  return found == nullptr || !found->is_string() ? std::string() : std::string(found->get_string());
}

Result<RulebookVersion> require_state(db::Session& session, std::int64_t version, const std::string& state) {
  auto row = find_rulebook_version(session, version);
  if (!row) return Refusal{"rulebook.unknown_version", clause::art_5, "", {}};
  if (row->state != state) return Refusal{"rulebook.wrong_state", clause::art_5, "", {{"state", row->state}}};
  return *std::move(row);
}

}  // namespace

std::vector<RulebookVersion> rulebook_versions(db::Session& session) {
  std::vector<RulebookVersion> versions;
  auto query = session.query("SELECT version, state, title, author_id, reviewer_id, valid_from, known_at, base_version FROM rulebook_version ORDER BY version DESC");
  while (query.step()) {
    RulebookVersion row{query.integer(0), std::string(query.text(1)), std::string(query.text(2)), OfficerId{query.integer(3)},
                        OfficerId{query.integer(4)}, std::nullopt, Instant{query.integer(6)}, query.integer(7)};
    if (!query.is_null(5)) row.valid_from = Instant{query.integer(5)};
    versions.push_back(std::move(row));
  }
  return versions;
}

std::vector<RulebookFile> rulebook_files(db::Session& session, std::int64_t version) {
  std::vector<RulebookFile> files;
  auto query = session.query("SELECT name, content FROM rulebook_file WHERE version = ?1 ORDER BY name");
  query.bind(1, version);
  while (query.step()) files.push_back({std::string(query.text(0)), std::string(query.text(1))});
  return files;
}

std::int64_t rulebook_version_at(db::Session& session, Instant at) {
  auto query = session.query("SELECT version FROM rulebook_version WHERE state = 'in_force' AND valid_from <= ?1 ORDER BY valid_from DESC, version DESC LIMIT 1");
  query.bind(1, at.seconds);
  return query.step() ? query.integer(0) : 0;
}

std::optional<RulebookVersion> find_rulebook_version(db::Session& session, std::int64_t version) {
  for (RulebookVersion& row : rulebook_versions(session))
    if (row.version == version) return std::move(row);
  return std::nullopt;
}

std::int64_t earlier_version_of(db::Session& session, const RulebookVersion& version, Instant now) {
  if (version.base_version != 0) return version.base_version;
  return rulebook_version_at(session, version.valid_from ? version.valid_from->plus_seconds(-1) : now);
}

std::vector<VersionStep> version_steps(db::Session& session, std::int64_t version) {
  std::vector<VersionStep> steps;
  for (const db::Entry& entry : db::read_stream(session, "rulebook/" + std::to_string(version))) {
    const auto what = boost::json::parse(entry.payload).as_object();
    steps.push_back({entry.at, OfficerId{entry.actor_id}, entry.kind, text_in(what, "file"), text_in(what, "comment")});
  }
  return steps;
}

Result<std::int64_t> install_rulebook(db::Session& session, const std::vector<RulebookFile>& files, Instant valid_from, Instant now) {
  const LoadedRulebook loaded = load_rulebook(files);
  if (!loaded.mistakes.empty()) {
    const RulebookMistake& first = loaded.mistakes.front();
    return Refusal{"rulebook.has_mistakes", clause::art_1, "", {{"file", first.file}, {"line", std::to_string(first.line)}, {"text", first.text_zh}}};
  }
  const std::int64_t version = insert_version(session, "in_force", "初始规则库", OfficerId{}, now);
  session.run("UPDATE rulebook_version SET valid_from = ?2 WHERE version = ?1", version, valid_from);
  for (const RulebookFile& file : files) write_file(session, version, file);
  journal(session, version, "rulebook_installed", OfficerId{}, now);
  return version;
}

Result<std::int64_t> start_draft(db::Session& session, const NewDraft& draft, OfficerId author, Instant now) {
  std::int64_t base = rulebook_version_at(session, now), source = base;
  if (draft.from_version != 0) {
    const auto from = find_rulebook_version(session, draft.from_version);
    if (!from) return Refusal{"rulebook.unknown_version", clause::art_5, "/from_version", {}};
    source = from->version;
    // Taking up a draft again goes on from where that draft began; an old version is a change of what is in force; what is
    // planned already will be in force by then.
    if (from->state != "in_force" && from->base_version != 0) base = from->base_version;
    if (from->state == "in_force" && *from->valid_from > now) base = from->version;
  }
  const std::int64_t version = insert_version(session, "draft", draft.title, author, now);
  session.run("UPDATE rulebook_version SET base_version = ?2 WHERE version = ?1", version, base);
  for (const RulebookFile& file : rulebook_files(session, source)) write_file(session, version, file);
  journal(session, version, "draft_started", author, now);
  return version;
}

Verdict change_draft_file(db::Session& session, std::int64_t version, const RulebookFile& file, OfficerId author, Instant now) {
  const auto row = require_state(session, version, "draft");
  if (!row) return row.refusal();
  if (row->author_id != author) return Refusal{"rulebook.not_your_draft", clause::art_5, "", {}};
  const auto files = rulebook_files(session, version);
  const bool known = std::any_of(files.begin(), files.end(), [&file](const RulebookFile& known_file) { return known_file.name == file.name; });
  if (!known) return Refusal{"rulebook.unknown_file", clause::art_5, "/name", {{"name", file.name}}};
  write_file(session, version, file);
  journal(session, version, "draft_changed", author, now, payload("file", file.name));
  return Done{};
}

Verdict submit_draft(db::Session& session, std::int64_t version, OfficerId author, Instant now) {
  const auto row = require_state(session, version, "draft");
  if (!row) return row.refusal();
  if (row->author_id != author) return Refusal{"rulebook.not_your_draft", clause::art_5, "", {}};
  const LoadedRulebook loaded = load_rulebook(rulebook_files(session, version));
  if (!loaded.mistakes.empty()) {
    const RulebookMistake& first = loaded.mistakes.front();
    return Refusal{"rulebook.has_mistakes", clause::art_1, "", {{"file", first.file}, {"line", std::to_string(first.line)}, {"text", first.text_zh}}};
  }
  session.run("UPDATE rulebook_version SET state = 'submitted' WHERE version = ?1", version);
  journal(session, version, "draft_submitted", author, now);
  return Done{};
}

Verdict recall_draft(db::Session& session, std::int64_t version, OfficerId author, Instant now) {
  const auto row = require_state(session, version, "submitted");
  if (!row) return row.refusal();
  if (row->author_id != author) return Refusal{"rulebook.not_your_draft", clause::art_5, "", {}};
  session.run("UPDATE rulebook_version SET state = 'draft' WHERE version = ?1", version);
  journal(session, version, "draft_recalled", author, now);
  return Done{};
}

Verdict review_draft(db::Session& session, std::int64_t version, const Review& review, OfficerId reviewer, Instant now) {
  const auto row = require_state(session, version, "submitted");
  if (!row) return row.refusal();
  if (row->author_id == reviewer) return Refusal{"rulebook.own_draft", clause::art_5, "", {}};
  if (!review.approved && review.comment.empty()) return Refusal{"rulebook.comment_missing", clause::art_5, "/comment", {}};
  session.run("UPDATE rulebook_version SET state = ?2, reviewer_id = ?3 WHERE version = ?1", version, review.approved ? "reviewed" : "rejected", reviewer);
  journal(session, version, review.approved ? "draft_approved" : "draft_rejected", reviewer, now, payload("comment", review.comment));
  return Done{};
}

Verdict put_in_force(db::Session& session, std::int64_t version, Instant valid_from, OfficerId actor, Instant now) {
  const auto row = require_state(session, version, "reviewed");
  if (!row) return row.refusal();
  if (valid_from < now) return Refusal{"rulebook.into_the_past", clause::art_5, "/valid_from", {}};
  const std::int64_t replaced = rulebook_version_at(session, valid_from);
  if (row->base_version != 0 && row->base_version != replaced)
    return Refusal{"rulebook.base_moved", clause::art_5, "", {{"base", std::to_string(row->base_version)}, {"version", std::to_string(replaced)}}};
  auto later = session.query("SELECT version, valid_from FROM rulebook_version WHERE state = 'in_force' AND valid_from > ?1 ORDER BY valid_from LIMIT 1");
  later.bind(1, valid_from.seconds);
  if (later.step())
    return Refusal{"rulebook.later_planned", clause::art_5, "/valid_from", {{"version", std::to_string(later.integer(0))}, {"date", to_iso(Instant{later.integer(1)}).substr(0, 10)}}};
  session.run("UPDATE rulebook_version SET state = 'in_force', valid_from = ?2, known_at = ?3 WHERE version = ?1", version, valid_from, now);
  journal(session, version, "put_in_force", actor, now);
  return Done{};
}

std::shared_ptr<const Rulebook> RulebookShelf::find(std::int64_t version) const {
  const std::lock_guard lock(mutex_);
  const auto found = versions_.find(version);
  return found == versions_.end() ? nullptr : found->second;
}

std::shared_ptr<const Rulebook> RulebookShelf::get(db::Session& session, std::int64_t version) {
  if (auto known = find(version)) return known;
  LoadedRulebook loaded = load_rulebook(rulebook_files(session, version));
  SHOUWEN_CHECK(loaded.mistakes.empty());
  loaded.rulebook.version = loaded.rulebook.calendars.version = version;
  auto rulebook = std::make_shared<const Rulebook>(std::move(loaded.rulebook));
  const std::lock_guard lock(mutex_);
  versions_.emplace(version, rulebook);
  return rulebook;
}

}  // namespace shouwen
