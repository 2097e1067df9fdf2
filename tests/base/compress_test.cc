// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/compress.h"

#include <gtest/gtest.h>

#include <random>

namespace ritmon {
namespace {

TEST(CompressTest, GivesBackWhatWasPacked) {
  std::mt19937 random(1);
  for (const size_t size : {size_t{0}, size_t{1}, size_t{100000}}) {
    std::string bytes;
    for (size_t i = 0; i < size; ++i) bytes += static_cast<char>(random() % 7);
    EXPECT_EQ(Decompress(Compress(bytes)).value(), bytes);
  }
}

TEST(CompressTest, RefusesDamageAndBombs) {
  const std::string packed = Compress(std::string(1000, 'a'));
  EXPECT_FALSE(Decompress("nonsense"));
  EXPECT_FALSE(Decompress(packed.substr(0, packed.size() / 2)));
  EXPECT_FALSE(Decompress(packed, /*max_bytes=*/999));
}

}  // namespace
}  // namespace ritmon
