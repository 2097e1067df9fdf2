// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/host_turns.h"

#include <algorithm>
#include <vector>

namespace ritmon {
namespace {

using std::chrono::milliseconds;

// Requests of a host that are held in memory. Asking the store costs little
// beside a fetch, and what is found meanwhile may be more important.
constexpr size_t kQueued = 16;
// How often the store is asked for hosts that have become ready by themselves.
constexpr milliseconds kLookEvery{250};

}  // namespace

HostTurns::HostTurns(const HostTurnsOptions& options,
                     const PolitenessOptions& polite, Frontier& frontier,
                     const Fetcher& fetcher, const Clock& clock)
    : options_(options),
      polite_(polite),
      frontier_(&frontier),
      fetcher_(&fetcher),
      clock_(&clock),
      politeness_(polite),
      started_(clock.Steady()) {}

Status HostTurns::Begin() {
  if (auto status = frontier_->Begin(); !status) return status;
  if (auto status =
          frontier_->hosts().ReleaseInterrupted(clock_->Now(), polite_.delay);
      !status) {
    return status;
  }
  if (auto status = frontier_->ReleaseAll(clock_->Now()); !status) {
    return status;
  }
  if (auto status = frontier_->Commit(); !status) return status;
  return options_.only ? frontier_->hosts().Restrict(options_.only) : Status();
}

void HostTurns::Add(HostState state) {
  const std::string name = state.name;
  const Timestamp now = clock_->Now();
  const Time steady = clock_->Steady();
  const Timestamp ready = std::max(state.not_before, state.back_off.until);
  if (ready > now) politeness_.Rest(name, steady, ready - now);
  // Who was asked before may have been asked a moment before this process
  // began, or a neighbour at the same address was.
  if (!state.address.empty()) {
    politeness_.SetAddress(name, state.address);
    if (started_ + polite_.delay > steady) {
      politeness_.Rest(
          name, steady,
          std::chrono::ceil<milliseconds>(started_ + polite_.delay - steady));
    }
  }
  Host& host = hosts_[name];
  host.state = std::move(state);
  SetTurn(name, host, TurnTime(name));
}

// One whose address is being asked has no time yet, and a neighbour's answer
// will not wake it: it looks again by itself.
HostTurns::Time HostTurns::TurnTime(const std::string& name) const {
  const Time now = clock_->Steady();
  const Time next = politeness_.NextTime(name);
  return next == Time::max() ? now + polite_.delay + milliseconds(1)
                             : std::max(next, now);
}

Status HostTurns::Refill() {
  const Time now = clock_->Steady();
  if (hosts_.size() >= options_.max_hosts || now < look_at_) return {};
  look_at_ = now + kLookEvery;
  if (auto status = frontier_->Begin(); !status) return status;
  auto ready = frontier_->hosts().TakeReady(clock_->Now(),
                                            options_.max_hosts - hosts_.size());
  if (!ready) return tl::unexpected(ready.error());
  for (HostState& state : *ready) Add(std::move(state));
  // What is asked from now on must be known as taken after a kill.
  return ready->empty() ? Status() : frontier_->Commit();
}

Status HostTurns::End() {
  while (!hosts_.empty()) {
    if (auto s = GiveBack(std::string(hosts_.begin()->first)); !s) return s;
  }
  // What is still under way will not come back.
  return frontier_->ReleaseAll(clock_->Now());
}

void HostTurns::SetTurn(const std::string& name, Host& host, Time when) {
  DropTurn(name, host);
  turns_.insert({when, name});
  host.turn = when;
}

void HostTurns::DropTurn(const std::string& name, Host& host) {
  if (host.turn) turns_.erase({*host.turn, name});
  host.turn.reset();
}

std::optional<std::string> HostTurns::Take() {
  const Time now = clock_->Steady();
  while (!turns_.empty() && turns_.begin()->first <= now) {
    const std::string name = turns_.begin()->second;
    Host& host = hosts_.at(name);
    DropTurn(name, host);
    politeness_.SetAddress(name, fetcher_->KnownAddress(name));
    if (politeness_.NextTime(name) <= now) return name;
    SetTurn(name, host, TurnTime(name));
  }
  return std::nullopt;
}

// A host that the store did not hand out: where a robots.txt has moved to.
Result<HostTurns::Host*> HostTurns::Attend(const std::string& name) {
  if (const auto at_hand = hosts_.find(name); at_hand != hosts_.end()) {
    return &at_hand->second;
  }
  if (auto s = frontier_->Begin(); !s) return tl::unexpected(s.error());
  // Known to the store from here on, with nothing due.
  if (auto s = frontier_->hosts().Touch(name, kNever); !s) {
    return tl::unexpected(s.error());
  }
  auto state = frontier_->hosts().Find(name);
  if (!state) return tl::unexpected(state.error());
  if (auto s = frontier_->hosts().Keep(**state); !s) {
    return tl::unexpected(s.error());
  }
  Add(std::move(**state));
  return &hosts_.at(name);
}

Status HostTurns::Schedule(const std::string& name) {
  auto host = Attend(name);
  if (!host) return tl::unexpected(host.error());
  SetTurn(name, **host, TurnTime(name));
  return {};
}

HostTurns::Time HostTurns::NextTurn() const {
  return turns_.empty() ? Time::max() : turns_.begin()->first;
}

Result<std::optional<FetchRequest>> HostTurns::Next(const std::string& name) {
  Host& host = hosts_.at(name);
  if (host.queue.empty()) {
    auto due = frontier_->Next(name, clock_->Now(), kQueued);
    if (!due) return tl::unexpected(due.error());
    for (FetchRequest& request : *due) host.queue.push_back(std::move(request));
  }
  if (host.queue.empty()) {
    if (auto s = GiveBack(name); !s) return tl::unexpected(s.error());
    return std::nullopt;
  }
  FetchRequest request = std::move(host.queue.front());
  host.queue.pop_front();
  return request;
}

void HostTurns::PutBack(FetchRequest request) {
  const std::string name(request.url.host());
  hosts_.at(name).queue.push_front(std::move(request));
}

Timestamp HostTurns::WallTime(Time when) const {
  const Time now = clock_->Steady();
  if (when <= now || when == Time::max()) return clock_->Now();
  return clock_->Now() + std::chrono::ceil<milliseconds>(when - now);
}

Status HostTurns::GiveBack(const std::string& name) {
  const auto at_hand = hosts_.find(name);
  if (at_hand == hosts_.end()) return {};
  Host& host = at_hand->second;
  for (const FetchRequest& request : host.queue) frontier_->Release(request);
  auto due = frontier_->NextDue(name);
  if (!due) return tl::unexpected(due.error());
  host.state.not_before =
      std::max(host.state.not_before, WallTime(politeness_.NextTime(name)));
  if (auto s = frontier_->Begin(); !s) return s;
  auto released = frontier_->hosts().Release(host.state, *due);
  DropTurn(name, host);
  hosts_.erase(at_hand);
  politeness_.Forget(name, clock_->Steady());
  return released;
}

void HostTurns::SetDelays(const std::string& host,
                          std::optional<milliseconds> configured,
                          std::optional<milliseconds> crawl_delay) {
  if (configured) politeness_.SetDelay(host, *configured);
  if (crawl_delay) politeness_.SetCrawlDelay(host, *crawl_delay);
}

void HostTurns::Rest(const std::string& host, milliseconds pause) {
  politeness_.Rest(host, clock_->Steady(), pause);
}

void HostTurns::Started(const std::string& host) { politeness_.Started(host); }

void HostTurns::Ended(const FetchResult& result, bool answered) {
  const std::string name(result.request.url.host());
  politeness_.SetAddress(name, result.ip);
  politeness_.Ended(name, clock_->Steady(), result.first_byte);
  HostState& state = hosts_.at(name).state;
  if (!result.ip.empty()) state.address = result.ip;
  if (answered) {
    state.failures = 0;
    state.down_since = Timestamp{};
    state.last_answer = clock_->Now();
  } else if (++state.failures == 1) {
    state.down_since = clock_->Now();
  }
}

int HostTurns::Failures(const std::string& host) const {
  const auto at_hand = hosts_.find(host);
  return at_hand == hosts_.end() ? 0 : at_hand->second.state.failures;
}

Timestamp HostTurns::DownSince(const std::string& host) const {
  const auto at_hand = hosts_.find(host);
  return at_hand == hosts_.end() ? Timestamp{}
                                 : at_hand->second.state.down_since;
}

Result<Timestamp> HostTurns::Incident(const std::string& name,
                                      std::optional<milliseconds> retry_after) {
  HostState& state = hosts_.at(name).state;
  state.back_off = AfterIncident(state.back_off, name, retry_after,
                                 clock_->Now(), options_.back_off);
  const Timestamp until = state.back_off.until;
  if (auto s = GiveBack(name); !s) return tl::unexpected(s.error());
  return until;
}

Status HostTurns::Sleep(const std::string& name, Timestamp until) {
  HostState& state = hosts_.at(name).state;
  state.not_before = std::max(state.not_before, until);
  return GiveBack(name);
}

}  // namespace ritmon
