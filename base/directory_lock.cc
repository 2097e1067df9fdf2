// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/directory_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <sstream>
#include <system_error>
#include <thread>
#include <utility>

#include "base/files.h"
#include "base/time.h"

namespace ritmon {
namespace {

constexpr size_t kMaxCommand = 200;

std::string HostName() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

// As it was typed, its parts joined by blanks, the program by its own name: the
// daemon starts its jobs as /proc/self/exe.
std::string OwnCommandLine() {
  std::string line =
      ReadFile("/proc/self/cmdline").value_or(std::string("ritmon"));
  for (char& c : line) {
    if (static_cast<unsigned char>(c) < ' ') c = ' ';
  }
  while (!line.empty() && line.back() == ' ') line.pop_back();
  std::error_code code;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", code);
  if (!code) {
    line.replace(0, std::min(line.find(' '), line.size()),
                 program.filename().string());
  }
  if (line.size() > kMaxCommand) line.resize(kMaxCommand);
  return line;
}

// Whether `descriptor` has the lock now. Somebody may be looking who holds it
// (HolderOf), for an instant; that is waited for.
bool TakeLock(int descriptor) {
  constexpr int kAttempts = 4;
  constexpr std::chrono::milliseconds kInstant{5};
  for (int attempt = 1;; ++attempt) {
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) return true;
    if (attempt == kAttempts) return false;
    std::this_thread::sleep_for(kInstant);
  }
}

void SignLock(int descriptor) {
  const std::string text =
      std::to_string(::getpid()) + "\n" + OwnCommandLine() + "\n" +
      FormatTimestamp(SystemClock().Now()) + "\n" + HostName() + "\n";
  // Without it the lock holds as well; it only has no name.
  const bool written = ::ftruncate(descriptor, 0) == 0 &&
                       ::pwrite(descriptor, text.data(), text.size(), 0) >= 0;
  (void)written;
}

LockHolder ReadHolder(const std::filesystem::path& file) {
  LockHolder holder;
  std::istringstream lines(ReadFile(file).value_or(std::string()));
  std::string pid;
  std::getline(lines, pid);
  std::from_chars(pid.data(), pid.data() + pid.size(), holder.pid);
  std::getline(lines, holder.command);
  std::getline(lines, holder.since);
  std::getline(lines, holder.host);
  return holder;
}

}  // namespace

std::string Describe(const LockHolder& holder) {
  if (holder.pid == 0) return "a process that has not said its name";
  std::string text = "process " + std::to_string(holder.pid);
  if (!holder.host.empty() && holder.host != HostName()) {
    text += " on " + holder.host;
  }
  return text + " (" + holder.command + "), since " + holder.since;
}

Result<DirectoryLock> DirectoryLock::Acquire(
    const std::filesystem::path& directory) {
  const auto path = directory / "lock";
  const int descriptor =
      ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) {
    return Fail(ErrorKind::kIo,
                path.string() + ": cannot open: " + std::strerror(errno));
  }
  if (!TakeLock(descriptor)) {
    ::close(descriptor);
    return Fail(ErrorKind::kBusy,
                directory.string() +
                    ": another ritmon is writing to this data directory: " +
                    Describe(ReadHolder(path)) +
                    "; wait until it is done, or end it (SIGTERM): it leaves "
                    "everything in order");
  }
  SignLock(descriptor);
  return DirectoryLock(descriptor);
}

DirectoryLock::DirectoryLock(DirectoryLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

DirectoryLock::~DirectoryLock() {
  if (descriptor_ < 0) return;
  // Nobody shall be named who has gone.
  [[maybe_unused]] const int emptied = ::ftruncate(descriptor_, 0);
  ::close(descriptor_);
}

std::optional<LockHolder> HolderOf(const std::filesystem::path& directory) {
  const auto path = directory / "lock";
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return std::nullopt;
  const bool held =
      ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  if (!held) return std::nullopt;
  return ReadHolder(path);
}

}  // namespace ritmon
