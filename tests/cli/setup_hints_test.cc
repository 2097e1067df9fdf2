// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/setup_hints.h"

#include <gmock/gmock.h>

namespace ritmon {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(SetupHintsTest, NameWhatIsMissing) {
  Config config;
  EXPECT_THAT(SetupHints(config),
              ElementsAre(HasSubstr("crawl.contact is empty"),
                          HasSubstr("neither [[companies]]")));
  config.options.seeds.push_back({.url = "https://www.zeitung.example/"});
  EXPECT_THAT(SetupHints(config),
              ElementsAre(HasSubstr("crawl.contact is empty")));
  config.options.contact = "https://www.ritmon.example/bot";
  EXPECT_THAT(SetupHints(config), IsEmpty());
}

TEST(SetupHintsTest, ADemonstrationOnThisMachineNeedsNoContact) {
  Config config;
  config.options.fetch.allow_private_addresses = true;
  config.options.companies.emplace_back();
  EXPECT_THAT(SetupHints(config), IsEmpty());
}

}  // namespace
}  // namespace ritmon
