// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_rounds.h"

#include <string_view>

#include "crawler/retry_policy.h"
#include "pipeline/crawl_stage.h"
#include "pipeline/profile_stage.h"
#include "pipeline/purge_stage.h"
#include "pipeline/render_stage.h"

namespace ritmon {

Status CrawlRounds::Run(CrawlPart part, std::stop_token stop) {
  const Timestamp began = parts_.clock.Now();
  const StepTimer timer(steps(), JobStep::frontier);
  auto added = AddSeeds(parts_.options, parts_.clock);
  if (!added) return tl::unexpected(added.error());
  // A kill may have come between a discovery and its purge.
  if (auto s = Purge(); !s) return s;
  Status crawled;
  if (part == CrawlPart::kAll) crawled = CrawlAll(stop);
  if (part == CrawlPart::kNews) {
    crawled = CrawlOnce(stop, NewsHostsOf(parts_.options));
  }
  if (crawled && part != CrawlPart::kNews) {
    crawled = ReadProfiles(began, part, stop);
  }
  return crawled;
}

Status CrawlRounds::Purge() {
  const StepTimer timer(steps(), JobStep::removal, 1);
  return PurgeReserved(parts_.options, parts_.store, parts_.clock);
}

Status CrawlRounds::CrawlAll(std::stop_token stop) {
  int left_to_render = parts_.options.render.max_pages;
  if (auto s = CrawlAndRender(left_to_render, stop); !s) return s;
  for (const CandidateOrigin origin :
       {CandidateOrigin::kDirectories, CandidateOrigin::kNames}) {
    auto confirmed = AskCandidates(origin, stop);
    if (!confirmed) return tl::unexpected(confirmed.error());
    if (*confirmed == 0) continue;
    if (auto s = CrawlAndRender(left_to_render, stop); !s) return s;
  }
  return {};
}

// What a rendered page links to is fetched, and perhaps rendered, too.
Status CrawlRounds::CrawlAndRender(int& left_to_render, std::stop_token stop) {
  for (int round = 0; round <= parts_.options.scope.defaults.max_depth;
       ++round) {
    if (stop.stop_requested()) break;
    if (auto s = CrawlOnce(stop); !s) return s;
    if (stop.stop_requested()) break;
    auto render = WithProbes(parts_.options);
    if (!render) return tl::unexpected(render.error());
    render->render.max_pages = left_to_render;
    auto rendered = RenderWithBrowser(*render, parts_.taxonomy, parts_.store,
                                      parts_.counters, steps(), parts_.progress,
                                      parts_.clock, stop);
    if (auto s = Purge(); !s) return s;
    if (!rendered) return tl::unexpected(rendered.error());
    render_problem_ = rendered->problem;
    left_to_render -= static_cast<int>(rendered->rendered + rendered->failed);
    if (rendered->found == 0) break;
  }
  return {};
}

Status CrawlRounds::CrawlOnce(std::stop_token stop, HostFilter only) {
  auto probing = WithProbes(parts_.options);
  if (!probing) return tl::unexpected(probing.error());
  probing->crawl.hosts.only = std::move(only);
  const FetchLog log = [this](const FetchResult& result) {
    if (IsFailure(result.outcome, result.status)) {
      silent_.emplace(result.request.url.host(), result.outcome);
    }
    if (parts_.log) parts_.log(result);
  };
  auto crawled =
      ritmon::Crawl(*probing, parts_.taxonomy, parts_.store, parts_.counters,
                    parts_.timings, parts_.progress, log, parts_.clock, stop);
  if (auto s = Purge(); !s) return s;
  return crawled;
}

Status CrawlRounds::MatchSites() {
  const StepTimer timer(steps(), JobStep::matching);
  return ritmon::MatchSites(parts_.options, parts_.store);
}

// From a handle to its posts there are five questions, each after the answer to
// the one before.
Status CrawlRounds::ReadProfiles(Timestamp run_began, CrawlPart part,
                                 std::stop_token stop) {
  constexpr int kRounds = 8;
  if (stop.stop_requested()) return {};
  const StepTimer timer(steps(), JobStep::profiles);
  if (auto s = MatchSites(); !s) return s;
  for (int round = 0; round < kRounds && !stop.stop_requested(); ++round) {
    auto report =
        AskProfiles(parts_.options, parts_.store, run_began, parts_.clock);
    if (!report) return tl::unexpected(report.error());
    if (round == 0) steps().Count(JobStep::profiles, report->profiles);
    if (report->asked == 0) break;
    HostFilter only;
    if (part == CrawlPart::kSocial) {
      only = [hosts = std::move(report->hosts)](std::string_view host) {
        return hosts.contains(host);
      };
    }
    if (auto s = CrawlOnce(stop, std::move(only)); !s) return s;
  }
  return {};
}

// How many were confirmed. A redirect may lead to one more candidate.
Result<int64_t> CrawlRounds::AskCandidates(CandidateOrigin origin,
                                           std::stop_token stop) {
  constexpr int kRounds = 3;
  if (stop.stop_requested()) return 0;
  const StepTimer timer(steps(), JobStep::candidates);
  auto proposed =
      ProposeCandidates(parts_.options, origin, parts_.store, parts_.clock);
  if (!proposed) return tl::unexpected(proposed.error());
  // First of all, those that an earlier run has left open.
  const bool decide = origin == CandidateOrigin::kDirectories ||
                      proposed->asked + proposed->open > 0;
  if (!decide) return 0;
  int64_t asked = proposed->asked;
  steps().Count(JobStep::candidates, proposed->asked + proposed->open);
  int64_t confirmed = 0;
  for (int round = 0; round < kRounds; ++round) {
    if (asked > 0) {
      if (auto s = CrawlOnce(stop); !s) return tl::unexpected(s.error());
    }
    if (stop.stop_requested()) break;
    auto settled = SettleCandidates(parts_.options, parts_.taxonomy,
                                    parts_.store, silent_, parts_.clock);
    if (!settled) return tl::unexpected(settled.error());
    // Who did not answer is counted once a run.
    silent_.clear();
    confirmed += settled->confirmed;
    asked = settled->asked;
    if (asked == 0) break;
  }
  return confirmed;
}

}  // namespace ritmon
