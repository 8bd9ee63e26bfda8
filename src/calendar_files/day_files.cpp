// Each shape to the same table; whatever is wrong names its line.
#include "calendar_files/day_files.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "calendar_files/ical.h"
#include "json/json.h"

namespace shouwen {

struct DayInFile {
  std::string name, date;
  bool isOffDay = true;  // NOLINT: the word of that file format
  std::optional<std::string> source, known_on;
};
BOOST_DESCRIBE_STRUCT(DayInFile, (), (name, date, isOffDay, source, known_on))
struct DaysFile {
  std::vector<std::string> papers;
  std::vector<DayInFile> days;
};
BOOST_DESCRIBE_STRUCT(DaysFile, (), (papers, days))

namespace {

constexpr std::int32_t longest_event_days = 400;
constexpr std::size_t name_characters = 60, source_characters = 300;

std::int64_t line_at(std::string_view text, std::size_t position) { return 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size())), '\n'); }

/// The table has no quotes: a comma in a name becomes the Chinese one.
std::string cell(std::string_view text, std::size_t most) {
  std::string clean;
  for (const char c : first_characters(clean_text(text, false), most)) clean += c == ',' ? "，" : std::string(1, c);
  return clean;
}

/// Days of a JSON file with the line they stand in, in order of reading.
class DayTable {
 public:
  explicit DayTable(std::string_view text) : text_(text) {}

  Verdict add(const std::string& date_text, Decree decree) {
    const std::string line = line_of(date_text);
    const auto date = parse_date(date_text);
    if (!date) return Refusal{"day_file.bad_day", "", "", {{"line", line}, {"text", date_text}}};
    decree.date = *date;
    const auto [known, is_new] = seen_.emplace(*date, decree.verdict);
    if (!is_new) return known->second == decree.verdict ? Verdict(Done{}) : Refusal{"day_file.day_twice", "", "", {{"line", line}, {"date", date_text}}};
    days_.push_back(std::move(decree));
    return Done{};
  }
  Result<DecreeTable> finished() && {
    if (days_.empty()) return Refusal{"day_file.empty", "", "", {}};
    std::stable_sort(days_.begin(), days_.end(), [](const Decree& a, const Decree& b) { return a.date < b.date; });
    return std::move(days_);
  }

 private:
  /// The n-th day of that text stands where its n-th mention stands.
  std::string line_of(const std::string& date_text) {
    std::size_t& from = mentioned_[date_text];
    const std::size_t found = text_.find('"' + date_text + '"', from);
    if (found == std::string_view::npos) return "?";
    from = found + 1;
    return std::to_string(line_at(text_, found));
  }

  std::string_view text_;
  std::map<std::string, std::size_t> mentioned_;
  std::map<Date, DayVerdict> seen_;
  DecreeTable days_;
};

std::string_view text_in(const boost::json::value& value) { return value.is_string() ? std::string_view(value.get_string()) : std::string_view(); }
std::string_view member(const boost::json::object& object, const char* name) {
  const boost::json::value* found = object.if_contains(name);
  return found == nullptr ? std::string_view() : text_in(*found);
}

/// {"papers":[…],"days":[{"name","date","isOffDay"}]}
Result<DecreeTable> read_holiday_cn(std::string_view text, const boost::json::object& file) {
  std::string paper;
  if (const boost::json::value* papers = file.if_contains("papers"); papers != nullptr && papers->is_array() && !papers->get_array().empty())
    paper = cell(text_in(papers->get_array().front()), source_characters);
  DayTable table(text);
  for (const boost::json::value& value : file.at("days").get_array()) {
    const boost::json::object* day = value.if_object();
    const boost::json::value* off = day == nullptr ? nullptr : day->if_contains("isOffDay");
    const std::string date(day == nullptr ? std::string_view() : member(*day, "date"));
    if (off == nullptr || !off->is_bool()) return Refusal{"day_file.bad_day", "", "", {{"line", std::to_string(line_at(text, text.find(date)))}, {"text", date}}};
    Decree decree{{}, off->get_bool() ? DayVerdict::off : DayVerdict::worked, cell(member(*day, "name"), name_characters), cell(member(*day, "source"), source_characters), {}};
    if (decree.source.empty()) decree.source = paper;
    if (const std::string known_on(member(*day, "known_on")); !known_on.empty()) {
      decree.known_on = parse_date(known_on);
      if (!decree.known_on) return Refusal{"day_file.bad_day", "", "", {{"line", std::to_string(line_at(text, text.find(known_on)))}, {"text", known_on}}};
    }
    if (const Verdict added = table.add(date, std::move(decree)); !added) return added.refusal();
  }
  return std::move(table).finished();
}

/// {"holidays":{"2026-01-01":"New Year's Day,元旦,1"},"workdays":{…}}
Result<DecreeTable> read_chinese_days(std::string_view text, const boost::json::object& file) {
  DayTable table(text);
  for (const auto& [key, verdict] : {std::pair{"holidays", DayVerdict::off}, std::pair{"workdays", DayVerdict::worked}}) {
    const boost::json::value* days = file.if_contains(key);
    if (days == nullptr || !days->is_object()) continue;
    for (const auto& day : days->get_object()) {
      const std::string_view names = text_in(day.value());
      const std::size_t first = names.find(','), second = first == std::string_view::npos ? first : names.find(',', first + 1);
      const std::string_view name = second == std::string_view::npos ? names : names.substr(first + 1, second - first - 1);
      if (const Verdict added = table.add(std::string(day.key()), {{}, verdict, cell(name, name_characters), "", {}}); !added) return added.refusal();
    }
  }
  return std::move(table).finished();
}

Result<DecreeTable> read_json(std::string_view text) {
  const auto document = json::parse_document(text);
  if (!document) return Refusal{"day_file.bad_json", "", "", {{"line", std::to_string(line_at(text, static_cast<std::size_t>(std::stoull(document.refusal().values.front().second))))}}};
  const boost::json::object* file = document->if_object();
  const boost::json::value* days = file == nullptr ? nullptr : file->if_contains("days");
  if (days != nullptr && days->is_array()) return read_holiday_cn(text, *file);
  if (file != nullptr && file->contains("holidays")) return read_chinese_days(text, *file);
  return Refusal{"day_file.unknown_shape", "", "", {}};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// By what programs write: a mark of its own, a category, or the words of the title.
std::optional<DayVerdict> verdict_of(const IcalEvent& event) {
  if (event.special_day == "WORK-HOLIDAY" || event.category == "HOLIDAY") return DayVerdict::off;
  if (event.special_day == "ALTERNATE-WORKDAY" || event.category == "WORKDAY") return DayVerdict::worked;
  for (const char* word : {"班", "补工", "make-up", "workday"})
    if (has(event.summary, word)) return DayVerdict::worked;
  for (const char* word : {"休", "假", "停工", "holiday", "Holiday"})
    if (has(event.summary, word)) return DayVerdict::off;
  return std::nullopt;
}

/// 国庆节（休） → 国庆节
std::string name_of_day(const std::string& summary) {
  std::string name = summary;
  for (const std::string_view ending : {"（休）", "（班）", "(休)", "(班)", "假期", "放假", "补班", " 休", " 班"})
    if (name.size() > ending.size() && name.ends_with(ending)) name.resize(name.size() - ending.size());
  return cell(name, name_characters);
}

Result<DecreeTable> read_days_of_ical(std::string_view text) {
  const auto file = read_ical(text);
  if (!file) return file.refusal();
  std::map<Date, DayVerdict> seen;
  DecreeTable table;
  for (const IcalEvent& event : file->events) {
    const std::string line = std::to_string(event.line);
    if (!event.first_day) return Refusal{"day_file.not_whole_days", "", "", {{"line", line}, {"text", event.summary}}};
    const auto verdict = verdict_of(event);
    if (!verdict) return Refusal{"day_file.no_verdict", "", "", {{"line", line}, {"text", event.summary}}};
    if (event.end_day->days - event.first_day->days > longest_event_days) return Refusal{"day_file.too_long", "", "", {{"line", line}, {"text", event.summary}}};
    for (Date date = *event.first_day; date < *event.end_day; date = date.plus_days(1)) {
      const auto [known, is_new] = seen.emplace(date, *verdict);
      if (!is_new && known->second != *verdict) return Refusal{"day_file.day_twice", "", "", {{"line", line}, {"date", to_iso(date)}}};
      if (!is_new) return Refusal{"day_file.overlap", "", "", {{"line", line}, {"date", to_iso(date)}}};
      table.push_back({date, *verdict, name_of_day(event.summary), cell(event.url, source_characters), {}});
    }
  }
  if (table.empty()) return Refusal{"day_file.empty", "", "", {}};
  std::stable_sort(table.begin(), table.end(), [](const Decree& a, const Decree& b) { return a.date < b.date; });
  return table;
}

Result<DecreeTable> read_table(std::string_view text) {
  const std::string_view heading = text.substr(0, text.find_first_of("\r\n"));
  if (heading != "date,worked,name,source" && heading != "date,worked,name,source,known_on") return Refusal{"day_file.unknown_shape", "", "", {}};
  auto table = parse_decrees(text);
  if (table && table->empty()) return Refusal{"day_file.empty", "", "", {}};
  return table;
}

}  // namespace

Result<DecreeTable> read_day_file(std::string_view bytes) {
  constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
  if (bytes.starts_with(byte_order_mark)) bytes.remove_prefix(byte_order_mark.size());
  if (!is_valid_utf8(bytes)) return Refusal{"day_file.unknown_shape", "", "", {}};
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return Refusal{"day_file.empty", "", "", {}};
  if (bytes[first] == '{' || bytes[first] == '[') return read_json(bytes);
  if (bytes.substr(first).starts_with("BEGIN:VCALENDAR")) return read_days_of_ical(bytes);
  return read_table(bytes.substr(first));
}

DecreeTable named_days(const WorkCalendar& calendar, int year) {
  DecreeTable days;
  for (const DayException& day : calendar.exceptions)
    if (year == 0 || day.date.year() == year) days.push_back({day.date, day.worked ? DayVerdict::worked : DayVerdict::off, day.name, day.source, day.known_on});
  return days;
}

std::string days_as_ical(const DecreeTable& days, const std::string& calendar_name) {
  IcalCalendar calendar{calendar_name, {}};
  for (const Decree& day : days) {
    const bool worked = day.verdict == DayVerdict::worked;
    IcalEvent event;
    event.uid = to_iso(day.date) + "@days.shouwen";
    event.summary = day.name + (worked ? "（班）" : "（休）");
    event.url = day.source.starts_with("http") ? day.source : "";
    event.description = event.url.empty() ? day.source : "";
    event.category = worked ? "WORKDAY" : "HOLIDAY";
    event.special_day = worked ? "ALTERNATE-WORKDAY" : "WORK-HOLIDAY";
    event.stamp = at_local(day.known_on.value_or(day.date), 0);
    event.first_day = day.date;
    event.end_day = day.date.plus_days(1);
    calendar.events.push_back(std::move(event));
  }
  return write_ical(calendar);
}

std::string days_as_json(const DecreeTable& days) {
  DaysFile file;
  std::set<std::string> papers;
  for (const Decree& day : days) {
    if (!day.source.empty() && papers.insert(day.source).second) file.papers.push_back(day.source);
    file.days.push_back({day.name, to_iso(day.date), day.verdict == DayVerdict::off, day.source, {}});
    if (day.known_on) file.days.back().known_on = to_iso(*day.known_on);
  }
  return json::to_text(file) + '\n';
}

}  // namespace shouwen
