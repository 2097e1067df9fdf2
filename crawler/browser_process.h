// SPDX-License-Identifier: GPL-3.0-or-later
// A browser as a child process: started with a pipe to command it and one to
// hear from it, watched, and ended with everything that it has started.
//
// It runs in a session of its own, in which all its processes stay, so that
// they can be found and ended together. Should we be killed ourselves, the
// pipes close, and a browser ends by itself. Belongs to one thread.

#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace ritmon {

struct BrowserProcessOptions {
  std::filesystem::path program;
  std::vector<std::string> arguments;
  // Its home, and where its temporary files go. Must be there.
  std::filesystem::path home;
  // Of the data of each single process (RLIMIT_DATA); 0: no limit.
  uint64_t max_data_bytes = 0;
};

class BrowserProcess {
 public:
  // kIo if the program cannot be run.
  static Result<BrowserProcess> Start(const BrowserProcessOptions& options);
  BrowserProcess(BrowserProcess&& other) noexcept;
  BrowserProcess& operator=(BrowserProcess&&) = delete;
  // Ends all of it and waits until nothing is left.
  ~BrowserProcess();

  // Readable when the browser has said something.
  int output() const { return output_; }
  // Appends what it has said; false once it has closed the pipe.
  bool Read(std::string* text);
  // False if it does not listen any more.
  bool Write(std::string_view text);

  // Resident memory that its processes do not share, in bytes.
  int64_t MemoryBytes() const;

 private:
  BrowserProcess(int pid, int input, int output)
      : pid_(pid), input_(input), output_(output) {}
  std::vector<int> Processes() const;
  void End();

  int pid_ = -1;
  int input_ = -1;   // to the browser
  int output_ = -1;  // from the browser
};

// A program of this machine that can render: `configured`, or, if that is
// empty, the first of the usual names in PATH. Nothing if it is not there.
std::optional<std::filesystem::path> FindBrowser(
    const std::filesystem::path& configured);

}  // namespace ritmon
