// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/pager.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>

#include "cli/text_table.h"

extern char** environ;

namespace ritmon {
namespace {

// What the shell says of a program that it does not find.
constexpr int kNoSuchProgram = 127;

// Keyboard interrupts are the pager's business while it runs; and a pager that
// has gone is told by write(), not by a signal.
class QuietSignals {
 public:
  QuietSignals() {
    for (size_t i = 0; i < kCount; ++i) {
      struct sigaction ignore {};
      ignore.sa_handler = SIG_IGN;
      sigaction(kSignals[i], &ignore, &before_[i]);
    }
  }
  QuietSignals(const QuietSignals&) = delete;
  QuietSignals& operator=(const QuietSignals&) = delete;
  ~QuietSignals() {
    for (size_t i = 0; i < kCount; ++i) {
      sigaction(kSignals[i], &before_[i], nullptr);
    }
  }

 private:
  static constexpr size_t kCount = 3;
  static constexpr int kSignals[kCount] = {SIGINT, SIGQUIT, SIGPIPE};
  struct sigaction before_[kCount] {};
};

// Its standard input is `input`; signals are as a shell would have them.
int StartPager(const std::string& pager, int input, int other_end, pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
  posix_spawn_file_actions_addclose(&actions, input);
  posix_spawn_file_actions_addclose(&actions, other_end);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t defaults;
  sigemptyset(&defaults);
  for (const int signal : {SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ}) {
    sigaddset(&defaults, signal);
  }
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::string shell = "sh";
  std::string option = "-c";
  std::string line = pager;
  char* arguments[] = {shell.data(), option.data(), line.data(), nullptr};
  const int error =
      posix_spawn(&pid, "/bin/sh", &actions, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

void WriteAll(std::string_view text, int descriptor) {
  while (!text.empty()) {
    const ssize_t written = ::write(descriptor, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;  // the reader has seen enough
    text.remove_prefix(static_cast<size_t>(written));
  }
}

// Columns of a line, without the sequences that set colours.
size_t ColumnsOf(std::string_view line) {
  size_t columns = DisplayWidth(line);
  for (size_t at = line.find('\x1b'); at != std::string_view::npos;
       at = line.find('\x1b', at + 1)) {
    const size_t end = line.find('m', at);
    if (end == std::string_view::npos) break;
    columns -= end - at + 1;
  }
  return columns;
}

}  // namespace

size_t RowsOnScreen(std::string_view text, size_t width) {
  size_t rows = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    const size_t columns = ColumnsOf(line);
    rows += columns <= width ? 1 : (columns + width - 1) / width;
    text.remove_prefix(std::min(text.size(), line.size() + 1));
  }
  return rows;
}

bool WantsPager(std::string_view text, const Terminal& terminal) {
  return terminal.is_terminal && !terminal.pager.empty() &&
         RowsOnScreen(text, terminal.width) + 1 > terminal.height;
}

Result<bool> ShowInPager(std::string_view text, const std::string& pager) {
  int ends[2];
  if (::pipe(ends) != 0) {
    return Fail(ErrorKind::kIo, "no pipe to the pager");
  }
  const QuietSignals quiet;
  pid_t pid = 0;
  const int error = StartPager(pager, ends[0], ends[1], pid);
  ::close(ends[0]);
  if (error != 0) {
    ::close(ends[1]);
    return Fail(ErrorKind::kIo, "cannot start the pager '" + pager + "'");
  }
  WriteAll(text, ends[1]);
  ::close(ends[1]);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  return !(WIFEXITED(status) && WEXITSTATUS(status) == kNoSuchProgram);
}

}  // namespace ritmon
