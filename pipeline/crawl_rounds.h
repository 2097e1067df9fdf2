// SPDX-License-Identifier: GPL-3.0-or-later
// One run of the crawl, with all that leads to more of it: what a rendered page
// links to, accounts in networks, and sites that may be a company's. Each is
// asked about in rounds, until a crawl brings up nothing more to ask.
//
// Belongs to one thread; starts others inside the crawl only.

#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>

#include "base/result.h"
#include "base/time.h"
#include "classifier/taxonomy.h"
#include "crawler/host_store.h"
#include "pipeline/candidate_stage.h"
#include "pipeline/counters.h"
#include "pipeline/crawl_part.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/run_timings.h"

namespace ritmon {

// For one Run; silence of a host counts once in it.
class CrawlRounds {
 public:
  // All must outlive it.
  struct Parts {
    const Options& options;
    std::shared_ptr<const Taxonomy> taxonomy;
    PageStore& store;
    Counters& counters;
    RunTimings& timings;
    const Progress& progress;
    const FetchLog& log;
    const Clock& clock;
  };
  explicit CrawlRounds(Parts parts) : parts_(std::move(parts)) {}

  // Makes new websites known and fetches what is due, until nothing is or until
  // stopped. After each crawl what turned out to be reserved is taken out of
  // archive and store. A part of it fetches only: rendering and asking for
  // candidates are left to the whole.
  Status Run(CrawlPart part, std::stop_token stop);

  // Why pages could not be rendered; empty if they could be.
  const std::string& render_problem() const { return render_problem_; }

 private:
  Status CrawlAll(std::stop_token stop);
  Status CrawlOnce(std::stop_token stop, HostFilter only = {});
  Status CrawlAndRender(int& left_to_render, std::stop_token stop);
  Status ReadProfiles(Timestamp run_began, CrawlPart part,
                      std::stop_token stop);
  Result<int64_t> AskCandidates(CandidateOrigin origin, std::stop_token stop);
  Status MatchSites();
  Status Purge();
  StepClock& steps() { return parts_.timings.clock(); }

  Parts parts_;
  std::string render_problem_;
  SilentHosts silent_;
};

}  // namespace ritmon
