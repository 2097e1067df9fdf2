// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/child_process.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <thread>

#include "tests/testing/temp_directory.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

ChildResult Shell(const std::string& script, std::string_view input = {},
                  const ChildLimits& limits = {}) {
  return RunChild("/bin/sh", {"-c", script}, input, limits);
}

TEST(ChildProcessTest, TellsWhatItHasUsed) {
  const ChildResult idle = Shell("true");
  const ChildResult busy =
      Shell("i=0; while [ $i -lt 50000 ]; do i=$((i+1)); done");
  ASSERT_EQ(busy.end, ChildEnd::kExited);
  EXPECT_GT(busy.cpu_time, idle.cpu_time);
  // A killed one's, too.
  const ChildResult killed =
      Shell("while :; do :; done", {}, {.cpu_time = seconds(1)});
  EXPECT_EQ(killed.end, ChildEnd::kTimedOut);
  EXPECT_GT(killed.cpu_time, milliseconds(500));
}

TEST(ChildProcessTest, HowItEnds) {
  const ChildLimits little_time{.wall_time = milliseconds(100)};
  const ChildLimits little_cpu{.cpu_time = seconds(1)};
  const ChildLimits little_output{.max_output = 5};
  const struct {
    const char* script;
    ChildLimits limits;
    ChildEnd end;
    int exit_code;
    int signal;
    const char* output;
  } cases[] = {
      {"exit 0", {}, ChildEnd::kExited, 0, 0, ""},
      {"echo hin; exit 7", {}, ChildEnd::kExited, 7, 0, "hin\n"},
      {"echo hin; kill -SEGV $$",
       {},
       ChildEnd::kSignalled,
       0,
       SIGSEGV,
       "hin\n"},
      {"kill -ABRT $$", {}, ChildEnd::kSignalled, 0, SIGABRT, ""},
      // Hangs, and does not listen.
      {"echo hin; sleep 100000", little_time, ChildEnd::kTimedOut, 0, 0,
       "hin\n"},
      {"trap '' TERM INT HUP XCPU; while :; do sleep 100000; done", little_time,
       ChildEnd::kTimedOut, 0, 0, ""},
      {"while :; do :; done", little_cpu, ChildEnd::kTimedOut, 0, 0, ""},
      {"while :; do echo flut; done", little_output, ChildEnd::kTooMuchOutput,
       0, 0, "flut\n"},
      // Exactly as much as is allowed.
      {"echo flut", little_output, ChildEnd::kExited, 0, 0, "flut\n"},
      // A closed output is not an end.
      {"exec >&-; exit 3", {}, ChildEnd::kExited, 3, 0, ""},
  };
  for (const auto& c : cases) {
    const ChildResult result = Shell(c.script, {}, c.limits);
    EXPECT_EQ(result.end, c.end) << c.script << ": " << ToString(result.end);
    EXPECT_EQ(result.exit_code, c.exit_code) << c.script;
    EXPECT_EQ(result.signal, c.signal) << c.script;
    EXPECT_EQ(result.output, c.output) << c.script;
  }
}

// More than a pipe holds, in both directions.
TEST(ChildProcessTest, InputComesBack) {
  std::string input;
  for (int i = 0; i < 1'000'000; ++i) input += std::to_string(i);
  for (const std::string& text :
       {std::string(), std::string("a\0b", 3), input}) {
    const ChildResult result = RunChild("/bin/cat", {}, text, {});
    EXPECT_EQ(result.end, ChildEnd::kExited);
    EXPECT_TRUE(result.output == text) << result.output.size();
  }
  // Nobody reads it.
  EXPECT_EQ(Shell("exit 4", input).exit_code, 4);
  EXPECT_EQ(Shell("exec <&-; echo x", input).output, "x\n");
}

TEST(ChildProcessTest, WhatDoesNotStart) {
  TempDirectory folder;
  std::ofstream(folder / "text") << "no program";
  std::ofstream(folder / "rubbish") << "no program";
  std::filesystem::permissions(folder / "rubbish",
                               std::filesystem::perms::owner_all);
  for (const auto& [path, reason] :
       {std::pair(folder / "nothing", ENOENT),
        std::pair(folder / "text", EACCES), std::pair(folder.path(), EACCES),
        std::pair(folder / "rubbish", ENOEXEC)}) {
    const ChildResult result = RunChild(path, {}, "x", {});
    EXPECT_EQ(result.end, ChildEnd::kNotStarted) << path;
    EXPECT_NE(result.error.find(std::strerror(reason)), std::string::npos)
        << result.error;
    EXPECT_NE(result.error.find(path.string()), std::string::npos);
  }
}

TEST(ChildProcessTest, MemoryIsBounded) {
  // A line of 64 MiB has to be held as a whole.
  const std::string line(size_t{64} << 20, 'a');
  const ChildResult small =
      RunChild("/usr/bin/sort", {}, line, {.address_space = size_t{48} << 20});
  EXPECT_FALSE(small.end == ChildEnd::kExited && small.exit_code == 0);
  const ChildResult large = RunChild(
      "/usr/bin/sort", {}, line,
      {.address_space = size_t{1} << 30, .max_output = size_t{128} << 20});
  EXPECT_EQ(large.end, ChildEnd::kExited);
  EXPECT_EQ(large.output.size(), line.size() + 1);
}

TEST(ChildProcessTest, ItHasNothingButItsStreams) {
  // One that is not closed at exec by itself.
  const int open = ::open("/dev/null", O_RDONLY);
  const std::string files = Shell("echo /proc/self/fd/*").output;
  ::close(open);
  // 3 is the folder that the shell reads.
  EXPECT_EQ(files,
            "/proc/self/fd/0 /proc/self/fd/1 /proc/self/fd/2 "
            "/proc/self/fd/3\n");
  EXPECT_EQ(RunChild("/usr/bin/env", {}, {}, {}).output, "LC_ALL=C.UTF-8\n");
  EXPECT_EQ(Shell("grep NoNewPrivs /proc/self/status").output,
            "NoNewPrivs:\t1\n");
  EXPECT_EQ(Shell("ulimit -c").output, "0\n");
}

TEST(ChildProcessTest, ItWritesNoFile) {
  TempDirectory folder;
  const ChildResult result =
      Shell("echo viel > " + (folder / "datei").string());
  EXPECT_EQ(result.end, ChildEnd::kSignalled);
  EXPECT_EQ(result.signal, SIGXFSZ);
  EXPECT_EQ(std::filesystem::file_size(folder / "datei"), 0u);
}

// What it has started dies with it, and is not waited for.
TEST(ChildProcessTest, ChildrenOfItsOwnDieToo) {
  // Orphans come to this process, so that their end can be seen.
  ASSERT_EQ(::prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0), 0);
  const ChildResult result = Shell("sleep 100000 & echo $!");
  EXPECT_EQ(result.end, ChildEnd::kExited);
  const pid_t grandchild = std::stoi(result.output);
  int status = 0;
  EXPECT_EQ(::waitpid(grandchild, &status, 0), grandchild);
  EXPECT_TRUE(WIFSIGNALED(status));
  EXPECT_EQ(WTERMSIG(status), SIGKILL);
  ::prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
}

TEST(ChildProcessTest, ManyAtATime) {
  std::vector<std::thread> threads;
  std::vector<int> good(8);
  for (size_t t = 0; t < good.size(); ++t) {
    threads.emplace_back([&good, t] {
      for (int i = 0; i < 20; ++i) {
        const std::string text = std::to_string(t) + "/" + std::to_string(i);
        good[t] += RunChild("/bin/cat", {}, text, {}).output == text;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const int n : good) EXPECT_EQ(n, 20);
  // All are reaped.
  EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
  EXPECT_EQ(errno, ECHILD);
}

}  // namespace
}  // namespace ritmon
