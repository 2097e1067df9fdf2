// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/politeness.h"

#include <algorithm>

namespace ritmon {

Politeness::Time Politeness::TurnTime(const Turn& turn) {
  return turn.in_flight > 0 ? Time::max() : turn.next;
}

Politeness::Host& Politeness::Known(const std::string& host) {
  return hosts_.try_emplace(host, Host{.delay = options_.delay}).first->second;
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
  Host& entry = Known(host);
  if (address.empty() || entry.address == address) return;
  // A request under way moves along to the new address.
  const int in_flight = entry.turn.in_flight;
  if (auto old = addresses_.find(entry.address); old != addresses_.end()) {
    old->second.in_flight = std::max(0, old->second.in_flight - in_flight);
  }
  entry.address = address;
  addresses_[entry.address].in_flight += in_flight;
}

void Politeness::SetDelay(const std::string& host, Millis delay) {
  Known(host).delay = delay;
}

void Politeness::SetCrawlDelay(const std::string& host, Millis delay) {
  Known(host).crawl_delay = std::min(delay, options_.max_crawl_delay);
}

void Politeness::Started(const std::string& host) {
  Host& entry = Known(host);
  ++entry.turn.in_flight;
  if (!entry.address.empty()) ++addresses_[entry.address].in_flight;
}

void Politeness::Ended(const std::string& host, Time now, Millis first_byte) {
  Host& entry = Known(host);
  entry.turn.in_flight = std::max(0, entry.turn.in_flight - 1);
  const Millis slow =
      std::min(first_byte * options_.slow_factor, options_.max_slow_delay);
  const Millis pause = std::max({entry.delay, entry.crawl_delay, slow});
  entry.turn.next = std::max(entry.turn.next, now + pause);
  if (entry.address.empty()) return;
  Turn& address = addresses_[entry.address];
  address.in_flight = std::max(0, address.in_flight - 1);
  // A single host's crawl-delay is its own wish, not its neighbours'; a slow
  // machine is slow for all of them.
  address.next = std::max(address.next, now + std::max(entry.delay, slow));
}

void Politeness::Rest(const std::string& host, Time now, Millis pause) {
  Host& entry = Known(host);
  entry.turn.next = std::max(entry.turn.next, now + pause);
}

void Politeness::Forget(const std::string& host, Time now) {
  hosts_.erase(host);
  if (addresses_.size() > 2 * hosts_.size() + 1024) DropIdleAddresses(now);
}

void Politeness::DropIdleAddresses(Time now) {
  std::erase_if(addresses_, [now](const auto& entry) {
    return entry.second.in_flight == 0 && entry.second.next <= now;
  });
}

}  // namespace ritmon
