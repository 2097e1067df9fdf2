// SPDX-License-Identifier: GPL-3.0-or-later
// What this process takes of the machine, as Linux tells it (proc(5)).

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace ritmon {

struct ProcessFacts {
  double cpu_seconds = 0;
  double started_at = 0;  // seconds since 1970
  uint64_t resident_bytes = 0;
  uint64_t virtual_bytes = 0;
  int64_t threads = 0;
  int64_t open_files = 0;
  std::optional<int64_t> max_open_files;  // nothing: no limit
};

// Nothing if there is no such file system here.
std::optional<ProcessFacts> ReadProcessFacts(
    const std::filesystem::path& proc = "/proc");

}  // namespace ritmon
