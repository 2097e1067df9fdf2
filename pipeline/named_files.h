// SPDX-License-Identifier: GPL-3.0-or-later
// The files that a configuration names: `ritmon doctor` looks whether they can
// be read, `ritmon backup` copies them.

#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "pipeline/options.h"

namespace ritmon {

struct NamedFile {
  std::string key;  // "places.geo", "[[companies]]"
  std::filesystem::path path;
  // What it says is in state.db once it has been imported; perhaps gigabytes.
  bool is_import = false;
};
std::vector<NamedFile> NamedFiles(const Options& options);

}  // namespace ritmon
