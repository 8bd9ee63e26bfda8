// Names are made and recognised by the same rule: what does not come out again as it went in is strange.
#include "archive/member_names.h"

#include <algorithm>

namespace shouwen {

namespace {

constexpr std::string_view tables_before = "tables/", table_ending = ".csv";
constexpr std::size_t hash_digits = 64, hash_folder_digits = 2;

bool is_hash(std::string_view text) {
  return text.size() == hash_digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string_view last_part(std::string_view member) { return member.substr(member.rfind('/') + 1); }

bool is_table(std::string_view member) {
  if (!member.starts_with(tables_before) || !member.ends_with(table_ending)) return false;
  const std::string_view name = member.substr(tables_before.size(), member.size() - tables_before.size() - table_ending.size());
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

}  // namespace

std::string table_member(std::string_view table) { return std::string(tables_before) + std::string(table) + std::string(table_ending); }

std::string kept_file_member(std::string_view hash) {
  return std::string(files_before) + std::string(hash.substr(0, hash_folder_digits)) + '/' + std::string(hash);
}

bool is_kept_file(std::string_view member) { return member.starts_with(files_before) && is_hash(last_part(member)) && member == kept_file_member(last_part(member)); }

bool is_key(std::string_view member) {
  return member.starts_with(keys_before) && std::find(std::begin(key_files), std::end(key_files), member.substr(keys_before.size())) != std::end(key_files);
}

bool is_known_member(std::string_view member) {
  for (const std::string_view name : {journal_name, dictionary_name, roots_name, read_me_name, recipe_name})
    if (member == name) return true;
  return is_table(member) || is_kept_file(member) || is_key(member);
}

std::filesystem::path place_of(std::string_view member) {
  if (is_key(member)) return std::filesystem::path(member.substr(keys_before.size()));
  return std::filesystem::path("attachments") / std::filesystem::path(member.substr(files_before.size()));
}

}  // namespace shouwen
