// SPDX-License-Identifier: GPL-3.0-or-later
// Which companies an imprint names (section 5 DDG), the site's owner first.
//
// Web agencies, general partners, insurers and other parties that an imprint
// names beside its owner are told apart and left out. Persons are never
// returned: an entry has a legal form or a register number. Any text is
// accepted. Pure functions.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/company.h"
#include "model/page.h"

namespace ritmon {

// From the page's blocks, with its schema.org markup as a second witness; where
// the blocks name nobody, from the markup.
std::vector<ImprintCompany> ExtractImprint(const Page& page);

// From text with a line for each line of the imprint.
std::vector<ImprintCompany> ExtractImprintText(std::string_view text);

}  // namespace ritmon
