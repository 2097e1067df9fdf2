// SPDX-License-Identifier: GPL-3.0-or-later
// Many transfers at once, one thread. curl_fetcher.h is the real one; tests
// bring a fake.

#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "model/fetch.h"

namespace ritmon {

class Fetcher {
 public:
  virtual ~Fetcher() = default;

  // Starts a transfer. Its result comes from a later Wait, exactly once.
  virtual void Start(FetchRequest request) = 0;

  // Waits until a transfer has ended, Wake is called or `timeout` is over;
  // returns what has ended, perhaps nothing.
  virtual std::vector<FetchResult> Wait(std::chrono::milliseconds timeout) = 0;

  // The only call that another thread may make: ends the current or next Wait.
  virtual void Wake() = 0;

  virtual size_t in_flight() const = 0;

  // The address that connections to `host` will go to, if that is known before
  // the first one; else empty.
  virtual std::string KnownAddress(std::string_view host) const = 0;
};

}  // namespace ritmon
