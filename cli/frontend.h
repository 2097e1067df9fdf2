// SPDX-License-Identifier: GPL-3.0-or-later
// What all commands share: common options, error messages, exit codes,
// progress, signals.

#pragma once

#include <functional>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.h"
#include "cli/commands.h"
#include "cli/exit_codes.h"
#include "cli/terminal.h"
#include "config/config.h"

namespace ritmon {

class CommandLine;

// Options of commands that work on a data directory.
struct CommonFlags {
  std::string config_path;
  std::vector<std::string> sets;
  bool quiet = false;

  void AddTo(CommandLine& command);
  Result<Config> Load() const;
};

// Options of commands that print for readers.
struct OutputFlags {
  std::string lang;
  bool no_pager = false;

  void AddTo(CommandLine& command);
  // What standard output is, as these options want it used.
  Terminal terminal() const;
};

// "ritmon: <message>" on standard error, and the code for it; an event of the
// log where programs read that (LogFormOfProcess). So does Warn.
int Report(const Error& error);
// The same for what is no error but must be known; yellow on a terminal.
void Warn(const std::string& message);

// What a job has done, lines on standard error unless `quiet`; where programs
// read the log, an event `summary` a line.
void Tell(bool quiet, const std::string& text);

// Writes to standard output. kIo if that is full; a reader that went away
// (`| head`) has had enough, which is no error.
Status Print(const std::string& text);
// The same; what is longer than the terminal's screen goes through its pager.
Status Print(const std::string& text, const Terminal& terminal);

// A line on a terminal that tells how far a stage has come, from its second
// second on; nothing where standard error is no terminal or `quiet`.
Progress TerminalProgress(bool quiet);
// One line of log for each answer and failure, where standard error is no
// terminal: a file, the system's journal.
FetchLog LogOfFetches(bool quiet);
// Wipes that line.
void EndProgress();
// ", about 3:20 left", ", about 1:02:09 left"; empty if that is nothing or more
// than a day.
std::string RemainingText(double seconds);

// How often a line on a terminal changes.
class ProgressPace {
 public:
  ProgressPace();
  // Seconds since the beginning if it is time to print: not in the first one,
  // then five times a second.
  std::optional<double> Due();

 private:
  std::chrono::steady_clock::time_point started_;
  std::chrono::steady_clock::time_point last_{};
};

// Stops a crawl at SIGINT or SIGTERM. One at a time.
class StopOnSignal {
 public:
  StopOnSignal();
  StopOnSignal(const StopOnSignal&) = delete;
  StopOnSignal& operator=(const StopOnSignal&) = delete;
  ~StopOnSignal();

  // `inner`, and before it a look whether a signal has come.
  Progress Watch(Progress inner);
  std::stop_token token() const { return source_.get_token(); }
  bool stopped() const { return source_.stop_requested(); }

 private:
  std::stop_source source_;
};

}  // namespace ritmon
