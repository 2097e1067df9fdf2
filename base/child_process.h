// SPDX-License-Identifier: GPL-3.0-or-later
// Runs another program on some bytes and takes what it writes, within limits.
//
// For work on hostile input by libraries that may crash or run wild: whatever
// the child does, the caller gets a value. The child has the input as a file on
// standard input, a pipe as standard output, nothing as standard error and no
// other descriptor; it may write no file and dump no core, gains no privileges
// and dies with the thread that started it. When the call returns, the child is
// dead and reaped, and with it what it may have started in its process group.
//
// No shell, no PATH, no signal handlers. Any thread; calls do not disturb one
// another. Linux only (pidfd, memfd, timerfd).

#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace ritmon {

struct ChildLimits {
  std::chrono::seconds cpu_time{20};
  std::chrono::milliseconds wall_time{60'000};
  size_t address_space = size_t{512} << 20;  // bytes; 0: not limited
  size_t max_output = size_t{16} << 20;      // bytes
};

enum class ChildEnd {
  kExited,         // by itself; see exit_code
  kSignalled,      // by a signal that we did not send: a crash
  kTimedOut,       // by one of the two limits of time
  kTooMuchOutput,  // killed for it
  kNotStarted,     // see error
};
// "exited", "signalled", "timed out", "too much output", "not started".
std::string_view ToString(ChildEnd end);

struct ChildResult {
  ChildEnd end = ChildEnd::kNotStarted;
  int exit_code = 0;   // of kExited
  int signal = 0;      // of kSignalled
  std::string output;  // at most max_output bytes, whatever the end
  std::string error;   // of kNotStarted: the system's reason
  std::chrono::nanoseconds cpu_time{};  // of the child and its own children
};

// `program` is a path; `arguments` do not hold its name. `input` is copied.
ChildResult RunChild(const std::filesystem::path& program,
                     const std::vector<std::string>& arguments,
                     std::string_view input, const ChildLimits& limits);

}  // namespace ritmon
