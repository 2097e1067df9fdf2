// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/sparkline.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

TEST(SparklineTest, HeightsBetweenLeastAndMost) {
  struct Case {
    std::vector<int64_t> numbers;
    size_t width;
    const char* line;
  };
  const Case cases[] = {
      {{}, 10, ""},
      {{5}, 0, ""},
      {{0, 0}, 10, "▁▁"},
      {{5, 5, 5}, 10, "▄▄▄"},
      {{0, 1, 2, 3, 4, 5, 6, 7}, 10, "▁▂▃▄▅▆▇█"},
      {{100, 101}, 10, "▁█"},
      {{-7, 0, 7}, 10, "▁▅█"},
      // The last of each stretch; the last number is there at any rate.
      {{0, 7, 7, 0}, 2, "█▁"},
      {{7, 0, 0, 0, 7}, 2, "▁█"},
      {{INT64_MIN, INT64_MAX}, 10, "▁█"},
  };
  for (const Case& test : cases) {
    EXPECT_EQ(Sparkline(test.numbers, test.width), test.line);
  }
}

}  // namespace
}  // namespace ritmon
