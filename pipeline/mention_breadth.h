// SPDX-License-Identifier: GPL-3.0-or-later
// Names of companies that the pages of a region use as ordinary words.
//
// A name of one word is one if several sites write it in lower case, or if many
// write it bare, without a legal form: more than a company's partners would.

#pragma once

#include <cstdint>
#include <vector>

#include "base/result.h"
#include "pipeline/attribute.h"
#include "pipeline/page_store.h"
#include "registry/company_gazetteer.h"

namespace ritmon {

// Of so many sites; the company's own do not count.
inline constexpr size_t kLowerCaseSites = 3;
inline constexpr size_t kBareSites = 10;      // at least, and
inline constexpr size_t kBareSiteShare = 50;  // one in so many

// Numbers of names, rising. Reads all pages.
Result<std::vector<uint32_t>> EverydayNames(const CompanyGazetteer& gazetteer,
                                            const Attribution& attribution,
                                            PageStore& pages);

}  // namespace ritmon
