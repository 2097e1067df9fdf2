// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry/import_log.h"

#include <array>
#include <utility>

namespace ritmon {
namespace {

// On disk: described in docs/formats.md.
constexpr char kTable[] = R"sql(
CREATE TABLE IF NOT EXISTS imports (
  number BIGINT PRIMARY KEY,
  source TEXT NOT NULL,
  path TEXT NOT NULL,
  imported_at TEXT NOT NULL,
  rows_read BIGINT NOT NULL,
  added BIGINT NOT NULL,
  changed BIGINT NOT NULL,
  unchanged BIGINT NOT NULL,
  refused BIGINT NOT NULL
);
)sql";

}  // namespace

void ImportSummary::Refuse(uint64_t line, std::string reason) {
  ++refused;
  Note(line, std::move(reason));
}

void ImportSummary::Note(uint64_t line, std::string reason) {
  if (refusals.size() < kMaxRefusals) {
    refusals.push_back({line, std::move(reason)});
  }
}

void ImportSummary::Count(const Upserted& upserted) {
  for (const std::string& field : upserted.kept) ++kept[field];
  switch (upserted.outcome) {
    case UpsertOutcome::kNew:
      ++added;
      break;
    case UpsertOutcome::kChanged:
      ++changed;
      break;
    case UpsertOutcome::kUnchanged:
      ++unchanged;
      break;
  }
}

Result<ImportLog> ImportLog::Open(Database& database) {
  auto status = database.Execute(kTable);
  if (!status) return tl::unexpected(status.error());
  return ImportLog(database);
}

Status ImportLog::Add(const ImportSummary& summary,
                      std::string_view imported_at) {
  auto insert = database_->Prepare(
      "INSERT INTO imports (number, source, path, imported_at, rows_read, "
      "added, changed, unchanged, refused) VALUES "
      "((SELECT COALESCE(MAX(number), 0) + 1 FROM imports), "
      "$1, $2, $3, $4, $5, $6, $7, $8)");
  if (!insert) return tl::unexpected(insert.error());
  insert->Bind(1, std::string_view(summary.source));
  insert->Bind(2, std::string_view(summary.path));
  insert->Bind(3, imported_at);
  int p = 3;
  for (const uint64_t n : {summary.read, summary.added, summary.changed,
                           summary.unchanged, summary.refused}) {
    insert->Bind(++p, static_cast<int64_t>(n));
  }
  return insert->Run();
}

Result<std::vector<ImportLogEntry>> ImportLog::Entries() {
  auto all = database_->Prepare(
      "SELECT source, path, imported_at, rows_read, added, changed, "
      "unchanged, refused FROM imports ORDER BY number");
  if (!all) return tl::unexpected(all.error());
  std::vector<ImportLogEntry> entries;
  while (true) {
    auto row = all->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return entries;
    ImportLogEntry entry;
    entry.summary.source = all->Text(0);
    entry.summary.path = all->Text(1);
    entry.imported_at = all->Text(2);
    const std::array<uint64_t*, 5> counts = {
        &entry.summary.read, &entry.summary.added, &entry.summary.changed,
        &entry.summary.unchanged, &entry.summary.refused};
    int column = 3;
    for (uint64_t* count : counts) {
      *count = static_cast<uint64_t>(all->Int(column++));
    }
    entries.push_back(std::move(entry));
  }
}

}  // namespace ritmon
