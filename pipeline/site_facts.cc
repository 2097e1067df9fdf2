// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/site_facts.h"

#include <utility>

#include "registry/imprint_merge.h"

namespace ritmon {

Result<SiteFacts> CollectSite(PageStore& pages, const std::string& site) {
  SiteFacts facts;
  std::string home;
  auto status =
      pages.ForEachImprintOfSite(site, [&](PageRecord page) -> Status {
        // The shortest URL of a site is its home page or close to it.
        if (!page.title.empty() &&
            (home.empty() || page.key.size() < home.size())) {
          home = page.key;
          facts.home_title = page.title;
        }
        if (page.imprint.empty()) return {};
        if (page.is_imprint && !facts.from_imprint) {
          // Footers and contact pages are second best.
          facts.companies.clear();
          facts.imprint_url.clear();
          facts.from_imprint = true;
        }
        if (page.is_imprint != facts.from_imprint) return {};
        if (facts.imprint_url.empty()) facts.imprint_url = page.href;
        for (ImprintCompany& company : page.imprint) {
          facts.companies.push_back(std::move(company));
        }
        return {};
      });
  if (!status) return tl::unexpected(status.error());
  facts.companies = MergeImprints(std::move(facts.companies));
  return facts;
}

}  // namespace ritmon
