// SPDX-License-Identifier: GPL-3.0-or-later
// Takes captures out of the archive for good: pages whose owner reserves the
// right to mine them (Directive (EU) 2019/790, Article 4(3)), and those of whom
// is to be forgotten.
//
// Every record about such a URL is overwritten where it lies by a metadata
// record of the same length that says "purged: rights reserved" (or
// "forgotten") and when, and nothing about the page. So all other records stay
// where they are. Where that cannot be done (several records in one gzip
// member, zstd) the file is written anew and put in the old one's place;
// offsets into it change.
//
// Not to be undone, and does not promise what a disk, its snapshots or backups
// keep of overwritten bytes.

#pragma once

#include <cstdint>
#include <filesystem>

#include "base/result.h"
#include "base/time.h"
#include "crawler/purge_plan.h"

namespace ritmon {

struct PurgeReport {
  int64_t records = 0;   // of any type, unreadable ones included
  int64_t captures = 0;  // responses, revisits and resources among them
  int64_t files = 0;     // that were changed
};

// Purges all records of `directory` whose target URI is `reserved`, also those
// that are damaged or cut off by a kill; their lines in the indexes go too.
// `now` is the date that the new records bear.
//
// May be killed at any moment: what was begun is completed by the next call,
// whatever it is asked for. Twice does no harm. kBusy if a file is still being
// written: close the writer first; kInvalid, and that file unchanged, if it
// must be written anew and holds a record over 1 GiB.
//
// A file whose index names no such URL is not read, except behind the last
// capture that it names; what is to be forgotten is looked for in all.
Result<PurgeReport> PurgeCaptures(const std::filesystem::path& directory,
                                  const PurgeRequest& request, Timestamp now);

// What that would purge; nothing is changed.
Result<PurgeReport> CountPurge(const std::filesystem::path& directory,
                               const PurgeRequest& request);

}  // namespace ritmon
