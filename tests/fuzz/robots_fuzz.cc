// SPDX-License-Identifier: GPL-3.0-or-later
// Any robots.txt can be asked about any path; robots.txt itself is allowed.

#include "crawler/robots.h"
#include "crawler/sitemap.h"
#include "tests/fuzz/fuzz_input.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const ritmon::FuzzInput input(data, size);
  const auto rules = ritmon::RobotsRules::Parse(input.view(), "ritmon");
  ritmon::Require(rules.Allows("/robots.txt"));
  rules.Allows(input.view().substr(0, 200));
  const auto sitemap = ritmon::ParseSitemap(input.view());
  ritmon::Require(sitemap.urls.size() <= 50'000);
  return 0;
}
