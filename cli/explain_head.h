// SPDX-License-Identifier: GPL-3.0-or-later
// The head of what `ritmon explain` says of a company: who it is, and who says
// so.

#pragma once

#include <string>

#include "cli/terminal.h"
#include "model/record.h"

namespace ritmon {

// Name, kind, founding, headcount, and the site that it was matched with.
std::string HeadText(const CompanyRecord& record, Language language);

}  // namespace ritmon
