// SPDX-License-Identifier: GPL-3.0-or-later
// A job as a process of its own: whatever it does to memory, and however it
// dies, the daemon lives for years.
//
// It has the daemon's standard output and error and no other of its files, so
// that its log goes where the daemon's goes. Belongs to one thread; Linux and
// POSIX.

#pragma once

#include <sys/types.h>

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace ritmon {

class JobProcess {
 public:
  // `program` is a path, `name` what lists of processes call it; `arguments` do
  // not hold that. No signals are blocked in it. kIo names the program and the
  // system's reason.
  static Result<JobProcess> Start(const std::filesystem::path& program,
                                  const std::string& name,
                                  const std::vector<std::string>& arguments);
  JobProcess(JobProcess&& other) noexcept;
  JobProcess& operator=(JobProcess&&) = delete;
  // One that still runs is killed, with SIGKILL.
  ~JobProcess();

  // Its exit code once it has ended, 128 and the signal if it died of one.
  std::optional<int> Poll();
  void Send(int signal);

 private:
  explicit JobProcess(pid_t pid) : pid_(pid) {}

  pid_t pid_;  // 0: has ended
};

}  // namespace ritmon
