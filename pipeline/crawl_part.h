// SPDX-License-Identifier: GPL-3.0-or-later
// A crawl of everything that is due, or of a part of it that wants to be looked
// at more often than all websites do.

#pragma once

#include <optional>
#include <string_view>

#include "crawler/host_store.h"
#include "pipeline/options.h"

namespace ritmon {

enum class CrawlPart {
  kAll,
  kNews,    // configured feeds, and sites that print news
  kSocial,  // accounts in networks that companies' sites link to
};
std::string_view ToString(CrawlPart part);

// Hosts of the sites that print news or have a configured feed. The pages that
// a feed names elsewhere wait for a crawl of everything.
HostFilter NewsHostsOf(const Options& options);

}  // namespace ritmon
