// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_part.h"

#include <string>
#include <utility>

#include "base/domain_name.h"
#include "model/url.h"

namespace ritmon {

std::string_view ToString(CrawlPart part) {
  switch (part) {
    case CrawlPart::kAll:
      return "all";
    case CrawlPart::kNews:
      return "news";
    case CrawlPart::kSocial:
      return "social";
  }
  return "";
}

HostFilter NewsHostsOf(const Options& options) {
  NewsSites sites = NewsSitesOf(options);
  for (const FeedSource& feed : options.feeds) {
    if (auto url = Url::Parse(feed.url)) {
      sites.insert(RegistrableDomain(url->host()));
    }
  }
  return [sites = std::move(sites)](std::string_view host) {
    return sites.contains(RegistrableDomain(host));
  };
}

}  // namespace ritmon
