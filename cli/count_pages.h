// SPDX-License-Identifier: GPL-3.0-or-later
// How many pages there are by field, source, language or year.

#pragma once

#include <string>

#include "base/result.h"
#include "cli/analysis.h"

namespace ritmon {

// `by` is one dimension of pages, in either language. As a table with labels,
// or as one array of rows: the dimension by name and "pages".
Result<std::string> CountPages(const Analysis& analysis,
                               const std::string& words, const std::string& by,
                               const Terminal& terminal, bool json);

}  // namespace ritmon
