// SPDX-License-Identifier: GPL-3.0-or-later
// The right to be the only writer of a directory, and who has it.
//
// A lock of the system's (flock) on the file `lock`, which dies with the
// process that holds it, so that none is ever left over. The file says who
// holds it, for people only.

#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "base/result.h"

namespace ritmon {

struct LockHolder {
  int pid = 0;  // 0: the file does not say
  std::string command;
  std::string since;  // FormatTimestamp
  std::string host;
};

// "process 4711 (ritmon crawl -c x.toml), since 2026-11-29T02:30:00Z"; names
// the machine if it is another one.
std::string Describe(const LockHolder& holder);

// Belongs to one thread.
class DirectoryLock {
 public:
  // kBusy, with the holder's name, if another process has it.
  static Result<DirectoryLock> Acquire(const std::filesystem::path& directory);
  DirectoryLock(DirectoryLock&& other) noexcept;
  DirectoryLock& operator=(DirectoryLock&&) = delete;
  ~DirectoryLock();

 private:
  explicit DirectoryLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_ = -1;
};

// Who has the lock of `directory` now; nothing if nobody. Writes nothing.
std::optional<LockHolder> HolderOf(const std::filesystem::path& directory);

}  // namespace ritmon
