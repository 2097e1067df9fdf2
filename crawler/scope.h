// SPDX-License-Identifier: GPL-3.0-or-later
// Which URLs belong to the crawl of a site: same registrable domain, not too
// deep, nothing that only traps a crawler or costs the site.

#pragma once

#include <string>
#include <string_view>

#include "model/url.h"

namespace ritmon {

struct ScopeOptions {
  int max_depth = 3;            // links from the seed; the seed is 0
  int max_pages_per_site = 60;  // pages kept in the frontier per site
};

enum class ScopeDecision {
  kIn,
  kOtherSite,  // another registrable domain
  kTooDeep,
  kTrap,      // cart, calendar, session, login, endless parameters
  kNotAPage,  // by its extension an image, archive, video ...
};

// Immutable; safe to share between threads.
class Scope {
 public:
  explicit Scope(ScopeOptions options) : options_(options) {}

  // `site` is SiteOf(seed), `depth` that of `url`.
  ScopeDecision Decide(const Url& url, std::string_view site, int depth) const;

  // The registrable domain that a URL's host belongs to.
  std::string SiteOf(const Url& url) const;

  const ScopeOptions& options() const { return options_; }

 private:
  ScopeOptions options_;
};

// True for paths such as /impressum and /legal-notice: they are fetched first
// and also beyond the page limit, because they say whose site it is.
bool LooksLikeImprint(const Url& url);

}  // namespace ritmon
