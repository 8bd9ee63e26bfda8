// Fields travel inside spdlog's message between two marks no text can hold, and are laid out by a formatter of our own.
#include "http/log_line.h"

#include <spdlog/formatter.h>
#include <spdlog/spdlog.h>

#include <ctime>

#include "json/print.h"

namespace shouwen::http {

namespace {

constexpr char field_mark = '\x1e', value_mark = '\x1f', number_mark = '\x1d';

spdlog::level::level_enum level_of(LogLevel level) {
  switch (level) {
    case LogLevel::debug: return spdlog::level::debug;
    case LogLevel::info: return spdlog::level::info;
    case LogLevel::warn: return spdlog::level::warn;
    case LogLevel::error: return spdlog::level::err;
  }
  return spdlog::level::err;
}

/// "2026-11-27T10:00:00.123Z": UTC, so that lines of several machines sort.
std::string time_of(const spdlog::log_clock::time_point& at) {
  const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count();
  const std::time_t seconds = static_cast<std::time_t>(milliseconds / 1000);
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char text[24];
  std::string time(text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.", &parts));
  const std::string rest = std::to_string(milliseconds % 1000);
  return time + std::string(3 - rest.size(), '0') + rest + 'Z';
}

/// What would begin a line, colour a terminal or pass for a mark becomes a space.
std::string on_one_line(std::string_view text) {
  std::string line(text);
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return line;
}

class Formatter : public spdlog::formatter {
 public:
  explicit Formatter(LogFormat format) : format_(format) {}
  std::unique_ptr<spdlog::formatter> clone() const override { return std::make_unique<Formatter>(format_); }

  void format(const spdlog::details::log_msg& message, spdlog::memory_buf_t& out) override {
    std::string_view payload(message.payload.data(), message.payload.size());
    const std::size_t end = std::min(payload.find(field_mark), payload.size());
    const auto level = spdlog::level::to_string_view(message.level);
    std::string line;
    if (format_ == LogFormat::json) {
      line = "{\"time\":\"" + time_of(message.time) + "\",\"level\":\"" + std::string(level.data(), level.size()) + "\",\"message\":";
      json::print_string(line, payload.substr(0, end));
    } else {
      line = time_of(message.time) + ' ' + std::string(level.data(), level.size()) + ' ' + on_one_line(payload.substr(0, end));
    }
    payload.remove_prefix(end);
    while (!payload.empty()) add_field(payload, line);
    line += format_ == LogFormat::json ? "}\n" : "\n";
    out.append(line.data(), line.data() + line.size());
  }

 private:
  void add_field(std::string_view& payload, std::string& line) const {
    payload.remove_prefix(1);
    const std::size_t end = std::min(payload.find(field_mark), payload.size());
    const std::string_view field = payload.substr(0, end);
    payload.remove_prefix(end);
    const std::size_t mark = std::min(field.find_first_of("\x1f\x1d"), field.size());
    const bool is_number = mark < field.size() && field[mark] == number_mark;
    const std::string_view value = field.substr(std::min(mark + 1, field.size()));
    if (format_ == LogFormat::json) {
      line += ',';
      json::print_string(line, field.substr(0, mark));
      line += ':';
      if (is_number) line += value;
      else json::print_string(line, value);
    } else {
      line += ' ' + std::string(field.substr(0, mark)) + '=' + on_one_line(value);
    }
  }

  LogFormat format_;
};

}  // namespace

void set_log_format(LogFormat format) { spdlog::set_formatter(std::make_unique<Formatter>(format)); }

bool logs(LogLevel level) { return spdlog::should_log(level_of(level)); }

void log_line(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) {
  if (!logs(level)) return;
  std::string payload(message);
  for (const LogField& field : fields) {
    payload += field_mark;
    payload += field.name;
    payload += field.is_number ? number_mark : value_mark;
    payload += on_one_line(field.value);
  }
  spdlog::log(level_of(level), spdlog::string_view_t(payload.data(), payload.size()));
}

}  // namespace shouwen::http
