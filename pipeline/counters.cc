// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/counters.h"

namespace ritmon {

const CounterInfo& InfoOf(Counter counter) {
  static constexpr CounterInfo kInfos[] = {
#define COUNTER(name, unit, what) {#name, unit, what},
#define LEVEL(name, unit, what) {#name, unit, what, false},
#include "pipeline/counters.def"
#undef COUNTER
  };
  return kInfos[static_cast<size_t>(counter)];
}

std::string_view ToString(LeftAlone why) {
  switch (why) {
    case LeftAlone::kRobots:
      return "robots-txt";
    case LeftAlone::kRobotsUnreachable:
      return "robots-unreachable";
    case LeftAlone::kReserved:
      return "reserved";
    case LeftAlone::kBudget:
      break;
  }
  return "budget";
}

LeftAlone LeftAloneOf(std::string_view words) {
  if (words == "robots.txt") return LeftAlone::kRobots;
  if (words == "robots.txt unreachable") return LeftAlone::kRobotsUnreachable;
  if (words.starts_with("reserved")) return LeftAlone::kReserved;
  return LeftAlone::kBudget;
}

CounterSeries SeriesOf(size_t place) {
  if (place < kCounters) {
    const CounterInfo& info = InfoOf(static_cast<Counter>(place));
    return {info.name, "", info.adds_up};
  }
  place -= kCounters;
  if (place < kOutcomes) {
    return {CounterSeries::kOutcome,
            ToString(static_cast<FetchOutcome>(place))};
  }
  return {CounterSeries::kReason,
          ToString(static_cast<LeftAlone>(place - kOutcomes))};
}

}  // namespace ritmon
