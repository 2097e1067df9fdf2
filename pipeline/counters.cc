// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/counters.h"

namespace ritmon {

const CounterInfo& InfoOf(Counter counter) {
  static constexpr CounterInfo kInfos[] = {
#define COUNTER(name, unit, what) {#name, unit, what},
#include "pipeline/counters.def"
#undef COUNTER
  };
  return kInfos[static_cast<size_t>(counter)];
}

}  // namespace ritmon
