// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/options.h"

#include "base/disk_space.h"
#include "base/domain_name.h"

namespace ritmon {

NewsSites NewsSitesOf(const Options& options) {
  NewsSites sites;
  NewsSites others;
  for (const DirectorySource& directory : options.directories) {
    if (auto url = Url::Parse(directory.url)) {
      others.insert(RegistrableDomain(url->host()));
    }
  }
  for (const SeedSource& seed : options.seeds) {
    if (auto url = Url::Parse(seed.url)) {
      (seed.kind == PageKind::kNews ? sites : others)
          .insert(RegistrableDomain(url->host()));
    }
  }
  for (const FeedSource& feed : options.feeds) {
    if (feed.kind != PageKind::kNews) continue;
    if (auto url = Url::Parse(feed.url)) {
      std::string site = RegistrableDomain(url->host());
      if (!others.contains(site)) sites.insert(std::move(site));
    }
  }
  return sites;
}

SiteNames DirectorySitesOf(const Options& options) {
  SiteNames sites;
  for (const DirectorySource& directory : options.directories) {
    if (auto url = Url::Parse(directory.url)) {
      sites.insert(RegistrableDomain(url->host()));
    }
  }
  return sites;
}

ScopeOptions ScopeOf(const Options& options) {
  ScopeOptions scope = options.scope;
  if (!options.forgotten.empty()) {
    scope.forgotten = [list = options.forgotten](const Url& url) {
      return list.HoldsUrl(url);
    };
  }
  for (const std::string& site : NewsSitesOf(options)) {
    scope.sites.try_emplace(site, scope.defaults).first->second.news = true;
  }
  // Lists go on for many pages, each linked from the one before.
  constexpr int kDirectoryDepth = 50;
  const Scope rules(scope);
  for (const DirectorySource& directory : options.directories) {
    const auto url = Url::Parse(directory.url);
    if (!url) continue;
    const std::string site = rules.SiteOf(*url);
    SiteRules& of_site =
        scope.sites.try_emplace(site, rules.RulesOf(site)).first->second;
    of_site.max_pages = directory.max_pages;
    of_site.max_depth = kDirectoryDepth;
  }
  return scope;
}

bool LacksContact(const Options& options) {
  return options.contact.empty() && !options.fetch.allow_private_addresses;
}

Status CheckRoom(const Options& options) {
  return CheckDiskSpace(options.workspace.root, options.min_free_bytes,
                        "data.min_free_mib");
}

Result<ProcessOptions> ProcessOptionsOf(const Options& options) {
  ProcessOptions process{.product_token = options.product_token,
                         .news_sites = NewsSitesOf(options),
                         .feeds = options.feeds,
                         .directory_sites = DirectorySitesOf(options),
                         .phrases = nullptr,
                         .read_noindex_imprints = options.read_noindex_imprints,
                         .documents = options.documents,
                         .social = options.social};
  if (options.reservation_phrases.empty()) return process;
  auto phrases = ReservationPhrases::Load(options.reservation_phrases);
  if (!phrases) return tl::unexpected(phrases.error());
  process.phrases =
      std::make_shared<const ReservationPhrases>(std::move(*phrases));
  return process;
}

}  // namespace ritmon
