// SPDX-License-Identifier: GPL-3.0-or-later
#include "crawler/site_budget.h"

#include <utility>

#include "base/fingerprint.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS site (
  id BIGINT PRIMARY KEY,
  name TEXT NOT NULL,
  pages BIGINT NOT NULL,
  sources BIGINT NOT NULL,
  bytes BIGINT NOT NULL,
  spent_ms BIGINT NOT NULL,
  window_at BIGINT NOT NULL,
  closed TEXT NOT NULL,
  documents BIGINT NOT NULL DEFAULT 0
);
)sql";

// Sites in memory; beyond it they are written and dropped.
constexpr size_t kMaxRows = 20'000;

}  // namespace

Result<SiteBudgets> SiteBudgets::Open(Database& database,
                                      std::chrono::hours window) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  // A store that an earlier version made lacks a column.
  if (!database.Prepare("SELECT documents FROM site")) {
    auto added = database.Execute(
        "ALTER TABLE site ADD COLUMN documents BIGINT NOT NULL DEFAULT 0");
    if (!added) return tl::unexpected(added.error());
  }
  auto load = database.Prepare(
      "SELECT pages, sources, bytes, spent_ms, window_at, closed, documents "
      "FROM site WHERE id = $1");
  if (!load) return tl::unexpected(load.error());
  auto store = database.Prepare(
      "INSERT INTO site (id, name, pages, sources, bytes, spent_ms, "
      "window_at, closed, documents) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) "
      "ON CONFLICT (id) DO UPDATE SET pages = excluded.pages, "
      "sources = excluded.sources, bytes = excluded.bytes, "
      "spent_ms = excluded.spent_ms, window_at = excluded.window_at, "
      "closed = excluded.closed, "
      "documents = excluded.documents");
  if (!store) return tl::unexpected(store.error());
  return SiteBudgets(window, std::move(*load), std::move(*store));
}

int64_t SiteBudgets::IdOf(std::string_view site) {
  return FingerprintKey(site);
}

Result<SiteBudgets::Row*> SiteBudgets::Load(const std::string& site) {
  if (const auto known = rows_.find(site); known != rows_.end()) {
    return &known->second;
  }
  if (rows_.size() >= kMaxRows) {
    if (auto status = Flush(); !status) return tl::unexpected(status.error());
    rows_.clear();
  }
  load_.Bind(1, IdOf(site));
  auto found = load_.Step();
  if (!found) return tl::unexpected(found.error());
  Row row;
  if (*found) {
    row.pages = load_.Int(0);
    row.sources = load_.Int(1);
    row.bytes = load_.Int(2);
    row.spent_ms = load_.Int(3);
    row.window_at = FromMillis(load_.Int(4));
    row.closed = load_.Text(5);
    row.documents = load_.Int(6);
    load_.Reset();
  }
  return &(rows_[site] = std::move(row));
}

void SiteBudgets::Change(const std::string& site, Row& row) {
  if (!row.changed) changed_.push_back(site);
  row.changed = true;
}

Result<int64_t> SiteBudgets::Pages(const std::string& site) {
  auto row = Load(site);
  if (!row) return tl::unexpected(row.error());
  return (*row)->pages;
}

Status SiteBudgets::AddPage(const std::string& site) {
  auto row = Load(site);
  if (!row) return tl::unexpected(row.error());
  ++(*row)->pages;
  Change(site, **row);
  return {};
}

Result<int64_t> SiteBudgets::Documents(const std::string& site) {
  auto row = Load(site);
  if (!row) return tl::unexpected(row.error());
  return (*row)->documents;
}

Status SiteBudgets::AddDocument(const std::string& site) {
  auto row = Load(site);
  if (!row) return tl::unexpected(row.error());
  ++(*row)->documents;
  Change(site, **row);
  return {};
}

Result<int64_t> SiteBudgets::Sources(const std::string& site) {
  auto row = Load(site);
  if (!row) return tl::unexpected(row.error());
  return (*row)->sources;
}

Status SiteBudgets::AddSource(const std::string& site) {
  auto row = Load(site);
  if (!row) return tl::unexpected(row.error());
  ++(*row)->sources;
  Change(site, **row);
  return {};
}

Status SiteBudgets::Spend(const std::string& site, int64_t bytes,
                          std::chrono::milliseconds time, Timestamp now) {
  auto found = Load(site);
  if (!found) return tl::unexpected(found.error());
  Row& row = **found;
  if (now >= row.window_at + window_) {
    row.window_at = now;
    row.bytes = 0;
    row.spent_ms = 0;
  }
  row.bytes += bytes;
  row.spent_ms += time.count();
  Change(site, row);
  return {};
}

Result<std::optional<BudgetStop>> SiteBudgets::Stop(const std::string& site,
                                                    const SiteRules& rules,
                                                    Timestamp now) {
  auto found = Load(site);
  if (!found) return tl::unexpected(found.error());
  const Row& row = **found;
  if (!row.closed.empty()) return BudgetStop{row.closed, kNever};
  const Timestamp until = row.window_at + window_;
  if (now >= until) return std::nullopt;
  if (row.bytes >= rules.max_bytes) return BudgetStop{"budget of bytes", until};
  if (std::chrono::milliseconds(row.spent_ms) >= rules.max_time) {
    return BudgetStop{"budget of time", until};
  }
  return std::nullopt;
}

Status SiteBudgets::Close(const std::string& site, const std::string& why) {
  auto row = Load(site);
  if (!row) return tl::unexpected(row.error());
  (*row)->closed = why;
  Change(site, **row);
  return {};
}

Status SiteBudgets::Flush() {
  for (const std::string& site : changed_) {
    Row& row = rows_[site];
    auto status = store_.Bind(1, IdOf(site))
                      .Bind(2, std::string_view(site))
                      .Bind(3, row.pages)
                      .Bind(4, row.sources)
                      .Bind(5, row.bytes)
                      .Bind(6, row.spent_ms)
                      .Bind(7, ToMillis(row.window_at))
                      .Bind(8, std::string_view(row.closed))
                      .Bind(9, row.documents)
                      .Run();
    if (!status) return status;
    row.changed = false;
  }
  changed_.clear();
  return {};
}

}  // namespace ritmon
