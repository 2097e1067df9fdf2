// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/input_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class InputTableTest : public ::testing::Test {
 protected:
  // Reads `text` with the columns region, number and, if it is there, note.
  Status Read(const std::string& text) {
    rows_.clear();
    EXPECT_TRUE(WriteFileAtomically(folder_ / "in.csv", text));
    return ReadInputTable(
        folder_ / "in.csv",
        {{"region"}, {"number|zahl"}, {.titles = "note", .required = false}},
        [&](uint64_t line, const std::vector<std::string>& cells,
            InputMistakes& mistakes) {
          if (cells[1] == "bad") mistakes.Add(line, "a bad number");
          rows_.push_back(cells);
        });
  }

  std::string MessageOf(const std::string& text) {
    const Status status = Read(text);
    return status ? "" : status.error().message;
  }

  TempDirectory folder_;
  std::vector<std::vector<std::string>> rows_;
};

TEST_F(InputTableTest, FindsColumnsByTitleInAnyOrder) {
  ASSERT_TRUE(Read("Zahl;other;REGION\n 1 ;x;Hamburg\n2\n"));
  EXPECT_THAT(rows_, ElementsAre(ElementsAre("Hamburg", "1", ""),
                                 ElementsAre("", "2", "")));
  ASSERT_TRUE(Read("region,number,note\nKiel,3,\"a, b\"\n"));
  EXPECT_THAT(rows_, ElementsAre(ElementsAre("Kiel", "3", "a, b")));
}

TEST_F(InputTableTest, SaysEveryMistakeWithItsLine) {
  const std::string message = MessageOf("region;number\na;bad\nb;1\nc;bad\n");
  EXPECT_THAT(message, HasSubstr("in.csv:2: a bad number"));
  EXPECT_THAT(message, HasSubstr("in.csv:4: a bad number"));
  EXPECT_THAT(MessageOf("region;nummer\na;1\n"),
              HasSubstr("no column 'number'; there are: region, nummer"));
  EXPECT_THAT(MessageOf("region;number\n"), HasSubstr("in.csv: no rows"));
  EXPECT_THAT(MessageOf(""), HasSubstr("no rows"));
  EXPECT_THAT(MessageOf("region;number\na;\"1\n"), HasSubstr("in.csv:2: "));
}

TEST_F(InputTableTest, AFloodOfMistakesIsCut) {
  std::string text = "region;number\n";
  for (int i = 0; i < 150; ++i) text += "a;bad\n";
  const std::string message = MessageOf(text);
  EXPECT_THAT(message, HasSubstr("in.csv:101: "));
  EXPECT_THAT(message, ::testing::EndsWith("\nand 50 more"));
}

TEST_F(InputTableTest, AFileThatIsNotThere) {
  const auto status = ReadInputTable(folder_ / "none.csv", {{"a"}},
                                     [](auto, const auto&, auto&) {});
  ASSERT_FALSE(status.has_value());
  EXPECT_EQ(status.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
