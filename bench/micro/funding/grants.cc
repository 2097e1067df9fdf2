// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of the funding catalogue.

#include <string>

#include "base/files.h"
#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "funding/foekat_csv.h"
#include "funding/grant_row.h"

namespace ritmon {
namespace {

std::string Catalogue() { return Must(ReadFile(Source("demo/grants.csv"))); }

void GrantCsvLines(benchmark::State& state) {
  const std::string text = Catalogue();
  int64_t rows = 0;
  for (auto _ : state) {
    const auto summary =
        Must(ReadGrantText(text, {}, [](Grant&) -> Status { return {}; }));
    rows += static_cast<int64_t>(summary.read);
  }
  if (rows == 0) state.SkipWithError("no row was read");
  state.SetItemsProcessed(rows);
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(text.size()));
}
BENCHMARK(GrantCsvLines);

// To a row of the store and back.
void GrantRows(benchmark::State& state) {
  std::vector<Grant> grants;
  Must(ReadGrantText(Catalogue(), {}, [&](Grant& grant) -> Status {
    grants.push_back(grant);
    return {};
  }));
  ForEachOf(state, grants.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(FromRow(ToRow(grants[i])));
  });
}
BENCHMARK(GrantRows);

}  // namespace
}  // namespace ritmon
