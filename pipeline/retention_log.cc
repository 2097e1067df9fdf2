// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/retention_log.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS retention_run (
  run_at BIGINT PRIMARY KEY,
  files BIGINT NOT NULL,
  captures BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  pages BIGINT NOT NULL,
  urls BIGINT NOT NULL
);
)sql";

constexpr int64_t kKept = 1000;

}  // namespace

Result<RetentionLog> RetentionLog::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  return RetentionLog(database);
}

Status RetentionLog::Add(const RetentionRun& run) {
  auto insert = database_->Prepare(
      "INSERT INTO retention_run (run_at, files, captures, bytes, pages, urls) "
      "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (run_at) DO UPDATE SET "
      "files = retention_run.files + excluded.files, "
      "captures = retention_run.captures + excluded.captures, "
      "bytes = retention_run.bytes + excluded.bytes, "
      "pages = retention_run.pages + excluded.pages, "
      "urls = retention_run.urls + excluded.urls");
  if (!insert) return tl::unexpected(insert.error());
  auto added = insert->Bind(1, ToMillis(run.at))
                   .Bind(2, run.removed.files)
                   .Bind(3, run.removed.captures)
                   .Bind(4, run.removed.bytes)
                   .Bind(5, run.removed.pages)
                   .Bind(6, run.removed.urls)
                   .Run();
  if (!added) return added;
  auto trim = database_->Prepare(
      "DELETE FROM retention_run WHERE run_at NOT IN (SELECT run_at FROM "
      "retention_run ORDER BY run_at DESC LIMIT $1)");
  if (!trim) return tl::unexpected(trim.error());
  return trim->Bind(1, kKept).Run();
}

Result<std::vector<RetentionRun>> RetentionLog::Runs() {
  auto select = database_->Prepare(
      "SELECT run_at, files, captures, bytes, pages, urls FROM retention_run "
      "ORDER BY run_at");
  if (!select) return tl::unexpected(select.error());
  std::vector<RetentionRun> runs;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return runs;
    runs.push_back({.at = FromMillis(select->Int(0)),
                    .removed = {.files = select->Int(1),
                                .captures = select->Int(2),
                                .bytes = select->Int(3),
                                .pages = select->Int(4),
                                .urls = select->Int(5)}});
  }
}

Result<std::vector<RetentionRun>> ReadRetentionRuns(Database& database) {
  if (!database.HasTable("retention_run")) return std::vector<RetentionRun>{};
  auto log = RetentionLog::Open(database);
  if (!log) return tl::unexpected(log.error());
  return log->Runs();
}

}  // namespace ritmon
