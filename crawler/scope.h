// SPDX-License-Identifier: GPL-3.0-or-later
// Which URLs belong to the crawl of a site: same registrable domain, host or
// path, not too deep, nothing that only traps a crawler or costs the site.
//
// A site is named by a host: the registrable domain ("firma.example") or,
// where a site has its own rules, any host below it without its "www.". A host
// and the same with "www." are one site.

#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "model/url.h"

namespace ritmon {

enum class ScopeKind {
  kDomain,  // the named host and all hosts below it
  kHost,    // the named host, with "www." or without, any port
  kPrefix,  // the same, and only paths at or below `prefix`
};

// What one site may cost, and how far it reaches.
struct SiteRules {
  ScopeKind scope = ScopeKind::kDomain;
  std::string prefix;  // of kPrefix: "/firma" holds "/firma/x", not "/firmen"
  int max_depth = 3;   // links from the seed; the seed is 0
  int max_pages = 60;  // pages kept in the frontier
  int max_documents = 20;                 // of those, PDF by their name
  int64_t max_bytes = int64_t{64} << 20;  // of bodies in one run
  std::chrono::seconds max_time = std::chrono::hours(1);  // in one run
  // Pause between two requests; nothing: what is set for all hosts.
  std::optional<std::chrono::milliseconds> delay;
  bool news = false;  // a news site: where it begins is looked at daily
  // Nobody knows yet whose site it is: its first page and imprint only, no
  // sitemaps, and where it redirects to another site it is not followed.
  bool probe = false;
};

struct ScopeOptions {
  SiteRules defaults;
  // By host, lower case and punycode, without "www."; of several that hold a
  // host the longest counts.
  std::map<std::string, SiteRules, std::less<>> sites;
  // What must not be known at all, whoever links to it; empty: nothing.
  std::function<bool(const Url&)> forgotten;
};

enum class ScopeDecision {
  kIn,
  kOtherSite,  // another site, or outside the prefix
  kTooDeep,
  kTrap,      // see url_traps.h
  kNotAPage,  // by its extension an image, archive, video ...
};

// Immutable; safe to share between threads.
class Scope {
 public:
  explicit Scope(ScopeOptions options) : options_(std::move(options)) {}

  // `site` is SiteOf(seed), `depth` that of `url`.
  ScopeDecision Decide(const Url& url, std::string_view site, int depth) const;

  // The site that a URL's host belongs to. By the defaults that is its
  // registrable domain or, with kHost and kPrefix, the host without "www.".
  std::string SiteOf(const Url& url) const;

  // The rules of SiteOf's answer; the defaults if it has none of its own.
  const SiteRules& RulesOf(std::string_view site) const;

  // Whether a URL must not be known at all.
  bool IsForgotten(const Url& url) const {
    return options_.forgotten && options_.forgotten(url);
  }

  const ScopeOptions& options() const { return options_; }

 private:
  ScopeOptions options_;
};

// "firma.example" of "www.firma.example". A "www." that is the registrable
// part itself stays ("www.de").
std::string_view WithoutWww(std::string_view host);

// Whether a URL names a PDF: its path ends in ".pdf", in any case.
bool LooksLikeDocument(const Url& url);

// True for paths such as /impressum and /legal-notice: they are fetched first
// and also beyond the page limit, because they say whose site it is.
bool LooksLikeImprint(const Url& url);

}  // namespace ritmon
