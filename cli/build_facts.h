// SPDX-License-Identifier: GPL-3.0-or-later
// How this program was built; the source is made by the build.

#pragma once

#include <string>

namespace ritmon {

struct BuildFacts {
  std::string compiler;  // "g++ 12.2.0"
  std::string type;      // "Release"
  std::string commit;    // empty if it was not built from a clone
};

BuildFacts ThisBuild();

}  // namespace ritmon
