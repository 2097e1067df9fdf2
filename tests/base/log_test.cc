// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

namespace ritmon {
namespace {

TEST(LogTest, JournalStreamNamesOneFile) {
  struct Case {
    const char* stream;
    bool same;
  };
  for (const Case& test :
       {Case{"8:4711", true}, Case{"8:4712", false}, Case{"9:4711", false},
        Case{"", false}, Case{"8", false}, Case{"8:4711:1", false}}) {
    EXPECT_EQ(NamesFile(test.stream, 8, 4711), test.same) << test.stream;
  }
}

TEST(LogTest, FormsHaveNames) {
  for (const LogForm form :
       {LogForm::kLogfmt, LogForm::kJson, LogForm::kJournal}) {
    EXPECT_EQ(ParseLogForm(ToString(form)), form);
  }
  EXPECT_EQ(ParseLogForm("xml"), std::nullopt);
}

TEST(LogTest, TheVariableWinsOverTheJournal) {
  struct stat file {};
  ASSERT_EQ(fstat(STDERR_FILENO, &file), 0);
  const std::string stream =
      std::to_string(file.st_dev) + ":" + std::to_string(file.st_ino);
  ::unsetenv(kLogFormVariable);
  ::setenv("JOURNAL_STREAM", "1:2", 1);  // of somebody that started us
  EXPECT_EQ(LogFormOfProcess(), std::nullopt);
  ::setenv("JOURNAL_STREAM", stream.c_str(), 1);
  EXPECT_EQ(LogFormOfProcess(), LogForm::kJournal);
  ::setenv(kLogFormVariable, "json", 1);
  EXPECT_EQ(LogFormOfProcess(), LogForm::kJson);
  ::unsetenv(kLogFormVariable);
  ::unsetenv("JOURNAL_STREAM");
}

TEST(LogTest, OneLineAnEventAndNothingBelowItsLevel) {
  testing::internal::CaptureStderr();
  Log log(LogLevel::kInfo, LogForm::kJson);
  log.Write(LogLevel::kDebug, "unseen", {});
  log.Info("begin", {{"job", "crawl\n{}"}});
  log.Error("end", {});
  const std::string text = testing::internal::GetCapturedStderr();
  EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2) << text;
  EXPECT_EQ(text.find("unseen"), std::string::npos);
  EXPECT_NE(text.find(R"("event":"begin","job":"crawl\n{}"})"),
            std::string::npos)
      << text;
}

}  // namespace
}  // namespace ritmon
