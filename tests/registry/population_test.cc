// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/population.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

class PopulationTest : public testing::Test {
 protected:
  Result<Population> Load(const std::string& text) {
    EXPECT_TRUE(WriteFileAtomically(folder_ / "people.csv", text));
    return Population::Load(folder_ / "people.csv");
  }

  TempDirectory folder_;
};

TEST_F(PopulationTest, ColumnsInAnyOrderAndAnyDelimiter) {
  const char* const tables[] = {
      "ags,inhabitants,date,source\n02000,1800000,2024-12-31,Amt A\n"
      "01056,300000,2023-12-31,Amt B\n",
      "# by hand\nAGS\tname\tInhabitants\tDate\tSource\n"
      "02000\tHamburg\t1800000\t2024-12-31\tAmt A\n"
      "# and the other\n01056\tPinneberg\t300000\t2023-12-31\tAmt B\n",
      "\xEF\xBB\xBFsource;date;inhabitants;ags\r\n"
      "\"Amt A\";2024-12-31;1800000;02000\r\n"
      "\"Amt B\";2023-12-31;300000;01056\r\n",
  };
  for (const char* table : tables) {
    const auto population = Load(table);
    ASSERT_TRUE(population) << population.error().message;
    const auto one = population->Of({"02000"});
    ASSERT_TRUE(one) << one.error().message;
    EXPECT_EQ(one->number, 1'800'000u);
    EXPECT_EQ(FormatDate(one->earliest), "2024-12-31");
    const auto two = population->Of({"01056", "02000"});
    ASSERT_TRUE(two) << two.error().message;
    EXPECT_EQ(two->number, 2'100'000u);
    EXPECT_EQ(FormatDate(two->earliest), "2023-12-31");
    EXPECT_EQ(FormatDate(two->latest), "2024-12-31");
    EXPECT_EQ(two->sources, (std::vector<std::string>{"Amt B", "Amt A"}));
  }
}

TEST_F(PopulationTest, ASumOfSomeDistrictsIsNone) {
  const auto population =
      Load("ags,inhabitants,date,source\n02000,1,2024-12-31,A\n");
  ASSERT_TRUE(population) << population.error().message;
  const auto sum = population->Of({"01053", "02000", "03359"});
  ASSERT_FALSE(sum);
  EXPECT_EQ(sum.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(sum.error().message.find("people.csv has no row for 01053, 03359"),
            std::string::npos)
      << sum.error().message;
}

TEST_F(PopulationTest, EveryMistakeIsSaidWithFileAndLine) {
  const std::string header = "ags,inhabitants,date,source\n";
  const struct {
    const char* line;
    const char* message;
  } cases[] = {
      {"2000,1,2024-12-31,A", "'2000' is no AGS of 5 digits"},
      {"02000000,1,2024-12-31,A", "'02000000' is no AGS of 5 digits"},
      {"01001,1.800.000,2024-12-31,A", "'1.800.000' is no number"},
      {"01001,-5,2024-12-31,A", "'-5' is no number"},
      {"01001,0,2024-12-31,A", "'0' is no number"},
      {"01001,99999999999999999999,2024-12-31,A", "is no number"},
      {"01001,,2024-12-31,A", "'' is no number"},
      {"01001,5,31.13.2024,A", "'31.13.2024' is no date"},
      {"01001,5,2024-12-31,", "the source is missing"},
      {"01001,5,2024-12-31", "no cell for 'source'"},
      {"01056,5,2024-12-31,A", "AGS 01056 has a row already"},
  };
  std::string text = header + "01056,7,2024-12-31,A\n";
  for (const auto& c : cases) text += std::string(c.line) + "\n";
  const auto all = Load(text);
  ASSERT_FALSE(all);
  EXPECT_EQ(all.error().kind, ErrorKind::kInvalid);
  int line = 3;
  for (const auto& c : cases) {
    const std::string place = "people.csv:" + std::to_string(line++) + ": ";
    const size_t at = all.error().message.find(place);
    ASSERT_NE(at, std::string::npos) << place << "\n" << all.error().message;
    const size_t end = all.error().message.find('\n', at);
    EXPECT_NE(all.error().message.substr(at, end - at).find(c.message),
              std::string::npos)
        << c.line << "\n"
        << all.error().message;
  }
}

TEST_F(PopulationTest, ATableOfOtherColumnsOrNone) {
  for (const auto& [text, message] :
       {std::pair("ags,people,date,source\n02000,1,2024-12-31,A\n",
                  "people.csv:1: no column 'inhabitants'"),
        std::pair("", "people.csv:1: no header")}) {
    const auto population = Load(text);
    ASSERT_FALSE(population) << text;
    EXPECT_EQ(population.error().kind, ErrorKind::kInvalid);
    EXPECT_NE(population.error().message.find(message), std::string::npos)
        << population.error().message;
  }
  const auto missing = Population::Load(folder_ / "nothing.csv");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
