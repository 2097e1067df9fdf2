// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/files.h"

#include <gtest/gtest.h>

#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

TEST(FilesTest, WritesAndReadsBack) {
  TempDirectory folder;
  const std::string content("a\0b\n", 4);
  ASSERT_TRUE(WriteFileAtomically(folder / "f", content));
  EXPECT_EQ(ReadFile(folder / "f").value(), content);
  EXPECT_FALSE(std::filesystem::exists(folder / "f.tmp"));
}

TEST(FilesTest, SaysWhichFileIsMissing) {
  TempDirectory folder;
  const auto missing = ReadFile(folder / "keine-Datei");
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().kind, ErrorKind::kNotFound);
  EXPECT_NE(missing.error().message.find("keine-Datei"), std::string::npos);
}

TEST(FilesTest, AppendsAndCounts) {
  TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(folder / "f", "12"));
  {
    auto file = AppendFile::Open(folder / "f");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->size(), 2u);
    ASSERT_TRUE(file->Append("345"));
    EXPECT_EQ(file->size(), 5u);
    ASSERT_TRUE(file->Sync());
  }
  EXPECT_EQ(ReadFile(folder / "f").value(), "12345");
}

TEST(FilesTest, AFullDiskIsSaid) {
  if (!std::filesystem::exists("/dev/full")) GTEST_SKIP() << "no /dev/full";
  auto file = AppendFile::Open("/dev/full");
  ASSERT_TRUE(file);
  const auto status = file->Append("x");
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kIo);
  EXPECT_NE(status.error().message.find("/dev/full"), std::string::npos);
}

}  // namespace
}  // namespace ritmon
