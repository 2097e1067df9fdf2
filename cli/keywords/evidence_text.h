// SPDX-License-Identifier: GPL-3.0-or-later
// Why a text was tagged, or how near it came, for a terminal.

#pragma once

#include <string>
#include <vector>

#include "classifier/taxonomy.h"
#include "model/tag.h"

namespace ritmon {

// The tag of this field or topic, or null.
const FieldTag* TagOf(const std::vector<FieldTag>& tags,
                      const std::string& field);

// The tag's score and each term that was found: family, score, rule, sentence.
std::string EvidenceText(const FieldTag& tag);

// How near a text came to a field that it was not tagged with, by a taxonomy
// loaded to explain; of topics nothing is kept.
std::string MissedText(const PageTags& tags, const Taxonomy& taxonomy,
                       const std::string& field);

}  // namespace ritmon
