// SPDX-License-Identifier: GPL-3.0-or-later
// From archive files to page records: our own archive again (replay) or
// somebody else's crawl (ingest).

#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "classifier/taxonomy.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/timings.h"

namespace ritmon {

struct ArchiveFileReport {
  std::string file;
  int64_t records = 0;     // of any type
  int64_t pages = 0;       // handed on
  uint64_t problems = 0;   // places that could not be read
  bool truncated = false;  // ends in half a record
  std::string first_problem;
};

// Takes WARC files over into the archive and reads their pages, as if they
// had been crawled. A file that is there already is read again, which does no
// harm. All files are opened before the first is read. What they hold of whom
// Options::forgotten keeps out is purged from the archive's copy.
Result<std::vector<ArchiveFileReport>> Ingest(
    const Options& options, const std::vector<std::filesystem::path>& files,
    std::shared_ptr<const Taxonomy> taxonomy, PageStore& store,
    Counters& counters, StepClock& steps, const Progress& progress,
    const Clock& clock);

// Reads the whole archive into `store`, which should be empty.
Result<std::vector<ArchiveFileReport>> ReadArchive(
    const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
    PageStore& store, Counters& counters, StepClock& steps,
    const Progress& progress);

}  // namespace ritmon
