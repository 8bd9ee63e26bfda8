// Words for dates, limits, people and phones.
#include "portal/public_words.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "portal/page_texts.h"

namespace shouwen {

namespace {

using http::Language;

constexpr std::array<const char*, 7> weekdays_zh{"周一", "周二", "周三", "周四", "周五", "周六", "周日"};
constexpr std::array<const char*, 7> weekdays_en{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> months_en{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

const char* month_en(Date date) { return months_en[static_cast<std::size_t>(date.month() - 1)]; }

std::string unit_word(TimeUnit unit, std::int64_t amount, Language language) {
  const bool zh = language == Language::zh;
  const auto en = [amount](const char* one, const char* many) { return std::string(amount == 1 ? one : many); };
  switch (unit) {
    case TimeUnit::min: return zh ? "分钟" : en("minute", "minutes");
    case TimeUnit::h: return zh ? "小时" : en("hour", "hours");
    case TimeUnit::wh: return zh ? "个工作小时" : en("working hour", "working hours");
    case TimeUnit::d: return zh ? "天" : en("day", "days");
    case TimeUnit::wd: return zh ? "个工作日" : en("working day", "working days");
    case TimeUnit::month: return zh ? "个月" : en("month", "months");
  }
  return {};
}

std::string day_and_clock(Date date, const std::string& clock, Date today, Language language) {
  const auto weekday = static_cast<std::size_t>(date.weekday() - 1);
  const bool zh = language == Language::zh, other_year = date.year() != today.year();
  std::string near;
  if (date == today) near = say("today", language);
  if (date == today.plus_days(1)) near = say("tomorrow", language);
  if (zh) {
    const std::string day = (other_year ? fmt::format("{}年", date.year()) : "") + fmt::format("{}月{}日", date.month(), date.day());
    return near.empty() ? fmt::format("{}（{}）{}", day, weekdays_zh[weekday], clock) : fmt::format("{}（{}）{}", near, day, clock);
  }
  const std::string day = fmt::format("{} {}", date.day(), month_en(date)) + (other_year ? fmt::format(" {}", date.year()) : "");
  return near.empty() ? fmt::format("{} {}, {}", weekdays_en[weekday], day, clock) : fmt::format("{} ({}), {}", near, day, clock);
}

}  // namespace

std::string public_time(Instant at, Instant now, Language language) {
  return day_and_clock(local_date(at), clock_words(local_second_of_day(at)), local_date(now), language);
}

std::string public_due(Instant at, Instant now, Language language) {
  if (local_second_of_day(at) != 0) return public_time(at, now, language);
  return day_and_clock(local_date(at).plus_days(-1), "24:00", local_date(now), language);
}

std::string clock_words(std::int32_t second_of_day) { return fmt::format("{:02}:{:02}", second_of_day / 3600, second_of_day / 60 % 60); }

std::string public_date(Date date, Language language) {
  return language == Language::zh ? fmt::format("{}年{}月{}日", date.year(), date.month(), date.day())
                                  : fmt::format("{} {} {}", date.day(), month_en(date), date.year());
}

std::string limit_in_words(Limit limit, Language language) {
  // Nobody counts in hundreds of minutes.
  if (limit.unit == TimeUnit::min && limit.amount >= 120) {
    const std::string hours = limit_in_words({limit.amount / 60, TimeUnit::h}, language);
    if (limit.amount % 60 == 0) return hours;
    return hours + (language == Language::zh ? "" : " ") + limit_in_words({limit.amount % 60, TimeUnit::min}, language);
  }
  return std::to_string(limit.amount) + (language == Language::zh ? "" : " ") + unit_word(limit.unit, limit.amount, language);
}

std::string plain_source(std::string source) {
  for (const std::string_view mark : {"，编号待核", "编号待核"})
    for (std::size_t at = source.find(mark); at != std::string::npos; at = source.find(mark, at)) source.erase(at, mark.size());
  return source;
}

std::string clause_in_words(const std::string& cite, Language language) {
  const std::size_t dot = cite.find('.'), bracket = cite.find('(');
  const std::string article = cite.substr(dot + 1, bracket == std::string::npos ? std::string::npos : bracket - dot - 1);
  if (bracket == std::string::npos) return say("clause", language, {{"article", article}});
  return say("clause_item", language, {{"article", article}, {"item", cite.substr(bracket + 1, cite.find(')') - bracket - 1)}});
}

std::string percent(double share) { return share >= 1 ? "100%" : fmt::format("{:.1f}%", share * 100); }

std::string public_officer_name(const Officer& officer, const Rulebook& rulebook, Language language) {
  const OfficerNaming naming = rulebook.public_rules ? rulebook.public_rules->officer_name : OfficerNaming::unit;
  switch (naming) {
    case OfficerNaming::full: return officer.name;
    case OfficerNaming::surname: return mask_name(officer.name);
    case OfficerNaming::code: return say("staff_number", language, {{"code", officer.code}});
    case OfficerNaming::unit: break;
  }
  return {};
}

Hotline directory_phone(const Rulebook& rulebook, DirectoryRole role, Language language) {
  for (const DirectoryEntry& entry : rulebook.directory)
    if (entry.role == role) return {language == Language::zh ? entry.name_zh : entry.name_en, entry.phone};
  return {};
}

Hotline hotline_of(const api::Call& call, Language language) {
  if (Hotline known = directory_phone(*call.rulebook, DirectoryRole::hotline, language); !known.phone.empty()) return known;
  const Unit* unit = call.organisation->unit_by_code(call.rulebook->closing.public_first_contact_unit_code);
  return unit == nullptr ? Hotline{} : Hotline{unit->name, unit->phone};
}

std::string card_text(const Rulebook& rulebook, const std::string& code, Language language) {
  const WordingCard* card = rulebook.card(code);
  if (card == nullptr) return {};
  return language == Language::zh ? card->text_zh : card->text_en;
}

bool is_dialable(const std::string& phone) {
  return !phone.empty() && phone.find_first_not_of("0123456789-+ ") == std::string::npos;
}

}  // namespace shouwen
