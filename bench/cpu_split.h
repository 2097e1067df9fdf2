// SPDX-License-Identifier: GPL-3.0-or-later
// CPU time of the calling thread, put down to named steps.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string_view>
#include <utility>

#include "base/cpu_time.h"

namespace ritmon {

enum class Step {
  kFetch,     // transfers: curl
  kFrontier,  // the crawl's own work: frontier, robots.txt, politeness, queues
  kArchive,   // WARC records
  kDecode,    // bytes to UTF-8
  kParse,     // filter, Gumbo, flat tree
  kLinks,     // tree to URLs
  kRead,      // all of ParsePage
  kMatch,     // Classify
  kCount
};
inline constexpr std::array<std::string_view, static_cast<size_t>(Step::kCount)>
    kStepNames = {"fetch", "frontier", "archive", "decode",
                  "parse", "links",    "read",    "match"};

// Belongs to one thread; those of several are added up when they have ended.
class CpuSplit {
 public:
  using Duration = std::chrono::nanoseconds;

  // CPU time of the calling thread since it began.
  static Duration Now() { return ThreadCpuTime(); }

  void Add(Step step, Duration time) {
    spent_[static_cast<size_t>(step)] += time;
  }
  void Add(const CpuSplit& other) {
    for (size_t i = 0; i < spent_.size(); ++i) spent_[i] += other.spent_[i];
  }
  Duration Of(Step step) const { return spent_[static_cast<size_t>(step)]; }

  // Does `work` and puts its time down to `step`.
  template <typename Work>
  auto Measure(Step step, Work&& work) {
    const Stopwatch watch{*this, step, Now()};
    return std::forward<Work>(work)();
  }

 private:
  struct Stopwatch {
    ~Stopwatch() { split.Add(step, Now() - begin); }
    CpuSplit& split;
    Step step;
    Duration begin;
  };
  std::array<Duration, static_cast<size_t>(Step::kCount)> spent_{};
};

}  // namespace ritmon
