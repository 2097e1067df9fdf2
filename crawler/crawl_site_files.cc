// SPDX-License-Identifier: GPL-3.0-or-later
// The crawl loop's way with robots.txt and tdmrep.json: asked for once an
// origin, before its first page, redirects followed, also to other hosts.

#include <algorithm>
#include <utility>

#include "crawler/answer_headers.h"
#include "crawler/crawl_loop.h"

namespace ritmon {
namespace {

constexpr int kMaxFileRedirects = 5;  // RFC 9309, 2.3.1.2
// How long an unreachable robots.txt is not asked for again; doubled while it
// stays so, up to sixteen times that.
constexpr std::chrono::hours kRobotsRest{1};
constexpr int kMaxRobotsDoublings = 4;

constexpr std::string_view kRobotsPath = "/robots.txt";
constexpr std::string_view kTdmFilePath = "/.well-known/tdmrep.json";

}  // namespace

Status CrawlLoop::AskForTdmFile(const std::string& host,
                                const std::string& origin) {
  auto url = Url::Parse(origin + std::string(kTdmFilePath));
  if (!url) return tl::unexpected(url.error());
  auto verdict = robots_->Check(*url, clock_->Now());
  if (!verdict) return tl::unexpected(verdict.error());
  if (*verdict == RobotsVerdict::kAllowed) {
    return AskForSiteFile(origin, FetchKind::kTdmRep);
  }
  if (auto s = frontier_->Begin(); !s) return s;
  if (auto s = reservations_->StoreNoFile(origin, *url, clock_->Now()); !s) {
    return s;
  }
  return turns_.Schedule(host);
}

Status CrawlLoop::AskForSiteFile(const std::string& origin, FetchKind kind) {
  auto url = Url::Parse(origin + std::string(kind == FetchKind::kRobots
                                                 ? kRobotsPath
                                                 : kTdmFilePath));
  if (!url) return tl::unexpected(url.error());
  // Its answer, perhaps from another host, gives this one its turn.
  if (!files_pending_.insert(url->href()).second) return {};
  FetchRequest request{.url = std::move(*url), .kind = kind};
  request.seed = origin;
  StartTransfer(std::move(request));
  return {};
}

Status CrawlLoop::FollowSiteFile(FetchResult result, const Url& target) {
  FetchRequest next{.url = target, .kind = result.request.kind};
  next.seed = result.request.seed;
  next.redirects = result.request.redirects + 1;
  const std::string target_host(target.host());
  files_waiting_[target_host].push_back(std::move(next));
  if (auto s = turns_.Schedule(std::string(result.request.url.host())); !s) {
    return s;
  }
  if (auto s = turns_.Schedule(target_host); !s) return s;
  auto kept = sink_->Fetched(std::move(result));
  if (!kept) return tl::unexpected(kept.error());
  return {};
}

Status CrawlLoop::HandleSiteFile(FetchResult result) {
  const std::string asked(result.request.url.host());
  if (result.outcome == FetchOutcome::kRedirect &&
      result.request.redirects < kMaxFileRedirects) {
    if (const auto target = LocationOf(result)) {
      return FollowSiteFile(std::move(result), *target);
    }
  }
  const int failures = turns_.Failures(asked);
  Timestamp ask_again =
      clock_->Now() +
      kRobotsRest * (1 << std::clamp(failures - 1, 0, kMaxRobotsDoublings));
  const RetryDecision decision =
      DecideRetry(result.outcome, result.status, 1, failures, options_.retry);
  if (decision.incident) {
    auto until = Incident(asked, RetryAfterOf(result));
    if (!until) return tl::unexpected(until.error());
    // What is too much now may be welcome in a minute.
    ask_again = result.status == 0 ? std::max(ask_again, *until) : *until;
  } else if (auto s = turns_.Schedule(asked); !s) {
    return s;
  }
  // The rules and the sitemaps that they name: both are kept, or neither.
  if (auto s = frontier_->Begin(); !s) return s;
  if (auto s = StoreSiteFile(result, ask_again); !s) return s;
  const std::string origin = result.request.seed;
  const bool is_robots = result.request.kind == FetchKind::kRobots;
  auto kept = sink_->Fetched(std::move(result));
  if (!kept) return tl::unexpected(kept.error());
  // The host that asked may be another than the one that answered; one that is
  // left alone comes back by itself.
  auto url = Url::Parse(origin);
  if (url && (url->host() != asked || !decision.incident)) {
    if (auto s = WelcomeHost(origin); !s) return s;
  }
  return is_robots ? AddSitemaps(origin) : Status();
}

Status CrawlLoop::StoreSiteFile(const FetchResult& result,
                                Timestamp ask_again) {
  const std::string& origin = result.request.seed;
  const bool is_robots = result.request.kind == FetchKind::kRobots;
  files_pending_.erase(origin +
                       std::string(is_robots ? kRobotsPath : kTdmFilePath));
  return is_robots ? robots_->Store(origin, result, ask_again)
                   : reservations_->StoreFile(origin, result);
}

// Its turn comes, also after robots.txt only when its crawl-delay is over.
Status CrawlLoop::WelcomeHost(const std::string& origin) {
  auto url = Url::Parse(origin);
  if (!url) return {};
  const std::string host(url->host());
  if (auto s = turns_.Schedule(host); !s) return s;
  const auto delay = robots_->CrawlDelay(origin);
  if (!delay) return {};
  turns_.SetDelays(host, std::nullopt, delay);
  turns_.Rest(host, std::min(*delay, options_.politeness.max_crawl_delay));
  return turns_.Schedule(host);
}

Status CrawlLoop::AddSitemaps(const std::string& origin) {
  auto robots_url = Url::Parse(origin + std::string(kRobotsPath));
  if (!robots_url) return {};
  std::vector<FoundUrl> sitemaps;
  for (const std::string& text : robots_->Sitemaps(origin)) {
    if (auto url = Url::Parse(text, &*robots_url)) {
      sitemaps.push_back(FoundUrl{.url = *url, .kind = FetchKind::kSitemap});
    }
  }
  FetchRequest from{.url = *robots_url, .kind = FetchKind::kRobots};
  from.seed = frontier_->SiteOf(*robots_url);
  // Of a service that is only asked for accounts no page is wanted.
  auto pages = frontier_->sites().Pages(from.seed);
  if (!pages) return tl::unexpected(pages.error());
  if (*pages == 0) return {};
  return AddLinks(sitemaps, from);
}

}  // namespace ritmon
