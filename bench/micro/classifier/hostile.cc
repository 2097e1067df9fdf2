// SPDX-License-Identifier: GPL-3.0-or-later
// Pages made to cost much: the time must grow with the size of the page and
// with nothing else. The parser alone, with its default options, needs ten
// seconds and three gigabytes for the first.

#include <benchmark/benchmark.h>

#include <iterator>
#include <string>
#include <string_view>

#include "classifier/page_parser.h"

namespace ritmon {
namespace {

constexpr size_t kLargestBody = size_t{8} << 20;

std::string Repeat(std::string_view text, size_t times) {
  std::string repeated;
  for (size_t i = 0; i < times; ++i) repeated += text;
  return repeated;
}

std::string DifferentAttributes(int count) {
  std::string html = "<p";
  for (int i = 0; i < count; ++i) html += " a" + std::to_string(i) + "=x";
  return html + ">x";
}

struct Hostile {
  const char* name;
  std::string html;
};

void ParseHostile(benchmark::State& state) {
  static const Hostile pages[] = {
      {"20,000 nested div", Repeat("<div>", 20'000) + "x"},
      {"20,000 nested div with class", Repeat("<div class=a>", 20'000) + "x"},
      {"100,000 attributes", DifferentAttributes(100'000)},
      {"20,000 times class", "<p " + Repeat("class=a ", 20'000) + ">x"},
      {"20,000 unclosed formatting", Repeat("<p><b itemprop=x>", 20'000)},
      {"20,000 nested tables", Repeat("<table><tr><td>x", 20'000)},
      {"8 MB of '<'", std::string(kLargestBody, '<')},
      {"8 MB of '<a '", Repeat("<a ", kLargestBody / 3)},
      {"8 MB of '<p>'", Repeat("<p>", kLargestBody / 3)},
      {"8 MB of '&'", std::string(kLargestBody, '&')},
      {"8 MB of '<!--'", Repeat("<!--", kLargestBody / 4)},
      {"8 MB of letters", std::string(kLargestBody, 'x')},
      {"50 MB of paragraphs",
       Repeat("<p>Wir bauen <b>Elektrolyseure</b> und pr&uuml;fen sie.</p>\n",
              850'000)}};
  const Hostile& page = pages[state.range(0)];
  const Url url = Url::Parse("http://page.invalid/").value();
  state.SetLabel(page.name);
  for (auto _ : state)
    benchmark::DoNotOptimize(ParsePage(url, page.html, "text/html"));
  state.SetBytesProcessed(state.iterations() *
                          static_cast<int64_t>(page.html.size()));
}
BENCHMARK(ParseHostile)->DenseRange(0, 12)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ritmon
