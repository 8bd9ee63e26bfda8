// Validators of answers.
#include "api/cached_answer.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <charconv>

namespace shouwen::api {

namespace {

constexpr std::array<const char*, 7> weekdays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string etag_of(std::string_view body) {
  std::array<unsigned char, 16> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(body.data()), body.size(), nullptr, 0);
  std::string tag = "\"";
  for (const unsigned char byte : hash) tag += fmt::format("{:02x}", byte);
  return tag + '"';
}

int number_at(std::string_view text, std::size_t from, std::size_t length) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data() + from, text.data() + from + length, value);
  return error == std::errc() && end == text.data() + from + length ? value : -1;
}

bool has_it(const http::Request& request, const std::string& etag, std::optional<Instant> modified_at) {
  // Who sends both means the tag.
  if (const std::string_view known = request.header("if-none-match"); !known.empty()) return known == "*" || known.find(etag) != std::string_view::npos;
  const auto since = parse_http_date(request.header("if-modified-since"));
  return since && modified_at && *modified_at <= *since;
}

}  // namespace

std::string http_date(Instant at) {
  const std::int64_t second = ((at.seconds % seconds_per_day) + seconds_per_day) % seconds_per_day;
  const Date day{static_cast<std::int32_t>((at.seconds - second) / seconds_per_day)};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", weekdays[static_cast<std::size_t>(day.weekday() - 1)], day.day(), months[static_cast<std::size_t>(day.month() - 1)], day.year(),
                     second / 3600, second / 60 % 60, second % 60);
}

std::optional<Instant> parse_http_date(std::string_view text) {
  constexpr std::size_t length = 29;
  if (text.size() != length) return std::nullopt;
  int month = 0;
  for (std::size_t i = 0; i < months.size(); ++i)
    if (text.substr(8, 3) == months[i]) month = static_cast<int>(i) + 1;
  const int day = number_at(text, 5, 2), year = number_at(text, 12, 4), hour = number_at(text, 17, 2), minute = number_at(text, 20, 2), second = number_at(text, 23, 2);
  if (month == 0 || day < 1 || year < 1970 || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return std::nullopt;
  if (!parse_date(fmt::format("{:04}-{:02}-{:02}", year, month, day))) return std::nullopt;
  const Instant at{Date::of(year, month, day).days * seconds_per_day + hour * 3600 + minute * 60 + second};
  return http_date(at) == text ? std::optional(at) : std::nullopt;
}

http::Response cached_answer(const http::Request& request, http::Response response, std::optional<Instant> modified_at, std::int64_t fresh_seconds) {
  const std::string etag = etag_of(response.body);
  response.headers.emplace_back("ETag", etag);
  if (modified_at) response.headers.emplace_back("Last-Modified", http_date(*modified_at));
  response.headers.emplace_back("Cache-Control", "public, max-age=" + std::to_string(fresh_seconds));
  if (!has_it(request, etag, modified_at)) return response;
  response.status = 304;
  response.body.clear();
  return response;
}

}  // namespace shouwen::api
