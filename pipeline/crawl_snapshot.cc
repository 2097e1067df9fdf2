// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_snapshot.h"

#include <utility>

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md). One row a counter.
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS crawl_snapshot (
  name TEXT PRIMARY KEY,
  value BIGINT NOT NULL
);
)sql";

constexpr char kStarted[] = "started_at";
constexpr char kUpdated[] = "updated_at";
constexpr char kRunning[] = "running";

}  // namespace

Result<CrawlSnapshots> CrawlSnapshots::Open(Database& database) {
  if (auto status = database.Execute(kSchema); !status) {
    return tl::unexpected(status.error());
  }
  auto write = database.Prepare(
      "INSERT INTO crawl_snapshot (name, value) VALUES ($1, $2) "
      "ON CONFLICT (name) DO UPDATE SET value = excluded.value");
  if (!write) return tl::unexpected(write.error());
  auto totals = CrawlTotals::Open(database);
  if (!totals) return tl::unexpected(totals.error());
  return CrawlSnapshots(std::move(*write), std::move(*totals));
}

Status CrawlSnapshots::Store(Counters& counters, Timestamp now, bool running) {
  if (!started_) started_ = now;
  const auto write = [this](std::string_view name, int64_t value) {
    return write_.Bind(1, name).Bind(2, value).Run();
  };
  for (const auto& [name, value] :
       {std::pair(kStarted, ToMillis(*started_)),
        std::pair(kUpdated, ToMillis(now)),
        std::pair(kRunning, int64_t{running ? 1 : 0})}) {
    if (auto s = write(name, value); !s) return s;
  }
  for (size_t i = 0; i < static_cast<size_t>(Counter::kCount); ++i) {
    const auto counter = static_cast<Counter>(i);
    if (auto s = write(InfoOf(counter).name, counters.Get(counter)); !s) {
      return s;
    }
  }
  return totals_.Add(counters);
}

Status CrawlSnapshots::Write(Counters& counters, Timestamp now) {
  return Store(counters, now, true);
}

Status CrawlSnapshots::End(Counters& counters, Timestamp now) {
  return Store(counters, now, false);
}

Result<std::optional<CrawlSnapshot>> CrawlSnapshots::Last(Database& database) {
  auto select = database.Prepare("SELECT name, value FROM crawl_snapshot");
  if (!select) return tl::unexpected(select.error());
  CrawlSnapshot last;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) break;
    const std::string name = select->Text(0);
    const int64_t value = select->Int(1);
    if (name == kStarted) {
      last.started_at = FromMillis(value);
    } else if (name == kUpdated) {
      last.updated_at = FromMillis(value);
    } else if (name == kRunning) {
      last.running = value != 0;
    } else {
      last.counters[name] = value;
    }
  }
  if (last.started_at == Timestamp{}) return std::nullopt;
  return last;
}

}  // namespace ritmon
