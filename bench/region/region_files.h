// SPDX-License-Identifier: GPL-3.0-or-later
// A made region as files:
//
//   www/127.x.y.z/…   what each host serves, with its robots.txt
//   seeds             home pages, one a line
//   companies.csv     the companies with their websites, as ritmon imports them
//   truth.jsonl       which company is active in what, and where it says so
//
// The same bytes for the same options.

#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "bench/region/region_site.h"

namespace ritmon {

struct RegionTotals {
  uint64_t pages = 0;
  uint64_t bytes = 0;   // of pages
  uint64_t active = 0;  // companies in at least one field
};

// Words come from `german` and `english`. `directory` must not hold a region.
Result<RegionTotals> WriteRegion(const RegionOptions& options,
                                 const RegionWords& german,
                                 const RegionWords& english,
                                 const std::filesystem::path& directory);

}  // namespace ritmon
