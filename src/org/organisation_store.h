// Units, officers, posts, deputies and absences in the database: dated rows, ended but never edited. All SQL of it.
#pragma once

#include <string>
#include <vector>

#include "db/session.h"
#include "org/organisation.h"

namespace shouwen {

/// The organisation as it stands at `at`.
Organisation load_organisation(db::Session& session, Instant at);

struct NewUnit {
  std::string parent_code;  ///< "" for the bureau itself
  std::string code, name, phone;
  UnitKind kind{};
  std::optional<Area> area;
};
struct NewOfficer {
  std::string code, name, phone, unit_code, post_name;
  std::vector<std::string> roles;
  PostRank rank{};
  std::optional<Instant> from = std::nullopt;  ///< of a planned appointment; absent = at once
};
/// Other values for a unit, from now on.
struct UnitChange {
  std::string parent_code, name, phone;
  std::optional<Area> area;
};

// Each checks, writes and journals (stream "org") in the caller's transaction. `actor` 0 = set up from the command line.
Result<UnitId> add_unit(db::Session& session, const NewUnit& unit, OfficerId actor, Instant now);
Result<OfficerId> add_officer(db::Session& session, const NewOfficer& officer, OfficerId actor, Instant now);
/// Ends the present post and begins another one; a unit has one head, so an earlier head's post is ended as head.
Verdict appoint(db::Session& session, OfficerId officer, const NewOfficer& post, OfficerId actor, Instant now);
Verdict change_unit(db::Session& session, UnitId unit, const UnitChange& change, OfficerId actor, Instant now);
/// Whether it may end is may_end_unit's (unit_ending.h). Its rows stay; it can be opened again.
Verdict end_unit(db::Session& session, UnitId unit, OfficerId actor, Instant now);
Verdict reopen_unit(db::Session& session, UnitId unit, OfficerId actor, Instant now);
/// A name or a phone that was written wrongly.
Verdict correct_officer(db::Session& session, OfficerId officer, const std::string& name, const std::string& phone, OfficerId actor, Instant now);
/// Somebody who left comes back, in a post.
Verdict reinstate_officer(db::Session& session, OfficerId officer, const NewOfficer& post, OfficerId actor, Instant now);
Verdict end_officer(db::Session& session, OfficerId officer, OfficerId actor, Instant now);
Verdict set_deputy(db::Session& session, OfficerId officer, OfficerId deputy, OfficerId actor, Instant now);
Verdict record_absence(db::Session& session, OfficerId officer, Absence absence, const std::string& reason, OfficerId actor, Instant now);
/// The one that runs.
Verdict end_absence(db::Session& session, OfficerId officer, OfficerId actor, Instant now);
/// A planned one is taken back, a running one ends now.
Verdict cancel_absence(db::Session& session, OfficerId officer, std::int64_t absence_id, OfficerId actor, Instant now);

/// Journals that somebody gave an officer a first password.
void record_password_reset(db::Session& session, OfficerId officer, OfficerId actor, Instant now);

void set_bureau(db::Session& session, const std::string& name, Instant now);
/// "" before init.
std::string bureau_name(db::Session& session);

}  // namespace shouwen
