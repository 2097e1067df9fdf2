// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/process_facts.h"

#include <sys/resource.h>
#include <unistd.h>

#include <sstream>
#include <string>
#include <vector>

#include "base/files.h"

namespace ritmon {
namespace {

// Fields of /proc/<pid>/stat by their number in proc(5). They are counted from
// behind the name, which may hold blanks and brackets.
constexpr size_t kFirst = 3;
constexpr size_t kUserTime = 14;
constexpr size_t kSystemTime = 15;
constexpr size_t kThreads = 20;
constexpr size_t kStartTime = 22;
constexpr size_t kVirtualBytes = 23;
constexpr size_t kResidentPages = 24;

// Seconds since 1970 at which the machine was started.
std::optional<double> BootTime(const std::string& stat) {
  std::istringstream words(stat);
  for (std::string word; words >> word;) {
    double time = 0;
    if (word == "btime" && words >> time) return time;
  }
  return std::nullopt;
}

}  // namespace

std::optional<ProcessFacts> ReadProcessFacts(
    const std::filesystem::path& proc) {
  const auto own = ReadFile(proc / "self" / "stat");
  const auto machine = ReadFile(proc / "stat");
  if (!own || !machine) return std::nullopt;
  const size_t name_end = own->rfind(')');
  const auto boot = BootTime(*machine);
  if (name_end == std::string::npos || !boot) return std::nullopt;
  std::istringstream rest(own->substr(name_end + 1));
  std::string state;
  rest >> state;
  std::vector<double> fields(kFirst + 1);
  for (double value = 0; rest >> value;) fields.push_back(value);
  if (fields.size() <= kResidentPages) return std::nullopt;

  const auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  ProcessFacts facts{
      .cpu_seconds = (fields[kUserTime] + fields[kSystemTime]) / ticks,
      .started_at = *boot + fields[kStartTime] / ticks,
      .resident_bytes = static_cast<uint64_t>(fields[kResidentPages]) *
                        static_cast<uint64_t>(sysconf(_SC_PAGESIZE)),
      .virtual_bytes = static_cast<uint64_t>(fields[kVirtualBytes]),
      .threads = static_cast<int64_t>(fields[kThreads])};
  std::error_code code;
  std::filesystem::directory_iterator file(proc / "self" / "fd", code);
  for (; !code && file != std::filesystem::directory_iterator();
       file.increment(code)) {
    ++facts.open_files;
  }
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
      limit.rlim_cur != RLIM_INFINITY) {
    facts.max_open_files = static_cast<int64_t>(limit.rlim_cur);
  }
  return facts;
}

}  // namespace ritmon
