// Reading open_data.toml: what is given out as data. Art. 8.
#include <algorithm>

#include "regulation/load_parts.h"
#include "regulation/open_data_rules.h"

namespace shouwen {

namespace {

bool is_host_name(std::string_view text) {
  return !text.empty() && text.size() <= 100 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-") == std::string_view::npos && text.front() != '.' && text.back() != '.';
}

/// "power.example,2026" or with month and day.
bool is_identity(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || !is_host_name(text.substr(0, comma))) return false;
  const std::string_view day = text.substr(comma + 1);
  const auto number = [](std::string_view part) { return part.find_first_not_of("0123456789") == std::string_view::npos; };
  return (day.size() == 4 && number(day)) || parse_date(day).has_value();
}

std::vector<std::string> categories_of(TableReader& reader, const char* key, RulebookDraft& draft) {
  std::vector<std::string> codes = reader.texts(key);
  for (const std::string& code : codes) draft.refers("category", code, reader);
  return codes;
}

bool holds(const std::vector<std::string>& codes, const std::string& code) { return std::find(codes.begin(), codes.end(), code) != codes.end(); }

Open311Rules read_open311(TableReader& reader, RulebookDraft& draft, const std::vector<std::string>& about_persons) {
  Open311Rules rules;
  rules.jurisdiction_id = reader.text("jurisdiction_id");
  if (!rules.jurisdiction_id.empty() && !is_host_name(rules.jurisdiction_id))
    reader.mistake("jurisdiction_id", "rulebook.malformed", "jurisdiction_id 应是小写域名", "jurisdiction_id must be a host name in lower case");
  rules.services = categories_of(reader, "services", draft);
  rules.listed = categories_of(reader, "listed", draft);
  const std::string tips = "tip_off.";
  for (const std::string& code : rules.services)
    if (code.starts_with(tips))
      reader.mistake("services", "rulebook.contradiction", "举报不经第三方接口受理：" + code, "tips are not taken through third parties: " + code);
  for (const std::string& code : rules.listed)
    if (!holds(rules.services, code) || code.starts_with(tips) || holds(about_persons, code))
      reader.mistake("listed", "rulebook.contradiction", "不能公开列出（不在 services 中，或涉及个人）：" + code, "may not be listed (not among services, or about persons): " + code);
  rules.coordinate_decimals = reader.integer_within("coordinate_decimals", 0, 4);
  rules.most_listed = reader.integer_within("most_listed", 1, 1000);
  rules.key_calls_a_minute = reader.integer_within("key_calls_a_minute", 1, 6000);
  rules.key_requests_a_day = reader.integer_within("key_requests_a_day", 1, 1'000'000);
  rules.log_days = reader.integer_within("log_days", 1, 3660);
  return rules;
}

}  // namespace

void read_open_data(TableReader& file, RulebookDraft& draft, MistakeList& mistakes) {
  const toml::table* table = file.table("open_data", false);
  if (table == nullptr) return;
  TableReader reader(*table, file.file(), mistakes);
  OpenDataRules rules;
  rules.set_by = reader.text("set_by");
  rules.identity = reader.text("identity");
  if (!rules.identity.empty() && !is_identity(rules.identity))
    reader.mistake("identity", "rulebook.malformed", "identity 应写作“域名,年份”", "identity must be a host name, a comma and a year");
  rules.smallest_group = reader.integer_within("smallest_group", 2, 1000);
  rules.time_step_minutes = reader.integer_within("time_step_minutes", 1, 1440);
  rules.wait_days = reader.integer_within("wait_days", 0, 366);
  rules.feed_entries = reader.integer_within("feed_entries", 1, 500);
  rules.about_persons = categories_of(reader, "about_persons", draft);
  if (const toml::table* open311 = reader.table("open311", true)) {
    TableReader part(*open311, file.file(), mistakes);
    rules.open311 = read_open311(part, draft, rules.about_persons);
  }
  draft.rulebook.open_data = std::make_shared<OpenDataRules>(std::move(rules));
}

}  // namespace shouwen
