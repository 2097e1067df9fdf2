// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/base64.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

// RFC 4648, section 10.
TEST(Base64Test, DecodesTheVectorsOfTheStandard) {
  EXPECT_EQ(DecodeBase64(""), "");
  EXPECT_EQ(DecodeBase64("Zg=="), "f");
  EXPECT_EQ(DecodeBase64("Zm8="), "fo");
  EXPECT_EQ(DecodeBase64("Zm9v"), "foo");
  EXPECT_EQ(DecodeBase64("Zm9vYg=="), "foob");
  EXPECT_EQ(DecodeBase64("Zm9vYmE="), "fooba");
  EXPECT_EQ(DecodeBase64("Zm9vYmFy"), "foobar");
}

TEST(Base64Test, HouseForgivesSpaceAndMissingPadding) {
  EXPECT_EQ(DecodeBase64("Zm9v\nYmE"), "fooba");
  EXPECT_EQ(DecodeBase64("Zm9vY"), std::nullopt);
  EXPECT_EQ(DecodeBase64("Zm9*"), std::nullopt);
}

}  // namespace
}  // namespace ritmon
