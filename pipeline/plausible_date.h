// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a page can have been published when it says so. Pure, any thread.

#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"

namespace ritmon {

// Nothing is published after it was fetched: a date behind it is that of an
// event, or wrong. A day more, because dates without a zone are read as UTC.
inline std::optional<Timestamp> PlausiblyPublished(
    std::optional<Timestamp> published, Timestamp fetched_at) {
  if (published && *published > fetched_at + std::chrono::days(1)) {
    return std::nullopt;
  }
  return published;
}

}  // namespace ritmon
