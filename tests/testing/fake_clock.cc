// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/testing/fake_clock.h"

namespace ritmon {
namespace {

using std::chrono::steady_clock;

constexpr Timestamp kFirstNow{
    std::chrono::sys_days{std::chrono::year{2026} / 11 / 23}};
// Not zero: zero would look like "never".
constexpr steady_clock::time_point kFirstSteady{std::chrono::hours{1}};

}  // namespace

Timestamp FakeClock::Now() const { return kFirstNow + passed_; }

steady_clock::time_point FakeClock::Steady() const {
  return kFirstSteady + passed_;
}

void FakeClock::AdvanceTo(steady_clock::time_point time) {
  if (time <= Steady()) return;
  passed_ += std::chrono::ceil<std::chrono::milliseconds>(time - Steady());
}

}  // namespace ritmon
