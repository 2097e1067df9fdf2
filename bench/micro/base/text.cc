// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with all text: charsets, folding, references, near duplicates.

#include <string>
#include <vector>

#include "base/character_reference.h"
#include "base/charset.h"
#include "base/normalize.h"
#include "base/simhash.h"
#include "bench/micro/corpus.h"

namespace ritmon {
namespace {

// As servers send it that do not say what it is.
void DecodeLatin1(benchmark::State& state) {
  const std::string paragraph =
      "<p>Gr\xFCner Stahl f\xFCr den Gro\xDFraum, gefertigt in H\xF6he der "
      "K\xFCste: Anlagen, W\xE4rme und Wasserstoff.</p>\n";
  std::string html = "<!DOCTYPE html><title>Stahl</title>";
  while (html.size() < 64 * 1024) html += paragraph;
  ForEachText(state, {html}, [](const std::string& text) {
    benchmark::DoNotOptimize(DecodeHtml(text, "text/html"));
  });
}
BENCHMARK(DecodeLatin1);

void ValidUtf8(benchmark::State& state) {
  ForEachText(state, PageTexts(), [](const std::string& text) {
    benchmark::DoNotOptimize(IsValidUtf8(text));
  });
}
BENCHMARK(ValidUtf8);

void FoldText(benchmark::State& state) {
  ForEachText(state, PageTexts(), [](const std::string& text) {
    benchmark::DoNotOptimize(Fold(text));
  });
}
BENCHMARK(FoldText);

void FoldWithOffsets(benchmark::State& state) {
  FoldedText folded;
  ForEachText(state, PageTexts(), [&](const std::string& text) {
    folded.text.clear();
    folded.offsets.clear();
    AppendFolded(text, 0, folded);
    benchmark::DoNotOptimize(folded.text.data());
  });
}
BENCHMARK(FoldWithOffsets);

void CharacterReferences(benchmark::State& state) {
  const std::string paragraph =
      "Gr&uuml;ner Stahl &amp; W&#228;rme f&uuml;r die K&uuml;ste, von der "
      "Idee "
      "bis zum Betrieb der Anlagen; AT&T und R&D bleiben. ";
  std::string text;
  while (text.size() < 16 * 1024) text += paragraph;
  ForEachText(state, {text}, [](const std::string& encoded) {
    benchmark::DoNotOptimize(DecodeCharacterReferences(encoded));
  });
}
BENCHMARK(CharacterReferences);

void SimhashOfPage(benchmark::State& state) {
  ForEachText(state, PageTexts(), [](const std::string& text) {
    benchmark::DoNotOptimize(Simhash(text));
  });
}
BENCHMARK(SimhashOfPage);

}  // namespace
}  // namespace ritmon
