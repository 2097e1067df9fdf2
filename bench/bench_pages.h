// SPDX-License-Identifier: GPL-3.0-or-later
// Real pages for the benchmarks: those below the folder RITMON_BENCH_PAGES if
// it is set; else those of the fixtures, where they are there (RITMON_FIXTURES,
// default ../shared/fixtures); else the demo region's.

#pragma once

#include <string>
#include <vector>

#include "model/url.h"

namespace ritmon {

struct BenchPage {
  Url url;
  std::string content_type;
  std::string html;
};

// Read once, then kept. Empty only if nothing at all could be read.
const std::vector<BenchPage>& BenchPages();

}  // namespace ritmon
