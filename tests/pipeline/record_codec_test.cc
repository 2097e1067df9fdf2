// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/record_codec.h"

#include <gtest/gtest.h>

#include "base/compress.h"

namespace ritmon {
namespace {

TEST(RecordCodecTest, BlocksComeBackAsTheyWere) {
  const std::vector<Block> blocks = {
      {Zone::kTitle, "Wärme\nund Strom"},
      {Zone::kMain, ""},
      {Zone::kHeading2, std::string("a\0b 12 de\n", 10), "en"},
      {Zone::kFooter, "main 3 \nabc\n"}};
  const auto again = DecodeBlocks(EncodeBlocks(blocks));
  ASSERT_TRUE(again.has_value()) << again.error().message;
  ASSERT_EQ(again->size(), blocks.size());
  for (size_t i = 0; i < blocks.size(); ++i) {
    EXPECT_EQ((*again)[i].zone, blocks[i].zone);
    EXPECT_EQ((*again)[i].text, blocks[i].text);
    EXPECT_EQ((*again)[i].lang, blocks[i].lang);
  }
  EXPECT_EQ(DecodeBlocks(EncodeBlocks({}))->size(), 0u);
}

TEST(RecordCodecTest, DamageIsSaid) {
  for (const char* lines :
       {"main", "main 3", "main 3 de", "main 3 \nab", "main 3 \nabcd\n",
        "main x \nabc\n", "main 99999999999999999999 \nabc\n", "\n"}) {
    const auto blocks = DecodeBlocks(Compress(lines));
    ASSERT_FALSE(blocks.has_value()) << lines;
    EXPECT_NE(blocks.error().message.find("damaged"), std::string::npos);
  }
  const auto old = DecodeBlocks(Compress(R"([["main","abc"]])"));
  ASSERT_FALSE(old.has_value());
  EXPECT_NE(old.error().message.find("ritmon replay"), std::string::npos);
  EXPECT_FALSE(DecodeBlocks("no zstd").has_value());
}

}  // namespace
}  // namespace ritmon
