// Rulebook versions in the database: draft → submitted → reviewed by another person → in force from a date. Art. 1, 5.
#pragma once

#include <memory>
#include <mutex>

#include "base/id.h"
#include "db/session.h"
#include "regulation/load.h"

namespace shouwen {

struct RulebookVersion {
  std::int64_t version = 0;
  std::string state, title;  ///< draft, submitted, reviewed, in_force, rejected
  OfficerId author_id, reviewer_id;
  std::optional<Instant> valid_from;
  Instant known_at;
};

std::vector<RulebookVersion> rulebook_versions(db::Session& session);
std::vector<RulebookFile> rulebook_files(db::Session& session, std::int64_t version);
/// The version in force at an instant; 0 before the first.
std::int64_t rulebook_version_at(db::Session& session, Instant at);

/// Version 1, put in force by init; the files must be free of mistakes.
Result<std::int64_t> install_rulebook(db::Session& session, const std::vector<RulebookFile>& files, Instant valid_from, Instant now);
/// A copy of the version in force, to be edited.
std::int64_t start_draft(db::Session& session, const std::string& title, OfficerId author, Instant now);
Verdict change_draft_file(db::Session& session, std::int64_t version, const RulebookFile& file, OfficerId author, Instant now);
/// Only a draft that loads without mistakes.
Verdict submit_draft(db::Session& session, std::int64_t version, OfficerId author, Instant now);
/// By somebody else than the author.
Verdict review_draft(db::Session& session, std::int64_t version, bool approved, OfficerId reviewer, Instant now);
/// Only a reviewed one, and never into the past: verdicts already given stay.
Verdict put_in_force(db::Session& session, std::int64_t version, Instant valid_from, OfficerId actor, Instant now);

/// Parsed versions, kept: cases are pinned to theirs. Thread-safe.
class RulebookShelf {
 public:
  std::shared_ptr<const Rulebook> get(db::Session& session, std::int64_t version);
  std::shared_ptr<const Rulebook> find(std::int64_t version) const;

 private:
  mutable std::mutex mutex_;
  std::map<std::int64_t, std::shared_ptr<const Rulebook>> versions_;
};

}  // namespace shouwen
