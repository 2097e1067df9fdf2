// SPDX-License-Identifier: GPL-3.0-or-later
// The data directory's place, the disk, the clock.

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <optional>
#include <system_error>

#include "base/database.h"
#include "base/directory_lock.h"
#include "base/files.h"
#include "pipeline/doctor/doctor.h"

namespace ritmon {
namespace {

namespace fs = std::filesystem;

std::optional<uid_t> OwnerOf(const fs::path& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) return std::nullopt;
  return info.st_uid;
}

// The first file of another owner than the directory's.
fs::path OwnedByAnother(const fs::path& directory, uid_t owner) {
  std::error_code code;
  for (fs::recursive_directory_iterator entry(directory, code), end;
       !code && entry != end; entry.increment(code)) {
    const auto of_file = OwnerOf(entry->path());
    if (of_file && *of_file != owner) return entry->path();
  }
  return {};
}

std::string InMiB(uint64_t bytes) {
  return std::to_string(bytes >> 20) + " MiB";
}

// The directory or, if it is not there yet, the one that it would be made in.
fs::path Existing(fs::path path) {
  std::error_code code;
  path = fs::absolute(path, code);
  while (!fs::exists(path, code) && path.has_relative_path()) {
    path = path.parent_path();
  }
  return path;
}

}  // namespace

Findings CheckDataDirectory(const Options& options) {
  const fs::path root = options.workspace.root;
  const fs::path existing = Existing(root);
  const std::string name = root.string();
  if (::access(existing.c_str(), W_OK | X_OK) != 0) {
    return {{FindingId::directory_not_writable, existing.string(),
             std::strerror(errno)}};
  }
  struct statfs system {};
  Findings findings;
  if (::statfs(existing.c_str(), &system) == 0 &&
      system.f_type == TMPFS_MAGIC) {
    findings.push_back({FindingId::directory_in_memory, name, ""});
  }
  const auto owner = OwnerOf(root);
  if (!owner) {
    findings.push_back({FindingId::directory_missing, name, ""});
    return findings;
  }
  if (*owner != ::geteuid()) {
    findings.push_back(
        {FindingId::directory_of_others, name, std::to_string(*owner)});
  }
  const fs::path other = OwnedByAnother(root, *owner);
  if (!other.empty()) {
    findings.push_back(
        {FindingId::directory_mixed, other.string(), std::to_string(*owner)});
  }
  if (findings.empty()) {
    findings.push_back({FindingId::directory_usable, name, ""});
  }
  return findings;
}

Findings CheckLock(const Options& options) {
  const auto writer = HolderOf(options.workspace.root);
  const auto daemon = HolderOf(options.workspace.jobs_db().parent_path());
  Findings findings;
  for (const auto& holder : {daemon, writer}) {
    if (holder)
      findings.push_back({FindingId::lock_held, Describe(*holder), ""});
  }
  if (findings.empty()) findings.push_back({FindingId::lock_free, "", ""});
  return findings;
}

// An index run writes the indexes anew beside the old ones, a replay the page
// store too.
Findings CheckDisk(const Options& options) {
  // Below what is configured no job begins.
  constexpr int64_t kLeast = int64_t{100} << 20;
  const auto least =
      static_cast<uint64_t>(std::max(kLeast, options.min_free_bytes));
  constexpr uint64_t kBeside = uint64_t{1} << 30;
  constexpr uint64_t kLeastInodes = 10'000;
  const fs::path place = Existing(options.workspace.root);
  struct statvfs disk {};
  if (::statvfs(place.c_str(), &disk) != 0) {
    return {{FindingId::disk_full, place.string(), std::strerror(errno)}};
  }
  const uint64_t free = uint64_t{disk.f_bavail} * disk.f_frsize;
  const uint64_t needed = kBeside +
                          BytesIn(options.workspace.index()).value_or(0) +
                          BytesIn(options.workspace.text()).value_or(0);
  Findings findings;
  if (free < least) {
    findings.push_back({FindingId::disk_full, place.string(), InMiB(free)});
  } else if (free < needed) {
    findings.push_back(
        {FindingId::disk_nearly_full, InMiB(free), InMiB(needed)});
  }
  // Some file systems have no limit and say 0.
  if (disk.f_files > 0 && disk.f_favail < kLeastInodes) {
    findings.push_back({FindingId::inodes_nearly_gone, place.string(),
                        std::to_string(disk.f_favail)});
  }
  if (findings.empty()) {
    findings.push_back({FindingId::disk_has_room, InMiB(free), InMiB(needed)});
  }
  return findings;
}

namespace {

std::optional<Timestamp> NewestCapture(const Workspace& workspace) {
  auto database = Database::OpenReadOnly(workspace.pages_db());
  if (!database) return std::nullopt;
  auto select = database->Prepare("SELECT max(fetched_at) FROM page");
  if (!select) return std::nullopt;
  const auto row = select->Step();
  if (!row || !*row || select->IsNull(0)) return std::nullopt;
  return FromMillis(select->Int(0));
}

// When the program's file was made: on whatever machine, time was at least so
// late.
std::optional<Timestamp> ProgramMade() {
  struct stat info {};
  if (::stat("/proc/self/exe", &info) != 0) return std::nullopt;
  return Timestamp(std::chrono::seconds(info.st_mtim.tv_sec));
}

}  // namespace

Findings CheckClock(const Options& options, const DoctorContext& context,
                    const Clock& clock) {
  // Clocks of machines that exchange files differ a little.
  constexpr std::chrono::hours kTolerance{24};
  const Timestamp now = clock.Now();
  Findings findings;
  const auto made = ProgramMade();
  if (made && now + kTolerance < *made) {
    findings.push_back({FindingId::clock_before_program, FormatTimestamp(now),
                        FormatTimestamp(*made)});
  }
  const auto newest = NewestCapture(options.workspace);
  if (newest && now + kTolerance < *newest) {
    findings.push_back({FindingId::clock_before_capture, FormatTimestamp(now),
                        FormatTimestamp(*newest)});
  }
  if (!context.time_zone_known) {
    findings.push_back({FindingId::time_zone_unknown, context.time_zone, ""});
  }
  if (findings.empty()) {
    findings.push_back(
        {FindingId::clock_plausible, FormatTimestamp(now), context.time_zone});
  }
  return findings;
}

}  // namespace ritmon
