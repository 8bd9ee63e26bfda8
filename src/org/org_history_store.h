// The organisation's past and plans: terms of posts, deputies, absences and units. All SQL of it.
#pragma once

#include "db/session.h"
#include "org/organisation.h"

namespace shouwen {

struct PostTerm {
  UnitId unit_id;
  std::string name;
  std::vector<std::string> roles;
  PostRank rank{};
  Instant from;
  std::optional<Instant> to;
  Instant known_at;
};
struct DeputyTerm {
  OfficerId officer_id, deputy_id;
  Instant from;
  std::optional<Instant> to;
};
struct AbsenceTerm {
  std::int64_t id = 0;
  OfficerId officer_id;
  Instant from, to;  ///< [from, to), ended early if it was
  std::string reason;
  bool taken_back = false;
};
struct UnitTerm {
  UnitId parent_id;
  std::string name, phone;
  Instant from;
  std::optional<Instant> to;
};
struct EndedUnit {
  UnitId id;
  std::string code, name;
  Instant ended_at;
};

/// Newest first; terms that never began are left out.
std::vector<PostTerm> posts_of(db::Session& session, OfficerId officer);
/// Both ways: who stands in for the officer, and for whom he does.
std::vector<DeputyTerm> deputies_of(db::Session& session, OfficerId officer);
std::vector<AbsenceTerm> absences_of(db::Session& session, OfficerId officer);
/// Touching [from, to), in order; not those taken back.
std::vector<AbsenceTerm> absences_between(db::Session& session, Instant from, Instant to);
std::vector<UnitTerm> terms_of(db::Session& session, UnitId unit);
std::vector<EndedUnit> ended_units(db::Session& session);

}  // namespace shouwen
