// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/row_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

#include "cli/frontend.h"

namespace ritmon {

OnRow TerminalRowProgress(bool quiet) {
  if (quiet || isatty(STDERR_FILENO) == 0) {
    return [](uint64_t) {};
  }
  return [pace = ProgressPace()](uint64_t rows) mutable {
    const auto seconds = pace.Due();
    if (!seconds) return;
    fmt::print(stderr, "\r\x1b[K{} rows, {:.0f}/s", rows,
               static_cast<double>(rows) / *seconds);
    std::fflush(stderr);
  };
}

}  // namespace ritmon
