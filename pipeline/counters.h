// SPDX-License-Identifier: GPL-3.0-or-later
// What the pipeline counts; counters.def is the list. Rooms return facts, only
// the pipeline counts them. Safe to share between threads.

#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace ritmon {

enum class Counter {
#define COUNTER(name, unit, what) name,
#include "pipeline/counters.def"
#undef COUNTER
  kCount
};

struct CounterInfo {
  std::string_view name;
  std::string_view unit;
  std::string_view what;
};
const CounterInfo& InfoOf(Counter counter);

class Counters {
 public:
  void Add(Counter counter, int64_t n = 1) {
    values_[static_cast<size_t>(counter)].fetch_add(n,
                                                    std::memory_order_relaxed);
  }
  // For those that say how things stand.
  void Set(Counter counter, int64_t n) {
    values_[static_cast<size_t>(counter)].store(n, std::memory_order_relaxed);
  }
  int64_t Get(Counter counter) const {
    return values_[static_cast<size_t>(counter)].load(
        std::memory_order_relaxed);
  }

 private:
  std::array<std::atomic<int64_t>, static_cast<size_t>(Counter::kCount)>
      values_{};
};

}  // namespace ritmon
