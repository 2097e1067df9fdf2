// SPDX-License-Identifier: GPL-3.0-or-later
// site.toml: what the site server must do for one host beyond serving files.
//
//   down = true                        # nobody listens for this host
//   content_type = "text/html"         # of its *.html
//   [[route]]
//   path = "/old.html"                 # with a query: that very query only
//   status = 301
//   location = "/new/"
//   delay_ms = 800                     # before the answer
//   file = "catalogue.html"            # what is served at this path
//   headers = ["X-Robots-Tag: noindex"]
//
// toml++ stops in site_config.cc.

#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct SiteRoute {
  std::string path;
  int status = 0;  // 0: that of the file
  std::string location;
  std::chrono::milliseconds delay{0};
  std::string file;  // relative to the host's folder
  std::vector<std::pair<std::string, std::string>> headers;
};

struct SiteConfig {
  bool down = false;
  std::string content_type = "text/html; charset=utf-8";
  std::vector<SiteRoute> routes;
};

// kInvalid names `name`, line and key: a typing error in a demonstration site
// must not look like a fault of the crawler.
Result<SiteConfig> ParseSiteConfig(std::string_view text,
                                   const std::string& name);

}  // namespace ritmon
