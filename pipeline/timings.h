// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time goes: CPU and wall time of each step of the job, and how many
// things it was spent on; steps.def is the list. Rooms measure nothing, the
// pipeline does at the seams between them.
//
// Steps share out the time of a thread: at any moment it is in one of them, so
// that what is measured adds up to what was used. A thread changes its step
// some twenty times a page, each time for half a microsecond.

#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ritmon {

enum class JobStep {
#define STEP(name, unit, what) name,
#include "pipeline/steps.def"
#undef STEP
  kCount
};

struct StepInfo {
  std::string_view name;
  std::string_view unit;  // of the things
  std::string_view what;
};
const StepInfo& InfoOf(JobStep step);
std::optional<JobStep> ParseJobStep(std::string_view name);

// Whose time it was. On disk: do not change the words.
enum class JobThread {
  kMain,    // outside of crawls
  kCrawl,   // the same thread while it crawls: frontier, transfers, archive
  kWorker,  // all of them together
  kIndex,   // writes to the page store
};
std::string_view ToString(JobThread thread);
std::optional<JobThread> ParseJobThread(std::string_view word);

inline constexpr size_t kJobSteps = static_cast<size_t>(JobStep::kCount);
inline constexpr size_t kJobThreads =
    static_cast<size_t>(JobThread::kIndex) + 1;

struct StepTime {
  int64_t things = 0;
  std::chrono::nanoseconds cpu{};
  std::chrono::nanoseconds wall{};  // over all threads; waiting included

  bool operator==(const StepTime&) const = default;
  StepTime& operator+=(const StepTime& other);
  StepTime operator-(const StepTime& other) const;
};

// Sums. Safe to share between threads.
class Timings {
 public:
  void Add(JobStep step, JobThread thread, const StepTime& time);
  StepTime Of(JobStep step, JobThread thread) const;

 private:
  struct Sum {
    std::atomic<int64_t> things = 0;
    std::atomic<int64_t> cpu = 0;  // nanoseconds
    std::atomic<int64_t> wall = 0;
  };
  std::array<std::array<Sum, kJobThreads>, kJobSteps> sums_;
};

// Shares out the time of the thread that made it, from then until its end.
// Belongs to that thread.
class StepClock {
 public:
  struct Reading {
    std::chrono::nanoseconds cpu{};
    std::chrono::nanoseconds wall{};
  };
  // Of the calling thread, by the machine's clocks.
  static Reading ReadMachine();

  // `timings` must outlive it. Tests bring a `read` of their own.
  StepClock(Timings& timings, JobThread thread, JobStep first,
            Reading (*read)() = ReadMachine);
  StepClock(const StepClock&) = delete;
  StepClock& operator=(const StepClock&) = delete;
  ~StepClock() { Flush(); }

  // The time up to now is the present step's, what comes is `next`'s. The step
  // before.
  JobStep Switch(JobStep next);
  // The time up to now, so that it can be read.
  void Flush() { Switch(step_); }
  // Switch with the part that the thread plays.
  JobThread Become(JobThread next);

  void Count(JobStep step, int64_t things = 1) {
    timings_->Add(step, thread_, {.things = things});
  }
  // Of a child process.
  void AddCpu(JobStep step, std::chrono::nanoseconds cpu) {
    timings_->Add(step, thread_, {.cpu = cpu});
  }
  Timings& timings() { return *timings_; }

 private:
  Timings* timings_;
  JobThread thread_;
  JobStep step_;
  Reading (*read_)();
  Reading last_;
};

// The thread is in `step` while this lives, busy with so many things, then in
// the one before again. 0: they are counted when it is known how many there
// were. A clock that is null is not kept.
class StepTimer {
 public:
  StepTimer(StepClock* clock, JobStep step, int64_t things = 0)
      : clock_(clock), before_(clock != nullptr ? clock->Switch(step) : step) {
    if (clock != nullptr && things > 0) clock->Count(step, things);
  }
  StepTimer(StepClock& clock, JobStep step, int64_t things = 0)
      : StepTimer(&clock, step, things) {}
  StepTimer(const StepTimer&) = delete;
  StepTimer& operator=(const StepTimer&) = delete;
  ~StepTimer() {
    if (clock_ != nullptr) clock_->Switch(before_);
  }

 private:
  StepClock* clock_;
  JobStep before_;
};

}  // namespace ritmon
