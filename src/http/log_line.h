// Log lines with named fields: one line an event, as text for people or JSON for programs; nothing in a value can begin a line.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

namespace shouwen::http {

enum class LogFormat { text, json };
enum class LogLevel { debug, info, warn, error };

/// Applies to every line of the program from now on, also to those without fields.
void set_log_format(LogFormat format);

/// A text, or a whole number if `is_number`.
struct LogField {
  LogField(std::string_view n, std::string_view v) : name(n), value(v) {}
  LogField(std::string_view n, std::int64_t v) : name(n), value(std::to_string(v)), is_number(true) {}
  std::string_view name;
  std::string value;
  bool is_number = false;
};
/// Whether lines of this level are written at all.
bool logs(LogLevel level);
/// `message`: a fixed word ("call", "sign_in"). Values hold no personal data and no secret: that is the caller's promise.
void log_line(LogLevel level, std::string_view message, std::initializer_list<LogField> fields);

}  // namespace shouwen::http
