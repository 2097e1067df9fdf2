// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/cpu_time.h"

#include <sys/resource.h>
#include <time.h>

namespace ritmon {
namespace {

std::chrono::nanoseconds TimeOf(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return std::chrono::seconds(now.tv_sec) +
         std::chrono::nanoseconds(now.tv_nsec);
}

}  // namespace

std::chrono::nanoseconds ThreadCpuTime() {
  return TimeOf(CLOCK_THREAD_CPUTIME_ID);
}

std::chrono::nanoseconds ProcessCpuTime() {
  return TimeOf(CLOCK_PROCESS_CPUTIME_ID);
}

std::chrono::nanoseconds ChildrenCpuTime() {
  rusage used{};
  getrusage(RUSAGE_CHILDREN, &used);
  return CpuTimeIn(used);
}

std::chrono::nanoseconds CpuTimeIn(const rusage& used) {
  return std::chrono::seconds(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
         std::chrono::microseconds(used.ru_utime.tv_usec +
                                   used.ru_stime.tv_usec);
}

}  // namespace ritmon
