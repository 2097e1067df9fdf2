// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/end_to_end/program.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

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

int Start(const std::vector<std::string>& arguments,
          const std::filesystem::path& out, const std::filesystem::path& err) {
  std::vector<char*> argv;
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  const int pid = ::fork();
  if (pid < 0) throw std::runtime_error("cannot fork");
  if (pid == 0) {
    // The test's own environment must not choose the configuration.
    ::unsetenv("RITMON_CONFIG");
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
