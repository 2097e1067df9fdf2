// SPDX-License-Identifier: GPL-3.0-or-later
// Who may be asked when: one connection a host and an address at a time, and a
// pause between two requests, also where many hosts share one address. The
// pause is the longest of what the configuration, robots.txt and the server's
// own slowness ask for.
//
// Keeps times of the hosts at hand only, no URLs; what outlives the process is
// in host_store.h. Belongs to one thread.

#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <unordered_map>

namespace ritmon {

struct PolitenessOptions {
  // Pause between the end of an answer and the next request, per host and per
  // address.
  std::chrono::milliseconds delay{2000};
  // A longer crawl-delay in robots.txt is cut to this.
  std::chrono::milliseconds max_crawl_delay{60000};
  // A server that needs long is asked less often: the pause is at least the
  // time to its first byte, times this; at most max_slow_delay. 0 turns it off.
  int slow_factor = 5;
  std::chrono::milliseconds max_slow_delay{30000};
};

class Politeness {
 public:
  using Time = std::chrono::steady_clock::time_point;
  using Millis = std::chrono::milliseconds;

  explicit Politeness(PolitenessOptions options) : options_(options) {}

  // When `host` may be asked next; Time::max() while it or its address is
  // being asked.
  Time NextTime(const std::string& host) const;

  // The address that `host` is asked at, as soon as it is known.
  void SetAddress(const std::string& host, std::string_view address);
  // In place of the configured delay, for this host.
  void SetDelay(const std::string& host, Millis delay);
  // robots.txt's wish; the longer of it and the configured delay is kept.
  void SetCrawlDelay(const std::string& host, Millis delay);

  void Started(const std::string& host);
  // `first_byte`: how long the server took to begin its answer.
  void Ended(const std::string& host, Time now, Millis first_byte = {});
  // Not before `now + pause`, whatever the delay says.
  void Rest(const std::string& host, Time now, Millis pause);

  // The host is no longer at hand; its address keeps its pause.
  void Forget(const std::string& host, Time now);

 private:
  struct Turn {
    Time next{};
    int in_flight = 0;
  };
  struct Host {
    Turn turn;
    std::string address;
    Millis delay{0};
    Millis crawl_delay{0};
  };
  static Time TurnTime(const Turn& turn);
  Host& Known(const std::string& host);
  void DropIdleAddresses(Time now);

  PolitenessOptions options_;
  std::unordered_map<std::string, Host> hosts_;
  std::unordered_map<std::string, Turn> addresses_;
};

}  // namespace ritmon
