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
CREATE TABLE IF NOT EXISTS job_total (
  job TEXT NOT NULL,
  outcome TEXT NOT NULL,
  runs BIGINT NOT NULL,
  PRIMARY KEY (job, outcome)
);
)sql";

// Of a log that was begun before there were totals.
constexpr char kFirstTotals[] =
    "INSERT INTO job_total (job, outcome, runs) "
    "SELECT job, outcome, count(*) FROM job_run WHERE outcome <> 'running' "
    "AND NOT EXISTS (SELECT 1 FROM job_total) GROUP BY job, outcome";

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
  for (const char* sql : {kSchema, kFirstTotals}) {
    if (auto s = database.Execute(sql); !s) return tl::unexpected(s.error());
  }
  return JobLog(database);
}

Status JobLog::MarkInterrupted(Timestamp now) {
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto counted = database_->Execute(
      "INSERT INTO job_total (job, outcome, runs) "
      "SELECT job, 'interrupted', count(*) FROM job_run "
      "WHERE outcome = 'running' GROUP BY job ON CONFLICT (job, outcome) "
      "DO UPDATE SET runs = job_total.runs + excluded.runs");
  if (!counted) return counted;
  auto update = database_->Prepare(
      "UPDATE job_run SET outcome = 'interrupted', ended = $1 "
      "WHERE outcome = 'running'");
  if (!update) return tl::unexpected(update.error());
  update->Bind(1, ToMillis(now));
  if (auto s = update->Run(); !s) return s;
  return transaction->Commit();
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
  auto transaction = Transaction::Begin(*database_);
  if (!transaction) return tl::unexpected(transaction.error());
  auto count = database_->Prepare(
      "INSERT INTO job_total (job, outcome, runs) "
      "SELECT job, $1, 1 FROM job_run WHERE id = $2 "
      "ON CONFLICT (job, outcome) DO UPDATE SET runs = job_total.runs + 1");
  if (!count) return tl::unexpected(count.error());
  count->Bind(1, ToString(outcome)).Bind(2, run);
  if (auto s = count->Run(); !s) return s;
  auto update = database_->Prepare(
      "UPDATE job_run SET outcome = $1, message = $2, ended = $3 "
      "WHERE id = $4");
  if (!update) return tl::unexpected(update.error());
  update->Bind(1, ToString(outcome))
      .Bind(2, std::string_view(message))
      .Bind(3, ToMillis(now))
      .Bind(4, run);
  if (auto s = update->Run(); !s) return s;
  return transaction->Commit();
}

Result<std::map<std::pair<std::string, JobOutcome>, int64_t>> JobLog::Totals() {
  auto select = database_->Prepare("SELECT job, outcome, runs FROM job_total");
  if (!select) return tl::unexpected(select.error());
  std::map<std::pair<std::string, JobOutcome>, int64_t> totals;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return totals;
    totals[{select->Text(0), ParseOutcome(select->Text(1))}] = select->Int(2);
  }
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
