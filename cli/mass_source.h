// SPDX-License-Identifier: GPL-3.0-or-later
// What `mass` tells: the critical mass of a region and, beside it, that of the
// region it is compared with.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/analysis.h"
#include "index/critical_mass.h"

namespace ritmon {

struct MassRegion {
  std::string name;                    // "hamburg"; empty: everywhere
  std::string label;                   // in the language that was asked for
  std::vector<std::string> districts;  // AGS, sorted
  Mass mass;
};

struct MassReport {
  Dimension by = Dimension::kField;
  Date as_of{};
  MassRegion region;
  std::optional<MassRegion> benchmark;
  // Districts that both have: their companies are in the numbers of both.
  size_t shared_districts = 0;
  // Why there is none; empty if none was asked for.
  std::string no_benchmark;
};

struct MassRequest {
  Dimension by = Dimension::kField;
  std::string region;     // empty: the configured one
  std::string benchmark;  // the same
  std::string field;      // only this one; empty: all
  bool german = true;     // labels and reasons
};

Result<MassReport> CollectMass(const Analysis& analysis,
                               const MassRequest& request);

}  // namespace ritmon
