// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/import_progress.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <system_error>

#include "base/time.h"
#include "cli/frontend.h"
#include "cli/text_table.h"

namespace ritmon {
namespace {

constexpr size_t kFileColumns = 24;
constexpr size_t kColumns = 79;

}  // namespace

std::string ImportProgressLine(const std::string& file,
                               const ImportProgress& progress,
                               uint64_t file_bytes, double seconds) {
  std::string line = CutToWidth(file, kFileColumns) + ": ";
  if (progress.is_storing) {
    line += fmt::format("storing {} rows", progress.rows);
    return line.substr(0, kColumns);
  }
  line += fmt::format("reading, {} rows", progress.rows);
  const double share = file_bytes == 0
                           ? 0
                           : std::min(1.0, static_cast<double>(progress.bytes) /
                                               static_cast<double>(file_bytes));
  if (share > 0) line += fmt::format(" ({:.0f} %)", 100 * share);
  if (seconds > 0) {
    line +=
        fmt::format(", {:.0f}/s", static_cast<double>(progress.rows) / seconds);
    if (share > 0) line += RemainingText(seconds / share - seconds);
  }
  return line.substr(0, kColumns);
}

OnImportProgress TerminalImportProgress(bool quiet) {
  if (quiet || isatty(STDERR_FILENO) == 0) return {};
  using Steady = std::chrono::steady_clock;
  // Terminal output is paced by the machine's own clock; no result depends
  // on it.
  const SystemClock clock;
  return [clock, file = std::filesystem::path(), started = Steady::time_point{},
          last = Steady::time_point{}, bytes = uint64_t{0},
          storing = false](const std::filesystem::path& now_file,
                           const ImportProgress& progress) mutable {
    const auto now = clock.Steady();
    if (now_file != file) {
      file = now_file;
      started = now;
      std::error_code code;
      const auto size = std::filesystem::file_size(file, code);
      bytes = code ? 0 : size;
    }
    const bool turned =
        std::exchange(storing, progress.is_storing) != progress.is_storing;
    if (now - started < std::chrono::seconds(1) ||
        (!turned && now - last < std::chrono::milliseconds(200))) {
      return;
    }
    last = now;
    const double seconds = std::chrono::duration<double>(now - started).count();
    fmt::print(
        stderr, "\r\x1b[K{}",
        ImportProgressLine(file.filename().string(), progress, bytes, seconds));
    std::fflush(stderr);
  };
}

void ImportCode::Add(const Result<int>& one) {
  if (!one) {
    code_ = Report(one.error());
  } else if (code_ == kExitOk) {
    code_ = *one;
  }
}

int ImportEach(const std::vector<std::string>& files,
               const std::function<Result<int>(const std::string&)>& import) {
  ImportCode code;
  for (const std::string& file : files) {
    const auto one = import(file);
    EndProgress();
    code.Add(one);
  }
  return code.code();
}

}  // namespace ritmon
