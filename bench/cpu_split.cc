// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/cpu_split.h"

#include "base/cpu_time.h"

namespace ritmon {

CpuSplit::Duration CpuSplit::Now() { return ThreadCpuTime(); }

}  // namespace ritmon
