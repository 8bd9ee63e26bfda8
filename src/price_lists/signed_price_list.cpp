// Hash first, then key, then signature: what is wrong is said by its name.
#include "price_lists/signed_price_list.h"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/text.h"
#include "org/signing_key.h"
#include "price_lists/price_list_content.h"
#include "regulation/clauses.h"
#include "tables/table_writer.h"

namespace shouwen {

namespace {

Refusal no(const char* code) { return {code, clause::art_9_1, "", {}}; }

std::string text_in(const boost::json::object& object, const char* name) {
  const auto* found = object.if_contains(name);
  return found == nullptr || !found->is_string() ? std::string() : std::string(found->get_string());
}

bool only_whole_numbers(const boost::json::value& value) {
  if (value.is_object()) {
    for (const auto& member : value.get_object())
      if (!only_whole_numbers(member.value())) return false;
    return true;
  }
  if (value.is_array()) {
    for (const auto& item : value.get_array())
      if (!only_whole_numbers(item)) return false;
    return true;
  }
  return !value.is_double();
}

std::optional<SignedText> read_json(std::string_view file, std::int64_t& number) {
  boost::system::error_code error;
  const auto value = boost::json::parse(file, error);
  if (error || !value.is_object()) return std::nullopt;
  const auto& object = value.get_object();
  const auto* content = object.if_contains("content");
  if (content == nullptr || !content->is_object() || text_in(content->get_object(), "format") != price_list_format || !only_whole_numbers(*content)) return std::nullopt;
  if (const auto* found = content->get_object().if_contains("number"); found != nullptr && found->is_int64()) number = found->get_int64();
  return SignedText{canonical_json(boost::json::serialize(*content)), text_in(object, "hash"), text_in(object, "signature"), text_in(object, "public_key")};
}

/// The value of the line that begins with `name,`, taken off the end of `file`.
std::string take_last_line(std::string_view& file, std::string_view name) {
  while (file.ends_with('\n') || file.ends_with('\r')) file.remove_suffix(1);
  const std::size_t begin = file.rfind('\n') + 1;
  const std::string_view line = file.substr(begin);
  if (!line.starts_with(name) || line.size() <= name.size() || line[name.size()] != ',') return {};
  std::string value(line.substr(name.size() + 1));
  file = file.substr(0, begin);
  return value;
}

std::optional<SignedText> read_csv(std::string_view file) {
  if (!file.starts_with(tables::csv_byte_order_mark)) return std::nullopt;
  SignedText read;
  read.public_key = take_last_line(file, "public_key");
  read.signature = take_last_line(file, "signature");
  read.hash = take_last_line(file, "hash");
  read.text = file;
  return read.public_key.empty() || read.signature.empty() || read.hash.empty() ? std::nullopt : std::optional(read);
}

}  // namespace

std::string signed_json(const SignedText& content) {
  return fmt::format(R"({{"content":{},"hash":"{}","public_key":"{}","signature":"{}"}})", content.text, content.hash, content.public_key, content.signature);
}

std::string signed_csv(const SignedText& table) {
  return fmt::format("{}hash,{}\r\nsignature,{}\r\npublic_key,{}\r\n", table.text, table.hash, table.signature, table.public_key);
}

SignedText sign_text(std::string text, const SigningKey& key) {
  SignedText made{std::move(text), {}, {}, key.public_key()};
  made.hash = blake2b_hex(made.text);
  made.signature = key.sign(SignedAs::price_list, made.text);
  return made;
}

Result<CheckedPriceList> check_price_list_file(std::string_view file, const std::string& public_key) {
  std::int64_t number = 0;
  if (!is_valid_utf8(file)) return no("price_list_file.not_one");
  auto read = read_json(file, number);
  if (!read) read = read_csv(file);
  if (!read) return no("price_list_file.not_one");
  if (blake2b_hex(read->text) != read->hash) return no("price_list_file.hash_differs");
  if (!public_key.empty() && public_key != read->public_key) return no("price_list_file.other_key");
  if (!is_signed(SignedAs::price_list, read->text, {read->signature, read->public_key})) return no("price_list_file.signature_wrong");
  return CheckedPriceList{number, read->hash, read->public_key};
}

}  // namespace shouwen
