// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/leftovers.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace ritmon {
namespace {

namespace fs = std::filesystem;

int64_t RemoveFrom(const fs::path& directory,
                   std::initializer_list<std::string_view> endings) {
  std::vector<fs::path> found;
  std::error_code code;
  for (const auto& entry : fs::directory_iterator(directory, code)) {
    const std::string name = entry.path().filename().string();
    if (std::any_of(
            endings.begin(), endings.end(),
            [&](std::string_view ending) { return name.ends_with(ending); })) {
      found.push_back(entry.path());
    }
  }
  int64_t removed = 0;
  for (const fs::path& path : found) {
    fs::remove_all(path, code);
    removed += code ? 0 : 1;
  }
  return removed;
}

}  // namespace

int64_t RemoveLeftovers(const Workspace& workspace) {
  return RemoveFrom(workspace.warc(), {".tmp", ".partial"}) +
         RemoveFrom(workspace.index(), {".new", ".old"}) +
         RemoveFrom(workspace.reports(), {".new", ".tmp"}) +
         RemoveFrom(workspace.root / "render", {""});
}

}  // namespace ritmon
