// SPDX-License-Identifier: GPL-3.0-or-later
// Keyword lists: compiling them, finding their terms, telling what a change of
// them can touch; and the language of a text.

#include <string>
#include <utility>
#include <vector>

#include "bench/micro/corpus.h"
#include "bench/must.h"
#include "classifier/keyword_matcher.h"
#include "classifier/language.h"
#include "classifier/list_change.h"
#include "classifier/taxonomy_file.h"

namespace ritmon {
namespace {

std::vector<ListDirectory> Lists() {
  return Must(ReadListDirectories({Source("keyword-lists")}));
}

// The lists with one term more.
std::vector<ListDirectory> LongerLists() {
  std::vector<ListDirectory> lists = Lists();
  for (auto& [name, content] : lists[0].files) {
    if (name != "hydrogen-efuels.toml") continue;
    content +=
        "\n[[family]]\nname = \"added\"\nstrong.de = [\"=anlagenbau\"]\n";
  }
  return lists;
}

// Folded pages, as the matcher reads them.
std::vector<MatchText> MatchTexts() {
  std::vector<MatchText> texts;
  for (const Page& page : ParsedPages()) {
    MatchText& text = texts.emplace_back();
    text.Clear();
    for (const Block& block : page.blocks) text.AddBlock(block.text);
  }
  return texts;
}

int64_t BytesOf(const std::vector<MatchText>& texts) {
  int64_t bytes = 0;
  for (const MatchText& text : texts) {
    bytes += static_cast<int64_t>(text.folded.text.size());
  }
  return bytes;
}

void MatchKeywords(benchmark::State& state) {
  const auto lists = KeywordLists();
  std::vector<MatchText> texts = MatchTexts();
  MatcherScratch scratch;
  ForEachOf(state, texts.size(), BytesOf(texts), [&](size_t i) {
    std::swap(scratch.text, texts[i]);
    lists->matcher().Match(scratch);
    std::swap(scratch.text, texts[i]);
  });
}
BENCHMARK(MatchKeywords);

void FoldForMatcher(benchmark::State& state) {
  const auto& pages = ParsedPages();
  MatchText text;
  ForEachOf(state, pages.size(), BytesOf(MatchTexts()), [&](size_t i) {
    text.Clear();
    for (const Block& block : pages[i].blocks) text.AddBlock(block.text);
    benchmark::DoNotOptimize(text.folded.text.data());
  });
}
BENCHMARK(FoldForMatcher);

void ParseLists(benchmark::State& state) {
  const auto lists = Lists();
  int64_t bytes = 0;
  for (const auto& [name, content] : lists[0].files) {
    bytes += static_cast<int64_t>(content.size());
  }
  ForEachOf(state, 1, bytes, [&](size_t) {
    benchmark::DoNotOptimize(Must(ParseTaxonomyDirectories(lists)));
  });
}
BENCHMARK(ParseLists)->Unit(benchmark::kMillisecond);

void CompileTaxonomy(benchmark::State& state) {
  const TaxonomySource source = Must(ParseTaxonomyDirectories(Lists()));
  ForEachOf(state, 1, 0, [&](size_t) {
    benchmark::DoNotOptimize(Must(Taxonomy::Compile(source)));
  });
}
BENCHMARK(CompileTaxonomy)->Unit(benchmark::kMillisecond);

void CompareLists(benchmark::State& state) {
  const TaxonomySource before = Must(ParseTaxonomyDirectories(Lists()));
  const TaxonomySource after = Must(ParseTaxonomyDirectories(LongerLists()));
  ForEachOf(state, 1, 0, [&](size_t) {
    benchmark::DoNotOptimize(ListChange::Between(before, after));
  });
}
BENCHMARK(CompareLists)->Unit(benchmark::kMillisecond);

void ListChangeTouches(benchmark::State& state) {
  const auto change =
      ListChange::Between(Must(ParseTaxonomyDirectories(Lists())),
                          Must(ParseTaxonomyDirectories(LongerLists())));
  if (!change) {
    state.SkipWithError("the change is more than terms");
    return;
  }
  std::vector<MatchText> texts = MatchTexts();
  MatcherScratch scratch;
  ForEachOf(state, texts.size(), BytesOf(texts), [&](size_t i) {
    std::swap(scratch.text, texts[i]);
    benchmark::DoNotOptimize(change->MayTouch(scratch));
    std::swap(scratch.text, texts[i]);
  });
}
BENCHMARK(ListChangeTouches);

void DetectLanguageOfPage(benchmark::State& state) {
  ForEachText(state, PageTexts(), [](const std::string& text) {
    benchmark::DoNotOptimize(DetectLanguage(text, "de"));
  });
}
BENCHMARK(DetectLanguageOfPage);

}  // namespace
}  // namespace ritmon
