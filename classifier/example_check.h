// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the examples that keyword lists carry. Pure function.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "classifier/taxonomy.h"
#include "model/tag.h"

namespace ritmon {

// An example whose text is tagged otherwise than it says.
struct ExampleFailure {
  size_t entry = 0;         // whose file it stands in
  size_t example = 0;       // into FieldSource::examples
  std::string expectation;  // "expected not hydrogen-efuels"
  // "hydrogen-efuels.toml:210: expected ..., got ...", one line
  std::string message;
  PageTags tags;  // what was found instead
};

struct ExampleTally {
  int expecting = 0;  // examples for the field or topic
  int against = 0;
  int failed = 0;
};

struct ExampleReport {
  int examples = 0;
  std::vector<ExampleFailure> failures;  // in the order of the lists
  std::vector<ExampleTally> tallies;     // by entry
};

// The examples of these entries.
ExampleReport CheckExamples(const Taxonomy& taxonomy,
                            const std::vector<size_t>& entries);
// Of all.
ExampleReport CheckExamples(const Taxonomy& taxonomy);

}  // namespace ritmon
