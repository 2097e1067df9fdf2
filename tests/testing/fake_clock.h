// SPDX-License-Identifier: GPL-3.0-or-later
// A clock that moves only when told to. Belongs to one thread.

#pragma once

#include <chrono>

#include "base/time.h"

namespace ritmon {

class FakeClock final : public Clock {
 public:
  Timestamp Now() const override;
  std::chrono::steady_clock::time_point Steady() const override;

  void Advance(std::chrono::milliseconds time) { passed_ += time; }
  // Does nothing if `time` is over.
  void AdvanceTo(std::chrono::steady_clock::time_point time);
  // Since the clock was made.
  std::chrono::milliseconds passed() const { return passed_; }

 private:
  std::chrono::milliseconds passed_{0};
};

}  // namespace ritmon
