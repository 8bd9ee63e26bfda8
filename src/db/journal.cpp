// Appending to and checking the hash chain: BLAKE2b-256 over the previous hash and every field, length-prefixed.
#include "db/journal.h"

#include <sodium.h>

#include <charconv>

#include "base/check.h"

namespace shouwen::db {

namespace {

struct Stream {
  std::string_view kind;
  std::int64_t id = 0;
};

/// "case/123" -> case, 123; "org" -> org, 0.
Stream split(std::string_view stream) {
  const std::size_t slash = stream.find('/');
  Stream parts{stream.substr(0, slash), 0};
  if (slash != std::string_view::npos)
    std::from_chars(stream.data() + slash + 1, stream.data() + stream.size(), parts.id);
  return parts;
}

void feed(crypto_generichash_state& state, std::string_view bytes) {
  const std::uint64_t length = bytes.size();
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&length), sizeof length);
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
}

void feed(crypto_generichash_state& state, std::int64_t value) {
  crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&value), sizeof value);
}

constexpr const char* columns =
    "number, stream_kind, stream_id, stream_number, at, actor_id, on_behalf_of_id, kind, clause, rulebook_version, payload, hash";

constexpr std::int64_t entries_at_once = 5000;

Entry entry_of(const Query& query) {
  Entry entry;
  entry.number = query.integer(0);
  entry.stream = query.text(1);
  if (query.integer(2) != 0) entry.stream += '/' + std::to_string(query.integer(2));
  entry.stream_number = query.integer(3);
  entry.at = Instant{query.integer(4)};
  entry.actor_id = query.integer(5);
  entry.on_behalf_of_id = query.integer(6);
  entry.kind = query.text(7);
  entry.clause = query.text(8);
  entry.rulebook_version = query.integer(9);
  entry.payload = query.text(10);
  entry.hash = query.blob(11);
  return entry;
}

std::string to_hex(std::string_view bytes) {
  std::string hex(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  hex.pop_back();
  return hex;
}

}  // namespace

std::string entry_hash(std::string_view previous, std::int64_t number, const NewEntry& entry) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, 32);
  feed(state, previous);
  feed(state, number);
  feed(state, entry.stream);
  feed(state, entry.stream_number);
  feed(state, entry.at.seconds);
  feed(state, entry.actor_id);
  feed(state, entry.on_behalf_of_id);
  feed(state, entry.kind);
  feed(state, entry.clause);
  feed(state, entry.rulebook_version);
  feed(state, entry.payload);
  std::string hash(32, '\0');
  crypto_generichash_final(&state, reinterpret_cast<unsigned char*>(hash.data()), hash.size());
  return hash;
}

std::int64_t append(Session& session, const std::vector<NewEntry>& entries) {
  std::int64_t number = 0;
  std::string previous;
  {
    auto last = session.query("SELECT number, hash FROM event ORDER BY number DESC LIMIT 1");
    if (last.step()) {
      number = last.integer(0);
      previous = last.blob(1);
    }
  }
  for (const NewEntry& entry : entries) {
    const std::string hash = entry_hash(previous, ++number, entry);
    const Stream stream = split(entry.stream);
    auto insert = session.query(
        "INSERT INTO event (number, stream_kind, stream_id, stream_number, at, actor_id, on_behalf_of_id, kind, clause,"
        " rulebook_version, payload, hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)");
    insert.bind(1, number).bind(2, stream.kind).bind(3, stream.id).bind(4, entry.stream_number).bind(5, entry.at.seconds);
    insert.bind(6, entry.actor_id).bind(7, entry.on_behalf_of_id).bind(8, entry.kind).bind(9, entry.clause);
    insert.bind(10, entry.rulebook_version).bind(11, entry.payload).bind_blob(12, hash);
    insert.step();
    previous = hash;
  }
  return number;
}

std::int64_t next_stream_number(Session& session, std::string_view stream) {
  const Stream parts = split(stream);
  auto query = session.query("SELECT max(stream_number) FROM event WHERE stream_kind = ?1 AND stream_id = ?2");
  query.bind(1, parts.kind).bind(2, parts.id);
  query.step();
  return query.integer(0) + 1;
}

std::vector<Entry> read_stream(Session& session, std::string_view stream) {
  static const std::string sql =
      std::string("SELECT ") + columns + " FROM event WHERE stream_kind = ?1 AND stream_id = ?2 ORDER BY stream_number";
  const Stream parts = split(stream);
  auto query = session.query(sql);
  query.bind(1, parts.kind).bind(2, parts.id);
  std::vector<Entry> entries;
  while (query.step()) entries.push_back(entry_of(query));
  return entries;
}

void read_all(Session& session, std::int64_t after, const std::function<bool(const Entry&)>& each) {
  // In pieces: a server would else send all of it before the first is looked at.
  static const std::string sql = std::string("SELECT ") + columns + " FROM event WHERE number > ?1 ORDER BY number LIMIT " + std::to_string(entries_at_once);
  for (std::int64_t read = entries_at_once; read == entries_at_once;) {
    auto query = session.query(sql);
    query.bind(1, after);
    for (read = 0; query.step(); ++read) {
      const Entry entry = entry_of(query);
      after = entry.number;
      if (!each(entry)) return;
    }
  }
}

ChainReport verify_chain(Session& session) {
  ChainReport report;
  std::string previous;
  const auto broken = [&report](std::int64_t number, const char* reason) {
    report.intact = false;
    report.first_bad_number = number;
    report.reason = reason;
    return false;
  };
  read_all(session, 0, [&](const Entry& entry) {
    const std::int64_t expected = report.entries + 1;
    if (entry.number != expected) return broken(expected, "an entry is missing");
    if (entry.hash != entry_hash(previous, entry.number, entry)) return broken(entry.number, "the entry or its place in the chain was changed");
    previous = entry.hash;
    ++report.entries;
    return true;
  });
  report.last_hash_hex = to_hex(previous);
  return report;
}

}  // namespace shouwen::db
