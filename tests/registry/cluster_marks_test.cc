// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/cluster_marks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::HasSubstr;

Result<std::vector<ClusterMark>> Read(const std::string& text) {
  const TempDirectory folder;
  EXPECT_TRUE(WriteFileAtomically(folder / "marks.csv", text));
  return ReadClusterMarks(folder / "marks.csv");
}

TEST(ClusterMarksTest, ReadsGermanAndEnglishTitles) {
  auto marks = Read(
      "cluster;feld;intensitaet;beleg;quelle;stand\n"
      "lsn;Care Technologies;+;Projekt X;Website;2024-01-31\n"
      "lsn;Diagnostik & Therapie;++;;;\n"
      "lsn;Bioökonomie;0;;;\n");
  ASSERT_TRUE(marks.has_value()) << marks.error().message;
  ASSERT_EQ(marks->size(), 3u);
  EXPECT_EQ((*marks)[0].intensity, 1);
  EXPECT_EQ((*marks)[0].evidence, "Projekt X");
  EXPECT_EQ((*marks)[0].date, "2024-01-31");
  EXPECT_EQ((*marks)[1].intensity, 2);
  EXPECT_EQ((*marks)[2].intensity, 0);
  EXPECT_TRUE(Read("cluster,field,intensity\na,b,2\n").has_value());
}

TEST(ClusterMarksTest, SaysAllMistakes) {
  const auto marks = Read(
      "cluster;field;intensity\n"
      "a;b;3\n;b;1\na;;1\na;c;1\na;c;2\n");
  ASSERT_FALSE(marks.has_value());
  for (const char* part : {":2: intensity '3' is none of", ":3: no cluster",
                           ":4: no field", ":6: a and c: twice"}) {
    EXPECT_THAT(marks.error().message, HasSubstr(part));
  }
}

}  // namespace
}  // namespace ritmon
