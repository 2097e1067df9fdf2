// SPDX-License-Identifier: GPL-3.0-or-later
// The files of a zip archive, one after the other. (compressed_lines.h reads
// the first one, as a stream.) libarchive stops in archive_members.cc.

#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "base/result.h"

namespace ritmon {

struct ArchiveMember {
  std::string name;
  std::string bytes;
  bool too_large = false;  // more than was allowed: `bytes` is its beginning
};

// Whether the file begins as a zip archive does.
bool IsZipFile(const std::filesystem::path& path);

// Calls `on_member` with every regular file in `path`, in the archive's order,
// and holds one at a time. kIo if the archive breaks off.
Status ForEachMember(
    const std::filesystem::path& path, size_t max_member_bytes,
    const std::function<Status(const ArchiveMember&)>& on_member);

}  // namespace ritmon
