// SPDX-License-Identifier: GPL-3.0-or-later
// Who may be asked when: one connection a host and an address at a time, and a
// pause between two requests, also where many hosts share one address.
//
// Keeps times only, no URLs. Belongs to one thread.

#pragma once

#include <chrono>
#include <optional>
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
};

class Politeness {
 public:
  using Time = std::chrono::steady_clock::time_point;

  explicit Politeness(PolitenessOptions options) : options_(options) {}

  // When `host` may be asked next; Time::max() while it or its address is
  // being asked.
  Time NextTime(const std::string& host) const;

  // The address that `host` is asked at, as soon as it is known.
  void SetAddress(const std::string& host, std::string_view address);
  // robots.txt's wish; the longer of it and the configured delay is kept.
  void SetCrawlDelay(const std::string& host, std::chrono::milliseconds delay);

  void Started(const std::string& host);
  void Ended(const std::string& host, Time now);
  // Not before `now + pause`, whatever the delay says (Retry-After, back-off).
  void Rest(const std::string& host, Time now, std::chrono::milliseconds pause);

  // Failures in a row, for giving up on a host.
  int CountFailure(const std::string& host);
  void ClearFailures(const std::string& host);

 private:
  struct Turn {
    Time next{};
    int in_flight = 0;
  };
  struct Host {
    Turn turn;
    std::string address;
    std::chrono::milliseconds delay{0};
    int failures = 0;
  };
  Time TurnTime(const Turn& turn) const;

  PolitenessOptions options_;
  std::unordered_map<std::string, Host> hosts_;
  std::unordered_map<std::string, Turn> addresses_;
};

}  // namespace ritmon
