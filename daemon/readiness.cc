// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/readiness.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>

#include "base/database.h"

namespace ritmon {
namespace {

constexpr std::chrono::milliseconds kPatience{50};

// Reads the first page: what is no database says so there.
Status Look(const std::filesystem::path& file) {
  auto database = Database::OpenReadOnly(file, kPatience);
  if (!database) return tl::unexpected(database.error());
  auto select = database->Prepare("SELECT count(*) FROM sqlite_master");
  if (!select) return tl::unexpected(select.error());
  auto row = select->Step();
  return row ? Status() : tl::unexpected(row.error());
}

}  // namespace

std::vector<std::string> WhyNotReady(
    const std::filesystem::path& data_directory,
    const std::vector<std::filesystem::path>& databases) {
  std::vector<std::string> reasons;
  const std::string name = data_directory.string();
  std::error_code code;
  if (!std::filesystem::is_directory(data_directory, code)) {
    return {name + ": the data directory is not there"};
  }
  // As the process is now, not as who started it; also says what a file system
  // says that is mounted for reading only.
  if (faccessat(AT_FDCWD, name.c_str(), W_OK | X_OK, AT_EACCESS) != 0) {
    reasons.push_back(
        name + ": cannot write to the data directory: " + std::strerror(errno));
  }
  for (const std::filesystem::path& file : databases) {
    auto looked = Look(file);
    if (looked || looked.error().kind == ErrorKind::kNotFound ||
        looked.error().kind == ErrorKind::kBusy) {
      continue;
    }
    reasons.push_back(looked.error().message);
  }
  return reasons;
}

}  // namespace ritmon
