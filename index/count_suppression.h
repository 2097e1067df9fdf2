// SPDX-License-Identifier: GPL-3.0-or-later
// Counts that may be published: cells of one or two companies tell who they
// are. Pure function, any thread.

#pragma once

#include <cstdint>

#include "index/count.h"

namespace ritmon {

// Marks rows of 1 to `least` - 1 companies as suppressed (primary
// suppression); none is too small to be told. Where the rows add up to the
// total and what is marked could be worked out from the rest (one row only, or
// several that must all be 1, or all `least` - 1), the smallest other ones
// are marked, too (secondary suppression); if there are none, the total is.
// Numbers that cover a suppressed row are suppressed with it.
void Suppress(uint64_t least, CountTable& table);

}  // namespace ritmon
