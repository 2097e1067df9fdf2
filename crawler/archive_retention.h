// SPDX-License-Identifier: GPL-3.0-or-later
// Removes raw captures when their time is up. What was derived from them (text,
// tags, counts) is elsewhere and stays.

#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "base/time.h"

namespace ritmon {

struct RetentionReport {
  int64_t files = 0;
  int64_t bytes = 0;     // of archive files; their indexes are not counted
  int64_t captures = 0;  // responses, revisits and resources
};

enum class RetentionMode { kRemove, kCount };

// Deletes each archive file of `directory` whose newest record is older than
// `older_than`, and its index. A file that is being written, or that bears no
// date, stays. A revisit may outlive the capture that it refers to; a rendition
// is as old as its response, and goes with it.
//
// Whole files only, so a capture stays for up to
// WarcWriterOptions::max_file_age longer than its own date would have it.
// kCount only says what would go.
Result<RetentionReport> RemoveOldCaptures(
    const std::filesystem::path& directory, Timestamp older_than,
    RetentionMode mode = RetentionMode::kRemove);

}  // namespace ritmon
