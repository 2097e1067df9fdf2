// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with keyword lists that load: terms that do no work, fields
// that claim the same, groups that nothing uses, fields that lack examples.
// docs/keyword-lists.md lists the checks. Pure function.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "classifier/taxonomy.h"

namespace ritmon {

// A note is for the analyst to think about; the others want a change.
enum class LintSeverity { kError, kWarning, kNote };
std::string_view ToString(LintSeverity severity);  // "error" ...

struct LintFinding {
  LintSeverity severity = LintSeverity::kWarning;
  SourcePlace place;
  std::string check;  // "duplicate", "shadowed", ...
  std::string message;
};

// What a field should have at least; a topic is smaller.
inline constexpr size_t kLeastTerms = 80;
inline constexpr size_t kLeastExamples = 15;  // for, and as many against
inline constexpr size_t kLeastTopicExamples = 2;

// Sorted by file, line and check.
std::vector<LintFinding> LintKeywords(const Taxonomy& taxonomy);

}  // namespace ritmon
