// SPDX-License-Identifier: GPL-3.0-or-later
// What the pipeline counts; counters.def is the list. Rooms return facts, only
// the pipeline counts them. Safe to share between threads.

#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

#include "model/fetch.h"

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
  bool adds_up = true;  // false: how things stand
};
const CounterInfo& InfoOf(Counter counter);

// Why a URL that was due was not asked for.
enum class LeftAlone {
  kRobots,
  kRobotsUnreachable,
  kReserved,
  kBudget,  // of its site: pages, bytes or time
};
std::string_view ToString(LeftAlone why);
// From the words of CrawlSink::NotFetched.
LeftAlone LeftAloneOf(std::string_view words);

inline constexpr size_t kCounters = static_cast<size_t>(Counter::kCount);
inline constexpr size_t kOutcomes =
    static_cast<size_t>(FetchOutcome::kUnwantedType) + 1;
inline constexpr size_t kReasons = static_cast<size_t>(LeftAlone::kBudget) + 1;

// One number that is counted: a counter, requests of one outcome, or URLs left
// alone for one reason.
struct CounterSeries {
  static constexpr size_t kAll = kCounters + kOutcomes + kReasons;
  static constexpr std::string_view kOutcome = "fetches";
  static constexpr std::string_view kReason = "left_alone";

  std::string_view name;   // of the counter, kOutcome or kReason
  std::string_view label;  // outcome or reason; of counters empty
  bool adds_up = true;
};
CounterSeries SeriesOf(size_t place);  // below kAll

class Counters {
 public:
  void Add(Counter counter, int64_t n = 1) {
    AddTo(static_cast<size_t>(counter), n);
  }
  void Add(FetchOutcome outcome) {
    AddTo(kCounters + static_cast<size_t>(outcome), 1);
  }
  void Add(LeftAlone why) {
    AddTo(kCounters + kOutcomes + static_cast<size_t>(why), 1);
  }
  // For those that say how things stand.
  void Set(Counter counter, int64_t n) {
    values_[static_cast<size_t>(counter)].store(n, std::memory_order_relaxed);
  }
  int64_t Get(Counter counter) const {
    return At(static_cast<size_t>(counter));
  }

  // What has come to a series since this was called last; for the one who keeps
  // the books (crawl_totals.h).
  int64_t TakeNew(size_t place) {
    const int64_t value = At(place);
    return value - taken_[place].exchange(value, std::memory_order_relaxed);
  }

 private:
  using Values = std::array<std::atomic<int64_t>, CounterSeries::kAll>;

  void AddTo(size_t place, int64_t n) {
    values_[place].fetch_add(n, std::memory_order_relaxed);
  }
  int64_t At(size_t place) const {
    return values_[place].load(std::memory_order_relaxed);
  }

  Values values_{};
  Values taken_{};
};

}  // namespace ritmon
