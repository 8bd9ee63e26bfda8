// Two files as JSON, compared by field, and by id within lists.
#include "customers/file_differences.h"

#include <charconv>

#include "base/check.h"
#include "customers/customer_describe.h"

namespace shouwen {

namespace {

namespace bj = boost::json;

bj::object object_of(const CustomerFile& file) {
  std::string text;
  json::print(text, file);
  return bj::parse(text).as_object();
}

bool says_nothing(const bj::value& value) {
  if (value.is_null()) return true;
  if (value.is_string()) return value.get_string().empty();
  if (value.is_array()) return value.get_array().empty();
  if (value.is_bool()) return !value.get_bool();
  return value.is_int64() && value.get_int64() == 0;
}

const bj::object* entry_of(const bj::array& entries, std::int64_t id) {
  for (const bj::value& entry : entries)
    if (entry.as_object().at("id").as_int64() == id) return &entry.get_object();
  return nullptr;
}

using Found = std::vector<FieldDifference>;

void compare_objects(const std::string& path, const bj::object& before, const bj::object& after, Found& found);

void compare_lists(const std::string& path, const bj::array& before, const bj::array& after, Found& found) {
  for (const bj::value& entry : before) {
    const std::int64_t id = entry.as_object().at("id").as_int64();
    const std::string at = path + '/' + std::to_string(id);
    if (const bj::object* now = entry_of(after, id)) compare_objects(at, entry.get_object(), *now, found);
    else found.push_back({at, bj::serialize(entry), "null"});
  }
  for (const bj::value& entry : after) {
    const std::int64_t id = entry.as_object().at("id").as_int64();
    if (entry_of(before, id) == nullptr) found.push_back({path + '/' + std::to_string(id), "null", bj::serialize(entry)});
  }
}

void compare_objects(const std::string& path, const bj::object& before, const bj::object& after, Found& found) {
  const auto text_of = [](const bj::value* value) { return value == nullptr ? std::string("null") : bj::serialize(*value); };
  for (const auto& [key, value] : after) {
    const bj::value* was = before.if_contains(key);
    const std::string at = path + '/' + std::string(key);
    if (value.is_array()) compare_lists(at, was == nullptr ? bj::array{} : was->as_array(), value.get_array(), found);
    else if (was == nullptr || *was != value) found.push_back({at, text_of(was), bj::serialize(value)});
  }
  // Optional fields are printed only where they are.
  for (const auto& [key, value] : before)
    if (!after.contains(key)) found.push_back({path + '/' + std::string(key), bj::serialize(value), "null"});
}

void put(bj::object& object, std::string_view path, const std::string& json) {
  const std::string_view key = path.substr(0, path.find('/'));
  const bj::value value = bj::parse(json);
  if (key.size() == path.size()) {
    if (value.is_null()) object.erase(key);
    else object[key] = value;
    return;
  }
  std::string_view rest = path.substr(key.size() + 1);
  bj::array& entries = object[key].is_array() ? object[key].get_array() : object[key].emplace_array();
  std::int64_t id = 0;
  std::from_chars(rest.data(), rest.data() + rest.size(), id);
  const auto at = std::find_if(entries.begin(), entries.end(), [id](const bj::value& entry) { return entry.as_object().at("id").as_int64() == id; });
  const std::size_t slash = rest.find('/');
  if (slash != std::string_view::npos) {
    SHOUWEN_CHECK(at != entries.end());
    put(at->get_object(), rest.substr(slash + 1), json);
  } else if (value.is_null()) {
    if (at != entries.end()) entries.erase(at);
  } else {
    entries.push_back(value);
  }
}

CustomerFile file_from(const bj::value& value) {
  CustomerFile file;
  SHOUWEN_CHECK(json::parse(value, file, json::ParseMode::lenient).empty());
  return file;
}

}  // namespace

std::vector<FieldDifference> differences(const CustomerFile& before, const CustomerFile& after) {
  bj::object was = object_of(before), is = object_of(after);
  was.erase("version");
  is.erase("version");
  Found found;
  compare_objects("", was, is, found);
  return found;
}

CustomerFile with_differences(const CustomerFile& before, const std::vector<FieldDifference>& differences) {
  bj::object object = object_of(before);
  for (const FieldDifference& one : differences) put(object, std::string_view(one.path).substr(1), one.after);
  CustomerFile after = file_from(object);
  after.version = before.version + 1;
  return after;
}

std::string stored_text(const CustomerFile& file) {
  bj::object kept;
  for (const auto& [key, value] : object_of(file))
    if (!says_nothing(value)) kept.emplace(key, value);
  return bj::serialize(kept);
}

CustomerFile parse_file(std::string_view text) { return file_from(bj::parse(text)); }

}  // namespace shouwen
