// SPDX-License-Identifier: GPL-3.0-or-later
// Where the captures of an archive directory are: a CDXJ index (cdxj.h) beside
// each archive file, called <file>.cdxj, its lines sorted.
//
// Derived: an index may be deleted at any time and is made again by reading
// the file. A file without one is read whenever something is looked for.

#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "crawler/cdxj.h"
#include "model/fetch.h"
#include "model/url.h"

namespace ritmon {

// Writes the index of `file`, atomically. The lines need not be sorted.
Status WriteSidecar(const std::filesystem::path& file,
                    std::vector<std::string> lines);

// The index of `file`, or, if it has none, what the file itself says. A file
// that cannot be read as WARC at all has no captures.
Result<std::vector<CdxjEntry>> CapturesIn(const std::filesystem::path& file);

// Makes the indexes that are not there, after a kill and for other people's
// files; removes those whose file is gone. A file that is being written is left
// alone. An index names every capture, except one that a kill cut off; so a
// file with damage in it, or with several records in one gzip member, gets none
// and is read each time.
Status IndexMissing(const std::filesystem::path& directory);

struct FoundCapture {
  CaptureRef ref;
  std::string url;  // as archived
  Timestamp date{};
  std::string mime;     // empty if unknown and for revisits
  int status = 0;       // of HTTP; 0 if there is none
  uint64_t length = 0;  // in bytes of the file
};

// By file, then by key and date. Takes the time of reading every index.
Result<std::vector<FoundCapture>> FindCaptures(
    const std::filesystem::path& directory,
    const std::function<bool(const Url&)>& wanted);
// Those of the very same URL.
Result<std::vector<FoundCapture>> FindCaptures(
    const std::filesystem::path& directory, const Url& url);

}  // namespace ritmon
