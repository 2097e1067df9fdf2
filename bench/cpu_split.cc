// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/cpu_split.h"

#include <time.h>

namespace ritmon {

CpuSplit::Duration CpuSplit::Now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::chrono::seconds(now.tv_sec) + Duration(now.tv_nsec);
}

}  // namespace ritmon
