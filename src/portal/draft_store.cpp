// SQL and files of drafts.
#include "portal/draft_store.h"

#include <sodium.h>

#include "cases/case_describe.h"
#include "json/json.h"

namespace shouwen {

BOOST_DESCRIBE_STRUCT(DraftPhoto, (), (file_name, content_type, hash, bytes))
BOOST_DESCRIBE_STRUCT(ReportDraft, (), (kind, danger, category, place, address, position, text, name, phone, officer, anonymous, photos, answered, number, receipt))

namespace {

constexpr std::string_view purpose = "report_draft";
constexpr std::size_t forgotten_at_once = 100;

std::string hash_of(std::string_view token) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                     nullptr, 0);
  return hash;
}

std::string hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  text.pop_back();
  return text;
}

std::filesystem::path folder_of(const House& house, std::string_view hash) { return house.folder() / "drafts" / hex(hash); }

void forget(db::Session& session, const House& house, std::string_view hash) {
  auto query = session.query("DELETE FROM report_draft WHERE token_hash = ?1");
  query.bind_blob(1, hash);
  query.step();
  std::error_code ignored;
  std::filesystem::remove_all(folder_of(house, hash), ignored);
}

std::vector<std::string> expired(db::Session& session, Instant now) {
  auto query = session.query("SELECT token_hash FROM report_draft WHERE expires_at <= ?1 ORDER BY expires_at LIMIT ?2");
  query.bind(1, now.seconds).bind(2, static_cast<std::int64_t>(forgotten_at_once));
  std::vector<std::string> hashes;
  while (query.step()) hashes.emplace_back(query.blob(0));
  return hashes;
}

}  // namespace

std::string new_draft_token() {
  std::string bytes(32, '\0');
  randombytes_buf(bytes.data(), bytes.size());
  return hex(bytes);
}

std::optional<ReportDraft> load_draft(db::Session& session, const House& house, std::string_view token, Instant now) {
  if (token.empty()) return std::nullopt;
  auto query = session.query("SELECT sealed FROM report_draft WHERE token_hash = ?1 AND expires_at > ?2");
  const std::string hash = hash_of(token);
  query.bind_blob(1, hash).bind(2, now.seconds);
  if (!query.step()) return std::nullopt;
  const auto plain = house.key().unseal(purpose, query.text(0));
  const auto document = plain ? json::parse_document(*plain) : Result<boost::json::value>(Refusal{});
  ReportDraft draft;
  if (!document || !json::parse(*document, draft, json::ParseMode::lenient).empty()) return std::nullopt;
  return draft;
}

void save_draft(db::Session& session, const House& house, std::string_view token, const ReportDraft& draft, Instant expires_at) {
  auto query = session.query("INSERT OR REPLACE INTO report_draft (token_hash, sealed, expires_at) VALUES (?1, ?2, ?3)");
  const std::string hash = hash_of(token), sealed = house.key().seal(purpose, json::to_text(draft));
  query.bind_blob(1, hash).bind(2, std::string_view(sealed)).bind(3, expires_at.seconds);
  query.step();
}

void forget_draft(db::Session& session, const House& house, std::string_view token) { forget(session, house, hash_of(token)); }

std::filesystem::path draft_folder(const House& house, std::string_view token) { return folder_of(house, hash_of(token)); }

void forget_expired_drafts(House& house) {
  std::vector<std::string> hashes;
  {
    // Asked of a reader first: most rounds there is nothing to write.
    const auto session = house.readers().borrow();
    hashes = expired(*session, house.now());
  }
  if (hashes.empty()) return;
  house.writer().run([&](db::Session& session) {
    for (const std::string& hash : hashes) forget(session, house, hash);
  });
}

}  // namespace shouwen
