// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/run_timings.h"

#include <utility>

#include "base/cpu_time.h"
#include "pipeline/stores.h"

namespace ritmon {
namespace {

// A kill loses at most so much.
constexpr std::chrono::seconds kKeepEvery{2};

std::chrono::nanoseconds CpuOfProcess() {
  return ProcessCpuTime() + ChildrenCpuTime();
}

}  // namespace

RunTimings::RunTimings(std::string kind, Workspace workspace,
                       const Clock& clock, TimingWriter writer, JobStep first)
    : kind_(std::move(kind)),
      workspace_(std::move(workspace)),
      writer_(writer),
      began_at_(clock.Now()),
      cpu_before_(CpuOfProcess()),
      started_(SystemClock().Steady()),
      clock_(timings_, JobThread::kMain, first),
      keep_at_(started_ + kKeepEvery) {}

RunTimings::~RunTimings() { Keep(false); }

TimedRun RunTimings::Now() {
  clock_.Flush();
  const auto wall = SystemClock().Steady() - started_;
  return {.kind = kind_,
          .began_at = began_at_,
          .updated_at =
              began_at_ + std::chrono::floor<std::chrono::milliseconds>(wall),
          .running = true,
          .cpu = CpuOfProcess() - cpu_before_,
          .wall = wall,
          .steps = TimesOf(timings_)};
}

Status RunTimings::KeepIn(Database& database) {
  auto store = TimingStore::Open(database);
  if (!store) return tl::unexpected(store.error());
  TimedRun now = Now();
  auto status = store->Keep(now, kept_);
  if (status) kept_ = std::move(now);
  return status;
}

void RunTimings::Keep(bool running) {
  std::error_code code;
  if (!keeping_ || !std::filesystem::exists(workspace_.state_db(), code))
    return;
  auto database = OpenState(workspace_);
  if (!database) return;
  auto store = writer_ == TimingWriter::kJob
                   ? TimingStore::Open(*database)
                   : TimingStore::OpenExisting(*database);
  if (!store) return;
  TimedRun now = Now();
  now.running = running;
  auto transaction = Transaction::Begin(*database);
  if (!transaction || !store->Keep(now, kept_) || !transaction->Commit())
    return;
  kept_ = std::move(now);
}

void RunTimings::KeepNowAndThen() {
  const auto now = SystemClock().Steady();
  if (now < keep_at_) return;
  Keep(true);
  keep_at_ = SystemClock().Steady() + kKeepEvery;
}

}  // namespace ritmon
