// SPDX-License-Identifier: GPL-3.0-or-later
#include "daemon/job_log.h"

#include <array>
#include <utility>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS job_run (
  id INTEGER PRIMARY KEY,
  job TEXT NOT NULL,
  due BIGINT NOT NULL,
  begun BIGINT NOT NULL,
  ended BIGINT,
  outcome TEXT NOT NULL,
  message TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS job_run_job ON job_run (job, id);
)sql";

constexpr std::array<std::pair<JobOutcome, std::string_view>, 6> kOutcomes = {{
    {JobOutcome::kRunning, "running"},
    {JobOutcome::kDone, "done"},
    {JobOutcome::kStopped, "stopped"},
    {JobOutcome::kPaused, "paused"},
    {JobOutcome::kFailed, "failed"},
    {JobOutcome::kInterrupted, "interrupted"},
}};

JobOutcome ParseOutcome(std::string_view name) {
  for (const auto& [outcome, known] : kOutcomes) {
    if (name == known) return outcome;
  }
  return JobOutcome::kFailed;
}

Result<std::map<std::string, Timestamp>> TimesByJob(Statement statement) {
  std::map<std::string, Timestamp> times;
  while (true) {
    auto row = statement.Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return times;
    times[statement.Text(0)] = FromMillis(statement.Int(1));
  }
}

}  // namespace

std::string_view ToString(JobOutcome outcome) {
  return kOutcomes[static_cast<size_t>(outcome)].second;
}

Result<JobLog> JobLog::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  return JobLog(database);
}

Status JobLog::MarkInterrupted(Timestamp now) {
  auto update = database_->Prepare(
      "UPDATE job_run SET outcome = 'interrupted', ended = $1 "
      "WHERE outcome = 'running'");
  if (!update) return tl::unexpected(update.error());
  update->Bind(1, ToMillis(now));
  return update->Run();
}

Result<int64_t> JobLog::Begin(const std::string& job, Timestamp due,
                              Timestamp now) {
  auto forget = database_->Prepare(
      "DELETE FROM job_run WHERE job = $1 AND id <= (SELECT id FROM job_run "
      "WHERE job = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)");
  if (!forget) return tl::unexpected(forget.error());
  forget->Bind(1, std::string_view(job)).Bind(2, kKept - 1);
  if (auto s = forget->Run(); !s) return tl::unexpected(s.error());
  auto insert = database_->Prepare(
      "INSERT INTO job_run (job, due, begun, outcome, message) "
      "VALUES ($1, $2, $3, 'running', '') RETURNING id");
  if (!insert) return tl::unexpected(insert.error());
  insert->Bind(1, std::string_view(job))
      .Bind(2, ToMillis(due))
      .Bind(3, ToMillis(now));
  auto row = insert->Step();
  if (!row) return tl::unexpected(row.error());
  const int64_t id = insert->Int(0);
  // The row is written when the statement has come to its end.
  if (row = insert->Step(); !row) return tl::unexpected(row.error());
  return id;
}

Status JobLog::End(int64_t run, JobOutcome outcome, const std::string& message,
                   Timestamp now) {
  auto update = database_->Prepare(
      "UPDATE job_run SET outcome = $1, message = $2, ended = $3 "
      "WHERE id = $4");
  if (!update) return tl::unexpected(update.error());
  update->Bind(1, ToString(outcome))
      .Bind(2, std::string_view(message))
      .Bind(3, ToMillis(now))
      .Bind(4, run);
  return update->Run();
}

Result<std::map<std::string, Timestamp>> JobLog::LastDue() {
  auto select = database_->Prepare(
      "SELECT job, max(due) FROM job_run WHERE outcome IN "
      "('done', 'failed', 'running') GROUP BY job");
  if (!select) return tl::unexpected(select.error());
  return TimesByJob(std::move(*select));
}

Result<std::map<std::string, Timestamp>> JobLog::LastSuccesses() {
  auto select = database_->Prepare(
      "SELECT job, max(ended) FROM job_run WHERE outcome = 'done' "
      "GROUP BY job");
  if (!select) return tl::unexpected(select.error());
  return TimesByJob(std::move(*select));
}

Result<std::map<std::string, JobRun>> JobLog::LastRuns() {
  auto select = database_->Prepare(
      "SELECT job, due, begun, ended, outcome, message FROM job_run "
      "WHERE id IN (SELECT max(id) FROM job_run GROUP BY job)");
  if (!select) return tl::unexpected(select.error());
  std::map<std::string, JobRun> runs;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return runs;
    JobRun run{.job = select->Text(0),
               .due = FromMillis(select->Int(1)),
               .begun = FromMillis(select->Int(2)),
               .ended = {},
               .outcome = ParseOutcome(select->Text(4)),
               .message = select->Text(5)};
    if (const auto ended = select->OptionalInt(3)) {
      run.ended = FromMillis(*ended);
    }
    runs.emplace(run.job, std::move(run));
  }
}

}  // namespace ritmon
