// SPDX-License-Identifier: GPL-3.0-or-later
// What a look at the set-up has found. A value: cli/doctor_command.cc has the
// words for it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

enum class FindingLevel { kOk, kWarning, kError };
std::string_view ToString(FindingLevel level);  // ok, warning, error

enum class FindingId {
#define FINDING(check, id, level) id,
#include "pipeline/doctor/findings.def"
#undef FINDING
};
std::string_view ToString(FindingId id);
// The check that has such findings: configuration, disk, ...
std::string_view CheckOf(FindingId id);
FindingLevel LevelOf(FindingId id);

struct Finding {
  FindingId id{};
  std::string object;  // which file, name or number it is about
  std::string detail;  // what was found there
};
using Findings = std::vector<Finding>;

// The worst there is.
FindingLevel WorstOf(const Findings& findings);

}  // namespace ritmon
