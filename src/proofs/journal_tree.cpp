// Reading hashes of the journal and its parts; keeping complete parts when a day is over.
#include "proofs/journal_tree.h"

#include <algorithm>

#include "base/check.h"

namespace shouwen {

namespace {

constexpr std::int64_t leaves_at_once = 5000;
constexpr std::int64_t fan = std::int64_t{1} << kept_levels;

MerkleHash read_hash(std::string_view bytes) {
  MerkleHash hash{};
  SHOUWEN_CHECK(bytes.size() == hash.size());
  std::copy(bytes.begin(), bytes.end(), hash.begin());
  return hash;
}

std::string_view bytes_of(const MerkleHash& hash) { return {reinterpret_cast<const char*>(hash.data()), hash.size()}; }

std::vector<MerkleHash> leaves(db::Session& session, std::int64_t first, std::int64_t count) {
  auto query = session.query("SELECT hash FROM event WHERE number > ?1 AND number <= ?2 ORDER BY number");
  query.bind(1, first).bind(2, first + count);
  std::vector<MerkleHash> row;
  while (query.step()) row.push_back(leaf_hash(query.blob(0)));
  return row;
}

std::vector<MerkleHash> parts(db::Session& session, int level, std::int64_t first, std::int64_t count) {
  auto query = session.query("SELECT hash FROM journal_part WHERE level = ?1 AND place >= ?2 AND place < ?3 ORDER BY place");
  query.bind(1, static_cast<std::int64_t>(level)).bind(2, first).bind(3, first + count);
  std::vector<MerkleHash> row;
  while (query.step()) row.push_back(read_hash(query.blob(0)));
  return row;
}

KeptHashes kept_in(db::Session& session) {
  return [&session](int level, std::int64_t first, std::int64_t count) { return level == 0 ? leaves(session, first, count) : parts(session, level, first, count); };
}

std::int64_t entries(db::Session& session) {
  auto query = session.query("SELECT max(number) FROM event");
  query.step();
  return query.integer(0);
}

/// Every part that is complete within the first `size` entries and not kept yet, level by level.
void keep_parts(db::Session& session, std::int64_t size) {
  const KeptHashes kept = kept_in(session);
  for (int level = kept_levels; (size >> level) > 0; level += kept_levels) {
    std::int64_t place = 0;
    {
      auto query = session.query("SELECT max(place) + 1 FROM journal_part WHERE level = ?1");
      query.bind(1, static_cast<std::int64_t>(level));
      query.step();
      place = query.integer(0);
    }
    for (; place < size >> level; ++place) {
      // One level lower they are all kept already.
      const MerkleHash whole = row_hash(kept(level - kept_levels, place * fan, fan));
      auto insert = session.query("INSERT INTO journal_part (level, place, hash) VALUES (?1, ?2, ?3)");
      insert.bind(1, static_cast<std::int64_t>(level)).bind(2, place).bind_blob(3, bytes_of(whole));
      insert.step();
    }
  }
}

std::optional<DisclosedEntry> disclosed(db::Session& session, std::int64_t entry_number, const std::vector<std::string>& public_kinds) {
  DisclosedEntry found;
  db::read_all(session, std::max<std::int64_t>(entry_number - 2, 0), [&](const db::Entry& entry) {
    if (entry.number < entry_number) found.previous_hash = entry.hash;
    else found.entry = entry;
    return entry.number < entry_number;
  });
  if (std::find(public_kinds.begin(), public_kinds.end(), found.entry.kind) == public_kinds.end()) return std::nullopt;
  return found;
}

constexpr std::string_view root_columns = "SELECT day, size, root, made_at FROM journal_root ";

JournalRoot read_root(const db::Query& query) {
  return {Date{static_cast<std::int32_t>(query.integer(0))}, query.integer(1), read_hash(query.blob(2)), Instant{query.integer(3)}};
}

}  // namespace

bool make_root_of_yesterday(db::Session& session, Instant now) {
  const Date day = local_date(now).plus_days(-1);
  const std::int64_t size = entries(session);
  if (size == 0 || journal_root_of(session, day)) return false;
  keep_parts(session, size);
  auto insert = session.query("INSERT INTO journal_root (day, size, root, made_at) VALUES (?1, ?2, ?3, ?4)");
  const MerkleHash root = merkle_root(kept_in(session), size);
  insert.bind(1, static_cast<std::int64_t>(day.days)).bind(2, size).bind_blob(3, bytes_of(root)).bind(4, now.seconds);
  insert.step();
  return true;
}

std::vector<JournalRoot> journal_roots(db::Session& session, std::optional<Date> before, std::int64_t limit) {
  auto query = session.query(std::string(root_columns) + "WHERE day < ?1 ORDER BY day DESC LIMIT ?2");
  query.bind(1, before ? before->days : INT64_MAX).bind(2, limit);
  std::vector<JournalRoot> roots;
  while (query.step()) roots.push_back(read_root(query));
  return roots;
}

std::optional<JournalRoot> journal_root_of(db::Session& session, Date day) {
  auto query = session.query(std::string(root_columns) + "WHERE day = ?1");
  query.bind(1, static_cast<std::int64_t>(day.days));
  if (!query.step()) return std::nullopt;
  return read_root(query);
}

std::optional<JournalProof> prove_entry(db::Session& session, std::int64_t entry_number, const std::vector<std::string>& public_kinds) {
  JournalProof proof;
  proof.entry_number = entry_number;
  {
    auto query = session.query("SELECT hash FROM event WHERE number = ?1");
    query.bind(1, entry_number);
    if (!query.step()) return std::nullopt;
    proof.entry_hash = query.blob(0);
  }
  {
    auto query = session.query(std::string(root_columns) + "WHERE size >= ?1 ORDER BY day LIMIT 1");
    query.bind(1, entry_number);
    if (!query.step()) return std::nullopt;
    proof.root = read_root(query);
  }
  proof.path = merkle_path(kept_in(session), entry_number - 1, proof.root.size);
  proof.disclosed = disclosed(session, entry_number, public_kinds);
  return proof;
}

std::optional<MerkleHash> root_of_all(db::Session& session) {
  GrowingTree tree;
  for (std::vector<MerkleHash> row; !(row = leaves(session, tree.size(), leaves_at_once)).empty();)
    for (const MerkleHash& leaf : row) tree.add(leaf);
  if (tree.size() == 0) return std::nullopt;
  return tree.root();
}

std::vector<std::string> verify_journal_roots(db::Session& session) {
  std::vector<std::string> differences;
  const KeptHashes kept = kept_in(session);
  const std::vector<JournalRoot> roots = journal_roots(session, std::nullopt, INT64_MAX);
  const std::int64_t covered = roots.empty() ? 0 : roots.front().size;
  if (covered > entries(session)) return {"the root of " + to_iso(roots.front().day) + " covers more than the journal has"};
  for (int level = kept_levels; (covered >> level) > 0; level += kept_levels)
    for (std::int64_t place = 0; place < covered >> level; ++place) {
      const std::vector<MerkleHash> stored = parts(session, level, place, 1), row = kept(level - kept_levels, place * fan, fan);
      if (stored.empty() || static_cast<std::int64_t>(row.size()) != fan || row_hash(row) != stored.front())
        differences.push_back("journal_part " + std::to_string(level) + "/" + std::to_string(place) + " is not that of the journal");
    }
  if (!differences.empty()) return differences;
  for (const JournalRoot& one : roots)
    if (merkle_root(kept, one.size) != one.root) differences.push_back("the root of " + to_iso(one.day) + " is not that of the journal");
  return differences;
}

}  // namespace shouwen
