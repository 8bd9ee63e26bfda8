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
  std::int64_t base_version = 0;  ///< what the draft began from; 0 = not known
};

/// One step of a version's way: draft_started, draft_changed, draft_submitted, draft_recalled, draft_approved, draft_rejected,
/// put_in_force, rulebook_installed.
struct VersionStep {
  Instant at;
  OfficerId officer_id;
  std::string kind, file, comment;
};

struct NewDraft {
  std::string title;
  std::int64_t from_version = 0;  ///< 0 = what is in force; a rejected draft can be taken up again
};
struct Review {
  bool approved = false;
  std::string comment;  ///< needed to reject
};

std::vector<RulebookVersion> rulebook_versions(db::Session& session);
std::vector<RulebookFile> rulebook_files(db::Session& session, std::int64_t version);
/// The version in force at an instant; 0 before the first.
std::int64_t rulebook_version_at(db::Session& session, Instant at);
std::optional<RulebookVersion> find_rulebook_version(db::Session& session, std::int64_t version);
/// What a version is compared with unless somebody asks otherwise: what it began from, else what was in force before it.
std::int64_t earlier_version_of(db::Session& session, const RulebookVersion& version, Instant now);
std::vector<VersionStep> version_steps(db::Session& session, std::int64_t version);

/// Version 1, put in force by init; the files must be free of mistakes.
Result<std::int64_t> install_rulebook(db::Session& session, const std::vector<RulebookFile>& files, Instant valid_from, Instant now);
/// A copy of the version in force, or of another, to be edited.
Result<std::int64_t> start_draft(db::Session& session, const NewDraft& draft, OfficerId author, Instant now);
Verdict change_draft_file(db::Session& session, std::int64_t version, const RulebookFile& file, OfficerId author, Instant now);
/// Only a draft that loads without mistakes.
Verdict submit_draft(db::Session& session, std::int64_t version, OfficerId author, Instant now);
/// Back to the author before anybody reviewed it.
Verdict recall_draft(db::Session& session, std::int64_t version, OfficerId author, Instant now);
/// By somebody else than the author.
Verdict review_draft(db::Session& session, std::int64_t version, const Review& review, OfficerId reviewer, Instant now);
/// Only a reviewed one, never into the past (verdicts already given stay), and only over what it began from: otherwise a
/// change made meanwhile would be undone unseen. For the same reason never before a version that is planned already.
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
