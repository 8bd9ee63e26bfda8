// How members of an archive are called, and where their contents lie in a data folder.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace shouwen {

inline constexpr std::string_view manifest_name = "manifest.json", journal_name = "journal.jsonl", dictionary_name = "dictionary.csv", roots_name = "proofs/roots.json",
                                  read_me_name = "README.md", recipe_name = "check_journal.py", files_before = "files/", keys_before = "keys/";
/// Of the data folder.
inline constexpr std::string_view key_files[] = {"house.key", "signing.key"};

std::string table_member(std::string_view table);
/// By the hash of its content, 64 hexadecimal digits.
std::string kept_file_member(std::string_view hash);
/// Whether a name is that of a kept file, of a key, of anything an archive may have: nothing that could lead elsewhere.
bool is_kept_file(std::string_view member);
bool is_key(std::string_view member);
bool is_known_member(std::string_view member);
/// Where a kept file or a key lies below the data folder.
std::filesystem::path place_of(std::string_view member);

}  // namespace shouwen
