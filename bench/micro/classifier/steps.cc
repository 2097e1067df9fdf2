// SPDX-License-Identifier: GPL-3.0-or-later
// From bytes to a classified page, step by step, on real pages. Each case does
// its step alone; what the step needs was made beforehand. ms_a_page counts
// the pages as they are, bytes_per_second the bytes that came from the network.

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <vector>

#include "base/charset.h"
#include "bench/bench_pages.h"
#include "classifier/classify.h"
#include "classifier/html_filter.h"
#include "classifier/html_tree.h"
#include "classifier/language.h"
#include "classifier/main_text.h"
#include "classifier/page_links.h"
#include "classifier/page_metadata.h"
#include "classifier/page_parser.h"
#include "classifier/page_regions.h"
#include "classifier/structured_data.h"
#include "classifier/text_blocks.h"

namespace ritmon {
namespace {

// Runs `step(i)` for every page and counts.
template <typename Step>
void ForEachPage(benchmark::State& state, const Step& step) {
  const std::vector<BenchPage>& pages = BenchPages();
  int64_t bytes = 0;
  for (const BenchPage& page : pages)
    bytes += static_cast<int64_t>(page.html.size());
  for (auto _ : state) {
    for (size_t i = 0; i < pages.size(); ++i) step(i);
  }
  state.SetBytesProcessed(bytes * state.iterations());
  const double seen = static_cast<double>(pages.size() * state.iterations());
  state.counters["ms_a_page"] = benchmark::Counter(
      seen / 1000, benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

const std::vector<std::string>& Decoded() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> made;
    for (const BenchPage& page : BenchPages())
      made.push_back(DecodeHtml(page.html, page.content_type).text);
    return made;
  }();
  return texts;
}

// What the steps after the tree read; made once, held for all of them.
struct Prepared {
  HtmlTree tree;
  PageRegions regions;
  std::vector<TextBlock> blocks;
  std::string title;
};
const std::vector<Prepared>& PreparedPages() {
  static const std::vector<Prepared> prepared = [] {
    std::vector<Prepared> made;
    NameMeanings names;
    for (const std::string& html : Decoded()) {
      HtmlTree tree = HtmlTree::Parse(html);
      PageRegions regions = FindRegions(tree, names);
      std::vector<TextBlock> blocks = BuildBlocks(tree, regions);
      std::string title = ReadMetadata(tree).title;
      made.push_back({std::move(tree), std::move(regions), std::move(blocks),
                      std::move(title)});
    }
    return made;
  }();
  return prepared;
}

void Step1Decode(benchmark::State& state) {
  ForEachPage(state, [](size_t i) {
    const BenchPage& page = BenchPages()[i];
    benchmark::DoNotOptimize(DecodeHtml(page.html, page.content_type));
  });
}
BENCHMARK(Step1Decode)->Unit(benchmark::kMillisecond);

void Step2Filter(benchmark::State& state) {
  Decoded();
  ForEachPage(state, [](size_t i) {
    benchmark::DoNotOptimize(FilterHtml(Decoded()[i]));
  });
}
BENCHMARK(Step2Filter)->Unit(benchmark::kMillisecond);

void Step3FilterAndTree(benchmark::State& state) {
  Decoded();
  ForEachPage(state, [](size_t i) {
    benchmark::DoNotOptimize(HtmlTree::Parse(Decoded()[i]));
  });
}
BENCHMARK(Step3FilterAndTree)->Unit(benchmark::kMillisecond);

void Step4Links(benchmark::State& state) {
  PreparedPages();
  ForEachPage(state, [](size_t i) {
    benchmark::DoNotOptimize(
        FindLinks(PreparedPages()[i].tree, BenchPages()[i].url));
  });
}
BENCHMARK(Step4Links)->Unit(benchmark::kMillisecond);

void Step5Metadata(benchmark::State& state) {
  PreparedPages();
  ForEachPage(state, [](size_t i) {
    benchmark::DoNotOptimize(ReadMetadata(PreparedPages()[i].tree));
    benchmark::DoNotOptimize(ReadStructuredData(PreparedPages()[i].tree));
  });
}
BENCHMARK(Step5Metadata)->Unit(benchmark::kMillisecond);

void Step6Regions(benchmark::State& state) {
  PreparedPages();
  NameMeanings names;
  ForEachPage(state, [&](size_t i) {
    benchmark::DoNotOptimize(FindRegions(PreparedPages()[i].tree, names));
  });
}
BENCHMARK(Step6Regions)->Unit(benchmark::kMillisecond);

void Step7Blocks(benchmark::State& state) {
  PreparedPages();
  ForEachPage(state, [](size_t i) {
    const Prepared& page = PreparedPages()[i];
    benchmark::DoNotOptimize(BuildBlocks(page.tree, page.regions));
  });
}
BENCHMARK(Step7Blocks)->Unit(benchmark::kMillisecond);

void Step8MainText(benchmark::State& state) {
  PreparedPages();
  ForEachPage(state, [](size_t i) {
    const Prepared& page = PreparedPages()[i];
    benchmark::DoNotOptimize(
        FindMainText(page.tree, page.regions, page.blocks, page.title));
  });
}
BENCHMARK(Step8MainText)->Unit(benchmark::kMillisecond);

void WholeParseLinks(benchmark::State& state) {
  BenchPages();
  ForEachPage(state, [](size_t i) {
    const BenchPage& page = BenchPages()[i];
    benchmark::DoNotOptimize(
        ParseLinks(page.url, page.html, page.content_type));
  });
}
BENCHMARK(WholeParseLinks)->Unit(benchmark::kMillisecond);

void WholeParsePage(benchmark::State& state) {
  BenchPages();
  PageParser parser;
  ForEachPage(state, [&](size_t i) {
    const BenchPage& page = BenchPages()[i];
    benchmark::DoNotOptimize(
        parser.Parse(page.url, page.html, page.content_type));
  });
}
BENCHMARK(WholeParsePage)->Unit(benchmark::kMillisecond);

void Step9Classify(benchmark::State& state) {
  const auto taxonomy =
      Taxonomy::Load(std::filesystem::path(RITMON_SOURCE_DIR) / "keyword-lists")
          .value();
  std::vector<Page> parsed;
  for (const BenchPage& page : BenchPages())
    parsed.push_back(ParsePage(page.url, page.html, page.content_type));
  MatcherScratch scratch;
  ForEachPage(state, [&](size_t i) {
    benchmark::DoNotOptimize(Classify(parsed[i], *taxonomy, scratch));
  });
}
BENCHMARK(Step9Classify)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ritmon
