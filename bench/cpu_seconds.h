// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/resource.h>

#include <chrono>

#include "base/cpu_time.h"

namespace ritmon {

// User and system time so far of RUSAGE_SELF or RUSAGE_CHILDREN.
inline double CpuSeconds(int who) {
  const std::chrono::duration<double> used =
      who == RUSAGE_CHILDREN ? ChildrenCpuTime() : ProcessCpuTime();
  return used.count();
}

}  // namespace ritmon
