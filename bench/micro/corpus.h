// SPDX-License-Identifier: GPL-3.0-or-later
// What the microbenchmarks of several rooms read: the pages of bench_pages.h,
// read and tagged, and the project's keyword lists. Made at the first call,
// then kept; a case asks for it before its loop begins.

#pragma once

#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "bench/bench_pages.h"
#include "classifier/taxonomy.h"
#include "model/fetch.h"
#include "model/page.h"
#include "model/record.h"

namespace ritmon {

// Of the source tree.
std::filesystem::path Source(const char* path);

std::shared_ptr<const Taxonomy> KeywordLists();

// The answer of a server whose body is the page.
FetchResult FetchResultOf(const BenchPage& page);

// By place those of BenchPages().
const std::vector<Page>& ParsedPages();

// The same as the page store holds them, each with a key of its own.
const std::vector<PageRecord>& PageRecords();

// The running text of each page.
const std::vector<std::string>& PageTexts();

// Runs `step(i)` for `count` things a turn, which are `bytes` long together.
template <typename Step>
void ForEachOf(benchmark::State& state, size_t count, int64_t bytes,
               const Step& step) {
  for (auto _ : state) {
    for (size_t i = 0; i < count; ++i) step(i);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<int64_t>(count));
  if (bytes > 0) state.SetBytesProcessed(state.iterations() * bytes);
}

// The same for a list of texts.
template <typename Step>
void ForEachText(benchmark::State& state, const std::vector<std::string>& texts,
                 const Step& step) {
  int64_t bytes = 0;
  for (const std::string& text : texts) {
    bytes += static_cast<int64_t>(text.size());
  }
  ForEachOf(state, texts.size(), bytes, [&](size_t i) { step(texts[i]); });
}

}  // namespace ritmon
