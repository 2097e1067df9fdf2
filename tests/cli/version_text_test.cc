// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/version_text.h"

#include <gmock/gmock.h>

#include "base/version.h"
#include "cli/build_facts.h"

namespace ritmon {
namespace {

using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(VersionTextTest, FirstLineIsForScripts) {
  EXPECT_THAT(VersionText(),
              StartsWith("ritmon " + std::string(kVersion) + "\n"));
}

TEST(VersionTextTest, TellsBuildAndLibraries) {
  const std::string text = VersionText();
  const BuildFacts build = ThisBuild();
  EXPECT_THAT(build.compiler, ContainsRegex("[0-9]+\\.[0-9]+"));
  EXPECT_THAT(build.commit, ::testing::MatchesRegex("([0-9a-f]{12})?"));
  EXPECT_THAT(text, HasSubstr(build.compiler));
  EXPECT_THAT(text, HasSubstr(build.type));
  for (const char* library : {"libcurl", "Xapian", "ICU", "SQLite"}) {
    EXPECT_THAT(text, ContainsRegex("\n  " + std::string(library) +
                                    " +[0-9]+\\.[0-9]+"));
  }
  EXPECT_THAT(text, HasSubstr("\n  rendering "));
}

}  // namespace
}  // namespace ritmon
