// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/crawl_loop.h"

#include <algorithm>
#include <utility>

#include "crawler/answer_headers.h"
#include "crawler/sitemap.h"
#include "crawler/url_priority.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kMaxWait{1000};
// Transactions are short enough that a kill costs little, and few enough that
// the disk is not what the crawl waits for.
constexpr milliseconds kCommitEvery{100};
// "Not now", or why it could not be found out.
Result<bool> Failed(Status status) {
  if (!status) return tl::unexpected(status.error());
  return false;
}

bool IsSiteFile(FetchKind kind) {
  return kind == FetchKind::kRobots || kind == FetchKind::kTdmRep;
}

// What a sitemap lists, best first: the site's budget may end before the list
// does.
std::vector<FoundUrl> LinksOfList(const FetchResult& result) {
  std::vector<FoundUrl> links;
  if (result.outcome != FetchOutcome::kOk) return links;
  const Sitemap sitemap = ParseSitemap(result.body);
  const auto add = [&](const SitemapEntry& entry, FetchKind kind) {
    auto url = Url::Parse(entry.loc, &result.request.url);
    if (!url) return;
    FoundUrl found{.url = std::move(*url), .kind = kind};
    if (kind == FetchKind::kPage) found.priority = PriorityOf(found.url);
    found.lastmod = ParseLastmod(entry.lastmod);
    links.push_back(std::move(found));
  };
  for (const SitemapEntry& entry : sitemap.sitemaps) {
    add(entry, FetchKind::kSitemap);
  }
  for (const SitemapEntry& entry : sitemap.urls) add(entry, FetchKind::kPage);
  std::stable_sort(links.begin(), links.end(),
                   [](const FoundUrl& a, const FoundUrl& b) {
                     return a.priority < b.priority;
                   });
  return links;
}

}  // namespace

CrawlLoop::CrawlLoop(CrawlOptions options, Frontier& frontier,
                     RobotsCache& robots, Reservations& reservations,
                     Fetcher& fetcher, CrawlSink& sink, const Clock& clock)
    : options_(options),
      frontier_(&frontier),
      robots_(&robots),
      reservations_(&reservations),
      fetcher_(&fetcher),
      sink_(&sink),
      clock_(&clock),
      turns_(options.hosts, options.politeness, frontier, fetcher, clock) {}

Status CrawlLoop::Run(std::stop_token stop) {
  if (auto status = turns_.Begin(); !status) return status;
  if (auto s = frontier_->CountWaiting(clock_->Now()); !s) return s;
  while (!stop.stop_requested()) {
    if (auto status = TakeFacts(); !status) return status;
    if (auto status = turns_.Refill(); !status) return status;
    if (auto status = StartTransfers(); !status) return status;
    if (auto status = CommitNowAndThen(); !status) return status;
    auto over = IsOver();
    if (!over) return tl::unexpected(over.error());
    if (*over) break;
    for (FetchResult& result : fetcher_->Wait(WaitTime())) {
      if (auto status = HandleResult(std::move(result)); !status) {
        return status;
      }
    }
  }
  if (auto status = turns_.End(); !status) return status;
  return frontier_->Commit();
}

// Nothing in flight or outstanding, and whoever has something due wants to be
// left alone for longer than a run waits.
Result<bool> CrawlLoop::IsOver() {
  if (fetcher_->in_flight() > 0 || outstanding_ > 0) return false;
  if (turns_.NextTurn() <= clock_->Steady() + options_.patience) return false;
  auto next = frontier_->hosts().NextReady();
  if (!next) return tl::unexpected(next.error());
  if (!*next) return true;
  if (**next <= clock_->Now()) turns_.Wake();
  return **next > clock_->Now() + options_.patience;
}

Status CrawlLoop::CommitNowAndThen() {
  const Time now = clock_->Steady();
  if (now < committed_ + kCommitEvery && fetcher_->in_flight() > 0) return {};
  committed_ = now;
  return frontier_->Commit();
}

milliseconds CrawlLoop::WaitTime() const {
  const Time next = turns_.NextTurn();
  if (next == Time::max()) return kMaxWait;
  // With no free slot, the next answer or page is what we wait for.
  if (fetcher_->in_flight() >= options_.max_in_flight ||
      sink_->FreeSlots() <= fetcher_->in_flight()) {
    return kMaxWait;
  }
  const auto wait = std::chrono::ceil<milliseconds>(next - clock_->Steady());
  return std::clamp(wait, milliseconds(0), kMaxWait);
}

Status CrawlLoop::StartTransfers() {
  while (fetcher_->in_flight() < options_.max_in_flight &&
         sink_->FreeSlots() > fetcher_->in_flight()) {
    const auto host = turns_.Take();
    if (!host) return {};
    if (auto status = StartNext(*host); !status) return status;
  }
  return {};
}

Status CrawlLoop::StartNext(const std::string& host) {
  if (const auto waiting = files_waiting_.find(host);
      waiting != files_waiting_.end()) {
    FetchRequest request = std::move(waiting->second.front());
    waiting->second.pop_front();
    if (waiting->second.empty()) files_waiting_.erase(waiting);
    StartTransfer(std::move(request));
    return {};
  }
  auto request = turns_.Next(host);
  if (!request) return tl::unexpected(request.error());
  if (!*request) return {};
  auto may = MayFetch(host, **request);
  if (!may) return tl::unexpected(may.error());
  if (*may) StartTransfer(std::move(**request));
  return {};
}

Result<bool> CrawlLoop::MayFetch(const std::string& host,
                                 FetchRequest& request) {
  auto within = WithinBudget(host, request);
  if (!within || !*within) return within;
  auto allowed = RobotsAllow(host, request);
  if (!allowed || !*allowed) return allowed;
  // Lists of pages are not mined; feeds and services hold the texts themselves.
  if (request.kind != FetchKind::kPage && request.kind != FetchKind::kFeed &&
      request.kind != FetchKind::kSocial) {
    return true;
  }
  return IsNotReserved(host, request);
}

Result<bool> CrawlLoop::WithinBudget(const std::string& host,
                                     const FetchRequest& request) {
  auto stop = frontier_->sites().Stop(
      request.seed, frontier_->RulesOf(request.seed), clock_->Now());
  if (!stop) return tl::unexpected(stop.error());
  if (!*stop) return true;
  const BudgetStop& budget = **stop;
  sink_->NotFetched(request, budget.why);
  if (auto s = frontier_->Refused(request, budget.why, budget.until); !s) {
    return Failed(s);
  }
  if (auto s = turns_.Schedule(host); !s) return Failed(s);
  return Failed(frontier_->PostponeSite(host, request.seed, budget.until));
}

Result<bool> CrawlLoop::RobotsAllow(const std::string& host,
                                    const FetchRequest& request) {
  const Timestamp now = clock_->Now();
  const std::string origin = request.url.origin();
  auto verdict = robots_->Check(request.url, now);
  if (!verdict) return tl::unexpected(verdict.error());
  switch (*verdict) {
    case RobotsVerdict::kAllowed:
      turns_.SetDelays(host, frontier_->RulesOf(request.seed).delay,
                       robots_->CrawlDelay(origin));
      return true;
    case RobotsVerdict::kDisallowed:
      sink_->NotFetched(request, "robots.txt");
      if (auto s = turns_.Schedule(host); !s) return Failed(s);
      return Failed(frontier_->Refused(request, "robots.txt",
                                       now + options_.retry_after));
    case RobotsVerdict::kUnreachable:
      sink_->NotFetched(request, "robots.txt unreachable");
      frontier_->Release(request);
      return Failed(Unreachable(host, origin));
    case RobotsVerdict::kUnknown:
      turns_.PutBack(request);
      return Failed(AskForSiteFile(origin, FetchKind::kRobots));
  }
  return false;
}

// A page that tdmrep.json reserves is fetched all the same if the rest of its
// origin is open: its own header or meta element may say otherwise.
Result<bool> CrawlLoop::IsNotReserved(const std::string& host,
                                      FetchRequest& request) {
  const Timestamp now = clock_->Now();
  auto answer = reservations_->Check(request.url, now);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->verdict == TdmVerdict::kUnknown) {
    const std::string origin = request.url.origin();
    turns_.PutBack(std::move(request));
    return Failed(AskForTdmFile(host, origin));
  }
  request.tdm_file = answer->reservation();
  request.tdm_policy = answer->policy;
  if (answer->verdict != TdmVerdict::kSiteReserved) return true;
  constexpr std::string_view kWhy = "reserved (tdmrep.json)";
  sink_->NotFetched(request, kWhy);
  const Timestamp until = now + Reservations::kLookAgain;
  if (auto s = frontier_->Begin(); !s) return Failed(s);
  if (auto s = reservations_->OriginReserved(request, *answer, now); !s) {
    return Failed(s);
  }
  if (auto s = frontier_->Reserved(request, kWhy, until); !s) return Failed(s);
  if (auto s = turns_.Schedule(host); !s) return Failed(s);
  return Failed(frontier_->PostponeSite(host, request.seed, until));
}

// The host sleeps until robots.txt may be asked for again. One that has been
// down for long enough takes its pages with it.
Status CrawlLoop::Unreachable(const std::string& host,
                              const std::string& origin) {
  const Timestamp now = clock_->Now();
  if (turns_.Failures(host) > 0 &&
      frontier_->IsDownForGood(turns_.DownSince(host), turns_.Failures(host),
                               now)) {
    if (auto s = frontier_->HostIsGone(host, now); !s) return s;
  }
  const Timestamp until = robots_->ExpiresAt(origin);
  sink_->Blocked(host, until);
  return turns_.Sleep(host, until);
}

void CrawlLoop::StartTransfer(FetchRequest request) {
  turns_.Started(std::string(request.url.host()));
  fetcher_->Start(std::move(request));
}

Status CrawlLoop::TakeFacts() {
  auto taken = sink_->TakeFacts(CrawlTurn{.in_flight = fetcher_->in_flight(),
                                          .hosts = turns_.size(),
                                          .outstanding = outstanding_,
                                          .waiting = frontier_->waiting()});
  if (!taken) return tl::unexpected(taken.error());
  for (const PageFacts& facts : *taken) {
    if (outstanding_ > 0) --outstanding_;
    if (auto status = TakeFacts(facts); !status) return status;
  }
  return {};
}

// Links and mark go into one transaction: both are kept, or neither.
Status CrawlLoop::TakeFacts(const PageFacts& facts) {
  if (facts.reservation.reserved()) {
    return TakeReservation(facts.request, facts.reservation);
  }
  auto copy = frontier_->IsCopy(facts.request, facts.visit);
  if (!copy) return tl::unexpected(copy.error());
  if (!*copy && !facts.visit.says_missing) {
    if (auto s = AddLinks(facts.links, facts.request); !s) return s;
  }
  if (auto s = frontier_->Begin(); !s) return s;
  if (auto s = reservations_->NotReserved(facts.request, clock_->Now()); !s) {
    return s;
  }
  return frontier_->Done(facts.request, facts.visit);
}

Status CrawlLoop::TakeReservation(const FetchRequest& request,
                                  const FoundReservation& found) {
  const Timestamp now = clock_->Now();
  const std::string why =
      "reserved (" + std::string(ToString(found.source)) + ")";
  sink_->NotFetched(request, why);
  if (auto s = frontier_->Begin(); !s) return s;
  if (auto s = reservations_->Reserved(request, found, now); !s) return s;
  if (found.site_wide()) {
    if (auto s = frontier_->sites().Close(request.seed, why); !s) return s;
  }
  return frontier_->Reserved(request, why, now + Reservations::kLookAgain);
}

Status CrawlLoop::AddLinks(const std::vector<FoundUrl>& links,
                           const FetchRequest& from) {
  const Timestamp now = clock_->Now();
  for (const FoundUrl& link : links) {
    auto added = frontier_->AddLink(link, from, now);
    if (!added) return tl::unexpected(added.error());
    if (*added) turns_.Wake();
  }
  return {};
}

Status CrawlLoop::HandleResult(FetchResult result) {
  const std::string host(result.request.url.host());
  turns_.Ended(result, !IsFailure(result.outcome, result.status));
  if (IsSiteFile(result.request.kind)) return HandleSiteFile(std::move(result));
  auto spent = frontier_->sites().Spend(
      result.request.seed, static_cast<int64_t>(result.body.size()),
      result.elapsed, clock_->Now());
  if (!spent) return spent;
  return HandleAnswer(std::move(result));
}

Result<Timestamp> CrawlLoop::Incident(const std::string& host,
                                      std::optional<milliseconds> retry_after) {
  auto until = turns_.Incident(host, retry_after);
  if (!until) return until;
  sink_->Blocked(host, *until);
  // Somebody else's robots.txt may still be to be had from it.
  if (files_waiting_.contains(host)) {
    if (auto s = turns_.Schedule(host); !s) return tl::unexpected(s.error());
  }
  return until;
}

Status CrawlLoop::HandleAnswer(FetchResult result) {
  const std::string host(result.request.url.host());
  if (IsFailure(result.outcome, result.status)) {
    if (auto status = HandleFailure(result); !status) return status;
    auto kept = sink_->Fetched(std::move(result));
    if (!kept) return tl::unexpected(kept.error());
    return {};
  }
  if (auto status = turns_.Schedule(host); !status) return status;
  if (auto status = KeepToRateLimit(result); !status) return status;
  const FetchRequest request = result.request;
  Visit visit = VisitOf(result);
  if (auto status = AddLeads(result); !status) return status;
  auto receipt = sink_->Fetched(std::move(result));
  if (!receipt) return tl::unexpected(receipt.error());
  if (receipt->facts_will_come) {
    ++outstanding_;
    return {};
  }
  if (receipt->reservation.reserved()) {
    return TakeReservation(request, receipt->reservation);
  }
  visit.digest = std::move(receipt->digest);
  visit.unchanged = receipt->unchanged;
  return frontier_->Done(request, visit);
}

// A service that has counted our requests is left alone until it counts anew.
Status CrawlLoop::KeepToRateLimit(const FetchResult& result) {
  if (result.request.kind != FetchKind::kSocial) return {};
  const auto rest = RateLimitRestOf(result);
  if (!rest || rest->count() == 0) return {};
  const std::string host(result.request.url.host());
  const Timestamp until = clock_->Now() + *rest;
  sink_->Blocked(host, until);
  return turns_.Sleep(host, until);
}

// Where an answer leads without its page being read.
Status CrawlLoop::AddLeads(const FetchResult& result) {
  const FetchRequest& request = result.request;
  if (result.outcome == FetchOutcome::kRedirect) {
    if (const auto target = LocationOf(result)) {
      auto added = frontier_->AddRedirect(*target, request, clock_->Now());
      if (!added) return tl::unexpected(added.error());
      if (*added) turns_.Wake();
    }
  }
  // All others are read by others (CrawlSink).
  if (request.kind != FetchKind::kSitemap) return {};
  return AddLinks(LinksOfList(result), request);
}

Status CrawlLoop::HandleFailure(const FetchResult& result) {
  const std::string host(result.request.url.host());
  auto attempts = frontier_->CountAttempt(result.request);
  if (!attempts) return tl::unexpected(attempts.error());
  const RetryDecision decision =
      DecideRetry(result.outcome, result.status, *attempts,
                  turns_.Failures(host), options_.retry);
  std::optional<Timestamp> retry_at;
  if (decision.retry) retry_at = clock_->Now() + decision.delay;
  if (auto status =
          frontier_->Failed(result.request, VisitOf(result), retry_at);
      !status) {
    return status;
  }
  if (!decision.incident) return turns_.Schedule(host);
  auto wish = RetryAfterOf(result);
  if (!wish) wish = RateLimitRestOf(result);
  auto until = Incident(host, wish);
  if (!until) return tl::unexpected(until.error());
  return {};
}

}  // namespace ritmon
