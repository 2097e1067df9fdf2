// SPDX-License-Identifier: GPL-3.0-or-later
// What no account of a company may contain, whatever file it came from.

#pragma once

#include <string>

#include "model/company.h"

namespace ritmon {

// Why `company` cannot be taken ("'name' has 1000000 bytes"), or nothing. A
// purpose that is too long is cut instead: some are whole articles of
// association.
std::string CheckCompany(Company& company);

}  // namespace ritmon
