// SPDX-License-Identifier: GPL-3.0-or-later
// SHA-256 (FIPS 180-4) of files, as sha256sum(1) prints it, and copies of files
// that are digested on the way. OpenSSL is known to this file, too.

#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.h"

namespace ritmon {

struct FileDigest {
  uint64_t size = 0;
  std::string sha256;  // 64 hexadecimal digits
};

// The first `max_bytes` of a file. kNotFound, kIo.
Result<FileDigest> DigestFile(const std::filesystem::path& file,
                              uint64_t max_bytes = UINT64_MAX);

// The same, and copies them into the new file `to`, which is on the disk when
// this returns and has the times of `from`. After an error `to` may be there.
Result<FileDigest> CopyFile(const std::filesystem::path& from,
                            const std::filesystem::path& to,
                            uint64_t max_bytes = UINT64_MAX);

}  // namespace ritmon
