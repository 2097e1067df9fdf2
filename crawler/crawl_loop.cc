// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/crawl_loop.h"

#include <algorithm>
#include <optional>

#include "crawler/sitemap.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

constexpr int kMaxRobotsRedirects = 5;  // RFC 9309, 2.3.1.2
constexpr milliseconds kMaxWait{1000};

std::optional<Url> LocationOf(const FetchResult& result) {
  const std::string_view location = FindHeader(result.headers, "Location");
  if (location.empty()) return std::nullopt;
  auto url = Url::Parse(location, &result.request.url);
  if (!url) return std::nullopt;
  return std::move(*url);
}

// Where an answer leads without its page being read.
struct Leads {
  std::optional<Url> redirect;
  std::vector<Url> pages;
  std::vector<Url> sitemaps;
};

Leads LeadsOf(const FetchResult& result) {
  Leads leads;
  const Url& base = result.request.url;
  if (result.outcome == FetchOutcome::kRedirect) {
    leads.redirect = LocationOf(result);
  }
  if (result.outcome != FetchOutcome::kOk ||
      result.request.kind != FetchKind::kSitemap) {
    return leads;
  }
  const Sitemap sitemap = ParseSitemap(result.body);
  for (const SitemapEntry& entry : sitemap.urls) {
    if (auto url = Url::Parse(entry.loc, &base)) leads.pages.push_back(*url);
  }
  for (const SitemapEntry& entry : sitemap.sitemaps) {
    if (auto url = Url::Parse(entry.loc, &base)) leads.sitemaps.push_back(*url);
  }
  return leads;
}

}  // namespace

CrawlLoop::CrawlLoop(CrawlOptions options, Frontier& frontier,
                     RobotsCache& robots, Fetcher& fetcher, CrawlSink& sink,
                     const Clock& clock)
    : options_(options),
      frontier_(&frontier),
      robots_(&robots),
      fetcher_(&fetcher),
      sink_(&sink),
      clock_(&clock),
      politeness_(options.politeness) {}

Status CrawlLoop::Run(std::stop_token stop) {
  auto hosts = frontier_->DueHosts(clock_->Now());
  if (!hosts) return tl::unexpected(hosts.error());
  for (const std::string& host : *hosts) Schedule(host, clock_->Steady());
  while (!stop.stop_requested()) {
    if (auto status = TakeFacts(); !status) return status;
    if (auto status = StartTransfers(); !status) return status;
    if (auto status = frontier_->Commit(); !status) return status;
    if (ready_.empty() && fetcher_->in_flight() == 0 && outstanding_ == 0) {
      break;
    }
    for (FetchResult& result : fetcher_->Wait(WaitTime())) {
      if (auto status = HandleResult(std::move(result)); !status) {
        return status;
      }
    }
  }
  return frontier_->Commit();
}

void CrawlLoop::Schedule(const std::string& host, Time when) {
  if (given_up_.contains(host)) return;
  const auto known = scheduled_.find(host);
  if (known != scheduled_.end()) {
    if (known->second <= when) return;
    ready_.erase({known->second, host});
  }
  ready_.insert({when, host});
  scheduled_[host] = when;
}

// When politeness allows it. A host whose address is busy has no time yet: the
// neighbour's answer will not wake it, so it looks again by itself.
void CrawlLoop::ScheduleTurn(const std::string& host) {
  const Time now = clock_->Steady();
  const Time next = politeness_.NextTime(host);
  Schedule(host, next == Time::max()
                     ? now + options_.politeness.delay + milliseconds(1)
                     : std::max(next, now));
}

milliseconds CrawlLoop::WaitTime() const {
  if (ready_.empty()) return kMaxWait;
  // With no free slot, the next answer or page is what we wait for.
  if (fetcher_->in_flight() >= options_.max_in_flight ||
      sink_->FreeSlots() <= fetcher_->in_flight()) {
    return kMaxWait;
  }
  const auto wait =
      std::chrono::ceil<milliseconds>(ready_.begin()->first - clock_->Steady());
  return std::clamp(wait, milliseconds(0), kMaxWait);
}

Status CrawlLoop::StartTransfers() {
  while (!ready_.empty() && ready_.begin()->first <= clock_->Steady() &&
         fetcher_->in_flight() < options_.max_in_flight &&
         sink_->FreeSlots() > fetcher_->in_flight()) {
    const std::string host = ready_.begin()->second;
    ready_.erase(ready_.begin());
    scheduled_.erase(host);
    politeness_.SetAddress(host, fetcher_->KnownAddress(host));
    if (politeness_.NextTime(host) > clock_->Steady()) {
      ScheduleTurn(host);
      continue;
    }
    if (auto status = StartNext(host); !status) return status;
  }
  return {};
}

Status CrawlLoop::StartNext(const std::string& host) {
  if (const auto waiting = robots_waiting_.find(host);
      waiting != robots_waiting_.end()) {
    FetchRequest request = std::move(waiting->second.front());
    waiting->second.pop_front();
    if (waiting->second.empty()) robots_waiting_.erase(waiting);
    StartTransfer(std::move(request));
    return {};
  }
  const Timestamp now = clock_->Now();
  auto request = frontier_->Next(host, now);
  if (!request) return tl::unexpected(request.error());
  if (!*request) return {};
  const Url& url = (*request)->url;
  auto verdict = robots_->Check(url, now);
  if (!verdict) return tl::unexpected(verdict.error());
  switch (*verdict) {
    case RobotsVerdict::kAllowed:
      if (const auto delay = robots_->CrawlDelay(url.origin())) {
        politeness_.SetCrawlDelay(host, *delay);
      }
      StartTransfer(std::move(**request));
      return {};
    case RobotsVerdict::kDisallowed:
      sink_->NotFetched(**request, "robots.txt");
      Schedule(host, clock_->Steady());
      return frontier_->Refused(**request, "robots.txt",
                                now + options_.refetch_after);
    case RobotsVerdict::kUnreachable:
      frontier_->Release(**request);
      sink_->NotFetched(**request, "robots.txt unreachable");
      return GiveUp(host);
    case RobotsVerdict::kUnknown:
      break;
  }
  frontier_->Release(**request);
  const std::string origin = url.origin();
  // Its answer, perhaps from another host, schedules this one anew.
  if (!robots_pending_.insert(origin).second) return {};
  auto robots_url = Url::Parse(origin + "/robots.txt");
  if (!robots_url) return tl::unexpected(robots_url.error());
  FetchRequest robots{.url = std::move(*robots_url),
                      .kind = FetchKind::kRobots};
  robots.seed = origin;
  StartTransfer(std::move(robots));
  return {};
}

void CrawlLoop::StartTransfer(FetchRequest request) {
  politeness_.Started(std::string(request.url.host()));
  fetcher_->Start(std::move(request));
}

Status CrawlLoop::TakeFacts() {
  auto taken = sink_->TakeFacts();
  if (!taken) return tl::unexpected(taken.error());
  for (const PageFacts& facts : *taken) {
    if (outstanding_ > 0) --outstanding_;
    if (auto status = AddLinks(facts.links, facts.request, FetchKind::kPage);
        !status) {
      return status;
    }
    // Links and mark go into one transaction: both are kept, or neither.
    if (auto status =
            frontier_->Done(facts.request, facts.record,
                            facts.record.fetched_at + options_.refetch_after);
        !status) {
      return status;
    }
  }
  return {};
}

Status CrawlLoop::AddLinks(const std::vector<Url>& urls,
                           const FetchRequest& from, FetchKind kind) {
  const Timestamp now = clock_->Now();
  for (const Url& url : urls) {
    auto added = frontier_->AddLink(url, from, kind, now);
    if (!added) return tl::unexpected(added.error());
    if (*added) Schedule(std::string(url.host()), clock_->Steady());
  }
  return {};
}

Status CrawlLoop::HandleResult(FetchResult result) {
  const std::string host(result.request.url.host());
  politeness_.SetAddress(host, result.ip);
  politeness_.Ended(host, clock_->Steady());
  Status status = result.request.kind == FetchKind::kRobots
                      ? HandleRobots(std::move(result))
                      : HandleAnswer(std::move(result));
  ScheduleTurn(host);
  return status;
}

Status CrawlLoop::HandleRobots(FetchResult result) {
  const std::string origin = result.request.seed;
  if (result.outcome == FetchOutcome::kRedirect &&
      result.request.redirects < kMaxRobotsRedirects) {
    if (const auto target = LocationOf(result)) {
      FetchRequest next{.url = *target, .kind = FetchKind::kRobots};
      next.seed = origin;
      next.redirects = result.request.redirects + 1;
      const std::string target_host(target->host());
      robots_waiting_[target_host].push_back(std::move(next));
      ScheduleTurn(target_host);
      auto kept = sink_->Fetched(std::move(result));
      if (!kept) return tl::unexpected(kept.error());
      return {};
    }
  }
  robots_pending_.erase(origin);
  // The rules and the sitemaps that they name: both are kept, or neither.
  if (auto status = frontier_->Begin(); !status) return status;
  if (auto status = robots_->Store(origin, result); !status) return status;
  auto kept = sink_->Fetched(std::move(result));
  if (!kept) return tl::unexpected(kept.error());
  // The host that asked may be another than the one that answered.
  if (auto url = Url::Parse(origin)) {
    const std::string host(url->host());
    if (const auto delay = robots_->CrawlDelay(origin)) {
      // Also between robots.txt and the first page.
      politeness_.SetCrawlDelay(host, *delay);
      politeness_.Rest(host, clock_->Steady(),
                       std::min(*delay, options_.politeness.max_crawl_delay));
    }
    ScheduleTurn(host);
  }
  return AddSitemaps(origin);
}

Status CrawlLoop::AddSitemaps(const std::string& origin) {
  auto robots_url = Url::Parse(origin + "/robots.txt");
  if (!robots_url) return {};
  std::vector<Url> sitemaps;
  for (const std::string& text : robots_->Sitemaps(origin)) {
    if (auto url = Url::Parse(text, &*robots_url)) sitemaps.push_back(*url);
  }
  FetchRequest from{.url = *robots_url, .kind = FetchKind::kRobots};
  from.seed = frontier_->SiteOf(*robots_url);
  return AddLinks(sitemaps, from, FetchKind::kSitemap);
}

Status CrawlLoop::HandleAnswer(FetchResult result) {
  if (IsFailure(result.outcome, result.status)) {
    if (auto status = HandleFailure(result); !status) return status;
    auto kept = sink_->Fetched(std::move(result));
    if (!kept) return tl::unexpected(kept.error());
    return {};
  }
  const FetchRequest request = result.request;
  const FetchRecordFields record = RecordOf(result);
  politeness_.ClearFailures(std::string(request.url.host()));
  if (auto status = AddLeads(result); !status) return status;
  auto handed_on = sink_->Fetched(std::move(result));
  if (!handed_on) return tl::unexpected(handed_on.error());
  if (*handed_on) {
    ++outstanding_;
    return {};
  }
  return frontier_->Done(request, record,
                         record.fetched_at + options_.refetch_after);
}

Status CrawlLoop::AddLeads(const FetchResult& result) {
  const Leads leads = LeadsOf(result);
  const FetchRequest& request = result.request;
  if (leads.redirect) {
    auto added =
        frontier_->AddRedirect(*leads.redirect, request, clock_->Now());
    if (!added) return tl::unexpected(added.error());
    if (*added) {
      Schedule(std::string(leads.redirect->host()), clock_->Steady());
    }
  }
  if (auto status = AddLinks(leads.pages, request, FetchKind::kPage); !status) {
    return status;
  }
  return AddLinks(leads.sitemaps, request, FetchKind::kSitemap);
}

Status CrawlLoop::HandleFailure(const FetchResult& result) {
  const Timestamp now = clock_->Now();
  const std::string host(result.request.url.host());
  auto attempts = frontier_->CountAttempt(result.request);
  if (!attempts) return tl::unexpected(attempts.error());
  const auto retry_after =
      ParseRetryAfter(FindHeader(result.headers, "Retry-After"), now);
  const RetryDecision decision = DecideRetry(
      result.outcome, result.status, *attempts, retry_after, options_.retry);
  if (decision.retry) {
    frontier_->Release(result.request);
  } else if (result.outcome == FetchOutcome::kAddressRefused) {
    if (auto status = frontier_->Refused(result.request, "address not public",
                                         now + options_.refetch_after);
        !status) {
      return status;
    }
  } else if (auto status = frontier_->Failed(result.request, RecordOf(result),
                                             now + options_.retry_after);
             !status) {
    return status;
  }
  if (!decision.counts_against_host) return {};
  politeness_.Rest(host, clock_->Steady(), decision.delay);
  if (decision.give_up_host) return GiveUp(host, decision.delay);
  // One broken page that is asked again and again is not a broken host.
  if (*attempts > 1) return {};
  if (politeness_.CountFailure(host) < options_.retry.max_host_failures) {
    return {};
  }
  return GiveUp(host);
}

Status CrawlLoop::GiveUp(const std::string& host, milliseconds at_least) {
  given_up_.insert(host);
  if (const auto known = scheduled_.find(host); known != scheduled_.end()) {
    ready_.erase({known->second, host});
    scheduled_.erase(known);
  }
  const Timestamp now = clock_->Now();
  return frontier_->PostponeHost(
      host, now, now + std::max<milliseconds>(options_.retry_after, at_least));
}

}  // namespace ritmon
