// SPDX-License-Identifier: GPL-3.0-or-later
// How long a host is left alone after it said that it is too much (429, 503),
// or could not be reached: doubled at each incident, forgiven after a quiet
// while. Pure functions on a value that the state store keeps.

#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace ritmon {

struct BackOffOptions {
  std::chrono::milliseconds first{60'000};  // doubled at each incident
  std::chrono::milliseconds longest{86'400'000};
  // After so long without an incident the next one is the first again.
  std::chrono::milliseconds forgive_after{1'800'000};
};

struct BackOff {
  int incidents = 0;  // in a row
  Timestamp until{};  // nothing is asked before

  friend bool operator==(const BackOff&, const BackOff&) = default;
};

// The state after one more incident. `retry_after` is the server's wish and
// takes the place of the doubling; only a server that has wished so more than
// kPatientIncidents times in a row is not asked for ever at its own pace. Up to
// a tenth is added, never taken off, so that hosts that failed together do not
// come back together. It follows from `host` and the count, not from chance.
inline constexpr int kPatientIncidents = 3;
BackOff AfterIncident(const BackOff& before, std::string_view host,
                      std::optional<std::chrono::milliseconds> retry_after,
                      Timestamp now, const BackOffOptions& options);

}  // namespace ritmon
