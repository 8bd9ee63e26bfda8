// The one place that knows libical.
#include "calendar_files/ical.h"

#include <libical/ical.h>

#include <algorithm>
#include <memory>

#include "base/text.h"

namespace shouwen {

namespace {

constexpr const char* product_id = "-//Shouwen//Shouwen//ZH";
constexpr const char* refresh_every = "PT1H";
constexpr std::size_t most_events = 20000;
constexpr int first_year = 1900, last_year = 2999;  // what the library writes again as it read it

struct Free {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

icaltimetype time_of(Instant at) { return icaltime_from_timet_with_zone(static_cast<time_t>(at.seconds), 0, icaltimezone_get_utc_timezone()); }

icaltimetype day_of(Date date) {
  icaltimetype day = icaltime_null_date();
  day.year = date.year();
  day.month = date.month();
  day.day = date.day();
  return day;
}

/// The library writes an empty or blank value as one it then calls an error: what says nothing is left out.
bool says(const std::string& text) { return text.find_first_not_of(" \t\r\n\f\v") != std::string::npos; }

void add_x(icalcomponent* component, const char* name, const std::string& value) {
  icalproperty* property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  icalcomponent_add_property(component, property);
}

icalcomponent* event_component(const IcalEvent& event) {
  icalcomponent* component = icalcomponent_new_vevent();
  const auto add = [component](icalproperty* property) { icalcomponent_add_property(component, property); };
  if (says(event.uid)) add(icalproperty_new_uid(event.uid.c_str()));
  add(icalproperty_new_dtstamp(time_of(event.stamp)));
  if (event.first_day && event.end_day) {
    add(icalproperty_new_dtstart(day_of(*event.first_day)));
    add(icalproperty_new_dtend(day_of(*event.end_day)));
  } else if (event.from) {
    add(icalproperty_new_dtstart(time_of(*event.from)));
    if (event.to) add(icalproperty_new_dtend(time_of(*event.to)));
  }
  if (event.sequence > 0) add(icalproperty_new_sequence(static_cast<int>(event.sequence)));
  if (says(event.summary)) add(icalproperty_new_summary(event.summary.c_str()));
  if (says(event.description)) add(icalproperty_new_description(event.description.c_str()));
  if (says(event.location)) add(icalproperty_new_location(event.location.c_str()));
  if (says(event.url)) add(icalproperty_new_url(event.url.c_str()));
  if (says(event.category)) add(icalproperty_new_categories(event.category.c_str()));
  add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  if (says(event.special_day)) add_x(component, "X-APPLE-SPECIAL-DAY", event.special_day);
  return component;
}

std::string text_of(const char* text) { return text == nullptr || !is_valid_utf8(text) ? "" : text; }

std::string first_text(icalcomponent* component, icalproperty_kind kind) {
  icalproperty* property = icalcomponent_get_first_property(component, kind);
  return property == nullptr ? "" : text_of(icalvalue_get_text(icalproperty_get_value(property)));
}

std::string special_day_of(icalcomponent* component) {
  for (icalproperty* property = icalcomponent_get_first_property(component, ICAL_X_PROPERTY); property != nullptr;
       property = icalcomponent_get_next_property(component, ICAL_X_PROPERTY))
    if (text_of(icalproperty_get_x_name(property)) == "X-APPLE-SPECIAL-DAY") return text_of(icalproperty_get_x(property));
  return "";
}

std::optional<Date> date_of(const icaltimetype& time) {
  if (time.year < first_year || time.year > last_year || time.month < 1 || time.month > 12 || time.day < 1) return std::nullopt;
  const Date date = Date::of(time.year, time.month, time.day);
  return date.month() == time.month && date.day() == time.day ? std::optional(date) : std::nullopt;
}

/// Lines that begin an event, in order: the library remembers none.
std::vector<std::int64_t> event_lines(std::string_view text) {
  std::vector<std::int64_t> lines;
  std::int64_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    ++number;
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.size() == 12 && std::equal(line.begin(), line.end(), "BEGIN:VEVENT", [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - 32 : a) == b; })) lines.push_back(number);
  }
  return lines;
}

/// Whether the library could not read something: an empty text, which many programs write, is none, an empty time is.
bool unreadable(icalcomponent* component) {
  constexpr std::string_view empty = "No value for ";
  for (icalproperty* error = icalcomponent_get_first_property(component, ICAL_XLICERROR_PROPERTY); error != nullptr;
       error = icalcomponent_get_next_property(component, ICAL_XLICERROR_PROPERTY)) {
    const std::string said = text_of(icalproperty_get_xlicerror(error));
    if (!said.starts_with(empty)) return true;
    const std::string name = said.substr(empty.size(), said.find(' ', empty.size()) - empty.size());
    if (name == "DTSTART" || name == "DTEND" || name == "DURATION" || name == "RRULE" || name == "RDATE") return true;
  }
  return false;
}

Result<IcalEvent> read_event(icalcomponent* component, std::int64_t line) {
  const std::string at = std::to_string(line);
  const Refusal bad_date{"ical.bad_date", "", "", {{"line", at}}};
  if (icalcomponent_get_first_property(component, ICAL_RRULE_PROPERTY) != nullptr || icalcomponent_get_first_property(component, ICAL_RDATE_PROPERTY) != nullptr)
    return Refusal{"ical.recurring", "", "", {{"line", at}}};
  if (unreadable(component)) return Refusal{"ical.bad_entry", "", "", {{"line", at}}};
  if (icalcomponent_get_first_property(component, ICAL_DTSTART_PROPERTY) == nullptr) return bad_date;
  IcalEvent event;
  event.line = line;
  event.uid = first_text(component, ICAL_UID_PROPERTY);
  event.summary = first_text(component, ICAL_SUMMARY_PROPERTY);
  event.description = first_text(component, ICAL_DESCRIPTION_PROPERTY);
  event.url = first_text(component, ICAL_URL_PROPERTY);
  event.category = first_text(component, ICAL_CATEGORIES_PROPERTY);
  event.special_day = special_day_of(component);
  const icaltimetype start = icalcomponent_get_dtstart(component);
  if (!icaltime_is_date(start)) {
    const icaltimetype end = icalcomponent_get_dtend(component);
    if (!date_of(start) || (!icaltime_is_null_time(end) && !date_of(end))) return bad_date;
    event.from = Instant{static_cast<std::int64_t>(icaltime_as_timet(start))};
    if (!icaltime_is_null_time(end)) event.to = Instant{static_cast<std::int64_t>(icaltime_as_timet(end))};
    return event;
  }
  event.first_day = date_of(start);
  if (!event.first_day) return bad_date;
  event.end_day = event.first_day->plus_days(1);
  if (icalcomponent_get_first_property(component, ICAL_DTEND_PROPERTY) != nullptr) event.end_day = date_of(icalcomponent_get_dtend(component));
  // An end on the first day is written by programs that mean the day itself.
  if (event.end_day == event.first_day) event.end_day = event.first_day->plus_days(1);
  if (!event.end_day || *event.end_day < *event.first_day) return bad_date;
  return event;
}

void be_lenient() {
  static const bool done = [] {
    icalerror_set_errors_are_fatal(0);
    return true;
  }();
  (void)done;
}

}  // namespace

std::string write_ical(const IcalCalendar& calendar) {
  be_lenient();
  const Component root(icalcomponent_new(ICAL_VCALENDAR_COMPONENT));
  icalcomponent_add_property(root.get(), icalproperty_new_version("2.0"));
  icalcomponent_add_property(root.get(), icalproperty_new_prodid(product_id));
  icalcomponent_add_property(root.get(), icalproperty_new_calscale("GREGORIAN"));
  icalcomponent_add_property(root.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
  if (says(calendar.name)) add_x(root.get(), "X-WR-CALNAME", calendar.name);
  add_x(root.get(), "X-WR-TIMEZONE", "Asia/Shanghai");
  add_x(root.get(), "X-PUBLISHED-TTL", refresh_every);
  for (const IcalEvent& event : calendar.events) icalcomponent_add_component(root.get(), event_component(event));
  char* text = icalcomponent_as_ical_string_r(root.get());
  const std::string written = text == nullptr ? "" : text;
  icalmemory_free_buffer(text);
  return written;
}

Result<IcalCalendar> read_ical(std::string_view text) {
  be_lenient();
  const Refusal not_one{"ical.not_a_calendar", "", "", {}};
  if (!is_valid_utf8(text) || text.find('\0') != std::string_view::npos) return not_one;
  const Component root(icalparser_parse_string(std::string(text).c_str()));
  if (root == nullptr) return not_one;
  icalcomponent* calendar = icalcomponent_isa(root.get()) == ICAL_VCALENDAR_COMPONENT ? root.get() : icalcomponent_get_first_component(root.get(), ICAL_VCALENDAR_COMPONENT);
  if (calendar == nullptr) return not_one;
  const std::vector<std::int64_t> lines = event_lines(text);
  IcalCalendar read;
  for (icalcomponent* event = icalcomponent_get_first_component(calendar, ICAL_VEVENT_COMPONENT); event != nullptr;
       event = icalcomponent_get_next_component(calendar, ICAL_VEVENT_COMPONENT)) {
    if (read.events.size() >= most_events) return not_one;
    auto one = read_event(event, read.events.size() < lines.size() ? lines[read.events.size()] : 0);
    if (!one) return one.refusal();
    read.events.push_back(*std::move(one));
  }
  return read;
}

}  // namespace shouwen
