// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/scoreboard.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;

Result<std::vector<ScoreboardIndicator>> Read(const std::string& rows) {
  const TempDirectory folder;
  EXPECT_TRUE(WriteFileAtomically(
      folder / "ris.csv", "region;indicator;value;year;source\n" + rows));
  return ReadScoreboard(folder / "ris.csv");
}

// Regional Innovation Index 2023, as domain/spec.md 1.6 has it.
TEST(ScoreboardTest, ReadsIndicatorsInTheirOrder) {
  auto all = Read(
      "Hamburg;Regional Innovation Index;148.1;2023;RIS 2023\n"
      "Oslo;Regional Innovation Index;130,6;2023;RIS 2023\n"
      "Hamburg;SMEs cooperating;90;2023;RIS 2023\n"
      "EU;Regional Innovation Index;100;2023;RIS 2023\n");
  ASSERT_TRUE(all.has_value()) << all.error().message;
  ASSERT_EQ(all->size(), 2u);
  EXPECT_EQ((*all)[0].name, "Regional Innovation Index");
  ASSERT_EQ((*all)[0].values.size(), 3u);
  EXPECT_DOUBLE_EQ((*all)[0].values[0].value, 148.1);
  EXPECT_DOUBLE_EQ((*all)[0].values[1].value, 130.6);
  EXPECT_EQ((*all)[0].values[2].region, "EU");
}

TEST(ScoreboardTest, SaysAllMistakes) {
  // The last digits are a footnote's: no value that can be read.
  const auto all = Read(
      "Hamburg;Index;148,178x;2023;RIS\n"
      ";Index;1;2023;RIS\nOslo;;1;2023;RIS\nOslo;Index;-1;2023;RIS\n"
      "Oslo;Index;1;23;RIS\nOslo;Index;1;2023;\nOslo;Index;nan;2023;RIS\n"
      "Kiel;Index;1;2023;RIS\nKiel;Index;2;2023;RIS\n");
  ASSERT_FALSE(all.has_value());
  for (const char* part :
       {":2: '148,178x' is no value", ":3: no region", ":4: no indicator",
        ":5: '-1' is no value", ":6: '23' is no year", ":7: no source",
        ":8: 'nan' is no value", ":10: Kiel, Index, 2023: twice"}) {
    EXPECT_THAT(all.error().message, HasSubstr(part));
  }
}

}  // namespace
}  // namespace ritmon
