// What the demonstration is made of: tables of rulebook/demo, and dice.
#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "tables/table_reader.h"

namespace shouwen {

/// Reproducible chance.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : engine_(seed) {}
  /// 0 … n-1.
  std::int64_t below(std::int64_t n) { return static_cast<std::int64_t>(engine_() % static_cast<std::uint32_t>(n)); }
  bool percent(std::int64_t chance) { return below(100) < chance; }
  std::int64_t between(std::int64_t low, std::int64_t high) { return low + below(high - low + 1); }
  template <class T>
  const T& pick(const std::vector<T>& from) {
    return from[static_cast<std::size_t>(below(static_cast<std::int64_t>(from.size())))];
  }

 private:
  std::mt19937 engine_;
};

struct Place {
  std::string name, area, station;
};

class Material {
 public:
  /// Refusals: import.file_missing, import.missing_column.
  static Result<Material> read(const std::string& folder);

  std::vector<tables::TableRow> units, people, announcements;
  std::vector<Place> places;
  std::vector<std::string> surnames, given_names, businesses, streets;
  std::map<std::string, std::string> trades;  ///< of a business: what it does, as files name it

  /// A text of this role for the category, or of the role in general; placeholders filled.
  std::string text(Dice& dice, const std::string& category, const std::string& role, const std::string& place) const;
  std::vector<std::string> categories() const;

 private:
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> texts_;
};

}  // namespace shouwen
