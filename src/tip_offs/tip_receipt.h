// The signed receipt of a tip: number, instant, hash of the content and its place in the journal, so that nobody can later deny it
// arrived. Art. 9(5).
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "db/session.h"
#include "org/house_key.h"
#include "org/signing_key.h"

namespace shouwen {

struct TipReceipt {
  std::string number;
  Instant received_at;
  std::string content_hash;        ///< hex BLAKE2b of the words as registered
  std::int64_t journal_number = 0;
  std::string journal_hash;        ///< hex, of the chain at that event
};

/// Of the registration, out of the journal; nothing if there is no such case.
std::optional<TipReceipt> receipt_of(db::Session& session, CaseId id);
/// Plain lines, the last two the house's public key and its signature, as a tip receipt (SignedAs), over the lines before.
std::string signed_receipt(const TipReceipt& receipt, const SigningKey& key);
/// As receipts were signed before there was one signing key: by a key derived from the house key. Given out no more, checked for ever.
std::string first_signed_receipt(const TipReceipt& receipt, const HouseKey& key);

/// What a receipt may have been signed with.
struct ReceiptKeys {
  SigningKey signing_key;
  HouseKey house_key;   ///< of receipts given out before decision 0019
};
/// Whether a receipt is this house's and its event stands in the journal. Refusals receipt.unreadable, .signature_wrong,
/// .not_in_journal.
Verdict check_signed_receipt(std::string_view text, db::Session& session, const ReceiptKeys& keys);
/// What checks a signature without the house: whether text and signature belong to the public key in it.
bool is_signature_right(std::string_view text);

}  // namespace shouwen
