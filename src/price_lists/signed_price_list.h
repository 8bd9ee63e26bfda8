// A price list as a stranger gets it, with what proves it, and how he checks it without us. Pure. Art. 9(1), 8.
#pragma once

#include <string>
#include <string_view>

#include "price_lists/price_list.h"

namespace shouwen {

class SigningKey;

/// {"content":…,"hash":…,"public_key":…,"signature":…}, keys sorted; the content's canonical text is what is signed.
std::string signed_json(const SignedText& content);
/// The table and, behind it, three lines: hash, signature, public_key. What stands before them is what is signed.
std::string signed_csv(const SignedText& table);
/// With hash and signature by this key.
SignedText sign_text(std::string text, const SigningKey& key);

struct CheckedPriceList {
  std::int64_t number = 0;                 ///< 0 for a table: its first line says it
  std::string hash, public_key;
};
/// A downloaded file of either form, checked by `public_key`, or if that is "" by the key in the file. Refusals price_list_file.…:
/// not_one (no such file), hash_differs, other_key, signature_wrong.
Result<CheckedPriceList> check_price_list_file(std::string_view file, const std::string& public_key);

}  // namespace shouwen
