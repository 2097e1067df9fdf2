// SPDX-License-Identifier: GPL-3.0-or-later
// Runs the real binaries, as a user would.

#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace ritmon {

struct ProgramResult {
  int exit_code = -1;  // 128 + signal if it was killed
  std::string out;
  std::string err;
};

// Waits until it has ended. Its language is that of LANG=C.UTF-8: English.
ProgramResult RunProgram(const std::vector<std::string>& arguments);

// A terminal, and variables of its user: "LANG=de_DE.UTF-8".
struct TerminalSetup {
  unsigned short columns = 80;
  unsigned short rows = 1000;
  std::vector<std::string> variables;
};
// The same with both outputs on a terminal: all is in `out`, lines end with a
// line feed alone.
ProgramResult RunOnTerminal(const std::vector<std::string>& arguments,
                            const TerminalSetup& setup);

// Of the longest line, in columns of a terminal.
size_t WidestLine(const std::string& text);

// A program that runs beside the test; ended with SIGKILL at the latest when
// the object goes.
class Background {
 public:
  explicit Background(const std::vector<std::string>& arguments,
                      const std::filesystem::path& output);
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  ~Background();

  void Signal(int signal);
  // As ProgramResult::exit_code.
  int Wait();
  bool IsRunning();

 private:
  int pid_ = -1;
  int code_ = -1;
};

}  // namespace ritmon
