// SPDX-License-Identifier: GPL-3.0-or-later
// The part of `ritmon explain` on a company's fields: counted or not, why, and
// on which sentences.

#pragma once

#include <string>
#include <vector>

#include "cli/terminal.h"
#include "model/record.h"

namespace ritmon {

// `pages` are those of the company. Says why there is nothing if it has no
// field.
std::string FieldsText(const CompanyRecord& record,
                       const std::vector<PageRecord>& pages, Language language);

}  // namespace ritmon
