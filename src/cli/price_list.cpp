// shouwen verify-price-list: a downloaded price list against its hash and signature, without a data folder.
#include <fmt/format.h>

#include <boost/json.hpp>
#include <fstream>
#include <sstream>

#include "cli/commands.h"
#include "price_lists/signed_price_list.h"

namespace shouwen::cli {

namespace {

struct PriceListFile {
  std::string file, key;
};

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  std::ostringstream content;
  content << in.rdbuf();
  return content.str();
}

/// The key as it is printed and published: base64 alone, or the answer of /api/v1/signing_key.
std::string key_in(const std::string& text) {
  boost::system::error_code error;
  const auto value = boost::json::parse(text, error);
  if (!error && value.is_object())
    if (const auto* key = value.get_object().if_contains("public_key"); key != nullptr && key->is_string()) return std::string(key->get_string());
  const std::size_t begin = text.find_first_not_of(" \t\r\n"), end = text.find_last_not_of(" \t\r\n");
  return begin == std::string::npos ? std::string() : text.substr(begin, end - begin + 1);
}

void run(Common& common, const PriceListFile& asked) {
  const auto file = content_of(asked.file);
  if (!file) return refuse_input(common, {"price_list_file.unreadable", "", "", {{"file", asked.file}}});
  std::string key;
  if (!asked.key.empty()) {
    const auto text = content_of(asked.key);
    key = text ? key_in(*text) : std::string();
    if (key.empty()) return refuse_input(common, {"price_list_file.unreadable", "", "", {{"file", asked.key}}});
  }
  const auto checked = check_price_list_file(*file, key);
  if (!checked) return fail(common, checked.refusal());
  if (common.json)
    fmt::print("{{\"good\":true,\"number\":{},\"hash\":\"{}\",\"public_key\":\"{}\",\"key_given\":{}}}\n", checked->number, checked->hash, checked->public_key, !key.empty());
  else
    fmt::print("签名有效 signature good\n哈希 hash (BLAKE2b-256): {}\n公钥 public key (Ed25519): {}\n{}", checked->hash, checked->public_key,
               key.empty() ? "这只证明文件自签名后未被改动。请把公钥与供电局公布的公钥核对，或用 --key 指定公布的公钥。\n"
                             "This proves that the file is as it was signed. Compare the key with the one the bureau publishes, or give that by --key.\n"
                           : "公钥与所给的一致 the key is the one given\n");
}

}  // namespace

void add_verify_price_list(CLI::App& app, Common& common) {
  CLI::App* command = app.add_subcommand("verify-price-list", "Check a downloaded price list (JSON or CSV) against its signature / 核验下载的价目表");
  command->footer("Example:\n  shouwen verify-price-list price_list_2.json --key signing_key.json    (exit code 1 if it was changed)");
  const auto asked = std::make_shared<PriceListFile>();
  command->add_option("file", asked->file, "Downloaded file")->required();
  command->add_option("--key", asked->key, "File with the bureau's public key: base64, or the answer of /api/v1/signing_key");
  command->callback([&common, asked] { run(common, *asked); });
}

}  // namespace shouwen::cli
