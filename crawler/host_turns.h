// SPDX-License-Identifier: GPL-3.0-or-later
// The hosts that are being crawled, and whose turn it is.
//
// Takes hosts that are ready from the store, as many as the options allow, and
// gives them back when nothing of them is due or when they must be left alone.
// So memory holds a bounded number of hosts and of requests, whatever the store
// holds. Belongs to one thread.

#pragma once

#include <chrono>
#include <deque>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "base/time.h"
#include "crawler/back_off.h"
#include "crawler/fetcher.h"
#include "crawler/frontier.h"
#include "crawler/politeness.h"

namespace ritmon {

struct HostTurnsOptions {
  size_t max_hosts = 4096;  // at hand at a time; about 8 KB each
  BackOffOptions back_off;
  HostFilter only;  // the hosts of this run; empty: all
};

class HostTurns {
 public:
  using Time = Politeness::Time;

  // All must outlive it.
  HostTurns(const HostTurnsOptions& options, const PolitenessOptions& polite,
            Frontier& frontier, const Fetcher& fetcher, const Clock& clock);

  // Frees what an earlier process had taken. Before the first Refill.
  Status Begin();
  // Takes hosts that have become ready, if there is room.
  Status Refill();
  // Something new may be ready: the next Refill looks at once.
  void Wake() { look_at_ = Time{}; }
  // Gives every host back; at the end.
  Status End();

  // A host whose turn has come, or nothing. It has no turn until Schedule.
  std::optional<std::string> Take();
  // Its turn comes when politeness allows it. Takes the host if need be.
  Status Schedule(const std::string& host);
  // When the next turn comes; Time::max() if nobody waits.
  Time NextTurn() const;
  bool empty() const { return turns_.empty(); }
  size_t size() const { return hosts_.size(); }

  // The next due request of a host at hand; without one the host is given back.
  Result<std::optional<FetchRequest>> Next(const std::string& host);
  // Not started after all; it comes first next time.
  void PutBack(FetchRequest request);
  // Back to the store, what waits of it included.
  Status GiveBack(const std::string& host);

  void SetDelays(const std::string& host,
                 std::optional<std::chrono::milliseconds> configured,
                 std::optional<std::chrono::milliseconds> crawl_delay);
  void Rest(const std::string& host, std::chrono::milliseconds pause);
  void Started(const std::string& host);
  // `answered`: something came back, whatever it was.
  void Ended(const FetchResult& result, bool answered);
  // Failures in a row, the last included; since when.
  int Failures(const std::string& host) const;
  Timestamp DownSince(const std::string& host) const;
  // Leaves the host alone: too much (429, 503), or not to be reached. Until
  // when.
  Result<Timestamp> Incident(
      const std::string& host,
      std::optional<std::chrono::milliseconds> retry_after);
  // Leaves it alone until then, without an incident.
  Status Sleep(const std::string& host, Timestamp until);

 private:
  struct Host {
    HostState state;
    std::deque<FetchRequest> queue;
    std::optional<Time> turn;  // as in turns_
  };
  void Add(HostState state);
  Result<Host*> Attend(const std::string& host);
  Time TurnTime(const std::string& name) const;
  void SetTurn(const std::string& name, Host& host, Time when);
  void DropTurn(const std::string& name, Host& host);
  Timestamp WallTime(Time when) const;

  HostTurnsOptions options_;
  PolitenessOptions polite_;
  Frontier* frontier_;      // must outlive this
  const Fetcher* fetcher_;  // must outlive this
  const Clock* clock_;      // must outlive this
  Politeness politeness_;
  Time started_;
  Time look_at_{};  // when Refill looks into the store again
  std::unordered_map<std::string, Host> hosts_;
  std::set<std::pair<Time, std::string>> turns_;
};

}  // namespace ritmon
