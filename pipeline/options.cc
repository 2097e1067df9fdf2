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

}  // namespace ritmon
