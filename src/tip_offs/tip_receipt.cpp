// Lines of labels and values; the first says by which form it was signed: 2 by the signing key in base64, 1 by a derived key in hex.
#include "tip_offs/tip_receipt.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "cases/case_store.h"
#include "db/journal.h"

namespace shouwen {

namespace {

constexpr std::string_view heading = "shouwen tip receipt 2", first_heading = "shouwen tip receipt 1", key_label = "public_key: ", signature_label = "signature: ";
constexpr std::string_view purpose = "tip_receipts";

std::string hex(std::string_view bytes) {
  std::string text(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  text.pop_back();
  return text;
}

std::string from_hex(std::string_view text) {
  std::string bytes(text.size() / 2, '\0');
  std::size_t length = 0;
  if (sodium_hex2bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(), text.size(), nullptr, &length, nullptr) != 0) return {};
  bytes.resize(length);
  return bytes;
}

/// The pair that signed receipts of the first form.
struct DerivedKeys {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> public_key{};
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret_key{};
  explicit DerivedKeys(const HouseKey& key) {
    const std::string seed = key.derive(purpose);
    crypto_sign_seed_keypair(public_key.data(), secret_key.data(), reinterpret_cast<const unsigned char*>(seed.data()));
  }
  std::string public_hex() const { return hex({reinterpret_cast<const char*>(public_key.data()), public_key.size()}); }
};

std::string hash_of_text(std::string_view text) {
  std::string hash(32, '\0');
  crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(), reinterpret_cast<const unsigned char*>(text.data()), text.size(), nullptr, 0);
  return hex(hash);
}

std::string without_returns(std::string_view text) {
  std::string lines(text);
  std::erase(lines, '\r');
  while (!lines.empty() && (lines.back() == '\n' || lines.back() == ' ')) lines.pop_back();
  return lines + '\n';
}

/// What follows a label, to the end of its line; "" if it is not there.
std::string line_after(std::string_view text, std::string_view label) {
  const std::size_t at = text.find(label);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = text.substr(at + label.size());
  return std::string(rest.substr(0, rest.find('\n')));
}

std::string lines_of(std::string_view form, const TipReceipt& receipt) {
  return fmt::format("{}\nnumber: {}\nreceived_at: {}\ncontent_hash: {}\njournal_number: {}\njournal_hash: {}\n", form, receipt.number, to_iso(receipt.received_at), receipt.content_hash,
                     receipt.journal_number, receipt.journal_hash);
}

/// Of the first form: over the bare text, key and signature in hex.
bool is_first_signature(std::string_view text, std::string_view signature_hex, std::string_view key_hex) {
  const std::string key = from_hex(key_hex), signature = from_hex(signature_hex);
  if (key.size() != crypto_sign_PUBLICKEYBYTES || signature.size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(reinterpret_cast<const unsigned char*>(signature.data()), reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                     reinterpret_cast<const unsigned char*>(key.data())) == 0;
}

}  // namespace

std::optional<TipReceipt> receipt_of(db::Session& session, CaseId id) {
  const auto service_case = load_case(session, id);
  if (!service_case) return std::nullopt;
  const std::vector<db::Entry> entries = db::read_stream(session, "case/" + std::to_string(id.value));
  const std::vector<CaseEvent> events = load_events(session, id);
  const auto* registered = events.empty() ? nullptr : std::get_if<Registered>(&events.front().body);
  if (registered == nullptr) return std::nullopt;
  return TipReceipt{service_case->number, service_case->registered_at, hash_of_text(registered->text), entries.front().number, hex(entries.front().hash)};
}

std::string signed_receipt(const TipReceipt& receipt, const SigningKey& key) {
  const std::string text = fmt::format("{}{}{}\n", lines_of(heading, receipt), key_label, key.public_key());
  return fmt::format("{}{}{}\n", text, signature_label, key.sign(SignedAs::tip_receipt, text));
}

std::string first_signed_receipt(const TipReceipt& receipt, const HouseKey& key) {
  const DerivedKeys keys(key);
  const std::string text = fmt::format("{}{}{}\n", lines_of(first_heading, receipt), key_label, keys.public_hex());
  std::string signature(crypto_sign_BYTES, '\0');
  crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, reinterpret_cast<const unsigned char*>(text.data()), text.size(), keys.secret_key.data());
  return fmt::format("{}{}{}\n", text, signature_label, hex(signature));
}

bool is_signature_right(std::string_view given) {
  const std::string text = without_returns(given);
  const std::size_t at = text.find(signature_label);
  if (at == std::string::npos) return false;
  const std::string key = line_after(text, key_label), signature = line_after(text, signature_label), said = text.substr(0, at);
  return text.starts_with(first_heading) ? is_first_signature(said, signature, key) : text.starts_with(heading) && is_signed(SignedAs::tip_receipt, said, {signature, key});
}

Verdict check_signed_receipt(std::string_view given, db::Session& session, const ReceiptKeys& keys) {
  const std::string text = without_returns(given);
  const bool first = text.starts_with(first_heading);
  if (!first && !text.starts_with(heading)) return Refusal{"receipt.unreadable", "art.9(5)", "", {}};
  const std::string ours = first ? DerivedKeys(keys.house_key).public_hex() : keys.signing_key.public_key();
  if (!is_signature_right(text) || line_after(text, key_label) != ours) return Refusal{"receipt.signature_wrong", "art.9(5)", "", {}};
  const auto id = find_case_by_number(session, line_after(text, "number: "));
  const auto receipt = id ? receipt_of(session, *id) : std::nullopt;
  const bool same = receipt && text == (first ? first_signed_receipt(*receipt, keys.house_key) : signed_receipt(*receipt, keys.signing_key));
  return same ? Verdict(Done{}) : Verdict(Refusal{"receipt.not_in_journal", "art.9(5)", "", {}});
}

}  // namespace shouwen
