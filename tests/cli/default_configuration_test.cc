// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/default_configuration.h"

#include <gtest/gtest.h>

#include <iterator>

namespace ritmon {
namespace {

// As GNUInstallDirs places SYSCONFDIR.
TEST(DefaultConfigurationTest, FollowsThePlaceOfTheProgram) {
  struct Case {
    const char* program;
    const char* sysconfdir;
    const char* configuration;
  };
  const Case cases[] = {
      {"/usr/bin/ritmon", "", "/etc/ritmon/ritmon.toml"},
      {"/usr/local/bin/ritmon", "", "/usr/local/etc/ritmon/ritmon.toml"},
      {"/opt/rit/bin/ritmon", "", "/etc/opt/rit/ritmon/ritmon.toml"},
      {"/home/a/x/bin/ritmon", "", "/home/a/x/etc/ritmon/ritmon.toml"},
      {"/usr/local/bin/ritmon", "/etc", "/etc/ritmon/ritmon.toml"},
      // Not installed: nothing of the machine's is taken.
      {"/home/a/ritmon/build/release/ritmon", "", ""},
      {"/home/a/ritmon/build/release/ritmon", "/etc", ""},
      {"bin/ritmon", "", ""},
      {"", "", ""},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(ConfigurationBeside(c.program, c.sysconfdir), c.configuration)
        << c.program;
  }
  EXPECT_EQ(std::size(cases), 9U);
}

TEST(DefaultConfigurationTest, ATestHasNone) {
  EXPECT_EQ(InstalledConfiguration(), "");
}

}  // namespace
}  // namespace ritmon
