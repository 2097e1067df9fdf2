// SPDX-License-Identifier: GPL-3.0-or-later
// Pages that answer 200 and say that they are not there.
//
// Judged by title and headings, in German and English, and only where there is
// little else to read: an article about missing pages is a page. Other
// languages, and sites that show their home page instead, are not recognised
// here; the latter are duplicates. Pure functions.

#pragma once

#include "model/page.h"

namespace ritmon {

bool LooksLikeSoft404(const Page& page);

}  // namespace ritmon
