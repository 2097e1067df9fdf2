// SPDX-License-Identifier: GPL-3.0-or-later
// The part of `ritmon explain` on how the crawl stands to a URL: taken up or
// not, what came of it, when it is asked again.

#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "cli/terminal.h"
#include "crawler/frontier.h"
#include "model/url.h"
#include "pipeline/candidate_store.h"
#include "pipeline/options.h"

namespace ritmon {

// What the crawl knows of a URL and of its host.
struct FetchFacts {
  std::optional<FrontierEntry> entry;
  std::optional<HostState> host;
  ScopeDecision scope = ScopeDecision::kIn;
  std::string rendering;  // what came of it; empty if it was not tried
  std::optional<CandidateSite> candidate;
};

Result<FetchFacts> FetchFactsOf(const Options& options, const Url& url);

// Why a URL that nobody knows was never taken up.
std::string WhyUnknown(ScopeDecision decision, Language language);

// Lines indented by two.
std::string FetchText(const FetchFacts& facts, Timestamp now,
                      Language language);

}  // namespace ritmon
