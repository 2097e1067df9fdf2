// SPDX-License-Identifier: GPL-3.0-or-later
// Why a page is (not) counted: what the fetch said, what its text says, and
// which rules speak against it.

#pragma once

#include <string>

#include "base/result.h"
#include "cli/analysis.h"
#include "cli/terminal.h"
#include "model/url.h"

namespace ritmon {

// All that is known of the page with this URL, as it is printed. kNotFound with
// the reason if neither the crawl nor the page store knows the URL.
Result<std::string> ExplainPage(const Analysis& analysis, const Url& url,
                                bool json, const Terminal& terminal);

}  // namespace ritmon
