// SPDX-License-Identifier: GPL-3.0-or-later
// The list of the companies: per field who is in it, and the sentence why.

#pragma once

#include <string>

#include "report/html_context.h"

namespace ritmon {

std::string CompaniesSection(HtmlContext& context);

}  // namespace ritmon
