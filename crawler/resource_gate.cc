// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/resource_gate.h"

#include <algorithm>
#include <utility>

#include "base/domain_name.h"
#include "crawler/answer_headers.h"
#include "crawler/retry_policy.h"
#include "model/reservation.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

constexpr int kMaxFileRedirects = 5;  // RFC 9309, 2.3.1.2
// How long an unreachable robots.txt is not asked for again.
constexpr std::chrono::hours kRobotsRest{1};
// A host that wants to be left alone for longer is not waited for.
constexpr std::chrono::seconds kPatience{60};

constexpr std::string_view kRobotsPath = "/robots.txt";
constexpr std::string_view kTdmFilePath = "/.well-known/tdmrep.json";

bool MayBeKept(const FetchResult& result) {
  return result.status != 0 && !IsFailure(result.outcome, result.status) &&
         FindHeader(result.headers, "Cache-Control").find("no-store") ==
             std::string_view::npos;
}

}  // namespace

ResourceGate::ResourceGate(ResourceGateOptions options, Frontier& frontier,
                           RobotsCache& robots, Reservations& reservations,
                           Fetcher& fetcher, const Clock& clock,
                           OnFetched on_fetched)
    : options_(std::move(options)),
      frontier_(&frontier),
      robots_(&robots),
      reservations_(&reservations),
      fetcher_(&fetcher),
      clock_(&clock),
      on_fetched_(std::move(on_fetched)),
      turns_(options_.hosts, options_.politeness, frontier, fetcher, clock) {}

void ResourceGate::Begin(const FetchRequest& page) {
  ++page_;
  requests_ = 0;
  domain_ = RegistrableDomain(page.url.host());
  answers_.clear();
  waiting_.clear();
  std::string site =
      page.seed.empty() ? frontier_->SiteOf(page.url) : page.seed;
  if (site == site_) return;
  site_ = std::move(site);
  kept_.clear();
  kept_bytes_ = 0;
}

Status ResourceGate::End() { return turns_.End(); }

void ResourceGate::Refuse(uint64_t id, const Url& url, std::string why) {
  Answer answer{.id = id, .result = {.request = {.url = url}}};
  answer.result.request.kind = FetchKind::kResource;
  answer.result.outcome = FetchOutcome::kNotAllowed;
  answer.result.message = std::move(why);
  answers_.push_back(std::move(answer));
}

bool ResourceGate::IsOwnSite(const Url& url) const {
  const std::string domain = RegistrableDomain(url.host());
  return domain == domain_ || options_.allowed_domains.contains(domain);
}

void ResourceGate::Ask(uint64_t id, const Url& url) {
  if (!IsOwnSite(url)) return Refuse(id, url, "another site");
  if (const auto kept = kept_.find(url.href()); kept != kept_.end()) {
    answers_.push_back(Answer{id, kept->second});
    return;
  }
  if (++requests_ > options_.max_requests) {
    return Refuse(id, url, "more requests than a page may make");
  }
  waiting_[std::string(url.host())].push_back({id, url, page_});
}

Result<std::vector<PageResources::Answer>> ResourceGate::Turn(
    milliseconds wait) {
  if (auto s = frontier_->Begin(); !s) return tl::unexpected(s.error());
  std::vector<std::string> hosts;
  for (const auto& [host, waiting] : waiting_) hosts.push_back(host);
  for (const std::string& host : hosts) {
    auto state = frontier_->hosts().Find(host);
    if (!state) return tl::unexpected(state.error());
    if (*state && (*state)->back_off.until > clock_->Now() + kPatience) {
      if (auto s = RefuseHost(host, "the host wants to be left alone"); !s) {
        return tl::unexpected(s.error());
      }
      continue;
    }
    if (auto s = turns_.Schedule(host); !s) return tl::unexpected(s.error());
  }
  while (const auto host = turns_.Take()) {
    if (auto s = StartNext(*host); !s) return tl::unexpected(s.error());
  }
  const bool is_over = fetcher_->in_flight() == 0 && waiting_.empty();
  if (is_over || !answers_.empty()) {
    wait = milliseconds(0);
  } else if (!turns_.empty()) {
    wait = std::clamp(
        std::chrono::ceil<milliseconds>(turns_.NextTurn() - clock_->Steady()),
        milliseconds(0), wait);
  }
  for (FetchResult& result : fetcher_->Wait(wait)) {
    if (auto s = Handle(std::move(result)); !s) {
      return tl::unexpected(s.error());
    }
  }
  if (auto s = frontier_->Commit(); !s) return tl::unexpected(s.error());
  return std::exchange(answers_, {});
}

// One transfer at most: a host is asked one thing at a time.
Status ResourceGate::StartNext(const std::string& host) {
  if (const auto file = files_.find(host); file != files_.end()) {
    FetchRequest request = std::move(file->second.front());
    file->second.pop_front();
    if (file->second.empty()) files_.erase(file);
    Start(std::move(request));
    return {};
  }
  while (waiting_.contains(host)) {
    std::deque<Waiting>& queue = waiting_[host];
    const Waiting next = queue.front();
    if (const auto kept = kept_.find(next.url.href()); kept != kept_.end()) {
      answers_.push_back(Answer{next.id, kept->second});
      queue.pop_front();
      if (queue.empty()) waiting_.erase(host);
      continue;
    }
    std::string why;
    auto may = MayFetch(next, &why);
    if (!may) return tl::unexpected(may.error());
    if (*may == May::kNotYet) return {};
    queue.pop_front();
    if (queue.empty()) waiting_.erase(host);
    if (*may == May::kNo) {
      Refuse(next.id, next.url, std::move(why));
      continue;
    }
    std::vector<Waiting>& asking = in_flight_[next.url.href()];
    asking.push_back(next);
    if (asking.size() > 1) continue;  // its answer is on the way
    FetchRequest request{.url = next.url, .kind = FetchKind::kResource};
    request.seed = site_;
    Start(std::move(request));
    return {};
  }
  return {};
}

Result<ResourceGate::May> ResourceGate::MayFetch(const Waiting& wanted,
                                                 std::string* why) {
  auto stop =
      frontier_->sites().Stop(site_, frontier_->RulesOf(site_), clock_->Now());
  if (!stop) return tl::unexpected(stop.error());
  if (*stop) {
    *why = (*stop)->why;
    return May::kNo;
  }
  auto robots = RobotsAllow(wanted.url, why);
  if (!robots || *robots != May::kYes) return robots;
  return IsNotReserved(wanted.url, why);
}

Result<ResourceGate::May> ResourceGate::RobotsAllow(const Url& url,
                                                    std::string* why) {
  const std::string origin = url.origin();
  auto verdict = robots_->Check(url, clock_->Now());
  if (!verdict) return tl::unexpected(verdict.error());
  switch (*verdict) {
    case RobotsVerdict::kAllowed:
      turns_.SetDelays(std::string(url.host()), frontier_->RulesOf(site_).delay,
                       robots_->CrawlDelay(origin));
      return May::kYes;
    case RobotsVerdict::kDisallowed:
      *why = "robots.txt";
      return May::kNo;
    case RobotsVerdict::kUnreachable:
      *why = "robots.txt unreachable";
      return May::kNo;
    case RobotsVerdict::kUnknown:
      break;
  }
  if (auto s = AskForSiteFile(origin, FetchKind::kRobots); !s) {
    return tl::unexpected(s.error());
  }
  return May::kNotYet;
}

// What scripts fetch becomes text of the page: it is mined like one.
Result<ResourceGate::May> ResourceGate::IsNotReserved(const Url& url,
                                                      std::string* why) {
  const Timestamp now = clock_->Now();
  auto answer = reservations_->Check(url, now);
  if (!answer) return tl::unexpected(answer.error());
  if (answer->verdict == TdmVerdict::kUnknown) {
    const std::string origin = url.origin();
    auto file = Url::Parse(origin + std::string(kTdmFilePath));
    if (!file) return tl::unexpected(file.error());
    auto verdict = robots_->Check(*file, now);
    if (!verdict) return tl::unexpected(verdict.error());
    if (*verdict == RobotsVerdict::kAllowed) {
      if (auto s = AskForSiteFile(origin, FetchKind::kTdmRep); !s) {
        return tl::unexpected(s.error());
      }
      return May::kNotYet;
    }
    // May not be fetched: it says nothing.
    if (auto s = reservations_->StoreNoFile(origin, *file, now); !s) {
      return tl::unexpected(s.error());
    }
    return May::kYes;
  }
  if (!answer->reservation().value_or(false)) return May::kYes;
  *why = "reserved (tdmrep.json)";
  return May::kNo;
}

Status ResourceGate::AskForSiteFile(const std::string& origin, FetchKind kind) {
  auto url = Url::Parse(origin + std::string(kind == FetchKind::kRobots
                                                 ? kRobotsPath
                                                 : kTdmFilePath));
  if (!url) return tl::unexpected(url.error());
  if (!files_pending_.insert(url->href()).second) return {};
  FetchRequest request{.url = std::move(*url), .kind = kind};
  request.seed = origin;
  Start(std::move(request));
  return {};
}

void ResourceGate::Start(FetchRequest request) {
  turns_.Started(std::string(request.url.host()));
  fetcher_->Start(std::move(request));
}

Status ResourceGate::RefuseHost(const std::string& host,
                                const std::string& why) {
  const auto waiting = waiting_.find(host);
  if (waiting == waiting_.end()) return {};
  for (const Waiting& wanted : waiting->second) {
    Refuse(wanted.id, wanted.url, why);
  }
  waiting_.erase(waiting);
  return {};
}

void ResourceGate::Keep(const FetchResult& result) {
  const size_t size = result.body.size();
  if (!MayBeKept(result) || kept_bytes_ + size > options_.max_memory_bytes) {
    return;
  }
  kept_bytes_ += size;
  kept_.insert_or_assign(result.request.url.href(), result);
}

Status ResourceGate::Handle(FetchResult result) {
  const std::string host(result.request.url.host());
  const bool failed = IsFailure(result.outcome, result.status);
  turns_.Ended(result, !failed);
  if (result.request.kind != FetchKind::kResource) {
    return HandleSiteFile(std::move(result));
  }
  if (auto s = frontier_->sites().Spend(
          result.request.seed, static_cast<int64_t>(result.body.size()),
          result.elapsed, clock_->Now());
      !s) {
    return s;
  }
  if (auto s = on_fetched_(result); !s) return s;
  const RetryDecision decision = DecideRetry(
      result.outcome, result.status, 1, turns_.Failures(host), RetryOptions{});
  if (decision.incident) {
    auto until = turns_.Incident(host, RetryAfterOf(result));
    if (!until) return tl::unexpected(until.error());
    if (auto s = RefuseHost(host, "the host wants to be left alone"); !s) {
      return s;
    }
  } else if (auto s = turns_.Schedule(host); !s) {
    return s;
  }
  const FoundReservation reservation = ReservationOf(
      result, options_.product_token, std::nullopt, false, std::string());
  if (reservation.reserved()) {
    result.status = 0;
    result.body.clear();
    result.outcome = FetchOutcome::kNotAllowed;
    result.message =
        "reserved (" + std::string(ToString(reservation.source)) + ")";
  }
  // Of a site that is done nothing is kept.
  if (result.request.seed == site_) Keep(result);
  auto asked = in_flight_.extract(result.request.url.href());
  if (asked.empty()) return {};
  for (const Waiting& wanted : asked.mapped()) {
    if (wanted.page == page_) answers_.push_back(Answer{wanted.id, result});
  }
  return {};
}

Status ResourceGate::HandleSiteFile(FetchResult result) {
  const std::string host(result.request.url.host());
  if (result.outcome == FetchOutcome::kRedirect &&
      result.request.redirects < kMaxFileRedirects) {
    if (const auto target = LocationOf(result)) {
      FetchRequest next{.url = *target, .kind = result.request.kind};
      next.seed = result.request.seed;
      next.redirects = result.request.redirects + 1;
      const std::string next_host(target->host());
      files_[next_host].push_back(std::move(next));
      if (auto s = on_fetched_(result); !s) return s;
      return turns_.Schedule(next_host);
    }
  }
  if (auto s = StoreSiteFile(result); !s) return s;
  if (auto s = on_fetched_(result); !s) return s;
  const RetryDecision decision = DecideRetry(
      result.outcome, result.status, 1, turns_.Failures(host), RetryOptions{});
  if (decision.incident) {
    auto until = turns_.Incident(host, RetryAfterOf(result));
    if (!until) return tl::unexpected(until.error());
    return RefuseHost(host, "the host wants to be left alone");
  }
  const auto delay = robots_->CrawlDelay(result.request.seed);
  if (delay && result.request.url.origin() == result.request.seed) {
    turns_.SetDelays(host, std::nullopt, delay);
    turns_.Rest(host, std::min(*delay, options_.politeness.max_crawl_delay));
  }
  return turns_.Schedule(host);
}

Status ResourceGate::StoreSiteFile(const FetchResult& result) {
  const std::string& origin = result.request.seed;
  const bool is_robots = result.request.kind == FetchKind::kRobots;
  files_pending_.erase(origin +
                       std::string(is_robots ? kRobotsPath : kTdmFilePath));
  return is_robots ? robots_->Store(origin, result, clock_->Now() + kRobotsRest)
                   : reservations_->StoreFile(origin, result);
}

}  // namespace ritmon
