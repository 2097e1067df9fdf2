// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the companies that an imprint names are the site's owners.
// Pure functions.

#pragma once

#include <string_view>
#include <vector>

#include "model/company.h"
#include "registry/imprint_assembly.h"
#include "registry/imprint_site.h"

namespace ritmon {

// The owner first. Whoever is only mentioned, the agency, the general partner
// and unfilled templates are left out. Facts above the first name are the
// owner's if there is one to whom they fit.
std::vector<ImprintCompany> ChooseOwners(ImprintFindings findings,
                                         const SiteNames& site);

// Legal form of companies that are in no German register.
inline constexpr std::string_view kForeignForm = "foreign";

}  // namespace ritmon
