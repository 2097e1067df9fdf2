// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/politeness.h"

#include <algorithm>

namespace ritmon {

Politeness::Time Politeness::TurnTime(const Turn& turn) const {
  return turn.in_flight > 0 ? Time::max() : turn.next;
}

Politeness::Time Politeness::NextTime(const std::string& host) const {
  const auto known = hosts_.find(host);
  if (known == hosts_.end()) return Time{};
  Time next = TurnTime(known->second.turn);
  const auto address = addresses_.find(known->second.address);
  if (address != addresses_.end()) {
    next = std::max(next, TurnTime(address->second));
  }
  return next;
}

void Politeness::SetAddress(const std::string& host, std::string_view address) {
  Host& entry = hosts_[host];
  if (address.empty() || entry.address == address) return;
  // A request under way moves along to the new address.
  const int in_flight = entry.turn.in_flight;
  if (auto old = addresses_.find(entry.address); old != addresses_.end()) {
    old->second.in_flight = std::max(0, old->second.in_flight - in_flight);
  }
  entry.address = address;
  addresses_[entry.address].in_flight += in_flight;
}

void Politeness::SetCrawlDelay(const std::string& host,
                               std::chrono::milliseconds delay) {
  hosts_[host].delay = std::min(delay, options_.max_crawl_delay);
}

void Politeness::Started(const std::string& host) {
  Host& entry = hosts_[host];
  ++entry.turn.in_flight;
  if (!entry.address.empty()) ++addresses_[entry.address].in_flight;
}

void Politeness::Ended(const std::string& host, Time now) {
  Host& entry = hosts_[host];
  entry.turn.in_flight = std::max(0, entry.turn.in_flight - 1);
  entry.turn.next =
      std::max(entry.turn.next, now + std::max(options_.delay, entry.delay));
  if (entry.address.empty()) return;
  Turn& address = addresses_[entry.address];
  address.in_flight = std::max(0, address.in_flight - 1);
  // A single host's crawl-delay is its own wish, not its neighbours'.
  address.next = std::max(address.next, now + options_.delay);
}

void Politeness::Rest(const std::string& host, Time now,
                      std::chrono::milliseconds pause) {
  Host& entry = hosts_[host];
  entry.turn.next = std::max(entry.turn.next, now + pause);
}

int Politeness::CountFailure(const std::string& host) {
  return ++hosts_[host].failures;
}

void Politeness::ClearFailures(const std::string& host) {
  hosts_[host].failures = 0;
}

}  // namespace ritmon
