// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/program.h"

#include <fcntl.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "base/files.h"
#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

int CodeOf(int status) {
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

void Redirect(const std::filesystem::path& path, int descriptor) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (file < 0 || ::dup2(file, descriptor) < 0) ::_exit(127);
  ::close(file);
}

// The test's own environment must choose nothing.
void CleanEnvironment() {
  for (const char* name :
       {"RITMON_CONFIG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "NO_COLOR",
        "COLUMNS", "LINES", "PAGER", "RITMON_PAGER", "LESS"}) {
    ::unsetenv(name);
  }
  ::setenv("LANG", "C.UTF-8", 1);
}

std::vector<char*> Pointers(const std::vector<std::string>& arguments) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  return argv;
}

int Start(const std::vector<std::string>& arguments,
          const std::filesystem::path& out, const std::filesystem::path& err) {
  const std::vector<char*> argv = Pointers(arguments);
  const int pid = ::fork();
  if (pid < 0) throw std::runtime_error("cannot fork");
  if (pid == 0) {
    CleanEnvironment();
    Redirect(out, STDOUT_FILENO);
    Redirect(err, STDERR_FILENO);
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  return pid;
}

}  // namespace

ProgramResult RunProgram(const std::vector<std::string>& arguments) {
  TempDirectory folder;
  const int pid = Start(arguments, folder / "out", folder / "err");
  int status = 0;
  ::waitpid(pid, &status, 0);
  return ProgramResult{.exit_code = CodeOf(status),
                       .out = ReadFile(folder / "out").value_or(""),
                       .err = ReadFile(folder / "err").value_or("")};
}

ProgramResult RunOnTerminal(const std::vector<std::string>& arguments,
                            const TerminalSetup& setup) {
  const std::vector<char*> argv = Pointers(arguments);
  winsize size{};
  size.ws_col = setup.columns;
  size.ws_row = setup.rows;
  int terminal = -1;
  const int pid = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (pid < 0) throw std::runtime_error("cannot open a terminal");
  if (pid == 0) {
    CleanEnvironment();
    ::setenv("TERM", "xterm", 1);
    for (const std::string& variable : setup.variables) {
      ::putenv(const_cast<char*>(variable.c_str()));
    }
    ::execv(argv[0], argv.data());
    ::_exit(127);
  }
  ProgramResult result;
  char buffer[4096];
  // The last end that is closed gives EIO.
  for (ssize_t got = 0; (got = ::read(terminal, buffer, sizeof buffer)) > 0;) {
    for (ssize_t i = 0; i < got; ++i) {
      if (buffer[i] != '\r') result.out += buffer[i];
    }
  }
  ::close(terminal);
  int status = 0;
  ::waitpid(pid, &status, 0);
  result.exit_code = CodeOf(status);
  return result;
}

size_t WidestLine(const std::string& text) {
  size_t widest = 0;
  size_t columns = 0;
  for (const char c : text) {
    if (c == '\n') columns = 0;
    if (c != '\n' && (c & 0xC0) != 0x80) ++columns;
    widest = std::max(widest, columns);
  }
  return widest;
}

Background::Background(const std::vector<std::string>& arguments,
                       const std::filesystem::path& output)
    : pid_(Start(arguments, output, output.string() + ".err")) {}

Background::~Background() {
  if (IsRunning()) {
    Signal(SIGKILL);
    Wait();
  }
}

void Background::Signal(int signal) {
  if (pid_ > 0) ::kill(pid_, signal);
}

int Background::Wait() {
  if (pid_ > 0) {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    code_ = CodeOf(status);
    pid_ = -1;
  }
  return code_;
}

bool Background::IsRunning() {
  if (pid_ < 0) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
  code_ = CodeOf(status);
  pid_ = -1;
  return false;
}

}  // namespace ritmon
