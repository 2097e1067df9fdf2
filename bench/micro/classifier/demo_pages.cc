// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to tags on the demo region's pages. Compare the two within one
// run: machines differ, the ratio of tagging to parsing does not much.

#include <benchmark/benchmark.h>

#include <filesystem>
#include <string>
#include <vector>

#include "base/files.h"
#include "classifier/classify.h"
#include "classifier/page_parser.h"

namespace ritmon {
namespace {

const std::vector<std::string>& DemoPages() {
  static const std::vector<std::string> pages = [] {
    std::vector<std::string> read;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(RITMON_SOURCE_DIR) / "demo/sites")) {
      if (entry.path().extension() != ".html") continue;
      if (auto bytes = ReadFile(entry.path())) read.push_back(*bytes);
    }
    return read;
  }();
  return pages;
}

const Url& Somewhere() {
  static const Url url = Url::Parse("http://page.invalid/").value();
  return url;
}

void ParsePages(benchmark::State& state) {
  int64_t bytes = 0;
  for (auto _ : state) {
    for (const std::string& html : DemoPages()) {
      benchmark::DoNotOptimize(ParsePage(Somewhere(), html, "text/html"));
      bytes += static_cast<int64_t>(html.size());
    }
  }
  state.SetBytesProcessed(bytes);
}
BENCHMARK(ParsePages)->Unit(benchmark::kMillisecond);

void ClassifyPages(benchmark::State& state) {
  const auto taxonomy =
      Taxonomy::Load(std::filesystem::path(RITMON_SOURCE_DIR) / "keyword-lists")
          .value();
  std::vector<Page> pages;
  for (const std::string& html : DemoPages()) {
    pages.push_back(ParsePage(Somewhere(), html, "text/html"));
  }
  MatcherScratch scratch;
  int64_t bytes = 0;
  for (auto _ : state) {
    for (const Page& page : pages) {
      benchmark::DoNotOptimize(Classify(page, *taxonomy, scratch));
      for (const Block& block : page.blocks) {
        bytes += static_cast<int64_t>(block.text.size());
      }
    }
  }
  state.SetBytesProcessed(bytes);
  state.SetItemsProcessed(state.iterations() *
                          static_cast<int64_t>(pages.size()));
}
BENCHMARK(ClassifyPages)->Unit(benchmark::kMillisecond);

void CompileLists(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(Taxonomy::Load(
        std::filesystem::path(RITMON_SOURCE_DIR) / "keyword-lists"));
  }
}
BENCHMARK(CompileLists)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ritmon
