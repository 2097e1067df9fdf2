// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log_format.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace ritmon {
namespace {

using ::testing::ElementsAre;

struct ValueCase {
  const char* what;
  std::string value;
  std::string logfmt;  // what stands behind "value="
  std::string read;    // what a reader of the JSON gets
};

// The field's value in both forms of one line.
const std::vector<ValueCase> kValues = {
    {"a word", "ok", "ok", "ok"},
    {"nothing", "", R"("")", ""},
    {"blanks", "a b", R"("a b")", "a b"},
    {"a second field", "x level=error", R"("x level=error")", "x level=error"},
    {"quotes and backslash", R"(say "\")", R"("say \"\\\"")", R"(say "\")"},
    {"a backslash alone", R"(C:\x)", R"("C:\\x")", R"(C:\x)"},
    {"lines", "a\nb\r\tc", R"("a\nb\r\tc")", "a\nb\r\tc"},
    {"a zero", std::string("a\0b", 3), R"("a\x00b")", std::string("a\0b", 3)},
    {"a terminal's escape", "\x1b[2J", R"("\x1b[2J")", "\x1b[2J"},
    {"delete", "a\x7f", R"("a\x7f")", "a\x7f"},
    {"U+009B, an escape as well", "\xc2\x9b", R"("\u009b")", "\xc2\x9b"},
    {"umlauts", "Größe", "Größe", "Größe"},
    {"beyond 16 bits", "\xf0\x9f\x98\x80", "\xf0\x9f\x98\x80",
     "\xf0\x9f\x98\x80"},
    {"Latin 1", "Gr\xf6\xdf", R"("Gr\xf6\xdf")", "Gr\ufffd\ufffd"},
    {"half a character", "a\xe2\x82", R"("a\xe2\x82")", "a\ufffd"},
    {"a surrogate", "\xed\xa0\x80", R"("\xed\xa0\x80")", "\ufffd\ufffd\ufffd"},
    {"too long a slash", "\xc0\xaf", R"("\xc0\xaf")", "\ufffd\ufffd"},
};

LogEvent EventWith(std::span<const LogField> fields) {
  return {.time = FromMillis(1'764'411'300'007),
          .level = LogLevel::kWarning,
          .name = "fetch",
          .fields = fields};
}

TEST(LogFormatTest, ValuesStayInTheirPlace) {
  constexpr char kHead[] =
      "time=2025-11-29T10:15:00.007Z level=warning event=fetch value=";
  for (const ValueCase& test : kValues) {
    SCOPED_TRACE(test.what);
    const std::vector<LogField> fields = {{"value", test.value}};
    EXPECT_EQ(FormatLogfmt(EventWith(fields)), kHead + test.logfmt);

    const std::string line = FormatJson(EventWith(fields));
    for (const char c : line) EXPECT_TRUE(c >= ' ' && c < 0x7f) << line;
    const auto json = nlohmann::json::parse(line);
    EXPECT_EQ(json["value"], test.read);
    EXPECT_EQ(json["time"], "2025-11-29T10:15:00.007Z");
    EXPECT_EQ(json["level"], "warning");
    EXPECT_EQ(json["event"], "fetch");

    EXPECT_THAT(FormatJournal(EventWith(fields)),
                ElementsAre("MESSAGE=fetch value=" + test.logfmt, "PRIORITY=4",
                            "SYSLOG_IDENTIFIER=ritmon", "RITMON_EVENT=fetch",
                            "RITMON_VALUE=" + test.value));
  }
}

TEST(LogFormatTest, LevelsAndPriorities) {
  const std::vector<std::tuple<LogLevel, std::string, std::string>> cases = {
      {LogLevel::kDebug, "debug", "7"},
      {LogLevel::kInfo, "info", "6"},
      {LogLevel::kWarning, "warning", "4"},
      {LogLevel::kError, "error", "3"},
  };
  for (const auto& [level, name, priority] : cases) {
    LogEvent event = EventWith({});
    event.level = level;
    EXPECT_EQ(FormatLogfmt(event),
              "time=2025-11-29T10:15:00.007Z level=" + name + " event=fetch");
    EXPECT_EQ(nlohmann::json::parse(FormatJson(event))["level"], name);
    EXPECT_EQ(FormatJournal(event)[1], "PRIORITY=" + priority);
  }
}

TEST(LogFormatTest, NamesOfTheJournal) {
  const std::vector<LogField> fields = {{"first-byte_ms2", "7"}};
  EXPECT_EQ(FormatJournal(EventWith(fields)).back(), "RITMON_FIRST_BYTE_MS2=7");
}

}  // namespace
}  // namespace ritmon
