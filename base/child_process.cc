// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "base/cpu_time.h"
#include "base/descriptor.h"

namespace ritmon {
namespace {

// Standard streams, and some for what libraries read: fonts, character maps.
constexpr rlim_t kMaxFiles = 32;

struct Pipe {
  Descriptor read;
  Descriptor write;
};

bool Open(Pipe& pipe) {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
  pipe = {Descriptor(ends[0]), Descriptor(ends[1])};
  return true;
}

// Above the numbers that the child's standard streams take, also in a program
// that was started without its own.
bool Lift(Descriptor& descriptor) {
  constexpr int kFirst = 4;
  if (!descriptor.is_open()) return false;
  if (descriptor.number() >= kFirst) return true;
  descriptor =
      Descriptor(::fcntl(descriptor.number(), F_DUPFD_CLOEXEC, kFirst));
  return descriptor.is_open();
}

// The input as a file in memory: the child may read it or not, when it likes,
// and nobody has to feed it meanwhile.
Descriptor FileOf(std::string_view bytes) {
  Descriptor file(::memfd_create("input", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!file.is_open()) return file;
  while (!bytes.empty()) {
    const ssize_t n = ::write(file.number(), bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Descriptor();
    bytes.remove_prefix(static_cast<size_t>(n));
  }
  if (::lseek(file.number(), 0, SEEK_SET) != 0 ||
      ::fcntl(file.number(), F_ADD_SEALS,
              F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL) != 0) {
    return Descriptor();
  }
  return file;
}

Descriptor TimerFor(std::chrono::milliseconds time) {
  Descriptor timer(::timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC));
  if (!timer.is_open()) return timer;
  const int64_t ms = std::max<int64_t>(time.count(), 1);
  itimerspec spec{};
  spec.it_value.tv_sec = ms / 1000;
  spec.it_value.tv_nsec = ms % 1000 * 1'000'000;
  if (::timerfd_settime(timer.number(), 0, &spec, nullptr) != 0) {
    return Descriptor();
  }
  return timer;
}

// Everything the child needs, made before the fork: after it only functions
// that are safe in a signal handler may be called.
struct Launch {
  const char* path = nullptr;
  std::vector<char*> arguments;  // ends with a null pointer
  std::array<int, 3> streams{};
  int failure = -1;  // where errno goes if the program does not start
  pid_t parent = 0;
  rlim_t cpu_seconds = 0;
  rlim_t address_space = 0;
};

bool Limit(decltype(RLIMIT_CPU) what, rlim_t soft, rlim_t hard) {
  const rlimit limit{soft, hard};
  return ::setrlimit(what, &limit) == 0;
}

// In the child; returns only if something went wrong.
void BecomeProgram(const Launch& launch) {
  ::setsid();
  for (int signal = 1; signal < NSIG; ++signal) ::signal(signal, SIG_DFL);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return;
  if (::getppid() != launch.parent) ::_exit(127);  // it died before that
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return;
  for (int i = 0; i < 3; ++i) {
    if (::dup2(launch.streams[static_cast<size_t>(i)], i) < 0) return;
  }
  // The failure pipe closes at exec; all else is ours and not the child's.
  const auto failure = static_cast<unsigned>(launch.failure);
  if (::close_range(3, failure - 1, 0) != 0 ||
      ::close_range(failure + 1, ~0U, 0) != 0) {
    return;
  }
  if (!Limit(RLIMIT_CORE, 0, 0) || !Limit(RLIMIT_FSIZE, 0, 0) ||
      !Limit(RLIMIT_NOFILE, kMaxFiles, kMaxFiles) ||
      // The first is a signal that says why, the second cannot be ignored.
      !Limit(RLIMIT_CPU, launch.cpu_seconds, launch.cpu_seconds + 1) ||
      (launch.address_space > 0 &&
       !Limit(RLIMIT_AS, launch.address_space, launch.address_space))) {
    return;
  }
  std::array<char*, 2> environment = {const_cast<char*>("LC_ALL=C.UTF-8"),
                                      nullptr};
  ::execve(launch.path, launch.arguments.data(), environment.data());
}

[[noreturn]] void RunInChild(const Launch& launch) {
  BecomeProgram(launch);
  const int reason = errno;
  [[maybe_unused]] const ssize_t told =
      ::write(launch.failure, &reason, sizeof(reason));
  ::_exit(127);
}

ChildResult NotStarted(const std::string& what, int code) {
  ChildResult result;
  result.error = what + ": " + std::strerror(code);
  return result;
}

// Appends what is there; false at the end of the stream.
bool ReadSome(int from, size_t limit, ChildResult& result) {
  std::array<char, 1 << 16> buffer;
  const ssize_t n = ::read(from, buffer.data(), buffer.size());
  if (n < 0) return errno == EINTR || errno == EAGAIN;
  const auto bytes = static_cast<size_t>(n);
  const size_t room = limit - result.output.size();
  result.output.append(buffer.data(), std::min(bytes, room));
  if (bytes > room) result.end = ChildEnd::kTooMuchOutput;
  return n > 0 && bytes <= room;
}

// Until the child is dead, or has to be killed: then result.end says why.
void Attend(pid_t pid, int child, int timer, int output,
            const ChildLimits& limits, ChildResult& result) {
  std::array<pollfd, 3> watched = {pollfd{child, POLLIN, 0},
                                   pollfd{timer, POLLIN, 0},
                                   pollfd{output, POLLIN, 0}};
  while (true) {
    if (::poll(watched.data(), watched.size(), -1) < 0) {
      if (errno == EINTR) continue;
      result.end = ChildEnd::kTimedOut;  // cannot watch it: no time for it
      return;
    }
    if (watched[1].revents != 0) {
      result.end = ChildEnd::kTimedOut;
      return;
    }
    if (watched[2].revents != 0 &&
        !ReadSome(output, limits.max_output, result)) {
      if (result.end == ChildEnd::kTooMuchOutput) return;
      watched[2].fd = -1;  // its output is complete
    }
    if (watched[0].revents == 0) continue;
    // Dead. What it wrote before is in the pipe. A child of its own may hold
    // the other end, so the end of the stream is not waited for.
    ::kill(-pid, SIGKILL);
    while (true) {
      pollfd rest{output, POLLIN, 0};
      if (watched[2].fd < 0 || ::poll(&rest, 1, 0) <= 0) return;
      if (!ReadSome(output, limits.max_output, result)) return;
    }
  }
}

// What the death says, unless it is known already.
void Judge(int status, ChildResult& result) {
  if (result.end != ChildEnd::kExited) return;
  if (WIFEXITED(status)) {
    result.exit_code = WEXITSTATUS(status);
  } else if (WTERMSIG(status) == SIGXCPU) {
    result.end = ChildEnd::kTimedOut;
  } else {
    result.end = ChildEnd::kSignalled;
    result.signal = WTERMSIG(status);
  }
}

}  // namespace

std::string_view ToString(ChildEnd end) {
  switch (end) {
    case ChildEnd::kExited:
      return "exited";
    case ChildEnd::kSignalled:
      return "signalled";
    case ChildEnd::kTimedOut:
      return "timed out";
    case ChildEnd::kTooMuchOutput:
      return "too much output";
    case ChildEnd::kNotStarted:
      break;
  }
  return "not started";
}

ChildResult RunChild(const std::filesystem::path& program,
                     const std::vector<std::string>& arguments,
                     std::string_view input, const ChildLimits& limits) {
  Descriptor file = FileOf(input);
  if (!file.is_open()) return NotStarted("input", errno);
  Descriptor nothing(::open("/dev/null", O_WRONLY | O_CLOEXEC));
  Descriptor timer = TimerFor(limits.wall_time);
  Pipe output;
  Pipe failure;
  if (!timer.is_open() || !Open(output) || !Open(failure) || !Lift(file) ||
      !Lift(nothing) || !Lift(output.write) || !Lift(failure.write)) {
    return NotStarted("pipes", errno);
  }
  std::string path = program.string();
  std::vector<std::string> words = arguments;
  Launch launch{
      .path = path.c_str(),
      .streams = {file.number(), output.write.number(), nothing.number()},
      .failure = failure.write.number(),
      .parent = ::getpid(),
      .cpu_seconds = static_cast<rlim_t>(limits.cpu_time.count()),
      .address_space = static_cast<rlim_t>(limits.address_space)};
  launch.arguments.push_back(path.data());
  for (std::string& word : words) launch.arguments.push_back(word.data());
  launch.arguments.push_back(nullptr);

  const pid_t pid = ::fork();
  if (pid < 0) return NotStarted("fork", errno);
  if (pid == 0) RunInChild(launch);
  output.write.Close();
  failure.write.Close();

  ChildResult result;
  int reason = 0;
  ssize_t told = 0;
  while ((told = ::read(failure.read.number(), &reason, sizeof(reason))) < 0 &&
         errno == EINTR) {
  }
  // glibc 2.36 declares it, but not for C++.
  Descriptor child(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0)));
  if (told == sizeof(reason)) {
    result = NotStarted(path, reason);
  } else if (!child.is_open()) {
    result = NotStarted("pidfd", errno);
  } else {
    result.end = ChildEnd::kExited;
    Attend(pid, child.number(), timer.number(), output.read.number(), limits,
           result);
  }
  // The group first: as long as the child is not reaped the number is its own.
  ::kill(-pid, SIGKILL);
  ::kill(pid, SIGKILL);
  int status = 0;
  rusage used{};
  while (::wait4(pid, &status, 0, &used) < 0 && errno == EINTR) {
  }
  result.cpu_time = CpuTimeIn(used);
  Judge(status, result);
  return result;
}

}  // namespace ritmon
