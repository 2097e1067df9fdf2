// SPDX-License-Identifier: GPL-3.0-or-later
// What is wrong with an index on disk: what Xapian throws as our errors, and
// what it reads without a word although it is not ours. For the files of
// index/ that open a database. Any thread.

#pragma once

#include <xapian.h>

#include <filesystem>
#include <string>

#include "base/result.h"
#include "index/schema.h"

namespace ritmon {

// Inside a catch block of Xapian::Error: what went wrong with the index in
// `directory`. kBusy if another process holds the write lock, or writes faster
// than we can read; kIo if the disk is full or cannot be read; kInvalid for
// damage and for another version of Xapian, with the command that rebuilds it,
// and for a query's beginning of too many words; else kInternal.
tl::unexpected<Error> CaughtIndexError(const std::filesystem::path& directory);

// kInvalid for `reason`, with the command that rebuilds the index.
tl::unexpected<Error> NeedsRebuild(const std::filesystem::path& directory,
                                   const std::string& reason);

// kInvalid if `database` is of another schema version, or does not hold
// `content`. Throws Xapian::Error.
Status CheckSchema(const std::filesystem::path& directory,
                   const Xapian::Database& database, IndexContent content);

}  // namespace ritmon
