// SQL of past cases.
#include "imports/past_case_store.h"

#include <algorithm>

#include "base/text.h"

namespace shouwen {

namespace {

constexpr const char* columns =
    "p.id, p.source, p.number, p.category, p.title, p.place, p.result, p.opened_at, p.target_at, p.closed_at, p.on_time, p.published_on_time";

std::optional<Instant> instant_or_nothing(const db::Query& query, int column) {
  if (query.is_null(column)) return std::nullopt;
  return Instant{query.integer(column)};
}

PastCase read_row(const db::Query& q) {
  PastCase row{q.integer(0), std::string(q.text(1)), std::string(q.text(2)), std::string(q.text(3)), std::string(q.text(4)), std::string(q.text(5)),
               std::string(q.text(6)), Instant{q.integer(7)}, instant_or_nothing(q, 8), instant_or_nothing(q, 9), q.integer(10) != 0, {}};
  if (!q.is_null(11)) row.published_on_time = q.integer(11) != 0;
  return row;
}

}  // namespace

bool add_past_case(db::Session& session, const PastCase& row, Instant now) {
  auto known = session.query("SELECT 1 FROM past_case WHERE source = ?1 AND number = ?2");
  known.bind(1, std::string_view(row.source)).bind(2, std::string_view(row.number));
  if (known.step()) return false;
  session.run("INSERT INTO past_case (source, number, opened_at, target_at, closed_at, category, title, place, result, on_time, published_on_time, imported_at)"
              " VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
              row.source, row.number, row.opened_at, row.target_at, row.closed_at, row.category, row.title, row.place, row.result, row.on_time,
              row.published_on_time ? std::optional(static_cast<std::int64_t>(*row.published_on_time)) : std::nullopt, now);
  session.run("INSERT INTO past_case_terms (rowid, terms) VALUES (?1, ?2)", session.last_insert_id(),
              search_terms(row.number + ' ' + row.category + ' ' + row.title + ' ' + row.place + ' ' + row.result));
  return true;
}

std::vector<PastCase> search_past_cases(db::Session& session, std::string_view text, std::int64_t before, std::int64_t limit) {
  const std::string words = search_query(clean_text(text, false));
  std::vector<PastCase> found;
  if (words.empty() && !text.empty()) return found;
  auto query = words.empty() ? session.query(std::string("SELECT ") + columns + " FROM past_case p WHERE p.id < ?1 ORDER BY p.id DESC LIMIT ?2")
                             : session.query(std::string("SELECT ") + columns +
                                             " FROM past_case_terms t JOIN past_case p ON p.id = t.rowid WHERE t.terms MATCH ?3 AND t.rowid < ?1"
                                             " ORDER BY t.rowid DESC LIMIT ?2");
  query.bind(1, before).bind(2, limit);
  if (!words.empty()) query.bind(3, words);
  while (query.step()) found.push_back(read_row(query));
  return found;
}

PastCaseFigures past_case_figures(db::Session& session) {
  auto query = session.query("SELECT count(*), coalesce(sum(on_time), 0), count(published_on_time), coalesce(sum(published_on_time = on_time), 0) FROM past_case");
  query.step();
  return {query.integer(0), query.integer(1), query.integer(2), query.integer(3)};
}

std::vector<PastCase> differing_past_cases(db::Session& session, std::int64_t limit) {
  auto query = session.query(std::string("SELECT ") + columns + " FROM past_case p WHERE p.published_on_time <> p.on_time ORDER BY p.id LIMIT ?1");
  query.bind(1, limit);
  std::vector<PastCase> found;
  while (query.step()) found.push_back(read_row(query));
  return found;
}

}  // namespace shouwen
