// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's clock, moved: a test goes on to tomorrow by saying so, while
// sockets and threads keep their own time. Safe to share between threads.

#pragma once

#include <atomic>
#include <chrono>

#include "base/time.h"

namespace ritmon {

class OffsetClock final : public Clock {
 public:
  explicit OffsetClock(Timestamp begin) { Move(begin - SystemClock().Now()); }

  Timestamp Now() const override {
    return SystemClock().Now() + std::chrono::milliseconds(offset_.load());
  }
  std::chrono::steady_clock::time_point Steady() const override {
    return SystemClock().Steady() + std::chrono::milliseconds(offset_.load());
  }

  void Move(std::chrono::milliseconds by) { offset_ += by.count(); }

 private:
  std::atomic<int64_t> offset_{0};
};

}  // namespace ritmon
