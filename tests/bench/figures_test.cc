// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/figures.h"

#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/files.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

struct Arguments {
  explicit Arguments(std::vector<std::string> words) : texts(std::move(words)) {
    for (std::string& text : texts) pointers.push_back(text.data());
    count = static_cast<int>(pointers.size());
  }
  std::vector<std::string> Left() const {
    return {pointers.begin(), pointers.begin() + count};
  }
  std::vector<std::string> texts;
  std::vector<char*> pointers;
  int count = 0;
};

TEST(FiguresTest, TakesTheFileOutOfTheArgumentsWhereverItStands) {
  const TempDirectory folder;
  const std::string file = (folder.path() / "figures.json").string();
  for (size_t place = 1; place < 4; ++place) {
    std::vector<std::string> words = {"bench", "500", "--other=x"};
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(place),
                 "--json=" + file);
    Arguments arguments(words);
    Figures figures =
        Figures::FromArguments(arguments.count, arguments.pointers.data());
    EXPECT_THAT(arguments.Left(), ElementsAre("bench", "500", "--other=x"));
    figures.Add("ritmon", "place", "places", static_cast<double>(place));
    ASSERT_EQ(figures.Finish(), 0);
    const auto json = nlohmann::json::parse(ReadFile(file).value());
    EXPECT_EQ(json[0]["value"], static_cast<double>(place));
  }
}

TEST(FiguresTest, WithoutAFileNothingIsWritten) {
  Arguments arguments({"bench", "500"});
  Figures figures =
      Figures::FromArguments(arguments.count, arguments.pointers.data());
  EXPECT_THAT(arguments.Left(), ElementsAre("bench", "500"));
  figures.Add("ritmon", "speed", "MB/s", 1);
  EXPECT_EQ(figures.Finish(), 0);
}

TEST(FiguresTest, SaysWhatWasMeasured) {
  Figures figures;
  figures.Add("RE2::Set", "speed", "MB/s", 2.5);
  figures.Add("ritmon", "speed", "MB/s", 800, 500);
  const auto json = nlohmann::json::parse(figures.Json());
  EXPECT_EQ(json, nlohmann::json::parse(R"([
    {"subject": "RE2::Set", "quantity": "speed", "unit": "MB/s", "value": 2.5},
    {"subject": "ritmon", "quantity": "speed", "unit": "MB/s", "value": 800.0,
     "at": 500.0}])"));
}

TEST(FiguresTest, WhatIsNoNumberIsLeftOut) {
  Figures figures;
  figures.Add("ritmon", "speed", "MB/s", 1.0 / 0.0);
  figures.Add("ritmon", "speed", "MB/s", std::nan(""));
  EXPECT_TRUE(figures.all().empty());
  EXPECT_EQ(nlohmann::json::parse(figures.Json()), nlohmann::json::array());
}

TEST(FiguresTest, AFileThatCannotBeWrittenIsAnError) {
  const TempDirectory folder;
  Figures figures(folder.path() / "nowhere" / "figures.json");
  figures.Add("ritmon", "speed", "MB/s", 1);
  const Status written = figures.Write();
  ASSERT_FALSE(written);
  EXPECT_THAT(written.error().message, HasSubstr("figures.json"));
  EXPECT_EQ(figures.Finish(), 1);
}

}  // namespace
}  // namespace ritmon
