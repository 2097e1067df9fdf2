// SPDX-License-Identifier: GPL-3.0-or-later
// The frontier's rows; for frontier*.cc only.

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "base/database.h"
#include "crawler/frontier.h"

namespace ritmon {

// On disk: do not change (docs/formats.md).
enum class UrlState : int64_t {
  kDue = 0,   // never answered
  kDone = 1,  // answered, but no page was ever read there
  kLive = 2,
  kFailing = 3,
  kGone = 4,
  kRefused = 5,
};

// The columns by which the next visit is planned.
struct Frontier::Stored {
  int64_t id = 0;
  UrlState state = UrlState::kDue;
  FetchKind kind = FetchKind::kPage;
  int64_t rank = 0;
  std::chrono::hours interval{0};
  std::string digest;  // of the capture that is held
  Timestamp held_at{};
  uint64_t text_hash = 0;
  std::string etag;
  std::string last_modified;
  LivenessState liveness;

  // Whether a page was ever read here.
  bool HasPage() const { return !digest.empty() && kind == FetchKind::kPage; }
};

struct Frontier::Statements {
  Statement insert;
  Statement place;
  Statement renew;
  Statement next;
  Statement next_due;
  Statement load;
  Statement close;
  Statement attempt;
  Statement postpone;
  Statement copy;
};

// What is fetched first has the lowest rank: attempts that failed, then
// priority, then depth.
constexpr int64_t kAttemptStep = int64_t{1} << 16;
constexpr int64_t RankOf(int priority, int depth) {
  return int64_t{std::clamp(priority, 0, 255)} << 8 | std::clamp(depth, 0, 255);
}

}  // namespace ritmon
