// Who may see which cases, as SQL conditions that lists, counts and reports share, and conditions themselves: text of users
// never becomes SQL. For SQL that calls service_case `c`.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "cases/service_case.h"
#include "db/session.h"
#include "org/permissions.h"

namespace shouwen {

/// Who reads: what permissions and recusal leave over, as values for SQL.
struct Reader {
  OfficerId officer_id;
  UnitId unit_id;
  std::vector<UnitId> led_units;          ///< of a head: with everything below
  std::vector<UnitId> receiving_units;    ///< the own unit and those above it: what is offered to them is offered to him
  ReadScope scope;
  std::vector<OfficerId> recused_about;   ///< complaints about these stay closed to him
  std::vector<UnitId> recused_units;      ///< and about these units
};
/// The units whose work he looks after: his own, and those he heads with everything below; each once.
std::vector<UnitId> own_units(const Reader& reader);
Reader reader_of(const Rulebook& rulebook, const Organisation& organisation, const Actor& actor);

/// Conditions with their values.
class Conditions {
 public:
  void add(const std::string& condition) { sql_ += (sql_.empty() ? " WHERE (" : " AND (") + condition + ")"; }
  std::string bind(std::int64_t value) {
    numbers_.emplace_back(++count_, value);
    return "?" + std::to_string(count_);
  }
  std::string bind(std::string value) {
    texts_.emplace_back(++count_, std::move(value));
    return "?" + std::to_string(count_);
  }
  const std::string& sql() const { return sql_; }
  void bind_all(db::Query& query) const {
    for (const auto& [position, value] : numbers_) query.bind(position, value);
    for (const auto& [position, value] : texts_) query.bind(position, std::string_view(value));
  }

 private:
  std::string sql_;
  int count_ = 0;
  std::vector<std::pair<int, std::int64_t>> numbers_;
  std::vector<std::pair<int, std::string>> texts_;
};

template <class Tag>
std::string json_array(const std::vector<Id<Tag>>& ids) {
  std::string text = "[";
  for (const Id<Tag> id : ids) text += (text.size() > 1 ? "," : "") + std::to_string(id.value);
  return text + "]";
}

/// " IN (…)" of a parameter that holds a JSON array of numbers.
std::string in_list(const std::string& json_parameter);
void add_visibility(Conditions& where, const Reader& reader);

}  // namespace shouwen
