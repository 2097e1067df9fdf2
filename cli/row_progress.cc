// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/row_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>

#include "base/time.h"

namespace ritmon {

OnRow TerminalRowProgress(bool quiet) {
  if (quiet || isatty(STDERR_FILENO) == 0) {
    return [](uint64_t) {};
  }
  using Steady = std::chrono::steady_clock;
  // Terminal output is paced by the machine's own clock; no result depends
  // on it.
  const SystemClock clock;
  return [clock, started = clock.Steady(),
          last = Steady::time_point{}](uint64_t rows) mutable {
    const auto now = clock.Steady();
    if (now - started < std::chrono::seconds(1) ||
        now - last < std::chrono::milliseconds(200)) {
      return;
    }
    last = now;
    const double seconds = std::chrono::duration<double>(now - started).count();
    fmt::print(stderr, "\r\x1b[K{} rows, {:.0f}/s", rows,
               static_cast<double>(rows) / seconds);
    std::fflush(stderr);
  };
}

}  // namespace ritmon
