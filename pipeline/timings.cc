// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/timings.h"

#include <utility>

#include "base/cpu_time.h"
#include "base/time.h"

namespace ritmon {
namespace {

constexpr StepInfo kInfos[] = {
#define STEP(name, unit, what) {#name, unit, what},
#include "pipeline/steps.def"
#undef STEP
};

constexpr std::string_view kThreads[kJobThreads] = {"main", "crawl", "worker",
                                                    "index"};

}  // namespace

const StepInfo& InfoOf(JobStep step) {
  return kInfos[static_cast<size_t>(step)];
}

std::optional<JobStep> ParseJobStep(std::string_view name) {
  for (size_t i = 0; i < kJobSteps; ++i) {
    if (kInfos[i].name == name) return static_cast<JobStep>(i);
  }
  return std::nullopt;
}

std::string_view ToString(JobThread thread) {
  return kThreads[static_cast<size_t>(thread)];
}

std::optional<JobThread> ParseJobThread(std::string_view word) {
  for (size_t i = 0; i < kJobThreads; ++i) {
    if (kThreads[i] == word) return static_cast<JobThread>(i);
  }
  return std::nullopt;
}

StepTime& StepTime::operator+=(const StepTime& other) {
  things += other.things;
  cpu += other.cpu;
  wall += other.wall;
  return *this;
}

StepTime StepTime::operator-(const StepTime& other) const {
  return {.things = things - other.things,
          .cpu = cpu - other.cpu,
          .wall = wall - other.wall};
}

void Timings::Add(JobStep step, JobThread thread, const StepTime& time) {
  Sum& sum = sums_[static_cast<size_t>(step)][static_cast<size_t>(thread)];
  const auto add = [](std::atomic<int64_t>& to, int64_t n) {
    if (n != 0) to.fetch_add(n, std::memory_order_relaxed);
  };
  add(sum.things, time.things);
  add(sum.cpu, time.cpu.count());
  add(sum.wall, time.wall.count());
}

StepTime Timings::Of(JobStep step, JobThread thread) const {
  const Sum& sum =
      sums_[static_cast<size_t>(step)][static_cast<size_t>(thread)];
  const auto get = [](const std::atomic<int64_t>& of) {
    return of.load(std::memory_order_relaxed);
  };
  return {.things = get(sum.things),
          .cpu = std::chrono::nanoseconds(get(sum.cpu)),
          .wall = std::chrono::nanoseconds(get(sum.wall))};
}

StepClock::Reading StepClock::ReadMachine() {
  return {.cpu = ThreadCpuTime(),
          .wall = SystemClock().Steady().time_since_epoch()};
}

StepClock::StepClock(Timings& timings, JobThread thread, JobStep first,
                     Reading (*read)())
    : timings_(&timings),
      thread_(thread),
      step_(first),
      read_(read),
      last_(read()) {}

JobStep StepClock::Switch(JobStep next) {
  const Reading now = read_();
  timings_->Add(step_, thread_,
                {.cpu = now.cpu - last_.cpu, .wall = now.wall - last_.wall});
  last_ = now;
  return std::exchange(step_, next);
}

JobThread StepClock::Become(JobThread next) {
  Flush();
  return std::exchange(thread_, next);
}

}  // namespace ritmon
