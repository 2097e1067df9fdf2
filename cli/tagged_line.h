// SPDX-License-Identifier: GPL-3.0-or-later
// One line of JSON that is read and tagged as a page is: `ritmon tool tag` and
// `ritmon keywords eval` do the same with it.

#pragma once

#include "classifier/taxonomy.h"
#include "cli/tools/tool_lines.h"
#include "model/tag.h"

namespace ritmon {

// The tags of {text|html|html_b64, title?, url?, kind?}; other keys are not
// looked at. kInvalid with the reason.
Result<PageTags> TagLine(const Json& input, const Taxonomy& taxonomy,
                         MatcherScratch& scratch);

}  // namespace ritmon
