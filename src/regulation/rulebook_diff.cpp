// Rows of TOML and of the holiday table, matched by what names them. Comments and the order of rows are no change.
#include "regulation/rulebook_diff.h"

#include "base/toml.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "calendar/decree.h"

namespace shouwen {

namespace {

struct Row {
  std::string table, key;
  std::int64_t line = 0;
  std::vector<std::pair<std::string, std::string>> fields;  ///< in the order of the text
  std::vector<std::string> clauses;
};

std::string text_of(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>()) return *text;
  if (const toml::array* array = node.as_array()) {
    std::string joined;
    for (const toml::node& item : *array) joined += (joined.empty() ? "" : ", ") + text_of(item);
    return joined;
  }
  if (const auto flag = node.value_exact<bool>()) return *flag ? "true" : "false";
  std::ostringstream out;
  node.visit([&out](const auto& value) {
    if constexpr (toml::is_value<decltype(value)>) out << value.get();
  });
  return out.str();
}

/// What tells a row from the others of its table: its own name, or what it is about.
std::string key_of(const toml::table& row) {
  for (const char* name : {"id", "code", "cite", "date", "name", "tier"})
    if (const toml::node* node = row.get(name)) return text_of(*node);
  std::string key;
  for (const char* name : {"role", "kind", "category", "area", "scope", "kinds"})
    if (const toml::node* node = row.get(name)) key += (key.empty() ? "" : " / ") + text_of(*node);
  return key;
}

std::int64_t line_of(const toml::node& node) { return static_cast<std::int64_t>(node.source().begin.line); }

void flatten(const toml::table& table, const std::string& name, const std::string& key, std::vector<Row>& rows) {
  Row own{name, key, line_of(table), {}, {}};
  std::vector<std::pair<std::int64_t, std::pair<std::string, std::string>>> fields;
  for (const auto& [field, node] : table) {
    const std::string inner = name.empty() ? std::string(field.str()) : name + '.' + std::string(field.str());
    if (const toml::table* group = node.as_table()) {
      flatten(*group, inner, "", rows);
    } else if (const toml::array* array = node.as_array(); array != nullptr && array->is_array_of_tables()) {
      for (const toml::node& item : *array) flatten(*item.as_table(), inner, key_of(*item.as_table()), rows);
    } else {
      fields.push_back({line_of(node), {std::string(field.str()), text_of(node)}});
      if (field.str() == "clause" || field.str() == "cite") own.clauses.push_back(text_of(node));
      if (field.str() == "clauses" && node.as_array() != nullptr)
        for (const toml::node& cite : *node.as_array()) own.clauses.push_back(text_of(cite));
    }
  }
  std::stable_sort(fields.begin(), fields.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (auto& field : fields) own.fields.push_back(std::move(field.second));
  if (!own.fields.empty()) rows.push_back(std::move(own));
}

std::optional<std::vector<Row>> rows_of_days(const std::string& text) {
  if (!parse_decrees(text)) return std::nullopt;
  std::vector<Row> rows;
  std::istringstream in(text);
  std::int64_t line_number = 0;
  for (std::string line; std::getline(in, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (++line_number == 1 || line.empty()) continue;
    std::istringstream cells(line);
    Row row{"day", "", line_number, {}, {}};
    std::getline(cells, row.key, ',');
    for (const char* field : {"worked", "name", "source"}) {
      std::string cell;
      std::getline(cells, cell, ',');
      row.fields.emplace_back(field, cell);
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<std::vector<Row>> rows_of(const RulebookFile& file) {
  std::optional<std::vector<Row>> rows;
  if (file.name.ends_with(".csv")) {
    rows = rows_of_days(file.text);
  } else if (const ParsedToml parsed = parse_toml(file.text); parsed.table) {
    rows.emplace();
    flatten(*parsed.table, "", "", *rows);
  }
  if (!rows) return rows;
  std::stable_sort(rows->begin(), rows->end(), [](const Row& a, const Row& b) { return a.line < b.line; });
  // Two rows of one name: the second is told by its number.
  std::map<std::pair<std::string, std::string>, int> seen;
  for (Row& row : *rows)
    if (const int times = ++seen[{row.table, row.key}]; times > 1) row.key += " #" + std::to_string(times);
  return rows;
}

const std::string* field_of(const Row& row, const std::string& name) {
  for (const auto& [field, value] : row.fields)
    if (field == name) return &value;
  return nullptr;
}

std::vector<FieldChange> changed_fields(const Row& before, const Row& after) {
  std::vector<FieldChange> changes;
  for (const auto& [field, value] : after.fields) {
    const std::string* earlier = field_of(before, field);
    if (earlier == nullptr || *earlier != value) changes.push_back({field, earlier == nullptr ? "" : *earlier, value});
  }
  for (const auto& [field, value] : before.fields)
    if (field_of(after, field) == nullptr) changes.push_back({field, value, ""});
  return changes;
}

/// What people know a row by: its name, or whom and what it is for.
std::vector<FieldValue> what_stays(const Row& before, const Row& after) {
  std::vector<FieldValue> about;
  for (const char* name : {"name_zh", "title_zh", "situation_zh", "name", "duty", "start", "stop", "kind", "kinds", "category", "categories", "area", "areas",
                           "channels", "customer_classes", "voltages", "region", "role", "scope"}) {
    const std::string* value = field_of(after, name);
    const std::string* earlier = field_of(before, name);
    if (value != nullptr && earlier != nullptr && *value == *earlier && !value->empty() && *value != after.key) about.push_back({name, *value});
  }
  return about;
}

RowChange whole_row(const std::string& file, const Row& row, RowChangeKind kind) {
  RowChange change{file, row.table, row.key, kind, row.line, row.clauses, {}, {}};
  for (const auto& [field, value] : row.fields)
    change.fields.push_back(kind == RowChangeKind::added ? FieldChange{field, "", value} : FieldChange{field, value, ""});
  return change;
}

const Row* find_row(const std::vector<Row>& rows, const Row& wanted) {
  const auto found = std::find_if(rows.begin(), rows.end(), [&wanted](const Row& row) { return row.table == wanted.table && row.key == wanted.key; });
  return found == rows.end() ? nullptr : &*found;
}

void compare_rows(const std::string& file, const std::vector<Row>& before, const std::vector<Row>& after, std::vector<RowChange>& changes) {
  for (const Row& row : after) {
    const Row* earlier = find_row(before, row);
    if (earlier == nullptr) {
      changes.push_back(whole_row(file, row, RowChangeKind::added));
      continue;
    }
    std::vector<FieldChange> fields = changed_fields(*earlier, row);
    if (fields.empty()) continue;
    RowChange change{file, row.table, row.key, RowChangeKind::changed, row.line, row.clauses, std::move(fields), what_stays(*earlier, row)};
    for (const std::string& clause : earlier->clauses)
      if (std::find(change.clauses.begin(), change.clauses.end(), clause) == change.clauses.end()) change.clauses.push_back(clause);
    changes.push_back(std::move(change));
  }
  for (const Row& row : before)
    if (find_row(after, row) == nullptr) changes.push_back(whole_row(file, row, RowChangeKind::removed));
}

const RulebookFile* find_file(const std::vector<RulebookFile>& files, const std::string& name) {
  const auto found = std::find_if(files.begin(), files.end(), [&name](const RulebookFile& file) { return file.name == name; });
  return found == files.end() ? nullptr : &*found;
}

}  // namespace

RulebookChanges compare_rulebooks(const std::vector<RulebookFile>& before, const std::vector<RulebookFile>& after) {
  RulebookChanges changes;
  const auto compare = [&changes](const RulebookFile* earlier, const RulebookFile* later) {
    if (earlier != nullptr && later != nullptr && earlier->text == later->text) return;
    const auto old_rows = earlier == nullptr ? std::optional(std::vector<Row>()) : rows_of(*earlier);
    const auto new_rows = later == nullptr ? std::optional(std::vector<Row>()) : rows_of(*later);
    const std::string& name = later == nullptr ? earlier->name : later->name;
    if (old_rows && new_rows) compare_rows(name, *old_rows, *new_rows, changes.rows);
    else changes.unreadable.push_back(name);
  };
  for (const RulebookFile& file : after) compare(find_file(before, file.name), &file);
  for (const RulebookFile& file : before)
    if (find_file(after, file.name) == nullptr) compare(&file, nullptr);
  return changes;
}

}  // namespace shouwen
