// SPDX-License-Identifier: GPL-3.0-or-later
// How much room there is where a file is to be written.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace ritmon {

// Bytes that this user may still write where `path` is. kIo names it.
Result<int64_t> FreeDiskBytes(const std::filesystem::path& path);

// kIo, "... is nearly full: 12 MiB are free, at least 512 must be (KEY)" if
// less than `least` bytes are free; also if it cannot be found out. `key` is
// what the limit is called where it is configured.
Status CheckDiskSpace(const std::filesystem::path& path, int64_t least,
                      std::string_view key);

}  // namespace ritmon
