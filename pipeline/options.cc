// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/options.h"

#include "base/domain_name.h"

namespace ritmon {

NewsSites NewsSitesOf(const Options& options) {
  NewsSites sites;
  for (const SeedSource& seed : options.seeds) {
    if (seed.kind != PageKind::kNews) continue;
    if (auto url = Url::Parse(seed.url)) {
      sites.insert(RegistrableDomain(url->host()));
    }
  }
  return sites;
}

ScopeOptions ScopeOf(const Options& options) {
  ScopeOptions scope = options.scope;
  for (const std::string& site : NewsSitesOf(options)) {
    scope.sites.try_emplace(site, scope.defaults).first->second.news = true;
  }
  return scope;
}

Result<ProcessOptions> ProcessOptionsOf(const Options& options) {
  ProcessOptions process{.product_token = options.product_token,
                         .news_sites = NewsSitesOf(options),
                         .phrases = nullptr,
                         .read_noindex_imprints = options.read_noindex_imprints,
                         .documents = options.documents};
  if (options.reservation_phrases.empty()) return process;
  auto phrases = ReservationPhrases::Load(options.reservation_phrases);
  if (!phrases) return tl::unexpected(phrases.error());
  process.phrases =
      std::make_shared<const ReservationPhrases>(std::move(*phrases));
  return process;
}

}  // namespace ritmon
