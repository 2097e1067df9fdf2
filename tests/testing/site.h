// SPDX-License-Identifier: GPL-3.0-or-later
// One website of the site server: a folder and its site.toml. Takes a request,
// gives the answer; knows nothing of sockets.
//
// Files are read at each request, so that a test may change them in between.
// Immutable once open; safe to share between threads.

#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "tests/testing/site_config.h"

namespace ritmon {

struct SiteRequest {
  std::string target;  // path and query as sent
  std::string if_none_match;
  std::string if_modified_since;
};

struct SiteAnswer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;  // no Content-Type
  std::string content_type;
  std::string body;
  std::chrono::milliseconds delay{0};
};

class Site {
 public:
  // kInvalid if the folder's site.toml is wrong.
  static Result<Site> Open(const std::filesystem::path& folder);

  // Routes first, then files: index.html for a folder, /folder is redirected
  // to /folder/, the query plays no part. Never leaves the folder.
  SiteAnswer Answer(const SiteRequest& request) const;

  bool down() const { return config_.down; }

 private:
  Site(std::filesystem::path folder, SiteConfig config)
      : folder_(std::move(folder)), config_(std::move(config)) {}
  const SiteRoute* RouteFor(std::string_view target,
                            const std::string& path) const;
  SiteAnswer AnswerPath(const std::string& path,
                        const SiteRequest& request) const;
  SiteAnswer AnswerFile(const std::filesystem::path& file,
                        const SiteRequest& request) const;
  std::string ContentType(const std::filesystem::path& file) const;

  std::filesystem::path folder_;
  SiteConfig config_;
};

}  // namespace ritmon
