// SPDX-License-Identifier: GPL-3.0-or-later
#include "funding/grant_import.h"

#include <algorithm>
#include <utility>

namespace ritmon {
namespace {

constexpr uint64_t kProgressEvery = 1000;

Status LogImport(const std::filesystem::path& path,
                 const GrantImportOptions& options,
                 const GrantImportSummary& summary, GrantStore& store) {
  GrantImportEntry entry;
  entry.number = summary.number;
  entry.path = path.string();
  entry.header = ToString(summary.file.header);
  entry.as_of = options.as_of;
  entry.imported_at = FormatTimestamp(options.imported_at);
  entry.read = summary.file.read;
  entry.added = summary.added;
  entry.changed = summary.changed;
  entry.unchanged = summary.unchanged;
  entry.dropped = summary.file.Dropped();
  entry.refused = summary.file.refused;
  return store.LogImport(entry);
}

// The newest date of the data that was imported; empty if nobody said one.
Result<std::string> NewestOf(GrantStore& store) {
  auto imports = store.Imports();
  if (!imports) return tl::unexpected(imports.error());
  std::string newest;
  for (const GrantImportEntry& entry : *imports) {
    newest = std::max(newest, entry.as_of);
  }
  return newest;
}

}  // namespace

Result<GrantImportSummary> ImportGrants(const std::filesystem::path& path,
                                        GrantStore& store,
                                        const ActorRules& actors,
                                        const GrantImportOptions& options) {
  auto transaction = Transaction::Begin(store.database());
  if (!transaction) return tl::unexpected(transaction.error());
  GrantImportSummary summary;
  auto number = store.NextImport();
  if (!number) return tl::unexpected(number.error());
  summary.number = *number;
  auto newest = NewestOf(store);
  if (!newest) return tl::unexpected(newest.error());
  summary.older = !options.as_of.empty() && options.as_of < *newest;
  uint64_t rows = 0;
  auto file = ReadGrantFile(path, options.csv, [&](Grant& grant) -> Status {
    grant.actor = actors.Classify(grant).actor;
    auto outcome = store.Upsert(grant, summary.number, summary.older);
    if (!outcome) return tl::unexpected(outcome.error());
    switch (*outcome) {
      case GrantUpsert::kNew:
        ++summary.added;
        break;
      case GrantUpsert::kChanged:
        ++summary.changed;
        break;
      case GrantUpsert::kUnchanged:
        ++summary.unchanged;
        break;
    }
    if (++rows % kProgressEvery == 0 && options.on_progress) {
      options.on_progress(rows);
    }
    return {};
  });
  if (!file) return tl::unexpected(file.error());
  summary.file = std::move(*file);
  auto status = LogImport(path, options, summary, store);
  if (status) status = transaction->Commit();
  if (!status) return tl::unexpected(status.error());
  return summary;
}

}  // namespace ritmon
