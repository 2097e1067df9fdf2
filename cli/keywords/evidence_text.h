// SPDX-License-Identifier: GPL-3.0-or-later
// Why a text was tagged, or how near it came, for a terminal.

#pragma once

#include <string>
#include <vector>

#include "model/tag.h"

namespace ritmon {

// The tag of this field or topic, or null.
const FieldTag* TagOf(const std::vector<FieldTag>& tags,
                      const std::string& field);

// The tag's score and each term that was found: family, score, rule, sentence.
std::string EvidenceText(const FieldTag& tag);

// What is known of a field or topic that a text was not tagged with: its score
// if it is a candidate; topics and lower scores leave no trace.
std::string MissedText(const PageTags& tags, const std::string& field);

}  // namespace ritmon
