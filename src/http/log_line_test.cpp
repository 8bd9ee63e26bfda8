// A line is a line, whatever stands in it.
#include "http/log_line.h"

#include <gtest/gtest.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>

#include <sstream>

namespace shouwen::http {
namespace {

class LogLine : public testing::Test {
 protected:
  void begin(LogFormat format) {
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("test", std::make_shared<spdlog::sinks::ostream_sink_mt>(out)));
    set_log_format(format);
  }
  ~LogLine() override { spdlog::set_default_logger(before); }
  std::shared_ptr<spdlog::logger> before = spdlog::default_logger();
  std::ostringstream out;
};

TEST_F(LogLine, is_json_with_fields) {
  begin(LogFormat::json);
  log_line(LogLevel::info, "call", {{"request_id", "a\"b"}, {"status", 200}});
  const std::string line = out.str();
  EXPECT_NE(line.find(R"("level":"info","message":"call","request_id":"a\"b","status":200})"), std::string::npos) << line;
  EXPECT_EQ(line.find(R"({"time":"20)"), 0U) << line;
  EXPECT_NE(line.find(R"(Z","level")"), std::string::npos) << "UTC";
}

TEST_F(LogLine, cannot_be_forged_by_what_stands_in_it) {
  for (const LogFormat format : {LogFormat::text, LogFormat::json}) {
    out.str("");
    begin(format);
    log_line(LogLevel::warn, "sign_in", {{"outcome", "x\n2026 error forged\x1e" "name\x1f" "v\x1b[31m"}});
    spdlog::error("first\nsecond {}", "third\r\n");
    const std::string text = out.str();
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find("name="), std::string::npos) << text;
  }
}

TEST_F(LogLine, is_not_made_below_its_level) {
  begin(LogFormat::text);
  log_line(LogLevel::debug, "quiet", {});
  EXPECT_EQ(out.str(), "");
  EXPECT_FALSE(logs(LogLevel::debug));
}

}  // namespace
}  // namespace shouwen::http
