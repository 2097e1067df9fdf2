// SPDX-License-Identifier: GPL-3.0-or-later
// Pages whose text is missing without scripts, shown to a browser: after the
// crawl, on the caller's thread, one page at a time, so that no parse worker
// ever waits for a browser and the crawl is not slower for it.
//
// What the browser made of a page is archived beside its response
// (crawler/warc_rendition.h) and read in its stead; replay reads it there and
// needs no browser. Links found so go to the frontier.

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "classifier/taxonomy.h"
#include "crawler/fetcher.h"
#include "crawler/renderer.h"
#include "pipeline/options.h"
#include "pipeline/page_store.h"
#include "pipeline/timings.h"

namespace ritmon {

struct RenderReport {
  int64_t rendered = 0;
  int64_t failed = 0;   // tried, without success
  int64_t left = 0;     // over the limits of one run
  int64_t found = 0;    // URLs that are due now and were not known before
  std::string problem;  // why rendering ended early; empty if it did not
};

// Renders what the page store says is missing, within the options' limits.
// `fetcher` gets what the pages' scripts ask for. A browser that does not work
// is no error: `problem` says so and the pages stay as they are.
Result<RenderReport> RenderPages(const Options& options,
                                 std::shared_ptr<const Taxonomy> taxonomy,
                                 PageStore& store, Counters& counters,
                                 StepClock& steps, const Progress& progress,
                                 Fetcher& fetcher, Renderer& renderer,
                                 const Clock& clock, std::stop_token stop);

// The same with the browser of this machine, if rendering is on and there is
// one; else nothing is done, and the pages are only counted.
Result<RenderReport> RenderWithBrowser(
    const Options& options, std::shared_ptr<const Taxonomy> taxonomy,
    PageStore& store, Counters& counters, StepClock& steps,
    const Progress& progress, const Clock& clock, std::stop_token stop);

}  // namespace ritmon
