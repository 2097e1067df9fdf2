// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/disk_space.h"

#include <fmt/format.h>

#include <system_error>

namespace ritmon {

Result<int64_t> FreeDiskBytes(const std::filesystem::path& path) {
  std::error_code code;
  const auto space = std::filesystem::space(path, code);
  if (code) {
    return Fail(ErrorKind::kIo,
                path.string() + ": free space is not known: " + code.message());
  }
  return static_cast<int64_t>(space.available);
}

Status CheckDiskSpace(const std::filesystem::path& path, int64_t least,
                      std::string_view key) {
  if (least <= 0) return {};
  const auto free = FreeDiskBytes(path);
  if (!free) return tl::unexpected(free.error());
  if (*free >= least) return {};
  return Fail(ErrorKind::kIo,
              fmt::format("{}: the disk is nearly full: {} MiB are free, at "
                          "least {} must be ({})",
                          path.string(), *free >> 20, least >> 20, key));
}

}  // namespace ritmon
