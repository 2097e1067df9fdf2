// SPDX-License-Identifier: GPL-3.0-or-later
// Imprints as sites lay them out: lines, tables, lists, with the legal form's
// parties, court and register number as the company list has them.

#pragma once

#include <string>

#include "bench/region/region_site.h"

namespace ritmon {

// What stands between the heading and the end of <main>.
std::string ImprintHtml(const RegionSite& site);

}  // namespace ritmon
