// SPDX-License-Identifier: GPL-3.0-or-later
// How much processor time was used, user and system. Any thread.

#pragma once

#include <chrono>

struct rusage;

namespace ritmon {

// Of the calling thread; of all threads that the process has had. A system call
// of half a microsecond at most.
std::chrono::nanoseconds ThreadCpuTime();
std::chrono::nanoseconds ProcessCpuTime();
// Of the children that the process has waited for, and of theirs.
std::chrono::nanoseconds ChildrenCpuTime();
// What wait4 tells of one of them.
std::chrono::nanoseconds CpuTimeIn(const rusage& used);

}  // namespace ritmon
