// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/output_file.h"

#include <gtest/gtest.h>

#include "tests/testing/fixtures.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> FilesIn(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) {
    names.push_back(entry.path().filename());
  }
  return names;
}

TEST(OutputFileTest, TheOldFileStaysUntilTheNewOneIsComplete) {
  const TempDirectory folder;
  const fs::path path = folder / "list.csv";
  ASSERT_TRUE(WriteFileAtomically(path, "old"));
  {
    auto output = OutputFile::Create(path);
    ASSERT_TRUE(output) << output.error().message;
    ASSERT_TRUE(output->Append("half"));
    EXPECT_EQ(MustRead(path), "old");
  }
  EXPECT_EQ(MustRead(path), "old");
  EXPECT_EQ(FilesIn(folder.path()), std::vector<std::string>{"list.csv"});
  auto output = OutputFile::Create(path);
  ASSERT_TRUE(output);
  for (int i = 0; i < 10'000; ++i) ASSERT_TRUE(output->Append("0123456789"));
  ASSERT_TRUE(output->Close());
  EXPECT_EQ(MustRead(path).size(), 100'000u);
  EXPECT_EQ(FilesIn(folder.path()), std::vector<std::string>{"list.csv"});
}

TEST(OutputFileTest, WhatALinkLeadsToIsReplaced) {
  const TempDirectory folder;
  ASSERT_TRUE(WriteFileAtomically(folder / "real", "old"));
  fs::create_symlink("real", folder / "link");
  auto output = OutputFile::Create(folder / "link");
  ASSERT_TRUE(output);
  ASSERT_TRUE(output->Append("new"));
  ASSERT_TRUE(output->Close());
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
  EXPECT_EQ(MustRead(folder / "real"), "new");
}

// A device that is always full; it is written to, never replaced.
TEST(OutputFileTest, AFullDiskIsSaid) {
  auto output = OutputFile::Create("/dev/full");
  ASSERT_TRUE(output) << output.error().message;
  Status status = output->Append(std::string(1 << 20, 'x'));
  if (status) status = output->Close();
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().kind, ErrorKind::kIo);
  EXPECT_NE(status.error().message.find("/dev/full: cannot write: No space"),
            std::string::npos)
      << status.error().message;
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST(OutputFileTest, AFolderThatIsNotThere) {
  const TempDirectory folder;
  const auto output = OutputFile::Create(folder / "no/list.csv");
  ASSERT_FALSE(output);
  EXPECT_EQ(output.error().kind, ErrorKind::kNotFound);
}

}  // namespace
}  // namespace ritmon
