// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pager.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(PagerTest, RowsAreThoseOfTheScreen) {
  struct Case {
    std::string text;
    size_t width;
    size_t rows;
  };
  const Case cases[] = {
      {"", 10, 0},
      {"a\n", 10, 1},
      {"a", 10, 1},
      {"a\n\nb\n", 10, 3},
      {"0123456789\n", 10, 1},
      {"01234567890\n", 10, 2},
      {"äöüäöüäöüä\n", 10, 1},
      {"\x1b[1m0123456789\x1b[0m\n", 10, 1},
      {"\x1b[1m01234567890\x1b[0m\n", 10, 2},
      {std::string(31, 'x'), 10, 4},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(RowsOnScreen(test.text, test.width), test.rows) << test.text;
  }
}

TEST(PagerTest, OnlyWhatIsLongerThanATerminalsScreen) {
  Terminal terminal{.is_terminal = true, .width = 80, .height = 4};
  terminal.pager = "less";
  EXPECT_FALSE(WantsPager("1\n2\n3\n", terminal));
  EXPECT_TRUE(WantsPager("1\n2\n3\n4\n", terminal));
  Terminal without = terminal;
  without.pager = "";
  EXPECT_FALSE(WantsPager("1\n2\n3\n4\n", without));
  Terminal file = terminal;
  file.is_terminal = false;
  EXPECT_FALSE(WantsPager("1\n2\n3\n4\n", file));
}

TEST(PagerTest, GetsTheWholeText) {
  TempDirectory folder;
  const std::string path = (folder / "seen").string();
  std::string text;
  for (int i = 0; i < 50'000; ++i) text += "line " + std::to_string(i) + "\n";
  const auto shown = ShowInPager(text, "cat > '" + path + "'");
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_TRUE(*shown);
  EXPECT_EQ(ReadFile(path).value_or(""), text);
}

// More than a pipe holds, and nobody reads it.
TEST(PagerTest, WhoLeavesEarlyMakesNoError) {
  const std::string text(1'000'000, 'x');
  const auto shown = ShowInPager(text, "exit 0");
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_TRUE(*shown);
}

TEST(PagerTest, SaysIfThereIsNoSuchProgram) {
  const auto shown =
      ShowInPager("text\n", "exec ritmon-no-such-pager 2> /dev/null");
  ASSERT_TRUE(shown) << shown.error().message;
  EXPECT_FALSE(*shown);
}

}  // namespace
}  // namespace ritmon
