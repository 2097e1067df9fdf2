// SPDX-License-Identifier: GPL-3.0-or-later
// What the commands share that write to a data directory.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/frontend.h"
#include "pipeline/job.h"

namespace ritmon {

// Opens the configured job; `kind` is what its timings are kept as: the
// command's name. Reads the demonstration's host addresses if `crawls`.
Result<Job> OpenJob(const CommonFlags& common, std::string kind,
                    const Clock& clock, Progress progress, bool crawls,
                    JobStart start = JobStart::kUsual);

// What a stage did, for standard error; one line each.
std::string Describe(const ImportReport& report);
std::string Describe(const std::vector<ArchiveFileReport>& reports);
std::string Describe(const IndexReport& report);
std::string DescribeCrawl(const Job& job);

}  // namespace ritmon
