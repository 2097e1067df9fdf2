// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the examples that keyword lists carry. Pure function.

#pragma once

#include <string>
#include <vector>

#include "classifier/taxonomy.h"

namespace ritmon {

struct ExampleReport {
  int examples = 0;
  // "hydrogen-efuels.toml:210: expected ..., got ..."
  std::vector<std::string> failures;
};

ExampleReport CheckExamples(const Taxonomy& taxonomy);

}  // namespace ritmon
