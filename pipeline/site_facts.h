// SPDX-License-Identifier: GPL-3.0-or-later
// What the pages of one site say about its owner.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "model/company.h"
#include "pipeline/page_store.h"

namespace ritmon {

struct SiteFacts {
  std::vector<ImprintCompany> companies;  // of all imprints, owner first
  std::string imprint_url;                // of the first one
  std::string home_title;
  bool from_imprint = false;  // and not from a footer or a contact page
};

// A company that several pages name, in several languages perhaps, is there
// once.
Result<SiteFacts> CollectSite(PageStore& pages, const std::string& site);

}  // namespace ritmon
