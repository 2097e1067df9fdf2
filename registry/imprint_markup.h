// SPDX-License-Identifier: GPL-3.0-or-later
// schema.org data as a second witness of what an imprint says: it fills in what
// the text leaves out and confirms what both say; the text is never overruled.
// Pure functions.

#pragma once

#include <vector>

#include "model/company.h"
#include "model/page.h"
#include "registry/imprint_site.h"

namespace ritmon {

// The organisations of the page that are the site's own: they say that the
// site is theirs, or are called like it. The vendors of themes and plugins, who
// name themselves in what they generate, are not.
std::vector<OrganizationMarkup> OwnMarkup(
    const std::vector<OrganizationMarkup>& organizations,
    const SiteNames& site);

// The company of the first with a legal form, where the text names nobody.
std::vector<ImprintCompany> CompaniesFromMarkup(
    const std::vector<OrganizationMarkup>& own);

void ConfirmByMarkup(const std::vector<OrganizationMarkup>& own,
                     std::vector<ImprintCompany>& companies);

}  // namespace ritmon
