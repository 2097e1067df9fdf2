// SPDX-License-Identifier: GPL-3.0-or-later
#include "pipeline/crawl_totals.h"

namespace ritmon {
namespace {

// On disk: do not change (docs/formats.md).
constexpr char kSchema[] = R"sql(
CREATE TABLE IF NOT EXISTS crawl_total (
  name TEXT NOT NULL,
  label TEXT NOT NULL,
  value BIGINT NOT NULL,
  PRIMARY KEY (name, label)
);
)sql";

}  // namespace

Result<CrawlTotals> CrawlTotals::Open(Database& database) {
  if (auto s = database.Execute(kSchema); !s) return tl::unexpected(s.error());
  auto add = database.Prepare(
      "INSERT INTO crawl_total (name, label, value) VALUES ($1, $2, $3) "
      "ON CONFLICT (name, label) DO UPDATE "
      "SET value = crawl_total.value + excluded.value");
  if (!add) return tl::unexpected(add.error());
  return CrawlTotals(std::move(*add));
}

Status CrawlTotals::Add(Counters& counters) {
  for (size_t place = 0; place < CounterSeries::kAll; ++place) {
    const CounterSeries series = SeriesOf(place);
    if (!series.adds_up) continue;
    const int64_t more = counters.TakeNew(place);
    if (more == 0) continue;
    add_.Bind(1, series.name).Bind(2, series.label).Bind(3, more);
    if (auto s = add_.Run(); !s) return s;
  }
  return {};
}

Result<CrawlTotals::Values> CrawlTotals::Read(Database& database) {
  auto select = database.Prepare("SELECT name, label, value FROM crawl_total");
  if (!select) return tl::unexpected(select.error());
  Values values;
  while (true) {
    auto row = select->Step();
    if (!row) return tl::unexpected(row.error());
    if (!*row) return values;
    values[{select->Text(0), select->Text(1)}] = select->Int(2);
  }
}

}  // namespace ritmon
