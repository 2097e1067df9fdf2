// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/index/latencies.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <vector>

namespace ritmon {

void PrintLatencyHead() {
  fmt::print("{:<58} {:>8} {:>8}\n", "milliseconds", "p50", "p99");
}

void MeasureLatencies(std::string_view subject, const std::string& what,
                      size_t times, Figures& figures,
                      const std::function<void(size_t)>& ask) {
  using SteadyClock = std::chrono::steady_clock;
  std::vector<double> ms;
  for (size_t i = 0; i < times; ++i) {
    const auto begin = SteadyClock::now();
    ask(i);
    ms.push_back(
        std::chrono::duration<double, std::milli>(SteadyClock::now() - begin)
            .count());
  }
  std::sort(ms.begin(), ms.end());
  const double p50 = ms[ms.size() / 2];
  const double p99 = ms[ms.size() * 99 / 100];
  fmt::print("{:<58} {:>8.3f} {:>8.3f}\n", what, p50, p99);
  std::fflush(stdout);
  figures.Add(subject, what + ": p50", "ms", p50);
  figures.Add(subject, what + ": p99", "ms", p99);
}

}  // namespace ritmon
