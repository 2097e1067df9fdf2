// SPDX-License-Identifier: GPL-3.0-or-later
// One company on several pages of a site is one company. Pure function.

#pragma once

#include <vector>

#include "model/company.h"

namespace ritmon {

// `companies` with each one once, where it first stood; what is not said there
// is taken from the others. Two are one if they have the same register number,
// or the same name and no number or postcode that differs.
std::vector<ImprintCompany> MergeImprints(
    std::vector<ImprintCompany> companies);

}  // namespace ritmon
