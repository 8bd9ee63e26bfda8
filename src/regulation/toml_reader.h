// Reading one TOML table strictly: every key is asked for by name, what was not asked for is a mistake with its line.
#pragma once

#include "base/toml.h"

#include <functional>
#include <set>

#include "base/time.h"
#include "regulation/load.h"

namespace shouwen {

class MistakeList {
 public:
  void add(std::string file, std::int64_t line, std::string code, std::string zh, std::string en) {
    found_.push_back({std::move(file), line, std::move(code), std::move(zh), std::move(en)});
  }
  std::vector<RulebookMistake> take() { return std::move(found_); }
  bool empty() const { return found_.empty(); }

 private:
  std::vector<RulebookMistake> found_;
};

class TableReader {
 public:
  TableReader(const toml::table& table, std::string file, MistakeList& mistakes)
      : table_(table), file_(std::move(file)), mistakes_(mistakes) {}
  TableReader(const TableReader&) = delete;
  /// Keys nobody asked for are reported when the reader goes.
  ~TableReader();

  std::string text(const char* key, bool required = true);
  std::int64_t integer(const char* key, bool required = true);
  /// From `least` to `most`; anything else is one mistake.
  std::int64_t integer_within(const char* key, std::int64_t least, std::int64_t most);
  /// `otherwise` if the key is not there.
  std::int64_t integer_within(const char* key, std::int64_t least, std::int64_t most, std::int64_t otherwise);
  bool flag(const char* key, bool otherwise);
  std::optional<Date> date(const char* key, bool required);
  std::optional<Limit> limit(const char* key, bool required = true);
  std::vector<std::string> texts(const char* key);
  std::vector<std::int64_t> integers(const char* key);
  bool has(const char* key) const { return table_.contains(key); }
  /// "21:00" as second of day.
  std::int32_t time_of_day(const char* key);
  /// A sub-table, or nullptr.
  const toml::table* table(const char* key, bool required);
  /// Calls `each` for every [[key]] table.
  void tables(const char* key, const std::function<void(TableReader&)>& each);

  template <class Enum>
  Enum word(const char* key, const std::function<std::optional<Enum>(std::string_view)>& parse) {
    const std::string value = text(key);
    if (value.empty()) return Enum{};
    if (const auto found = parse(value)) return *found;
    unknown_word(key, value);
    return Enum{};
  }
  /// `otherwise` if the key is not there.
  template <class Enum>
  Enum word_or(const char* key, const std::function<std::optional<Enum>(std::string_view)>& parse, Enum otherwise) {
    return has(key) ? word<Enum>(key, parse) : otherwise;
  }
  template <class Enum>
  std::vector<Enum> words(const char* key, const std::function<std::optional<Enum>(std::string_view)>& parse) {
    std::vector<Enum> values;
    for (const std::string& value : texts(key)) {
      if (const auto found = parse(value)) values.push_back(*found);
      else unknown_word(key, value);
    }
    return values;
  }

  void mistake(const char* key, std::string code, std::string zh, std::string en);
  std::int64_t line() const { return static_cast<std::int64_t>(table_.source().begin.line); }
  const std::string& file() const { return file_; }

 private:
  const toml::node* find(const char* key, bool required);
  void unknown_word(const char* key, const std::string& value);
  std::int64_t line_of(const char* key) const;

  const toml::table& table_;
  std::string file_;
  MistakeList& mistakes_;
  std::set<std::string, std::less<>> asked_;
};

/// "08:30" or "24:00" → second of day.
std::optional<std::int32_t> parse_time_of_day(std::string_view text);

}  // namespace shouwen
