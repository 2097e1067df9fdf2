// SPDX-License-Identifier: GPL-3.0-or-later
// The part of `ritmon explain` on one page's evidence: for a company that it
// speaks for, and for the page itself.

#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "cli/terminal.h"
#include "model/record.h"
#include "model/tag.h"

namespace ritmon {

// Where the page is archived, and each term with its sentence. `tag` is one of
// the page's.
std::string EvidenceText(const PageRecord& page, const FieldTag& tag,
                         Language language);

// The page with all of its tags.
nlohmann::ordered_json PageJson(const PageRecord& page,
                                const std::string& list_version);

}  // namespace ritmon
