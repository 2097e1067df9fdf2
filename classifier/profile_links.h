// SPDX-License-Identifier: GPL-3.0-or-later
// The accounts that a site calls its own: rel=me, schema.org's sameAs, and
// links in its header and footer. What stands in running text may be anybody's
// and is taken only with rel=me; so are widgets that show other people's posts.
// The agency that made the site has profiles, too, and signs with them: what
// stands with its name, or bears it, is not taken. Pure functions.

#pragma once

#include <vector>

#include "classifier/html_tree.h"
#include "classifier/page_regions.h"
#include "model/page.h"
#include "model/url.h"

namespace ritmon {

inline constexpr size_t kMaxProfiles = 30;  // of one page

// The surest place first, then in document order; each account once.
std::vector<ProfileLink> FindProfiles(
    const HtmlTree& tree, const PageRegions& regions,
    const std::vector<OrganizationMarkup>& organizations, const Url& url);

}  // namespace ritmon
