// SPDX-License-Identifier: GPL-3.0-or-later
// measure_run FILE COMMAND [ARGUMENT...]
//
// Runs the command and writes "WALL CPU MIB" into FILE: seconds, seconds of CPU
// (user and system, children that it waited for included), peak resident
// memory of the largest process. Ends as the command did.
//
// A program of its own because a process begins with the peak memory of the one
// that started it: it must be started by something small.

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>

namespace {

double Seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "measure_run FILE COMMAND [ARGUMENT...]\n");
    return 2;
  }
  const auto begin = std::chrono::steady_clock::now();
  const pid_t child = fork();
  if (child == 0) {
    // Who stops the measuring stops what is measured.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    execvp(argv[2], argv + 2);
    std::perror(argv[2]);
    _exit(127);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || wait4(child, &status, 0, &used) != child) {
    std::perror("measure_run");
    return 1;
  }
  const std::chrono::duration<double> wall =
      std::chrono::steady_clock::now() - begin;
  std::FILE* file = std::fopen(argv[1], "w");
  if (file == nullptr) {
    std::perror(argv[1]);
    return 1;
  }
  std::fprintf(file, "%.6f %.6f %.3f\n", wall.count(),
               Seconds(used.ru_utime) + Seconds(used.ru_stime),
               static_cast<double>(used.ru_maxrss) / 1024);
  if (std::fclose(file) != 0) {
    std::perror(argv[1]);
    return 1;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
