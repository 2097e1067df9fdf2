// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/keyed_hash.h"

#include <gtest/gtest.h>

namespace ritmon {
namespace {

// RFC 4231, 4.3 (test case 2), its first 128 bits.
TEST(KeyedHashTest, IsHmacSha256) {
  EXPECT_EQ(KeyedHash("Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c7");
}

TEST(KeyedHashTest, OtherKeysGiveOtherNames) {
  const std::string key = NewHashKey();
  EXPECT_EQ(key.size(), 64u);
  EXPECT_NE(key, NewHashKey());
  EXPECT_EQ(KeyedHash(key, "x"), KeyedHash(key, "x"));
  EXPECT_NE(KeyedHash(key, "x"), KeyedHash(key, "y"));
  EXPECT_NE(KeyedHash(key, "x"), KeyedHash(NewHashKey(), "x"));
}

}  // namespace
}  // namespace ritmon
