// SPDX-License-Identifier: GPL-3.0-or-later
// Captures into the archive and out of it; gzip by itself.

#include <string>
#include <vector>

#include "base/time.h"
#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "bench/scratch_folder.h"
#include "crawler/stream_decoder.h"
#include "crawler/warc_reader.h"
#include "crawler/warc_writer.h"

namespace ritmon {
namespace {

std::vector<FetchResult> Captures() {
  std::vector<FetchResult> captures;
  for (const BenchPage& page : BenchPages()) {
    captures.push_back(FetchResultOf(page));
  }
  return captures;
}

int64_t BytesOf(const std::vector<BenchPage>& pages) {
  int64_t bytes = 0;
  for (const BenchPage& page : pages) {
    bytes += static_cast<int64_t>(page.html.size());
  }
  return bytes;
}

void WarcWrite(benchmark::State& state) {
  const std::vector<FetchResult> captures = Captures();
  const ScratchFolder folder;
  const SystemClock clock;
  auto writer = Must(WarcWriter::Open(
      {.directory = folder.path(), .max_file_bytes = uint64_t{64} << 20},
      clock));
  ForEachOf(state, captures.size(), BytesOf(BenchPages()),
            [&](size_t i) { Must(writer.Write(captures[i])); });
}
BENCHMARK(WarcWrite)->Unit(benchmark::kMillisecond);

void WarcRead(benchmark::State& state) {
  const ScratchFolder folder;
  const SystemClock clock;
  auto writer = Must(WarcWriter::Open({.directory = folder.path()}, clock));
  std::string name;
  for (const FetchResult& capture : Captures()) {
    name = Must(writer.Write(capture)).file;
  }
  Must(writer.Close());
  for (auto _ : state) {
    auto reader = Must(WarcReader::Open(folder.path() / name));
    size_t pages = 0;
    while (auto record = Must(reader.Next())) {
      if (!IsCapture(record->type)) continue;
      benchmark::DoNotOptimize(Must(ToFetchResult(*record)));
      ++pages;
    }
    if (pages != BenchPages().size()) state.SkipWithError("pages are missing");
  }
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(BenchPages().size()));
  state.SetBytesProcessed(state.iterations() * BytesOf(BenchPages()));
}
BENCHMARK(WarcRead)->Unit(benchmark::kMillisecond);

void GzipCompress(benchmark::State& state) {
  GzipCompressor compressor(static_cast<int>(state.range(0)));
  const auto& pages = BenchPages();
  std::string out;
  ForEachOf(state, pages.size(), BytesOf(pages), [&](size_t i) {
    out.clear();
    compressor.AppendMember(pages[i].html, &out);
    benchmark::DoNotOptimize(out.data());
  });
}
BENCHMARK(GzipCompress)->Arg(1)->Arg(4)->Unit(benchmark::kMillisecond);

void GzipDecompress(benchmark::State& state) {
  std::vector<std::string> members;
  for (const BenchPage& page : BenchPages()) {
    members.push_back(GzipMember(page.html, 4));
  }
  constexpr size_t kMost = size_t{64} << 20;
  ForEachOf(state, members.size(), BytesOf(BenchPages()), [&](size_t i) {
    benchmark::DoNotOptimize(Decode(Compression::kGzip, members[i], kMost));
  });
}
BENCHMARK(GzipDecompress)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ritmon
