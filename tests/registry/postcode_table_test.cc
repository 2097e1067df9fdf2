// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/postcode_table.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(PostcodeTableTest, ReadsPostcodesAsPeopleWriteThem) {
  struct Case {
    const char* text;
    int number;  // -1: none
    bool is_padded;
    bool is_foreign;
  };
  const Case cases[] = {
      {"20457", 20457, false, false},    {" 20457 ", 20457, false, false},
      {"D-20457", 20457, false, false},  {"d 20457", 20457, false, false},
      {"DE-20457", 20457, false, false}, {"20 457", 20457, false, false},
      {"01067", 1067, false, false},     {"1067", 1067, true, false},
      {"A-1010", -1, false, true},       {"CH-8001", -1, false, true},
      {"F-67000", -1, false, true},      {"204570", -1, false, false},
      {"204", -1, false, false},         {"20457 Hamburg", -1, false, false},
      {"20.457", -1, false, false},      {"abc", -1, false, false},
      {"D-", -1, false, false},          {"", -1, false, false},
  };
  for (const Case& c : cases) {
    const auto reading = ReadPostcode(c.text);
    EXPECT_EQ(
        reading.postcode ? static_cast<int>(reading.postcode->number) : -1,
        c.number)
        << c.text;
    EXPECT_EQ(reading.postcode && reading.postcode->is_padded, c.is_padded)
        << c.text;
    EXPECT_EQ(reading.is_foreign, c.is_foreign) << c.text;
  }
}

constexpr char kHead[] = "postcode\tdistrict\tkind\tmunicipalities\tplaces\n";

Result<PostcodeTable> Load(const TempDirectory& folder,
                           const std::string& rows) {
  EXPECT_TRUE(WriteFileAtomically(folder / "p.tsv", kHead + rows));
  return PostcodeTable::Load(folder / "p.tsv", [](std::string_view district) {
    return district.starts_with("0");
  });
}

TEST(PostcodeTableTest, KnowsPlacesRegionsAndPrefixes) {
  const TempDirectory folder;
  auto table = Load(folder,
                    "21039\t02000\t\t000\tBergedorf=000\n"
                    "21039\t01053\t\t012|028\tHolm\n"
                    "21088\t02000\treceiver\t000\t\n"
                    "21465\t01053\t\t129\t\n"
                    "21466\t01053\t\t129\t\n");
  ASSERT_TRUE(table.has_value()) << table.error().message;
  const auto entries = table->Find(21039);
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].municipalities, std::vector<std::string>{"02000000"});
  EXPECT_EQ(entries[0].places[0].municipality, "02000000");
  EXPECT_TRUE(entries[0].is_complete());
  EXPECT_EQ(entries[1].places[0].key, "holm");
  EXPECT_FALSE(entries[1].is_complete());
  EXPECT_EQ(table->Find(21088)[0].kind, PostcodeKind::kReceiver);
  EXPECT_TRUE(table->Find(0).empty());
  EXPECT_TRUE(table->Find(99999).empty());
  EXPECT_EQ(table->PostalRegion(21999).size(), 2u);
  EXPECT_EQ(table->DistrictOfPrefix(21469), "01053");
  EXPECT_EQ(table->DistrictOfPrefix(21499), "01053");
  EXPECT_EQ(table->DistrictOfPrefix(21031), "");
  EXPECT_EQ(table->DistrictOfPrefix(21080), "");
}

TEST(PostcodeTableTest, SaysAllBadLines) {
  const TempDirectory folder;
  auto table = Load(folder,
                    "2103\t02000\t\t\t\n"
                    "21039\t92000\t\t\t\n"
                    "21039\t02000\tpalace\t\t\n"
                    "21039\t02000\t\t12\t\n"
                    "21039\t02000\t\t\tx=y\n"
                    "21039\t02000\t\t\t\n"
                    "21038\t02000\t\t\t\n");
  ASSERT_FALSE(table.has_value());
  for (const char* line : {":2:", ":3:", ":4:", ":5:", ":6:", ":8:"}) {
    EXPECT_NE(table.error().message.find(line), std::string::npos) << line;
  }
  EXPECT_EQ(table.error().message.find(":7:"), std::string::npos);
}

}  // namespace
}  // namespace ritmon
