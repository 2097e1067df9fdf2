// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/connect_to.h"

#include <gtest/gtest.h>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(ConnectToTest, ReadsWhereTheDemoHostsAre) {
  TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(
      folder / "c.toml", "[connect_to]\n\"a.example\" = \"127.0.0.9:8080\"\n"));
  auto targets = LoadConnectTo(folder / "c.toml");
  ASSERT_TRUE(targets) << targets.error().message;
  EXPECT_EQ(targets->at("a.example"), "127.0.0.9:8080");
  EXPECT_FALSE(LoadConnectTo(folder / "missing.toml"));
}

}  // namespace
}  // namespace ritmon
