// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/timing_store.h"

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md). Times of day in milliseconds,
// durations in nanoseconds.
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS timed_run (
  kind TEXT PRIMARY KEY,
  began_at BIGINT NOT NULL,
  updated_at BIGINT NOT NULL,
  running BIGINT NOT NULL,
  runs BIGINT NOT NULL,
  cpu BIGINT NOT NULL,
  wall BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS timed_step (
  kind TEXT NOT NULL,
  step TEXT NOT NULL,
  thread TEXT NOT NULL,
  things BIGINT NOT NULL,
  cpu BIGINT NOT NULL,
  wall BIGINT NOT NULL,
  PRIMARY KEY (kind, step, thread)
);
)sql";

constexpr char kPutRun[] =
    "INSERT INTO timed_run (kind, began_at, updated_at, running, runs, cpu, "
    "wall) VALUES ($1, $2, $3, $4, $5, $6, $7) "
    "ON CONFLICT (kind) DO UPDATE SET ";
// A kill leaves what says so only in the run's own row.
constexpr char kSetRun[] =
    "began_at = excluded.began_at, updated_at = excluded.updated_at, "
    "running = excluded.running, runs = excluded.runs, cpu = excluded.cpu, "
    "wall = excluded.wall";
constexpr char kGrowRun[] =
    "updated_at = excluded.updated_at, runs = timed_run.runs + excluded.runs, "
    "cpu = timed_run.cpu + excluded.cpu, "
    "wall = timed_run.wall + excluded.wall";

constexpr char kPutStep[] =
    "INSERT INTO timed_step (kind, step, thread, things, cpu, wall) "
    "VALUES ($1, $2, $3, $4, $5, $6) "
    "ON CONFLICT (kind, step, thread) DO UPDATE SET ";
constexpr char kSetStep[] =
    "things = excluded.things, cpu = excluded.cpu, wall = excluded.wall";
constexpr char kGrowStep[] =
    "things = timed_step.things + excluded.things, "
    "cpu = timed_step.cpu + excluded.cpu, "
    "wall = timed_step.wall + excluded.wall";

void ForEachPlace(
    const std::function<void(size_t step, size_t thread)>& visit) {
  for (size_t step = 0; step < kJobSteps; ++step) {
    for (size_t thread = 0; thread < kJobThreads; ++thread) visit(step, thread);
  }
}

Status PutRun(Statement& put, std::string_view kind, const TimedRun& run) {
  return put.Bind(1, kind)
      .Bind(2, ToMillis(run.began_at))
      .Bind(3, ToMillis(run.updated_at))
      .Bind(4, int64_t{run.running ? 1 : 0})
      .Bind(5, run.runs)
      .Bind(6, int64_t{run.cpu.count()})
      .Bind(7, int64_t{run.wall.count()})
      .Run();
}

Status PutStep(Statement& put, std::string_view kind, size_t step,
               size_t thread, const StepTime& time) {
  return put.Bind(1, kind)
      .Bind(2, InfoOf(static_cast<JobStep>(step)).name)
      .Bind(3, ToString(static_cast<JobThread>(thread)))
      .Bind(4, time.things)
      .Bind(5, int64_t{time.cpu.count()})
      .Bind(6, int64_t{time.wall.count()})
      .Run();
}

Result<std::map<std::string, TimedRun>> ReadRuns(Database& database) {
  std::map<std::string, TimedRun> runs;
  auto select = database.Prepare(
      "SELECT kind, began_at, updated_at, running, runs, cpu, wall "
      "FROM timed_run");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    TimedRun run{.kind = select->Text(0),
                 .began_at = FromMillis(select->Int(1)),
                 .updated_at = FromMillis(select->Int(2)),
                 .running = select->Int(3) != 0,
                 .runs = select->Int(4),
                 .cpu = std::chrono::nanoseconds(select->Int(5)),
                 .wall = std::chrono::nanoseconds(select->Int(6))};
    std::string kind = run.kind;
    runs.emplace(std::move(kind), std::move(run));
  }
  return runs;
}

}  // namespace

StepTimes TimesOf(const Timings& timings) {
  StepTimes times;
  ForEachPlace([&](size_t step, size_t thread) {
    times[step][thread] =
        timings.Of(static_cast<JobStep>(step), static_cast<JobThread>(thread));
  });
  return times;
}

StepTime TimedRun::Of(JobStep step) const {
  StepTime sum;
  for (const StepTime& time : steps[static_cast<size_t>(step)]) sum += time;
  return sum;
}

StepTime TimedRun::Of(JobThread thread) const {
  StepTime sum;
  for (const auto& step : steps) sum += step[static_cast<size_t>(thread)];
  return sum;
}

StepTime TimedRun::Sum() const {
  StepTime sum;
  for (size_t i = 0; i < kJobSteps; ++i) sum += Of(static_cast<JobStep>(i));
  return sum;
}

Result<TimingStore> TimingStore::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  return Prepare(database);
}

Result<TimingStore> TimingStore::OpenExisting(Database& database) {
  if (database.HasTable("timed_step")) return Prepare(database);
  return Fail(ErrorKind::kNotFound, "no job has kept its timings here yet");
}

Result<TimingStore> TimingStore::Prepare(Database& database) {
  auto put_run = database.Prepare(std::string(kPutRun) + kSetRun);
  if (!put_run) return tl::unexpected(put_run.error());
  auto add_run = database.Prepare(std::string(kPutRun) + kGrowRun);
  if (!add_run) return tl::unexpected(add_run.error());
  auto put_step = database.Prepare(std::string(kPutStep) + kSetStep);
  if (!put_step) return tl::unexpected(put_step.error());
  auto add_step = database.Prepare(std::string(kPutStep) + kGrowStep);
  if (!add_step) return tl::unexpected(add_step.error());
  auto clear = database.Prepare("DELETE FROM timed_step WHERE kind = $1");
  if (!clear) return tl::unexpected(clear.error());
  return TimingStore(std::move(*put_run), std::move(*add_run),
                     std::move(*put_step), std::move(*add_step),
                     std::move(*clear));
}

Status TimingStore::Keep(const TimedRun& run,
                         const std::optional<TimedRun>& kept) {
  if (!kept) {
    if (auto s = clear_.Bind(1, run.kind).Run(); !s) return s;
  }
  const TimedRun before = kept.value_or(TimedRun{.runs = 0});
  TimedRun growth = run;
  growth.running = false;
  growth.runs -= before.runs;
  growth.cpu -= before.cpu;
  growth.wall -= before.wall;
  if (auto s = PutRun(put_run_, run.kind, run); !s) return s;
  if (auto s = PutRun(add_run_, TimedRun::kAll, growth); !s) return s;
  Status status;
  ForEachPlace([&](size_t step, size_t thread) {
    const StepTime& time = run.steps[step][thread];
    const StepTime more = time - before.steps[step][thread];
    if (!status || more == StepTime()) return;
    status = PutStep(put_step_, run.kind, step, thread, time);
    if (!status) return;
    status = PutStep(add_step_, TimedRun::kAll, step, thread, more);
  });
  return status;
}

Result<std::vector<TimedRun>> TimingStore::Read(Database& database) {
  if (!database.HasTable("timed_step")) return std::vector<TimedRun>();
  auto runs = ReadRuns(database);
  if (!runs) return tl::unexpected(runs.error());
  auto select = database.Prepare(
      "SELECT kind, step, thread, things, cpu, wall FROM timed_step");
  if (!select) return tl::unexpected(select.error());
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    const auto run = runs->find(select->Text(0));
    const auto step = ParseJobStep(select->Text(1));
    const auto thread = ParseJobThread(select->Text(2));
    // Another version's step is nothing that this one could name.
    if (run == runs->end() || !step || !thread) continue;
    run->second
        .steps[static_cast<size_t>(*step)][static_cast<size_t>(*thread)] = {
        .things = select->Int(3),
        .cpu = std::chrono::nanoseconds(select->Int(4)),
        .wall = std::chrono::nanoseconds(select->Int(5))};
  }
  std::vector<TimedRun> list;
  for (auto& [kind, run] : *runs) list.push_back(std::move(run));
  std::sort(list.begin(), list.end(), [](const TimedRun& a, const TimedRun& b) {
    const bool a_all = a.kind == TimedRun::kAll;
    const bool b_all = b.kind == TimedRun::kAll;
    return std::pair(a_all, b.began_at) < std::pair(b_all, a.began_at);
  });
  return list;
}

}  // namespace ritmon
