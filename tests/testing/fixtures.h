// SPDX-License-Identifier: GPL-3.0-or-later
// Where test data is: our own in tests/data, other people's in the folder that
// RITMON_FIXTURES names (default: ../shared/fixtures from the project's root).

#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/files.h"

namespace ritmon {

inline std::filesystem::path TestData(const std::string& name) {
  return std::filesystem::path(RITMON_SOURCE_DIR) / "tests" / "data" / name;
}

inline std::filesystem::path SourceFile(const std::string& name) {
  return std::filesystem::path(RITMON_SOURCE_DIR) / name;
}

inline std::filesystem::path Fixture(const std::string& name) {
  const char* folder = std::getenv("RITMON_FIXTURES");
  const std::filesystem::path root =
      folder != nullptr ? std::filesystem::path(folder)
                        : std::filesystem::path(RITMON_SOURCE_DIR) / ".." /
                              "shared" / "fixtures";
  return root / name;
}

// The file's content; fails the test if it cannot be read.
inline std::string MustRead(const std::filesystem::path& path) {
  auto content = ReadFile(path);
  EXPECT_TRUE(content.has_value()) << content.error().message;
  return content.value_or(std::string());
}

}  // namespace ritmon

// First line of a test that reads other people's data.
#define RITMON_REQUIRE_FIXTURE(name)                       \
  if (!std::filesystem::exists(::ritmon::Fixture(name)))   \
  GTEST_SKIP() << "other people's test data is not here: " \
               << ::ritmon::Fixture(name) << " (set RITMON_FIXTURES)"
