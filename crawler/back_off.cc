// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/back_off.h"

#include <algorithm>
#include <string>

#include "base/fingerprint.h"

namespace ritmon {
namespace {

using std::chrono::milliseconds;

// Beyond it the doubling has long reached the limit.
constexpr int kMaxDoublings = 20;

milliseconds Doubled(int incidents, const BackOffOptions& options) {
  milliseconds pause = std::min(options.first, options.longest);
  for (int i = 1; i < std::min(incidents, kMaxDoublings); ++i) {
    pause = std::min(pause * 2, options.longest);
  }
  return pause;
}

milliseconds Jitter(milliseconds pause, std::string_view host, int incidents) {
  constexpr uint64_t kSteps = 1000;
  const uint64_t step =
      Fingerprint64(std::string(host) + '#' + std::to_string(incidents)) %
      kSteps;
  return pause * static_cast<int64_t>(step) / static_cast<int64_t>(kSteps * 10);
}

}  // namespace

BackOff AfterIncident(const BackOff& before, std::string_view host,
                      std::optional<milliseconds> retry_after, Timestamp now,
                      const BackOffOptions& options) {
  BackOff after;
  const bool forgiven = now > before.until + options.forgive_after;
  after.incidents = forgiven ? 1 : before.incidents + 1;
  milliseconds pause = Doubled(after.incidents, options);
  if (retry_after) {
    const milliseconds least =
        after.incidents > kPatientIncidents
            ? Doubled(after.incidents - kPatientIncidents, options)
            : milliseconds(0);
    pause = std::max(*retry_after, least);
  }
  after.until = std::max(before.until,
                         now + pause + Jitter(pause, host, after.incidents));
  return after;
}

}  // namespace ritmon
