// Reading terms.
#include "org/org_history_store.h"

namespace shouwen {

namespace {

std::optional<Instant> end_of(const db::Query& query, int column) { return query.is_null(column) ? std::nullopt : std::optional(Instant{query.integer(column)}); }

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) found.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return found;
}

AbsenceTerm absence_of(const db::Query& query) {
  AbsenceTerm term{query.integer(0), OfficerId{query.integer(1)}, Instant{query.integer(2)}, Instant{query.integer(3)}, std::string(query.text(4)), false};
  if (query.is_null(5)) return term;
  term.to = std::min(term.to, Instant{query.integer(5)});
  term.taken_back = term.to <= term.from;
  return term;
}

}  // namespace

std::vector<PostTerm> posts_of(db::Session& session, OfficerId officer) {
  auto query = session.query("SELECT unit_id, name, roles, rank, valid_from, valid_to, known_at FROM post WHERE officer_id = ?1 AND (valid_to IS NULL OR valid_to > valid_from)"
                             " ORDER BY valid_from DESC, id DESC");
  query.bind(1, officer.value);
  std::vector<PostTerm> terms;
  while (query.step())
    terms.push_back({UnitId{query.integer(0)}, std::string(query.text(1)), words(query.text(2)), static_cast<PostRank>(query.integer(3)), Instant{query.integer(4)}, end_of(query, 5),
                     Instant{query.integer(6)}});
  return terms;
}

std::vector<DeputyTerm> deputies_of(db::Session& session, OfficerId officer) {
  auto query = session.query("SELECT officer_id, deputy_id, valid_from, valid_to FROM deputy WHERE officer_id = ?1 OR deputy_id = ?1 ORDER BY id DESC");
  query.bind(1, officer.value);
  std::vector<DeputyTerm> terms;
  while (query.step()) terms.push_back({OfficerId{query.integer(0)}, OfficerId{query.integer(1)}, Instant{query.integer(2)}, end_of(query, 3)});
  return terms;
}

std::vector<AbsenceTerm> absences_of(db::Session& session, OfficerId officer) {
  auto query = session.query("SELECT id, officer_id, from_at, to_at, reason, ended_at FROM absence WHERE officer_id = ?1 ORDER BY from_at DESC, id DESC");
  query.bind(1, officer.value);
  std::vector<AbsenceTerm> terms;
  while (query.step()) terms.push_back(absence_of(query));
  return terms;
}

std::vector<AbsenceTerm> absences_between(db::Session& session, Instant from, Instant to) {
  auto query = session.query("SELECT id, officer_id, from_at, to_at, reason, ended_at FROM absence WHERE from_at < ?2 AND min(to_at, coalesce(ended_at, to_at)) > max(?1, from_at)"
                             " ORDER BY from_at, id");
  query.bind(1, from.seconds).bind(2, to.seconds);
  std::vector<AbsenceTerm> terms;
  while (query.step()) terms.push_back(absence_of(query));
  return terms;
}

std::vector<UnitTerm> terms_of(db::Session& session, UnitId unit) {
  auto query = session.query("SELECT parent_id, name, phone, valid_from, valid_to FROM unit_term WHERE unit_id = ?1 ORDER BY id DESC");
  query.bind(1, unit.value);
  std::vector<UnitTerm> terms;
  while (query.step()) terms.push_back({UnitId{query.integer(0)}, std::string(query.text(1)), std::string(query.text(2)), Instant{query.integer(3)}, end_of(query, 4)});
  return terms;
}

std::vector<EndedUnit> ended_units(db::Session& session) {
  auto query = session.query("SELECT id, code, name, valid_to FROM unit WHERE valid_to IS NOT NULL ORDER BY valid_to DESC");
  std::vector<EndedUnit> units;
  while (query.step()) units.push_back({UnitId{query.integer(0)}, std::string(query.text(1)), std::string(query.text(2)), Instant{query.integer(3)}});
  return units;
}

}  // namespace shouwen
