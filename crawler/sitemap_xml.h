// SPDX-License-Identifier: GPL-3.0-or-later
// The XML half of sitemap.h. Expat is known to this room's XML readers only.

#pragma once

#include <string>
#include <string_view>

#include "crawler/sitemap.h"

namespace ritmon {

// `text` is UTF-8 that begins with '<'. Adds to `*sitemap`.
void ParseSitemapXml(std::string_view text, const SitemapLimits& limits,
                     Sitemap* sitemap);

}  // namespace ritmon
