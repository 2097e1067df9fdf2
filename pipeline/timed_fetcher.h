// SPDX-License-Identifier: GPL-3.0-or-later
// A fetcher whose time is the job's step "fetch": what the transfers cost, and
// in wall time how long the crawl has waited for them.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "crawler/fetcher.h"
#include "pipeline/timings.h"

namespace ritmon {

class TimedFetcher final : public Fetcher {
 public:
  // Both must outlive it; `clock` belongs to the thread that fetches.
  TimedFetcher(Fetcher& fetcher, StepClock& clock)
      : fetcher_(fetcher), clock_(clock) {}

  void Start(FetchRequest request) override {
    const StepTimer timer(clock_, JobStep::fetch);
    fetcher_.Start(std::move(request));
  }
  std::vector<FetchResult> Wait(std::chrono::milliseconds timeout) override {
    const StepTimer timer(clock_, JobStep::fetch);
    auto results = fetcher_.Wait(timeout);
    clock_.Count(JobStep::fetch, static_cast<int64_t>(results.size()));
    return results;
  }
  void Wake() override { fetcher_.Wake(); }
  size_t in_flight() const override { return fetcher_.in_flight(); }
  std::string KnownAddress(std::string_view host) const override {
    return fetcher_.KnownAddress(host);
  }

 private:
  Fetcher& fetcher_;
  StepClock& clock_;
};

}  // namespace ritmon
