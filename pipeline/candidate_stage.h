// SPDX-License-Identifier: GPL-3.0-or-later
// Companies whose website nobody has told: where they may have one, asked with
// the smallest budget, and believed only if the imprint there says so.
//
// Candidates come from two sides: links of the configured directories, and
// domains made from the names of active enterprises of the region
// (registry/candidate_domains.h), those first that a directory names. Of a
// candidate only the first page and the imprint are fetched, as robots.txt and
// reservations allow. It is confirmed if a settled match of its imprint names
// the company it was asked for (any company, where a directory links it);
// then it is a site like any other. Else its pages are hidden and it is never
// asked again.

#pragma once

#include <map>
#include <memory>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "classifier/taxonomy.h"
#include "model/fetch.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"

namespace ritmon {

// Hosts that gave no answer in this run, and how.
using SilentHosts = std::map<std::string, FetchOutcome, std::less<>>;

struct CandidateReport {
  int64_t asked = 0;  // candidates made known to the frontier
  int64_t open = 0;   // of all, those that are not decided
  int64_t confirmed = 0;
  int64_t refused = 0;
};

// The same options, with the small budget for every candidate that is open.
Result<Options> WithProbes(const Options& options);

// Directories first: of a company that one of them links no domain is made.
enum class CandidateOrigin { kDirectories, kNames };

// Finds new candidates and makes them known to the frontier. Does nothing
// where none are configured.
Result<CandidateReport> ProposeCandidates(const Options& options,
                                          CandidateOrigin origin,
                                          PageStore& store, const Clock& clock);

// Decides about the open candidates of which nothing is due any more: after a
// crawl. The links of those confirmed are followed from here on; where a
// candidate redirects to is the next candidate.
Result<CandidateReport> SettleCandidates(
    const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
    PageStore& store, const SilentHosts& silent, const Clock& clock);

}  // namespace ritmon
