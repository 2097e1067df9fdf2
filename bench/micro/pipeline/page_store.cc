// SPDX-License-Identifier: GPL-3.0-or-later
// Pages on their way into the page store and out of it.

#include "pipeline/page_store.h"

#include <string>
#include <vector>

#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "bench/scratch_folder.h"
#include "pipeline/process_page.h"
#include "pipeline/record_codec.h"

namespace ritmon {
namespace {

int64_t TextBytes() {
  int64_t bytes = 0;
  for (const std::string& text : PageTexts()) {
    bytes += static_cast<int64_t>(text.size());
  }
  return bytes;
}

void ProcessCapture(benchmark::State& state) {
  PageProcessor processor(KeywordLists(), {});
  std::vector<Capture> captures;
  int64_t bytes = 0;
  for (const BenchPage& page : BenchPages()) {
    captures.push_back({.result = FetchResultOf(page)});
    bytes += static_cast<int64_t>(page.html.size());
  }
  ForEachOf(state, captures.size(), bytes, [&](size_t i) {
    benchmark::DoNotOptimize(processor.Process(captures[i]));
  });
}
BENCHMARK(ProcessCapture)->Unit(benchmark::kMillisecond);

void EncodePageBlocks(benchmark::State& state) {
  const auto& records = PageRecords();
  ForEachOf(state, records.size(), TextBytes(), [&](size_t i) {
    benchmark::DoNotOptimize(EncodeBlocks(records[i].blocks));
  });
}
BENCHMARK(EncodePageBlocks)->Unit(benchmark::kMillisecond);

void DecodePageBlocks(benchmark::State& state) {
  std::vector<std::string> packed;
  for (const PageRecord& record : PageRecords()) {
    packed.push_back(EncodeBlocks(record.blocks));
  }
  ForEachOf(state, packed.size(), TextBytes(), [&](size_t i) {
    benchmark::DoNotOptimize(Must(UnpackedBlocks::Unpack(packed[i])));
  });
}
BENCHMARK(DecodePageBlocks)->Unit(benchmark::kMillisecond);

void EncodePageTags(benchmark::State& state) {
  const auto& records = PageRecords();
  ForEachOf(state, records.size(), 0, [&](size_t i) {
    benchmark::DoNotOptimize(EncodeTags(records[i].tags));
  });
}
BENCHMARK(EncodePageTags)->Unit(benchmark::kMicrosecond);

void DecodePageTags(benchmark::State& state) {
  std::vector<std::string> encoded;
  for (const PageRecord& record : PageRecords()) {
    encoded.push_back(EncodeTags(record.tags));
  }
  ForEachText(state, encoded, [](const std::string& tags) {
    benchmark::DoNotOptimize(Must(DecodeTags(tags)));
  });
}
BENCHMARK(DecodePageTags)->Unit(benchmark::kMicrosecond);

void PutAll(PageStore& store) {
  Must(store.Begin());
  for (const PageRecord& record : PageRecords()) Must(store.Put(record));
  Must(store.Commit());
}

// Again and again the same ones: each replaces the one before.
void PageStorePut(benchmark::State& state) {
  PageRecords();
  const ScratchFolder folder;
  auto store = Must(PageStore::Open(folder.path()));
  for (auto _ : state) PutAll(store);
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(PageRecords().size()));
}
BENCHMARK(PageStorePut)->Unit(benchmark::kMillisecond);

void PageStoreGet(benchmark::State& state) {
  const auto& records = PageRecords();
  const ScratchFolder folder;
  auto store = Must(PageStore::Open(folder.path()));
  PutAll(store);
  ForEachOf(state, records.size(), 0, [&](size_t i) {
    if (!Must(store.Find(records[i].key))) {
      state.SkipWithError("a page is missing");
    }
  });
}
BENCHMARK(PageStoreGet)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ritmon
